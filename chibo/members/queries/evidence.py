"""Months that speak for looking into a removal: who was absent or did not pay, counted by the rulebook.

Upper apps know more than the office noted by hand (attendance, dues): they hand `register_evidence` a
source, once, when the house starts. The same month told by two sources counts once.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from chibo.base.asking import rows_together
from chibo.members.models import Inactivity, InactivityNote
from chibo.rulebook.queries import NoRuleOnDay, rule, source_line

_RULES = {
    Inactivity.ABSENT.value: "status.absence_months_for_removal",
    Inactivity.UNPAID.value: "status.unpaid_months_for_removal",
}


@dataclass(frozen=True)
class Evidence:
    """Months of one kind (an Inactivity) in one calendar year, as first days, and where they are told.
    `rule` cites what they are counted against once they have been (`grounds_for_removal`)."""

    kind: str
    months: Sequence[date]
    why: str
    rule: str = ""

    @property
    def line(self) -> str:
        """ "Không sinh hoạt 3 tháng năm 2026: 02, 03, 05 (biên bản họp chi bộ)"."""
        return _("{what} {n} tháng năm {year}: {months} ({why})").format(
            what=Inactivity(self.kind).label,
            n=len(self.months),
            year=self.months[0].year,
            months=", ".join(f"{month:%m}" for month in self.months),
            why=self.why,
        )


@dataclass(frozen=True)
class Few:
    """A query of the keys of people who are few beside all that rows are kept about: each is looked up."""

    keys: QuerySet[Any, int]


# Keys of people, or a query of them from rows with a `person`: a branch is asked about without reading
# its keys first.
People = Collection[int] | QuerySet[Any, int] | Few


@dataclass(frozen=True)
class Source:
    """`rows(people, on)` are what speaks against people up to a day, without good reasons: `values(…)` with a
    `person_id` and a `month`, in no order. `told` makes of a row what it says of that month."""

    rows: Callable[[People, date], QuerySet[Any, Any]]
    told: Callable[[Any], Evidence]


_SOURCES: list[Source] = []


def register_evidence(source: Source) -> None:
    if source not in _SOURCES:
        _SOURCES.append(source)


def sources() -> tuple[Source, ...]:
    return tuple(_SOURCES)


def about(people: People) -> Q:
    """The condition that a row with a `person` is about them. Few rows speak against the many members of a level
    above: of its query only who has one is looked up."""
    if isinstance(people, Few):
        return Q(person__in=people.keys)
    if isinstance(people, QuerySet):
        return Q(Exists(people.filter(person=OuterRef("person"))))
    return Q(person__in=people)


def _noted_by_hand(people: People, on: date) -> QuerySet[Any, Any]:
    """The office's own notes up to the day."""
    notes = InactivityNote.objects.filter(
        about(people), month__lte=on, withdrawn="", good_reason=""
    )
    return notes.values("person_id", "month", "kind", "source")


def _as_noted(row: Any) -> Evidence:
    return Evidence(row.kind, (row.month,), row.source)


register_evidence(Source(_noted_by_hand, _as_noted))


def evidence(people: People, on: date) -> dict[int, list[Evidence]]:
    """By person, one per kind and year, from all sources; absent are those nothing speaks against."""
    return _evidence(rows_together([source.rows(people, on) for source in _SOURCES]))


def _evidence(came: Sequence[Sequence[Any]]) -> dict[int, list[Evidence]]:
    """Of the rows of each source."""
    told: dict[int, list[Evidence]] = {}
    for source, rows in zip(_SOURCES, came, strict=True):
        for row in sorted(rows, key=lambda one: (one.person_id, one.month)):
            told.setdefault(row.person_id, []).append(source.told(row))
    return {person: _together(found) for person, found in told.items()}


def _together(found: Iterable[Evidence]) -> list[Evidence]:
    months: dict[tuple[str, int], set[date]] = {}
    whys: dict[tuple[str, int], list[str]] = {}
    for one in found:
        for month in one.months:
            key = (one.kind, month.year)
            months.setdefault(key, set()).add(month)
            if one.why not in whys.setdefault(key, []):
                whys[key].append(one.why)
    return [
        Evidence(kind, sorted(months[kind, year]), "; ".join(whys[kind, year]))
        for kind, year in sorted(months, key=lambda key: (-key[1], key[0]))
    ]


def grounds_for_removal(people: People, on: date) -> dict[int, list[Evidence]]:
    """By person, what reaches the months in a year from which a removal is looked into."""
    return grounds_of(rows_together([source.rows(people, on) for source in _SOURCES]), on)


def grounds_of(came: Sequence[Sequence[Any]], on: date) -> dict[int, list[Evidence]]:
    """The same of the rows of each of the `sources`, where they were read together with others."""
    reached = {
        person: [counted for one in found if (counted := _counted(one, on))]
        for person, found in _evidence(came).items()
    }
    return {person: found for person, found in reached.items() if found}


def _counted(one: Evidence, on: date) -> Evidence | None:
    try:
        limit = rule(_RULES[one.kind], min(on, date(one.months[0].year, 12, 31)))
    except NoRuleOnDay:
        return None
    if len(one.months) < int(limit.value):
        return None
    return Evidence(one.kind, one.months, one.why, source_line(limit))
