"""Conditions met or not met, as the books of the apps below say; a few questions for a whole page of rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.models import Aim, Cycle, Kind, Opinion, OpinionOf, Rated
from chibo.appraisal.queries.levels import LOWEST, label_of, list_of
from chibo.assignments.models import Assignment
from chibo.base.periods import Period
from chibo.inspection.queries.discipline import disciplined_people, disciplined_units
from chibo.inspection.queries.reach import disciplines_visible_to
from chibo.meetings.models import Attendance, Meeting, Presence
from chibo.rulebook.queries import NoRuleOnDay, rule
from chibo.study.models import Learner
from chibo.study.queries.studies import MUST, not_cancelled, not_come_by
from chibo.targets.queries.results import results

OK, WATCH, BAD = "ok", "warn", "bad"


@dataclass(frozen=True)
class Condition:
    """What the books say about one of those rated: `tone` is ok, warn or bad."""

    text: str
    tone: str = OK


Found = dict[int, list[Condition]]


def evidence(user: User, cycle: Cycle, rows: Sequence[Rated], on: date) -> Found:
    """By key of the row, the worst first. Discipline only for who reads the books of inspection."""
    span = Period(cycle.first_day, min(on, cycle.last_day))
    people = {row.person_id for row in rows if row.person_id}
    units = {
        row.unit_id for row in rows if row.kind in (Kind.CELL, Kind.SECTIONAL, Kind.GRASSROOTS)
    }
    of_person = _of_people(user, people, span) if people else {}
    of_unit = _of_units(user, cycle, units, span) if units else {}
    aims, heard = _aims(cycle, people, units), _opinions(rows)
    found: Found = {}
    for row in rows:
        said = (
            of_person.get(row.person_id or 0, []) if row.is_person else of_unit.get(row.unit_id, [])
        )
        aim = aims.get(
            (row.person_id if row.is_person else None, row.unit_id if not row.is_person else 0)
        )
        aimed = [Condition(_("Đăng ký: {level}").format(level=aim))] if aim else []
        found[row.pk] = sorted(
            [*said, *aimed, *heard.get(row.pk, [])],
            key=lambda one: (BAD, WATCH, OK).index(one.tone),
        )
    return found


def _opinions(rows: Sequence[Rated]) -> Found:
    """Who outside the cell was heard about them, the place of residence by name."""
    said = Opinion.objects.filter(rated__in=[row.pk for row in rows]).order_by("of")
    found: Found = defaultdict(list)
    for key, of in said.values_list("rated", "of").distinct():
        text = _("Có ý kiến: {of}").format(of=OpinionOf(of).label.lower())
        found[key].append(Condition(text))
    return found


# ---------------------------------------------------------- members


def _of_people(
    user: User, people: Collection[int | None], span: Period
) -> dict[int, list[Condition]]:
    found: dict[int, list[Condition]] = defaultdict(list)
    for person, condition in [
        *_disciplined(user, people, span),
        *_absent(people, span),
        *_unlearned(people, span),
        *_overdue({"person__in": people}, "person_id", span.last),
    ]:
        found[person].append(condition)
    return found


def _disciplined(
    user: User, people: Collection[Any], span: Period
) -> Iterable[tuple[int, Condition]]:
    readable = set(disciplines_visible_to(user).values_list("pk", flat=True))
    for person, rows in disciplined_people(people, span).items():
        if any(row.pk in readable for row in rows):
            yield person, Condition(_("Bị kỷ luật trong kỳ"), BAD)


def _absent(people: Collection[Any], span: Period) -> Iterable[tuple[int, Condition]]:
    """Turns at regular meetings; a month not recorded is not an absence."""
    rows = Attendance.objects.filter(
        ~Q(state=Presence.OUTSIDE),
        person__in=people,
        meeting__kind="regular",
        meeting__held_on__range=(span.first, span.last),
    )
    counted = (
        rows.order_by()
        .values_list("person")
        .annotate(
            due=Count("pk"),
            came=Count("pk", filter=Q(state=Presence.PRESENT)),
            missed=Count("pk", filter=Q(state=Presence.WITHOUT_REASON)),
        )
    )
    for person, due, came, missed in counted:
        if missed:
            text = _("Vắng không lý do {n}/{due} buổi").format(n=missed, due=due)
            yield person, Condition(text, BAD)
        else:
            yield person, Condition(_("Dự sinh hoạt {n}/{due} buổi").format(n=came, due=due))


def _unlearned(people: Collection[Any], span: Period) -> Iterable[tuple[int, Condition]]:
    rows = Learner.objects.filter(
        MUST,
        not_come_by(span.last),
        not_cancelled(span.last, "study__"),
        person__in=people,
        study__closes_on__range=(span.first, span.last),
    )
    for person, count in rows.order_by().values_list("person").annotate(n=Count("pk")):
        yield person, Condition(_("Chưa học {n} nội dung").format(n=count), WATCH)


def _overdue(whose: dict[str, Any], column: str, on: date) -> Iterable[tuple[int, Condition]]:
    rows = Assignment.objects.filter(
        done_on__isnull=True, cancelled_on__isnull=True, due_on__lt=on, **whose
    )
    for key, count in rows.order_by().values_list(column).annotate(n=Count("pk")):
        yield key, Condition(_("{n} việc quá hạn").format(n=count), WATCH)


# ---------------------------------------------------------- organisations


def _of_units(
    user: User, cycle: Cycle, units: Collection[int], span: Period
) -> dict[int, list[Condition]]:
    found: dict[int, list[Condition]] = defaultdict(list)
    for unit, condition in [
        *_units_disciplined(user, units, span),
        *_months(units, span),
        *_members_lowest(cycle, units),
        *_overdue({"unit__in": units}, "unit_id", span.last),
        *_targets(units, cycle.year, span.last),
    ]:
        found[unit].append(condition)
    return found


def _units_disciplined(
    user: User, units: Collection[int], span: Period
) -> Iterable[tuple[int, Condition]]:
    readable = set(disciplines_visible_to(user).values_list("pk", flat=True))
    for unit, rows in disciplined_units(units, span).items():
        if any(row.pk in readable for row in rows):
            yield unit, Condition(_("Tổ chức bị kỷ luật trong kỳ"), BAD)


def _months(units: Collection[int], span: Period) -> Iterable[tuple[int, Condition]]:
    """Full months with a regular meeting, of cells that record theirs."""
    # The month of the day itself may still hold its meeting.
    asked = list(range(span.first.month, span.last.month + ends_a_month(span.last)))
    rows = Meeting.objects.filter(
        organisation__in=units, kind="regular", held_on__range=(span.first, span.last)
    )
    held: dict[int, set[int]] = defaultdict(set)
    for unit, day in rows.values_list("organisation_id", "held_on"):
        held[unit].add(day.month)
    for unit, months in held.items():
        count = len(months & set(asked))
        text = _("Sinh hoạt {n}/{asked} tháng").format(n=count, asked=len(asked))
        yield unit, Condition(text, OK if count >= len(asked) else WATCH)


def ends_a_month(day: date) -> bool:
    return (day + timedelta(days=1)).month != day.month


def _members_lowest(cycle: Cycle, units: Collection[int]) -> Iterable[tuple[int, Condition]]:
    """Members of the cell rated lowest in the same cycle, by the latest thing said."""
    rows = Rated.objects.filter(cycle=cycle, kind=Kind.MEMBER, unit__in=units, unrated="")
    counts: dict[int, int] = defaultdict(int)
    lowest = {item.code for item in list_of(Kind.MEMBER).items() if item.rank == LOWEST}
    columns = ("unit_id", "decided_level", "committee_level", "proposed_level")
    said = rows.exclude(decided_level="", committee_level="", proposed_level="")
    for unit, *levels in said.values_list(*columns):
        counts[unit] += next(level for level in levels if level) in lowest
    for unit, count in counts.items():
        if count:
            text = _("{n} đảng viên xếp mức thấp nhất").format(n=count)
            yield unit, Condition(text, BAD)


def _targets(units: Collection[int], year: int, on: date) -> Iterable[tuple[int, Condition]]:
    # While the year runs, what is not met yet may still be.
    least = _least_share(year) if on >= date(year, 12, 31) else None
    for unit, known in results(units, year, on).items():
        condition = of_targets([one.met for one in known], least)
        if condition:
            yield unit, condition


def _least_share(year: int) -> Decimal | None:
    """The share of targets below which nothing better than the lowest level is due; None before that rule."""
    try:
        return rule("appraisal.target_share_not_met", date(year, 12, 31)).percent
    except NoRuleOnDay:
        return None


def of_targets(met: Sequence[bool | None], least: Decimal | None) -> Condition | None:
    """Of the targets whose result is known, how many were met; None while none is known."""
    known = [one for one in met if one is not None]
    if not known:
        return None
    text = _("Đạt {n}/{known} chỉ tiêu có kết quả").format(n=sum(known), known=len(known))
    if least is not None and 100 * sum(known) < least * len(known):
        return Condition(_("{text}, dưới {least}%").format(text=text, least=least), BAD)
    return Condition(text, OK if all(known) else WATCH)


def _aims(
    cycle: Cycle, people: Collection[Any], units: Collection[int]
) -> dict[tuple[int | None, int], str]:
    """What was registered for the year, by person, or by unit alone."""
    rows = Aim.objects.filter(
        Q(person__in=people) | Q(person=None, unit__in=units), year=cycle.year
    )
    found: dict[tuple[int | None, int], str] = {}
    for row in rows:
        kind = Kind.MEMBER if row.person_id else Kind.GRASSROOTS
        found[row.person_id, 0 if row.person_id else row.unit_id] = label_of(kind, row.level)
    return found
