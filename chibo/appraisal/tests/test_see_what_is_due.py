"""What is due of ratings in "Việc cần làm"."""

from datetime import date

from chibo.appraisal import due as due_room
from chibo.appraisal.actions.cycles import NewCycle, open_cycle
from chibo.appraisal.actions.deciding import Deciding, Given, decide
from chibo.appraisal.actions.rating import Proposed, propose
from chibo.appraisal.due import tally_asks
from chibo.appraisal.models import Cycle, Kind
from chibo.base.asking import answered
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

FROZEN, TODAY = date(2026, 10, 20), date(2026, 11, 21)


def opened(world: World) -> Cycle:
    new = NewCycle(2026, FROZEN, (Kind.MEMBER, Kind.CELL), 0, date(2026, 12, 5), date(2026, 12, 25))
    return open_cycle(world.commune, new, by=world.an)


def test_a_commune_without_a_cycle_is_told_to_open_one(world: World) -> None:
    lines = due(world.an, branch(world.commune, TODAY), TODAY)
    assert [(one.kind, one.due_on) for one in lines] == [("rating_to_open", date(2026, 11, 1))]
    assert due(world.an, branch(world.commune, date(2026, 6, 1)), date(2026, 6, 1)) == []


def test_what_cells_and_the_committee_still_owe(world: World) -> None:
    opened(world)
    lines = due(world.an, branch(world.commune, TODAY), TODAY)
    found = sorted((one.kind, one.owner, one.due_on) for one in lines)
    cells = ("Bản Dưới", "Bản Trên", "Trường Tiểu học")
    assert [one for one in found if one[0] == "rating_proposal"] == [
        ("rating_proposal", cell, date(2026, 12, 5)) for cell in cells
    ]
    read = {one.url for one in due(world.binh, branch(world.commune, TODAY), TODAY)}
    assert {url.partition("?")[2].partition("&")[0] for url in read} == {
        "buoc=chua-tu",
        "buoc=chua-de-nghi",
    }
    assert [one[1:] for one in found if one[0] == "rating_undecided"] == [
        ("Đảng bộ xã Mường Mẫu", date(2026, 12, 25))
    ]


def test_a_cell_that_proposed_for_all_is_no_longer_reminded(world: World) -> None:
    cycle = opened(world)
    rows = cycle.rows.filter(unit=world.tren)
    levels = {row.pk: Proposed("good", 2) for row in rows}
    propose(cycle, world.tren, date(2026, 11, 10), levels, by=world.chung)
    lines = due(world.chung, branch(world.tren, TODAY), TODAY)
    assert [one.kind for one in lines] == ["self_reviews"]


def test_after_the_decision_the_report_up_is_spoken_of_until_its_day(world: World) -> None:
    cycle = opened(world)
    levels = {row.pk: Given("good") for row in cycle.rows.filter(unrated="")}
    decide(cycle, levels, Deciding(date(2026, 11, 20)), by=world.an)
    for day, kinds in ((date(2027, 1, 10), ["rating_report"]), (date(2027, 2, 1), [])):
        lines = due(world.an, branch(world.commune, day), day)
        assert [one.kind for one in lines] == kinds


def test_a_level_above_counts_cells(world: World) -> None:
    opened(world)
    found = answered(tally_asks(branch(world.province, TODAY), TODAY))
    assert {(one.kind, one.count) for one in found} == {("self_reviews", 3), ("rating_proposal", 3)}
