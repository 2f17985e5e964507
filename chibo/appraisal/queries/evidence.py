"""Conditions met or not met, as the books of the apps below say; a few questions for a whole page of rows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.models import Aim, Cycle, Kind, Opinion, OpinionOf, Rated
from chibo.appraisal.queries.levels import LOWEST, label_of, list_of
from chibo.assignments.models import Assignment
from chibo.base.asking import Ask, answered
from chibo.base.periods import Period
from chibo.inspection.queries.discipline import took_effect
from chibo.inspection.queries.reach import disciplines_visible_to
from chibo.meetings.models import Attendance, Meeting, Presence
from chibo.organisations.queries.tree import Branch
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
# Whom something is said about: a person ("n"), a unit ("u") or a row of the list ("r"), with its key.
About = tuple[str, int]
Said = tuple[About, Condition]
Whose = Mapping[str, Collection[Any]]


def evidence(
    user: User, cycle: Cycle, rows: Sequence[Rated], on: date, here: Sequence[Branch] = ()
) -> Found:
    """By key of the row, the worst first; all books but those of targets in one question. Discipline only for
    who reads the books of inspection. Units known as they stand that day are `here`."""
    span = Period(cycle.first_day, min(on, cycle.last_day))
    people = {row.person_id for row in rows if row.person_id}
    units = {
        row.unit_id for row in rows if row.kind in (Kind.CELL, Kind.SECTIONAL, Kind.GRASSROOTS)
    }
    said: dict[About, list[Condition]] = defaultdict(list)
    asked = [*_of_people(user, people, span), *_of_units(user, cycle, units, span)]
    for about, condition in [
        *answered([*asked, _aims(cycle, people, units), _opinions(rows)]),
        *_targets(units, cycle.year, span.last, here),
    ]:
        said[about].append(condition)
    return {
        row.pk: sorted(
            [one for about in _abouts(row) for one in said.get(about, [])],
            key=lambda one: (BAD, WATCH, OK).index(one.tone),
        )
        for row in rows
    }


def _abouts(row: Rated) -> tuple[About, About]:
    return ("n", row.person_id or 0) if row.is_person else ("u", row.unit_id), ("r", row.pk)


def _opinions(rows: Sequence[Rated]) -> Ask[Said]:
    """Who outside the cell was heard about them, the place of residence by name."""
    heard = Opinion.objects.filter(rated__in=[row.pk for row in rows]).order_by()

    def told(found: list[Any]) -> list[Said]:
        found.sort(key=lambda row: row.of)
        return [(("r", row.rated_id), Condition(_heard(row.of))) for row in found]

    return Ask(heard.values("rated_id", "of").distinct(), told)


def _heard(of: str) -> str:
    return _("Có ý kiến: {of}").format(of=OpinionOf(of).label.lower())


# ---------------------------------------------------------- members


def _of_people(user: User, people: Collection[int | None], span: Period) -> list[Ask[Said]]:
    theirs = {"person__in": people}
    return [
        _disciplined(user, theirs, span, _("Bị kỷ luật trong kỳ")),
        _absent(people, span),
        _unlearned(people, span),
        _overdue(theirs, span.last),
    ]


def _disciplined(user: User, whose: Whose, span: Period, text: str) -> Ask[Said]:
    rows = disciplines_visible_to(user).filter(took_effect(span), **whose).order_by()
    kind, column = _about(whose)

    def told(found: list[Any]) -> list[Said]:
        return [((kind, row.key), Condition(text, BAD)) for row in found]

    return Ask(rows.values(key=F(column)).distinct(), told)


def _absent(people: Collection[Any], span: Period) -> Ask[Said]:
    """Turns at regular meetings; a month not recorded is not an absence."""
    rows = Attendance.objects.filter(
        ~Q(state=Presence.OUTSIDE),
        person__in=people,
        meeting__kind="regular",
        meeting__held_on__range=(span.first, span.last),
    )
    counted = (
        rows.order_by()
        .values("person_id")
        .annotate(
            due=Count("pk"),
            came=Count("pk", filter=Q(state=Presence.PRESENT)),
            missed=Count("pk", filter=Q(state=Presence.WITHOUT_REASON)),
        )
    )
    return Ask(counted, lambda found: [(("n", row.person_id), _attended(row)) for row in found])


def _attended(row: Any) -> Condition:
    if row.missed:
        text = _("Vắng không lý do {n}/{due} buổi").format(n=row.missed, due=row.due)
        return Condition(text, BAD)
    return Condition(_("Dự sinh hoạt {n}/{due} buổi").format(n=row.came, due=row.due))


def _unlearned(people: Collection[Any], span: Period) -> Ask[Said]:
    rows = Learner.objects.filter(
        MUST,
        not_come_by(span.last),
        not_cancelled(span.last, "study__"),
        person__in=people,
        study__closes_on__range=(span.first, span.last),
    )

    def told(found: list[Any]) -> list[Said]:
        text = _("Chưa học {n} nội dung")
        return [(("n", row.person_id), Condition(text.format(n=row.n), WATCH)) for row in found]

    return Ask(rows.order_by().values("person_id").annotate(n=Count("pk")), told)


def _overdue(whose: Whose, on: date) -> Ask[Said]:
    rows = Assignment.objects.filter(
        done_on__isnull=True, cancelled_on__isnull=True, due_on__lt=on, **whose
    )
    kind, column = _about(whose)

    def told(found: list[Any]) -> list[Said]:
        text = _("{n} việc quá hạn")
        return [((kind, row.key), Condition(text.format(n=row.n), WATCH)) for row in found]

    return Ask(rows.order_by().values(key=F(column)).annotate(n=Count("pk")), told)


def _about(whose: Whose) -> tuple[str, str]:
    return ("n", "person_id") if "person__in" in whose else ("u", "unit_id")


# ---------------------------------------------------------- organisations


def _of_units(user: User, cycle: Cycle, units: Collection[int], span: Period) -> list[Ask[Said]]:
    theirs = {"unit__in": units}
    return [
        _disciplined(user, theirs, span, _("Tổ chức bị kỷ luật trong kỳ")),
        _months(units, span),
        _members_lowest(cycle, units),
        _overdue(theirs, span.last),
    ]


def _months(units: Collection[int], span: Period) -> Ask[Said]:
    """Full months with a regular meeting, of cells that record theirs."""
    # The month of the day itself may still hold its meeting.
    asked = range(span.first.month, span.last.month + ends_a_month(span.last))
    rows = Meeting.objects.filter(
        organisation__in=units, kind="regular", held_on__range=(span.first, span.last)
    )

    def told(found: list[Any]) -> list[Said]:
        held: dict[int, set[int]] = defaultdict(set)
        for row in found:
            held[row.organisation_id].add(row.held_on.month)
        return [
            (("u", unit), _met(len(months & set(asked)), asked)) for unit, months in held.items()
        ]

    return Ask(rows.order_by().values("organisation_id", "held_on"), told)


def _met(count: int, asked: Collection[int]) -> Condition:
    text = _("Sinh hoạt {n}/{asked} tháng").format(n=count, asked=len(asked))
    return Condition(text, OK if count >= len(asked) else WATCH)


def ends_a_month(day: date) -> bool:
    return (day + timedelta(days=1)).month != day.month


def _members_lowest(cycle: Cycle, units: Collection[int]) -> Ask[Said]:
    """Members of the cell rated lowest in the same cycle, by the latest thing said."""
    rows = Rated.objects.filter(cycle=cycle, kind=Kind.MEMBER, unit__in=units, unrated="")
    said = rows.exclude(decided_level="", committee_level="", proposed_level="").order_by()
    lowest = {item.code for item in list_of(Kind.MEMBER).items() if item.rank == LOWEST}

    def told(found: list[Any]) -> list[Said]:
        counts = Counter(
            row.unit_id
            for row in found
            if (row.decided_level or row.committee_level or row.proposed_level) in lowest
        )
        text = _("{n} đảng viên xếp mức thấp nhất")
        return [(("u", unit), Condition(text.format(n=n), BAD)) for unit, n in counts.items()]

    return Ask(said.values("unit_id", "decided_level", "committee_level", "proposed_level"), told)


def _targets(units: Collection[int], year: int, on: date, here: Sequence[Branch]) -> Iterable[Said]:
    # While the year runs, what is not met yet may still be.
    least = _least_share(year) if on >= date(year, 12, 31) else None
    for unit, known in (results(units, year, on, here) if units else {}).items():
        condition = of_targets([one.met for one in known], least)
        if condition:
            yield ("u", unit), condition


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


def _aims(cycle: Cycle, people: Collection[Any], units: Collection[int]) -> Ask[Said]:
    """What was registered for the year, by person, or by unit alone."""
    rows = Aim.objects.filter(
        Q(person__in=people) | Q(person=None, unit__in=units), year=cycle.year
    )

    def told(found: list[Any]) -> list[Said]:
        found.sort(key=lambda row: row.pk)
        return list({about: (about, aimed) for about, aimed in map(_aimed, found)}.values())

    return Ask(rows.order_by().values("pk", "person_id", "unit_id", "level"), told)


def _aimed(row: Any) -> Said:
    """Of several registered by one person, the last counts."""
    kind = Kind.MEMBER if row.person_id else Kind.GRASSROOTS
    about = ("n", row.person_id) if row.person_id else ("u", row.unit_id)
    return about, Condition(_("Đăng ký: {level}").format(level=label_of(kind, row.level)))
