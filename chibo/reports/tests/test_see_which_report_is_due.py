"""The six-month report of the period that ended is among what is due, named with its period."""

from datetime import date

from chibo.base.periods import Period
from chibo.organisations.queries.tree import branch
from chibo.reports import due as due_room
from chibo.reports.actions.writing import begin_report
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

ON = date(2026, 11, 21)


def named(world: World) -> list[str]:
    return [line.what for line in due(world.an, branch(world.commune, ON), ON)]


def test_the_period_is_named(world: World) -> None:
    period = Period.half(2026, 1)
    assert f"Lập báo cáo {period.label}" in named(world)

    begin_report(world.commune, "six_month", period, by=world.an)
    assert f"Hoàn thành, ký báo cáo {period.label}" in named(world)
