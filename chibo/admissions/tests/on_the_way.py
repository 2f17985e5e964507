"""One person's way through the cell of bản Trên, a step at a time: what the tests of cases begin with."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from chibo.admissions.actions.asking import add_referee, keep_check, keep_opinion, propose_checks
from chibo.admissions.actions.deciding import hold_ceremony, record_decision
from chibo.admissions.actions.following import Marking, guide, mark_papers
from chibo.admissions.actions.opening import NewCase, open_case
from chibo.admissions.actions.reviewing import Voting, record_review
from chibo.admissions.models import Case, Opinion, Referee, Review
from chibo.base.partial_dates import PartialDate
from chibo.base.rules import Refusal
from chibo.members.actions.files import Level, register_non_member
from chibo.members.models import Person, Relative
from tests.world import World

OPENED = date(2024, 3, 1)
CELL_MET = date(2025, 4, 5)
COMMITTEE_MET = date(2025, 4, 20)
DECIDED, RECEIVED, CEREMONY = date(2025, 5, 5), date(2025, 5, 12), date(2025, 6, 2)
ENDS = date(2026, 6, 2)


def candidate(world: World, born: str = "05/03/2000", school: str = "upper_secondary") -> Person:
    facts = {"full_name": "Lò Thị Mai", "sex": "female", "ethnicity": "thai"}
    levels = [Level("schooling", school)] if school else []
    known = facts | ({"born": PartialDate.parse(born)} if born else {})
    person = register_non_member(known, world.tren, OPENED, by=world.an, levels=levels)
    Relative.objects.create(person=person, relation="Bố đẻ", full_name="Lò Văn Pâng", born="1970")
    Relative.objects.create(
        person=person, relation="Mẹ đẻ", full_name="Vì Thị Inh", born="1972", is_member=True
    )
    Relative.objects.create(person=person, relation="Anh ruột", full_name="Lò Văn Sơn", born="1998")
    return person


def opened(world: World, person: Person | None = None, **more: Any) -> Case:
    new = NewCase(person or candidate(world), world.tren.pk, OPENED, **more)
    return open_case(new, by=world.chung)


def referee(case: Case, member: Person, since: date = date(2016, 1, 1)) -> Referee:
    return Referee(case=case, kind="member", member=member, together_since=since)


def marking(code: str, day: date) -> Marking:
    return Marking(code, "done", day)


def prepared(world: World, case: Case | None = None) -> Case:
    """Everything the cell may ask for is there."""
    case = case or opened(world)
    guide(case, world.people["chung"], date(2024, 4, 1), by=world.chung)
    mark_papers(
        case,
        [
            marking("certificate", date(2024, 6, 15)),
            marking("application", date(2025, 2, 1)),
            marking("applicant_biography", date(2025, 2, 10)),
        ],
        by=world.chung,
    )
    for check in propose_checks(case, by=world.chung):
        if not check.exempt_reason:
            check.sent_on, check.returned_on = date(2025, 2, 15), date(2025, 3, 15)
            check.result = "Rõ ràng"
            keep_check(check, by=world.chung)
    mark_papers(case, [marking("cell_committee_conclusion", date(2025, 3, 20))], by=world.chung)
    for member in (world.people["an"], world.people["chung"]):
        add_referee(referee(case, member), by=world.chung)
    for name, at_home in (("Hội Phụ nữ xã", False), ("Chi ủy bản Trên", True)):
        opinion = Opinion(case=case, phase="admission", body_name=name, is_residence=at_home)
        opinion.given_on = date(2025, 3, 25)
        keep_opinion(opinion, by=world.chung)
    return case


def voting(level: str, on: date, phase: str = "admission", **more: Any) -> Voting:
    counted = {"entitled": 3, "present": 3, "in_favour": 3} | more
    return Voting(phase, level, on, **counted)


def cell_voted(world: World, case: Case, **more: Any) -> Review:
    return record_review(case, voting("cell", more.pop("on", CELL_MET), **more), by=world.chung)


def committee_voted(world: World, case: Case, **more: Any) -> Review:
    return record_review(case, voting("committee", COMMITTEE_MET, **more), by=world.an)


def decided(world: World, case: Case | None = None) -> Case:
    case = case or prepared(world)
    cell_voted(world, case)
    committee_voted(world, case)
    return record_decision(case, DECIDED, received_on=RECEIVED, by=world.an)


def admitted(world: World, case: Case | None = None) -> Case:
    return hold_ceremony(decided(world, case), CEREMONY, by=world.an)


def refused(act: Callable[[], Any]) -> list[str]:
    """The sentences of a refusal, one a condition."""
    try:
        act()
    except ValidationError as problem:
        return problem.messages
    except Refusal as refusal:
        return [refusal.sentence]
    return []
