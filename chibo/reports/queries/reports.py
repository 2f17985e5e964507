"""Reports a person may read, and the words given to their passages."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.base.text import format_date
from chibo.organisations.models import Organisation, Placement, Succession
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import paths_held, reach
from chibo.organisations.queries.succession import crossings
from chibo.organisations.queries.tree import Branch, as_branch, branches, placed, within
from chibo.reports.models import Report, Wording
from chibo.rulebook.queries import code_list

FEWEST_YEARS = 3


def visible_to(user: User) -> QuerySet[Report]:
    """Reports of organisations that stand, or ever stood, where the user may report. What was handed in is read
    as its submission; a draft is nobody else's business."""
    return Report.objects.filter(organisation__in=_reported_by(user))


def draft_of(organisation: Organisation, kind: str, period: Period) -> Report | None:
    """The report of a period, whoever asks: for commands, which stand outside duties."""
    return Report.objects.filter(
        organisation=organisation, kind=kind, first_day=period.first, last_day=period.last
    ).first()


def _reported_by(user: User) -> QuerySet[Placement]:
    found: QuerySet[Placement] = Placement.objects.filter(within(paths_held(user, Power.REPORT)))
    return found.values("organisation")  # type: ignore[return-value]  # keys for a condition


def reporting_units(user: User, on: date) -> list[Branch]:
    """Organisations a user may report for on a day: committees and cells that report upwards themselves."""
    rows = placed(on).filter(within(reach(user, Power.REPORT, on), "placement__path"))
    return [
        as_branch(row, on)
        for row in rows.exclude(profile__kind__in=silent_kinds()).order_by("path")
    ]


def silent_kinds() -> list[str]:
    """Kinds of organisations that write no report of their own."""
    kinds = code_list("organisation_kinds").items()
    return ["party_group", *(item.code for item in kinds if _is_subordinate_cell(item.extra))]


def _is_subordinate_cell(extra: object) -> bool:
    return isinstance(extra, dict) and extra["is_cell"] and not extra["is_grassroots"]


def report_periods(user: User) -> dict[int, list[Period]]:
    """Year → the periods a report may be about that have begun: the year, nine months, halves, quarters, months.
    The latest year first; back to where the books begin."""
    today = timezone.localdate()
    begun = _books_begin(user)
    first = min(begun.year if begun else today.year, today.year - FEWEST_YEARS + 1)
    return {
        year: [one for one in _periods_of(year) if one.first <= today]
        for year in range(today.year, first - 1, -1)
    }


def _periods_of(year: int) -> list[Period]:
    return [
        Period.year(year),
        Period.nine_months(year),
        *(Period.half(year, half) for half in (1, 2)),
        *(Period.quarter(year, quarter) for quarter in (1, 2, 3, 4)),
        *(Period.month(year, month) for month in range(1, 13)),
    ]


def latest_half(today: date) -> Period:
    """The half-year that ended last."""
    return half_of(half_of(today).eve)


def half_of(day: date) -> Period:
    return Period.half(day.year, 1 if day.month <= 6 else 2)  # noqa: PLR2004 (June)


def _books_begin(user: User) -> date | None:
    found = Organisation.objects.filter(pk__in=_reported_by(user))
    begun: date | None = found.aggregate(day=Min("records_from"))["day"]
    return begun


def latest_wordings(report: Report) -> dict[str, Wording]:
    """Passage → its version in force."""
    return in_force(history(report))


def in_force(newest_first: Iterable[Wording]) -> dict[str, Wording]:
    """By passage; passages that are back to the generated sentence are absent."""
    found: dict[str, Wording] = {}
    for version in newest_first:
        found.setdefault(version.passage, version)
    return {key: version for key, version in found.items() if version.own}


def history(report: Report) -> list[Wording]:
    """The versions of all passages, newest first."""
    return list(report.wordings.select_related("written_by").order_by("-written_at", "-pk"))


def reorganised() -> Exists:
    """Whether a reorganisation of its organisation lies within a report's period."""
    rows = Succession.objects.filter(on__gte=OuterRef("first_day"), on__lte=OuterRef("last_day"))
    own = Q(predecessor=OuterRef("organisation")) | Q(successor=OuterRef("organisation"))
    return Exists(rows.filter(own))


def trees_of(report: Report) -> dict[str, str]:
    """The trees its figures may be asked in: the day as in addresses ("" for each day's own) → words."""
    found = {"": _("Theo cây của từng ngày")}
    for one in crossings(report.organisation_id, report.period):
        days = [(one.eve, _("Theo cây đến {day}")), (one.on, _("Theo cây từ {day}"))]
        for day, words in days:
            if branches([report.organisation_id], day):
                found[day.isoformat()] = words.format(day=format_date(day))
    return found
