"""What is due about probationary members: the end of the 12 months, then the review and its last day."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, When
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.due.waiting import has_learned
from chibo.admissions.models import Case as AdmissionCase
from chibo.admissions.models import CourseKind
from chibo.base.addresses import page_of
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.members.due import NAMED, unit_column
from chibo.members.models import Membership, Movement, Status
from chibo.members.models.person import person_url
from chibo.members.queries.coming import (
    PROBATION_NOTICE,
    Probation,
    probation_from,
    with_probation,
)
from chibo.members.queries.completeness import lacks_something
from chibo.members.queries.listing import listed
from chibo.members.queries.roll import roll, with_cell_names
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import Rule, source_line


def on_probation(
    user: User, branch: Branch, on: date, told: Callable[[list[Any]], list[Due]]
) -> Ask[Due]:
    return Ask(RowsOf(_by_name, user, branch, on), told)


def _by_name(user: User, branch: Branch, on: date) -> QuerySet[Any, Any]:
    """Who is on probation and may be read by name, with `probation_began`, `admitted_on` (the ceremony
    recorded here), `lacks` (required columns of the file are empty), `learned` (the class for new members)
    and the `case_key` of the open case that led there: one question for all lines."""
    rows = with_cell_names(_told(listed(user, branch)), on).annotate(
        case_key=Subquery(
            AdmissionCase.objects.filter(
                person=OuterRef("person"), closed_on__isnull=True, admission__isnull=False
            ).values("pk")[:1]
        ),
    )
    return rows.values(*NAMED, *_KNOWN, "case_key")


def _told(rows: QuerySet[Membership]) -> QuerySet[Any]:
    ceremony = Movement.objects.filter(person=OuterRef("person"), kind="admitted")
    learned = has_learned(CourseKind.NEW_MEMBER, "new_member_certificate")
    return (
        with_probation(rows)
        .filter(status=Status.PROBATIONARY)
        .annotate(
            probation_began=F("began"),
            admitted_on=Subquery(ceremony.order_by("-happened_on").values("happened_on")[:1]),
            lacks=Case(When(lacks_something(), then=True), default=False),
            learned=Case(When(learned, then=True), default=False),
        )
    )


_KNOWN = ("probation_began", "admitted_on", "lacks", "learned")


@dataclass(frozen=True)
class Alike:
    """Members of a unit on probation about whom the same is known; `count` is how many."""

    unit: int
    probation_began: date | None
    admitted_on: date | None
    lacks: bool
    learned: bool
    count: int


def alike_on_probation(branch: Branch, told: Callable[[list[Alike]], list[Tally]]) -> Ask[Tally]:
    """Everybody of on_probation without names: few rows, since most share their day."""
    return Ask(
        RowsOf(_alike, branch),
        lambda found: told([Alike(**vars(row)) for row in found if row.unit]),
    )


def _alike(branch: Branch) -> QuerySet[Any, Any]:
    unit = F(unit_column(branch))
    known = _told(roll(branch).order_by()).values(*_KNOWN, unit=unit)
    return known.annotate(count=Count("pk"))


def probation_due(user: User, rows: Sequence[Any], on: date) -> list[Due]:
    notice = on + PROBATION_NOTICE
    days = {row.probation_began for row in rows if row.probation_began}
    probations = {day: probation_from(day) for day in days}
    found = [(row, probations.get(row.probation_began)) for row in rows]
    return [
        _due(row, probation, on, may_act=has_power(user, Power.KEEP_RECORDS, row.path))
        for row, probation in found
        if probation and probation.ends <= notice
    ]


def probation_tallies(alike: Sequence[Alike], on: date) -> list[Tally]:
    """Per unit and first day of probation: the days are few, whatever the number of members."""
    notice, counted = on + PROBATION_NOTICE, Counter[tuple[int, date]]()
    for one in alike:
        if one.probation_began:
            counted[one.unit, one.probation_began] += one.count
    spoken = {day: _spoken(day, on) for day in {day for _unit, day in counted}}
    found = [(unit, n, spoken[day]) for (unit, day), n in counted.items()]
    return [
        replace(said, unit=unit, count=n)
        for unit, n, said in found
        if said and said.due_on and said.due_on <= notice
    ]


def _spoken(began: date, on: date) -> Tally | None:
    """The line of everybody whose probation began on that day, counted once for all of them."""
    probation = probation_from(began)
    if probation is None:
        return None
    kind, what = _step(probation, on)
    rule, last_on = _rule_now(probation, on)
    return Tally(kind, what, 0, 0, probation.ends, source_line(rule), rule.code, last_on=last_on)


def _rule_now(probation: Probation, on: date) -> tuple[Rule, date | None]:
    """The rule the line speaks by: the 12 months, and once they have ended the review and its last day."""
    if on >= probation.ends and probation.deadline:
        return probation.deadline, probation.review_by
    return probation.months, None


def _due(row: Any, probation: Probation, on: date, *, may_act: bool) -> Due:
    """Who may not record the recognition is led to the file."""
    kind, what = _step(probation, on)
    ended = on >= probation.ends
    step = _("Công nhận") if ended else _("Mở hồ sơ")
    rule, last_on = _rule_now(probation, on)
    return Due(
        kind=kind,
        what=what,
        about=row.person__full_name,
        due_on=probation.ends,
        last_on=last_on,
        url=_url(row, recognises=ended and may_act),
        button=step if may_act else _("Xem hồ sơ"),
        why=source_line(rule),
        rule=rule.code,
        owner=row.cell_name,
        owner_path=row.path,
    )


def _url(row: Any, *, recognises: bool) -> str:
    """A case knows its own next step; without one the recognition is recorded by its form."""
    if row.case_key:
        return page_of("admissions:case", row.case_key)
    if recognises:
        return page_of("admissions:recognise", row.person_id)
    return person_url(row.person_id)


def _step(probation: Probation, on: date) -> tuple[str, str]:
    if on < probation.ends:
        return "probation_ending", _("Chuẩn bị xét công nhận đảng viên chính thức")
    if probation.review_by and on > probation.review_by:
        return "recognition_overdue", _("Xét công nhận đảng viên chính thức đã quá hạn")
    return "recognition_due", _("Xét công nhận đảng viên chính thức")
