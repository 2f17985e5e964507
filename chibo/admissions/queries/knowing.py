"""What is known about a case on a day: everything its checks are said from, read once."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from chibo.admissions.models import (
    BackgroundCheck,
    Case,
    CasePaper,
    CourseKind,
    Opinion,
    OpinionPhase,
    PaperState,
    Participant,
    Referee,
    RefereeKind,
    Review,
    ReviewLevel,
)
from chibo.admissions.queries.standing import Line, line_of
from chibo.base.asking import objects_together, rows_together
from chibo.base.partial_dates import PartialDate
from chibo.members.models import Membership, Movement, Status

# A member who came by one of these had not lived in this basic organisation before.
_ARRIVING = ("moved_in", "restored")


@dataclass(frozen=True)
class Certificate:
    day: date
    number: str = ""


@dataclass(frozen=True)
class Introducer:
    """A referee as of a day. `here_since` is the day the books let the member into this basic
    organisation, None when they say nothing against the declared day."""

    kind: str
    name: str
    since: date | None = None
    here_since: date | None = None
    is_official: bool = True
    is_here: bool = True

    @property
    def together_since(self) -> date | None:
        days = [day for day in (self.since, self.here_since) if day]
        return max(days) if days else None


@dataclass(frozen=True)
class Departure:
    """How somebody who was a member before left. `how` is a code of departures_before_readmission,
    "" when only the books' movement is known."""

    on: date | None
    how: str = ""
    cleared_on: date | None = None


@dataclass(frozen=True)
class Known:
    """A case on a day. `readmitted` counts earlier admissions of somebody who had been a member before."""

    case: Case
    on: date
    line: Line | None
    born: PartialDate | None = None
    schooling: tuple[str, int] | None = None
    certificate: Certificate | None = None
    new_member_certificate: Certificate | None = None
    papers: Mapping[str, CasePaper] = field(default_factory=dict)
    introducers: Sequence[Introducer] = ()
    checks: Sequence[BackgroundCheck] = ()
    opinions: Sequence[Opinion] = ()
    reviews: Sequence[Review] = ()
    departure: Departure | None = None
    readmitted: int = 0

    def done(self, code: str) -> CasePaper | None:
        """The paper when it is ready."""
        row = self.papers.get(code)
        return row if row and row.state == PaperState.DONE else None

    def review(self, phase: str, level: str) -> Review | None:
        """The last vote of a body on it."""
        found = [row for row in self.reviews if (row.phase, row.level) == (phase, level)]
        return found[-1] if found else None

    @property
    def decided_on(self) -> date | None:
        admission = self.case.admission
        return admission.decided_on if admission else self.case.decided_on

    @property
    def ceremony_on(self) -> date | None:
        return self.case.admission.ceremony_on if self.case.admission else None

    @property
    def cell_day(self) -> date:
        """The day the conditions of admission are read on: the cell's review, before it this day."""
        review = self.review(OpinionPhase.ADMISSION, ReviewLevel.CELL)
        return review.held_on if review else self.on


def known(case: Case, cell_id: int, on: date, path: str = "") -> Known:
    """Reads what there is about the case as it lies, judged as of the day. `path` is where the cell stands then,
    by whoever knows."""
    line = line_of(cell_id, on, path)
    papers = {row.code: row for row in case.papers.select_related("paper")}
    schooling, taken, left, again = rows_together(_of_the_books(case, on))
    checks, opinions = _kept_with(case)
    return Known(
        case=case,
        on=on,
        line=line,
        born=case.person.partial("born"),
        schooling=max(((row.level, row.rank) for row in schooling), key=_rank, default=None),
        certificate=_certificate(taken, papers, CourseKind.AWARENESS, "certificate"),
        new_member_certificate=_certificate(
            taken, papers, CourseKind.NEW_MEMBER, "new_member_certificate"
        ),
        papers=papers,
        introducers=_introducers(case, line, on),
        checks=checks,
        opinions=opinions,
        reviews=list(case.reviews.select_related("paper", "body")),
        departure=_departure(case, [row.happened_on for row in left]),
        readmitted=len(again),
    )


def _kept_with(case: Case) -> list[list[Any]]:
    """Checks of background and opinions, in their order, in one question."""
    kept = objects_together(case.checks.all(), case.opinions.all())
    for one in itertools.chain(*kept):
        one.case = case
    return [sorted(rows, key=lambda one: one.pk) for rows in kept]


def _of_the_books(case: Case, on: date) -> list[QuerySet[Any, Any]]:
    """Of the person: schooling by the day, certificates of classes, movements out of the Party before the case,
    other readmissions."""
    person = case.person
    reached = person.qualifications.filter(ladder="schooling").exclude(reached_on__gt=on)
    taken = Participant.objects.filter(person=person, certificate_on__isnull=False)
    left = Movement.objects.filter(
        person=person, happened_on__lte=case.opened_on, kind__in=("removed", "left", "expelled")
    )
    again = person.admissions.filter(is_readmission=True).exclude(case=case)
    return [
        reached.order_by().values("level", "rank"),
        taken.order_by().values("course__kind", "certificate_on", "certificate_number"),
        left.order_by().values("happened_on"),
        again.order_by().values("pk"),
    ]


def _rank(one: tuple[str, int]) -> int:
    return one[1]


def _certificate(
    taken: Sequence[Any], papers: Mapping[str, CasePaper], kind: str, code: str
) -> Certificate | None:
    """The latest, from a class of the installation or a paper laid into the case."""
    found = [
        Certificate(row.certificate_on, row.certificate_number)
        for row in taken
        if row.course__kind == kind
    ]
    paper = papers.get(code)
    if paper and paper.state == PaperState.DONE and paper.dated_on:
        found.append(Certificate(paper.dated_on, paper.number))
    return max(found, key=lambda one: one.day, default=None)


def _departure(case: Case, left: Sequence[date]) -> Departure | None:
    """What the case says, else the last movement of the books that took the person out of the Party."""
    if case.left_party_on or case.left_party_how:
        return Departure(case.left_party_on, case.left_party_how, case.record_cleared_on)
    if not left:
        return Departure(None) if case.is_readmission else None
    return Departure(max(left))


def _introducers(case: Case, line: Line | None, on: date) -> list[Introducer]:
    rows = list(case.referees.select_related("member"))
    stays = _stays([row.member_id for row in rows if row.member_id], on)
    return [_introducer(row, stays.get(row.member_id or 0, []), line) for row in rows]


def _introducer(row: Referee, stays: Sequence[Membership], line: Line | None) -> Introducer:
    if row.kind != RefereeKind.MEMBER or row.member is None:
        return Introducer(row.kind, row.body_name)
    now = stays[-1] if stays else None
    basic = line.basic.pk if line and line.basic else None
    here = now is not None and (basic is None or now.grassroots_id == basic)
    return Introducer(
        row.kind,
        row.member.full_name,
        row.together_since,
        _here_since(stays) if here else None,
        is_official=now is not None and now.status == Status.OFFICIAL,
        is_here=here,
    )


def _stays(people: Sequence[int], on: date) -> dict[int, list[Membership]]:
    """Per person the stays begun by the day up to the one that holds on it; none for who left."""
    rows = Membership.objects.filter(person__in=people, started_on__lte=on)
    found: dict[int, list[Membership]] = {}
    for row in rows.select_related("opened_by").order_by("started_on"):
        found.setdefault(row.person_id, []).append(row)
    return {key: held for key, held in found.items() if held[-1].holds(on)}


def _here_since(stays: Sequence[Membership]) -> date | None:
    """The last day the member came from another basic organisation; a reorganisation of units is no move."""
    came: date | None = None
    for at, row in enumerate(stays):
        moved = at and row.opened_by.kind == "moved_within"
        if row.opened_by.kind in _ARRIVING or (
            moved and row.grassroots_id != stays[at - 1].grassroots_id
        ):
            came = row.started_on
    return came
