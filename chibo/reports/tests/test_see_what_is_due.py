"""The six-month report among what is due: written, signed, asked for by a level above."""

from datetime import date

import pytest

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.reports import due as due_room
from chibo.reports.actions.writing import begin_report, describe_paper
from tests.due import due_in
from tests.world import World

due = due_in(due_room)


def lines(user: User, of: Organisation, on: date) -> list[tuple[str, date | None, str, str]]:
    return [
        (one.what, one.deadline, one.owner, one.button) for one in due(user, branch(of, on), on)
    ]


@pytest.mark.parametrize(
    ("on", "what", "deadline"),
    [
        (date(2026, 6, 14), "Lập báo cáo 6 tháng cuối năm 2025", date(2026, 1, 10)),
        (date(2026, 6, 15), "Lập báo cáo 6 tháng đầu năm 2026", date(2026, 7, 10)),
        (date(2026, 7, 11), "Lập báo cáo 6 tháng đầu năm 2026", date(2026, 7, 10)),
    ],
)
def test_a_report_is_spoken_of_from_two_weeks_before_its_period_ends(
    world: World, on: date, what: str, deadline: date
) -> None:
    expected = [(what, deadline, "Đảng bộ xã Mường Mẫu", "Lập báo cáo")]

    assert lines(world.an, world.commune, on) == expected


def test_a_draft_is_to_be_signed_and_a_signed_one_is_done(world: World) -> None:
    on = date(2026, 7, 1)
    report = begin_report(world.commune, "six_month", Period.half(2026, 1), by=world.an)
    ((what, _day, _owner, button),) = lines(world.an, world.commune, on)
    assert (what, button) == ("Hoàn thành, ký báo cáo 6 tháng đầu năm 2026", "Mở báo cáo")

    describe_paper(report, number=5, signed_on=date(2026, 7, 5), place="Mường Mẫu", by=world.an)
    assert lines(world.an, world.commune, on) == []


def test_a_level_above_asks_for_what_is_not_signed(world: World) -> None:
    found = lines(world.giang, world.province, date(2026, 7, 20))

    what, day = "Đôn đốc báo cáo 6 tháng đầu năm 2026 chưa ký", date(2026, 7, 10)
    assert found == [
        (what, day, "Đảng bộ xã Mường Mẫu", "Mở đơn vị"),
        (what, day, "Đảng bộ xã Chiềng Bên", "Mở đơn vị"),
    ]


def test_before_the_books_and_for_cells_there_is_none(world: World) -> None:
    assert lines(world.an, world.commune, date(2016, 1, 5)) == []
    assert lines(world.an, world.tren, date(2026, 7, 20)) == []
    assert lines(world.chung, world.tren, date(2026, 7, 20)) == []
