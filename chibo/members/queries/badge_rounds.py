"""One round of badges at one organisation: what is to be proposed, what stands on the list, what it costs."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from chibo.base.compiled import Question
from chibo.base.statements import put_together
from chibo.members.models import BadgeAward, BadgeState, Membership, Person
from chibo.members.models.badge import LIVE
from chibo.members.queries.ages import completed_years
from chibo.members.queries.any_branch import for_any, outside_of, place_of, reaching_marked
from chibo.members.queries.badges import (
    Reached,
    is_unrecorded,
    is_unsure,
    not_yet_proposed,
    reached_by,
    reaching,
)
from chibo.members.queries.coming import Round
from chibo.members.queries.roll import roll, with_cell_names
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch, under_ever

_ORDER = ("person__joined_on", "person__name_sort", "pk")
_YOUNGEST = 25  # years; the lowest mark ever was 30, given two years early at most


@dataclass(frozen=True)
class Keyed:
    """A list known by the keys of its rows: counted already, and read a page at a time."""

    keys: list[int]
    named: Callable[[QuerySet[Membership]], QuerySet[Membership]]

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, part: slice) -> list[Membership]:
        asked = self.keys[part]
        rows = self.named(Membership.objects.filter(pk__in=asked)).in_bulk() if asked else {}
        return [rows[key] for key in asked]


@dataclass(frozen=True)
class BadgeRound:
    """`of` is the branch on the day the page speaks about, the round's own day at the latest."""

    of: Branch
    round: Round

    @property
    def waiting(self) -> QuerySet[Membership]:
        """Who belongs to the round and has not been proposed, highest party age first."""
        rows = roll(self.of).filter(reaching(self.of, self.round), not_yet_proposed(self.round))
        return self._named(rows)

    @cached_property
    def lists(self) -> dict[str, Keyed]:
        """`waiting`; `unsure` of their day; `unrecorded`: whether they have their badge is not known. A province
        is read once for all three."""
        what = (_listed, self.round.day)
        question = for_any(self.of, what, lambda some: _listed(roll(some), self.round))
        found = question.ask(place_of(self.of) | outside_of(roll(self.of), self.round))
        return {
            name: Keyed([row[0] for row in found if row[place]], self._named)
            for place, name in enumerate(_LISTS, 1)
        }

    def _named(self, rows: QuerySet[Membership]) -> QuerySet[Membership]:
        known = with_cell_names(rows, self.of.on).select_related("person")
        return known.defer("person__national_id", "person__old_id").order_by(*_ORDER)

    def reached(self, rows: Iterable[Membership]) -> dict[int, Reached]:
        return reached_by(rows, self.round)

    @cached_property
    def awards(self) -> list[BadgeAward]:
        """The list of the round, highest marks first; withdrawn ones at the end."""
        rows = awards_of(self.of).filter(round_day=self.round.day).exclude(basis="earlier")
        found = with_cells(rows, self.of.on)
        return sorted(
            found,
            key=lambda award: (award.state not in LIVE, -award.mark, award.person.name_sort),
        )

    def in_state(self, state: str) -> list[BadgeAward]:
        return [award for award in self.awards if award.state == state]

    @property
    def on_the_list(self) -> list[BadgeAward]:
        """Proposed, decided or handed over."""
        return [award for award in self.awards if award.state in LIVE]

    @property
    def step(self) -> str:
        """The first step with somebody in it: waiting, proposed, approved; given when all is done."""
        if self.in_state(BadgeState.PROPOSED):
            return "proposed"
        if self.in_state(BadgeState.APPROVED):
            return "approved"
        return "given" if self.on_the_list else "waiting"


def _listed(rows: QuerySet[Membership], round_: Round) -> Question:
    """The keys of whoever stands on one of the lists, with a column for each."""
    told = {name: condition(round_) for name, condition in _LISTS.items()}
    marks = {f"is_{name}": Case(When(asked, then=1)) for name, asked in told.items()}
    found = rows.filter(reduce(or_, told.values())).annotate(**marks).order_by(*_ORDER)
    keys = found.values_list("pk", *marks)
    return Question(*put_together(keys.query.get_compiler(DEFAULT_DB_ALIAS)))


_LISTS: dict[str, Callable[[Round], Q]] = {
    "waiting": lambda round_: reaching_marked(round_) & not_yet_proposed(round_),
    "unsure": is_unsure,
    "unrecorded": is_unrecorded,
}


def awards_of(of: Branch) -> QuerySet[BadgeAward]:
    """Badges of those who stood under the branch, wherever it hung then."""
    rows = BadgeAward.objects.filter(under_ever(of, "path"))
    known = rows.select_related("person", "decision", "evidence")
    return known.defer("person__national_id", "person__old_id")


def with_cells(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Annotates `cell_name`: the last short name the cell bore by the day, also of one that has ended."""
    borne = Profile.objects.filter(organisation=OuterRef("cell"), started_on__lte=on)
    name = borne.order_by("-started_on").values("short_name")[:1]
    return rows.annotate(cell_name=Subquery(name))


def of_the_year(of: Branch, year: int) -> list[BadgeAward]:
    """The book of a year: every award of its rounds but those withdrawn, by round, mark and name."""
    rows = awards_of(of).filter(round_day__year=year).exclude(state=BadgeState.WITHDRAWN)
    found = with_cells(rows, of.on)
    return sorted(found, key=lambda one: (one.round_day, -one.mark, one.person.name_sort))


@dataclass(frozen=True)
class Totals:
    """`unpriced` have no bonus in the rulebook."""

    by_mark: list[tuple[int, int]]
    money: int
    unpriced: int
    bases: list[int]


def totals(awards: Iterable[BadgeAward]) -> Totals:
    rows = list(awards)
    return Totals(
        sorted(Counter(award.mark for award in rows).items(), reverse=True),
        sum(award.bonus or 0 for award in rows),
        sum(1 for award in rows if award.bonus is None),
        sorted({award.base_salary for award in rows if award.base_salary}),
    )


def badges_of(person: Person, on: date) -> list[BadgeAward]:
    """A person's badges as known on a day, the highest first; what was withdrawn is in the journal.

    Nobody years away from the lowest mark is asked about.
    """
    if person.joined_on and completed_years(person.joined_on, on) < _YOUNGEST:
        return []
    rows = person.badges.exclude(state=BadgeState.WITHDRAWN).select_related("decision")
    found = [one for one in rows if one.given_on is None or one.given_on <= on]
    return sorted(found, key=lambda one: -one.mark)
