"""What the dues of many members in some months are reckoned from, in a constant number of questions."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from chibo.base.periods import Period
from chibo.dues.models import Charge, Declaration, DuesTerms, Relief
from chibo.dues.queries.months import last_day
from chibo.members.models import Membership
from chibo.members.queries.interruptions import Interruption, interruptions
from chibo.members.queries.party_age import reached_on
from chibo.organisations.models.organisation import SEGMENT, Organisation
from chibo.organisations.queries.tree import Branch, path_ids, under_ever


@dataclass(frozen=True)
class Payer:
    """A member on the roll of a month; `zone` is that of the place."""

    person_id: int
    cell_id: int
    path: str
    full_name: str
    name_sort: str
    declaration: Declaration | None
    relief: Relief | None
    zone: int | None
    full_age_on: date | None


def roll_day(month: date) -> date:
    """Whoever is on the books at the close of the month pays there; of a month under way, today."""
    return min(last_day(month), max(month, timezone.localdate()))


def payers(of: Branch, month: date, full_age: int | None) -> list[Payer]:
    """Members of a branch for a month, by name. `full_age` are the years of Party age that free from dues. Five
    questions, whatever their number."""
    return payers_each(of, {month: full_age})[month]


def payers_each(
    of: Branch, months: Mapping[date, int | None], people: Collection[int] | None = None
) -> dict[date, list[Payer]]:
    """The same for several months, each with its own `full_age`, of everybody or of some `people`; no more
    questions than for one."""
    days = {month: roll_day(month) for month in months}
    span = Period(min(days.values()), max(days.values()))
    stays = Membership.objects.during(span).filter(under_ever(of, "path"))
    if people is not None:
        stays = stays.filter(person__in=people)
    found = list(stays.values_list("started_on", "ended_on", *_COLUMNS))
    facts = _Facts.of(stays, (row for _start, _end, *row in found), months)
    return {
        month: facts.payers(
            (
                row
                for start, end, *row in found
                if start <= days[month] and (end is None or days[month] < end)
            ),
            month,
        )
        for month in months
    }


def who_declared(of: Branch, month: date) -> list[tuple[int, bool]]:
    """Members of a branch for a month, by name, and whether each has declared; in one question."""
    declared = Declaration.objects.on(month).filter(person=OuterRef("person"))
    stays = Membership.objects.on(roll_day(month)).filter(under_ever(of, "path"))
    rows = stays.annotate(declared=Exists(declared)).order_by("person__name_sort", "person")
    return list(rows.values_list("person", "declared"))


def payers_charged(charges: QuerySet[Charge], month: date, full_age: int | None) -> list[Payer]:
    """The same of those who stand on a roll already, in the cell they stand in."""
    rows = charges.filter(month=month)
    found = list(rows.values_list(*_COLUMNS))
    return _Facts.of(rows, found, {month: full_age}).payers(found, month)


_COLUMNS = (
    "person_id",
    "cell_id",
    "path",
    "person__full_name",
    "person__name_sort",
    "person__joined_on",
)


@dataclass(frozen=True)
class _Facts:
    """What holds in some months of some people: declarations and reliefs by person, terms that name a zone, years
    of Party age that free, stretches outside the Party."""

    declared: Mapping[int, list[Declaration]]
    relieved: Mapping[int, list[Relief]]
    terms: list[DuesTerms]
    years: Mapping[date, int | None]
    apart: Mapping[int, list[Interruption]]

    @classmethod
    def of(
        cls, rows: QuerySet[Any], found: Iterable[Any], months: Mapping[date, int | None]
    ) -> "_Facts":
        people = rows.order_by().values("person")
        span = Period(min(months), max(months))
        found = list(found)
        joined = {row[0]: row[5] for row in found}
        aged = {
            key
            for month, years in months.items()
            for key, day in joined.items()
            if _may_be_aged(day, years, month)
        }
        undone = Relief.objects.during(span).filter(cancelled_on__isnull=True)
        return cls(
            _by_person(Declaration.objects.during(span).filter(person__in=people)),
            _by_person(undone.filter(person__in=people)),
            _zoned({row[2] for row in found}, span),
            months,
            interruptions(aged) if aged else {},
        )

    def payers(self, rows: Iterable[Any], month: date) -> list[Payer]:
        zone_of = _zones(self.terms, month)
        made = [
            Payer(
                key,
                cell,
                path,
                name,
                order,
                _holding(self.declared.get(key, ()), month),
                _holding(self.relieved.get(key, ()), month),
                zone_of(path),
                self._full_age_on(key, joined, month),
            )
            for key, cell, path, name, order, joined in rows
        ]
        return sorted(made, key=lambda one: (one.name_sort, one.person_id))

    def _full_age_on(self, key: int, joined: date | None, month: date) -> date | None:
        """Only of those for whom the Party age may be full by that month."""
        years = self.years[month]
        if joined is None or years is None or not _may_be_aged(joined, years, month):
            return None
        return reached_on(joined, years, self.apart.get(key, ()))


def _zoned(paths: Collection[str], span: Period) -> list[DuesTerms]:
    """Terms that name a zone, of the units these paths lead through."""
    units = {key for path in paths for key in path_ids(path)}
    rows = DuesTerms.objects.during(span).filter(wage_zone__isnull=False)
    return list(rows.filter(organisation__in=units))


def _may_be_aged(joined: date | None, years: int | None, month: date) -> bool:
    return joined is not None and years is not None and reached_on(joined, years) <= month


_Dated = TypeVar("_Dated", Declaration, Relief)


def _by_person(rows: QuerySet[_Dated]) -> dict[int, list[_Dated]]:
    found: dict[int, list[_Dated]] = defaultdict(list)
    for one in rows:
        found[one.person_id].append(one)
    return found


def _holding(rows: Iterable[_Dated], month: date) -> _Dated | None:
    """The last that holds."""
    found = None
    for one in rows:
        if one.holds(month):
            found = one
    return found


def zones(on: date) -> Callable[[str], int | None]:
    """The zone of a tree path: that of the nearest unit on it which says so. One question."""
    return _zones(DuesTerms.objects.on(on).filter(wage_zone__isnull=False), on)


def _zones(terms: Iterable[DuesTerms], on: date) -> Callable[[str], int | None]:
    told = {one.organisation_id: one.wage_zone for one in terms if one.holds(on)}
    by_segment = {Organisation(pk=key).segment: zone for key, zone in told.items()}
    known: dict[str, int | None] = {}

    def zone_of(path: str) -> int | None:
        if path not in known:
            line = [path[at : at + SEGMENT] for at in range(0, len(path), SEGMENT)]
            known[path] = next(
                (by_segment[one] for one in reversed(line) if one in by_segment), None
            )
        return known[path]

    return zone_of
