"""What a level above counts without names is what the commune lists by name: every kind that is counted."""

from collections import Counter
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from chibo.accounts.models import User
from chibo.admissions.actions.courses import NewCourse, Sending, open_course, send_to_course
from chibo.assignments.actions.following import finish_work
from chibo.assignments.actions.giving import Giving, give_work
from chibo.base.due import Due
from chibo.members.actions.badges import Proposing, propose_badges
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.passing import Filling, fill_boxes
from chibo.members.tests.seeing import day, enter
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.web.queries.tasks import all_due
from tests.world import World

ON, ROUND = date(2026, 12, 10), date(2027, 2, 3)
# Said for a whole organisation: the level above has lines of its own about these, or none.
UNCOUNTED = {
    "six_month_report",
    "term_ending",
    "target_behind",
    "rating_to_open",
    "rating_undecided",
    "rating_report",
    "import_waiting",
    "calendar_unconfirmed",
}


def busy(world: World, names: str) -> None:
    """A letter sent on, work to do and to verify, a badge proposed, a class without results."""
    gone, old = enter(world, *(f"Lò Văn {one}" for one in names), joined=day("01/01/1997"))
    known = {"to_cell_id": world.ben.pk, "left_out": frozenset({world.province.pk})}
    letter = Letter(gone, "official", f"9{names[0]}", date(2026, 11, 9), **known)
    (transfer,) = issue_transfers([letter], by=world.an)
    fill_boxes([Filling(transfer, 2, date(2026, 11, 10))], by=world.an)
    given = [
        Giving(
            world.commune,
            f"Việc {names} {n}",
            date(2026, 10, 1),
            date(2026, 12, 15),
            unit=world.duoi,
        )
        for n in range(3)
    ]
    done, *_left = give_work(given, by=world.an)
    finish_work(done, date(2026, 11, 20), by=world.an)
    propose_badges(branch(world.commune, ON), ROUND, [Proposing(old)], by=world.an)
    course = NewCourse(
        "new_member", f"Lớp {names}", "Trung tâm", date(2026, 5, 4), date(2026, 5, 8)
    )
    opened = open_course(course, world.commune, by=world.an)
    send_to_course(opened, [Sending(world.people["en"], world.duoi.pk)], by=world.an)


def counts(user: User, of: Organisation) -> Counter[tuple[str, date | None, str]]:
    found: Counter[tuple[str, date | None, str]] = Counter()
    for line in (one for one in all_due(user, branch(of, ON), ON) if one.kind not in UNCOUNTED):
        found[line.kind, line.deadline, line.plainly] += line.count
    return found


def test_every_kind_agrees(world: World) -> None:
    busy(world, "AB")
    named = counts(world.an, world.commune)
    there = counts(world.khanh, world.neighbour)

    assert counts(world.giang, world.commune) == named
    assert counts(world.giang, world.province) == named + there
    kinds = {kind for kind, _day, _what in named + there}
    assert kinds >= {
        "transfer_to_receive",
        "transfer_not_received",
        "work_due",
        "work_to_verify",
        "badge_decision",
        "class_results",
    }


def test_nobody_is_named(world: World) -> None:
    busy(world, "AB")
    lines: list[Due] = all_due(world.giang, branch(world.province, ON), ON)

    said = " ".join(f"{one.what} {one.about} {one.why} {one.url}" for one in lines)
    assert "Lò Văn" not in said and "Việc AB" not in said and "9A" not in said


def test_the_questions_do_not_grow(world: World) -> None:
    all_due(world.giang, branch(world.province, ON), ON)  # what is read once per user
    asked = []
    for names in ("AB", "CD"):
        busy(world, names)
        with CaptureQueriesContext(connection) as questions:
            all_due(world.giang, branch(world.province, ON), ON)
        asked.append(len(questions))

    assert asked[0] == asked[1]
