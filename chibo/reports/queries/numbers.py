"""The numbers of one report: every figure read once, on the days and over the periods it compares."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import get_args

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.figures import (
    Figure,
    Group,
    Reading,
    Rounding,
    Scope,
    figure,
    groups_together,
    is_registered,
    number_url,
    read,
    read_by,
    read_together,
)
from chibo.base.periods import Period
from chibo.organisations.models import Organisation
from chibo.organisations.queries.succession import in_tree
from chibo.organisations.queries.tree import (
    Branch,
    NotInTree,
    branch,
    branches_by_day,
    know_books,
)
from chibo.reports.queries.asking import Ask, When
from chibo.reports.queries.rounding import rounding_on

# Figures whose keys are the groups of one of their breakdowns: all keys are read in one question.
_KEYS_ARE_GROUPS = {"increases": "kind", "decreases": "kind", "members_incomplete": "gap"}


# How many years a table of years goes back: a term of office.
_YEARS = 5


def _is_group(ask: Ask) -> bool:
    return bool(ask.key) and ask.figure in _KEYS_ARE_GROUPS


def _breakdown(ask: Ask) -> Ask:
    return replace(ask, key="", by=_KEYS_ARE_GROUPS[ask.figure], group=ask.key)


@dataclass
class Numbers:
    """`organisation` may know its key alone. `counted` is the part of the period that has passed; what has not
    happened is not zero. `tree` is the day whose tree is asked (queries.succession.in_tree)."""

    organisation: Organisation
    period: Period
    today: date = field(default_factory=timezone.localdate)
    tree: date | None = None
    _read: dict[Ask, Reading] = field(default_factory=dict, init=False)
    _grouped: dict[Ask, dict[str, Reading]] = field(default_factory=dict, init=False)
    _counted: dict[Ask, list[Group]] = field(default_factory=dict, init=False)

    @cached_property
    def counted(self) -> Period:
        return Period(self.period.first, max(self.period.first, min(self.period.last, self.today)))

    @cached_property
    def branch(self) -> Branch:
        """As of the last day counted; raises NotInTree."""
        day = self.counted.last
        if day not in self._standing:
            raise NotInTree.on(day)
        return self._standing[day]

    @cached_property
    def days(self) -> set[date]:
        """All that are compared."""
        return {self._span(when).last for when in get_args(When)}

    @cached_property
    def _standing(self) -> dict[date, Branch]:
        """The organisation on every day compared, as far as it stood then."""
        if self.tree:
            rolled = in_tree(branch(self.organisation, self.tree), self.tree)
            return {day: replace(rolled, on=day) for day in self.days}
        found = branches_by_day([(self.organisation.pk, day) for day in self.days])
        know_books(found.values())
        return {day: one for (_key, day), one in found.items()}

    @cached_property
    def _compared_with(self) -> Period:
        """The same period last year; for a term, as much of the term before as has been counted of this one."""
        if not self.period.is_term:
            return self.counted.a_year_before()
        length = self.period.last - self.period.first
        first = self.period.eve - length
        return Period(first, first + (self.counted.last - self.counted.first))

    @cached_property
    def rounding(self) -> Rounding:
        return rounding_on(self.period.last)

    @staticmethod
    def knows(ask: Ask) -> bool:
        """Whether the app that owns the figure is installed."""
        return is_registered(ask.figure)

    def reading(self, ask: Ask) -> Reading:
        """Of a figure, a keyed figure or one group of a breakdown."""
        plain = ask.plain()
        if plain not in self._read:
            self._read[plain] = self._found(plain)
        return self._read[plain]

    def prepare(self, asks: Sequence[Ask]) -> None:
        """Read many figures in one question and many breakdowns in another; later readings of them
        ask nothing."""
        wholes = [
            replace(ask, key="" if _is_group(ask) else ask.key, by="", group=None) for ask in asks
        ]
        self._read_figures(wholes)
        self._count_groups([*asks, *(_breakdown(ask) for ask in asks if _is_group(ask))])

    def _read_figures(self, asks: Iterable[Ask]) -> None:
        wanted = {ask.plain(): self._scope(figure(ask.figure), ask) for ask in asks}
        scopes = {
            ask: scope
            for ask, scope in wanted.items()
            if not isinstance(scope, str) and ask not in self._read
        }
        pairs = [(figure(ask.figure), scope) for ask, scope in scopes.items()]
        self._read |= dict(zip(scopes, read_together(pairs, self.rounding), strict=True))

    def _count_groups(self, asks: Iterable[Ask]) -> None:
        wanted = {
            ask.plain().whole(): (figure(ask.figure), scope)
            for ask in asks
            if ask.by and not isinstance(scope := self._scope(figure(ask.figure), ask), str)
        }
        found = groups_together(
            [(one.dimension(ask.by), one.rows, scope) for ask, (one, scope) in wanted.items()]
        )
        self._counted |= dict(zip(wanted, found, strict=True))

    def _found(self, ask: Ask) -> Reading:
        if ask.by:
            return self._group(ask)
        return self._keyed(ask) if _is_group(ask) else self._figure(ask)

    def _keyed(self, ask: Ask) -> Reading:
        """The group of that key, said as the keyed figure says it."""
        group = self._group(_breakdown(ask))
        whole = self.reading(replace(ask, key=""))
        if whole.value is None:
            return whole
        base = whole.value if whole.base is None else whole.base
        means = whole.base_means or whole.label
        return replace(group, scope=whole.scope.keyed(ask.key), base=base, base_means=means)

    def groups(self, ask: Ask) -> dict[str, Reading]:
        """Every group of a breakdown that has rows, in print order; one reading under "" when unknown."""
        asked = ask.plain().whole()
        if asked not in self._grouped:
            whole = self.reading(replace(asked, by=""))
            found = [whole]
            if whole.value is not None:
                found = read_by(
                    whole.figure,
                    ask.by,
                    whole.scope,
                    self.rounding,
                    whole,
                    self._counted.get(asked),
                )
            self._grouped[asked] = {one.scope.key: one for one in found}
        return self._grouped[asked]

    def url(self, ask: Ask, group: str | None = None) -> str:
        """The page behind the number; "" where the organisation did not exist."""
        scope = self._scope(figure(ask.figure), ask)
        if isinstance(scope, str):
            return ""
        chosen = ask.group if group is None else group
        return number_url(ask.figure, scope, ask.by if chosen is not None else "", chosen or "")

    def scope_of(self, ask: Ask) -> Scope | str:
        """What the figure is asked of; a sentence instead, when the organisation did not stand then."""
        return self._scope(figure(ask.figure), ask)

    def _figure(self, ask: Ask) -> Reading:
        one = figure(ask.figure)
        scope = self._scope(one, ask)
        if isinstance(scope, str):
            nowhere = Scope(None, self._span(ask.when).last, self._span(ask.when), ask.key)
            return Reading(one, nowhere, str(one.label), None, reason=scope)
        return read(one, scope, self.rounding)

    def _group(self, ask: Ask) -> Reading:
        groups = self.groups(ask)
        whole = self.reading(Ask(ask.figure, ask.key, ask.when))
        if whole.value is None:
            return whole
        found = groups.get(ask.group or "")
        return found or replace(whole, value=0, base=whole.value, base_means=whole.label)

    def _scope(self, one: Figure, ask: Ask) -> Scope | str:
        """A sentence instead, when the organisation did not stand then."""
        span = self._span(ask.when)
        place = self._branch(span.last)
        if isinstance(place, str):
            return place
        if one.takes == "period" and ask.when == "before" and self._known_in_part(place, span):
            return _(
                "Chưa có số liệu: sổ của {name} bắt đầu sau ngày đầu của nhiệm kỳ trước."
            ).format(name=place.name)
        return Scope(place, span.last, span if one.takes == "period" else None, ask.key)

    def _known_in_part(self, place: Branch, span: Period) -> bool:
        """Whether the books begin within the term before: part of it is nothing to compare a whole one with."""
        begun = place.records_from
        return self.period.is_term and (begun is None or begun > span.first)

    def _span(self, when: When) -> Period:
        if when == "years":
            last = self.counted.last
            return Period(date(last.year - _YEARS + 1, 1, 1), last)
        span = self.counted if when in ("now", "eve") else self._compared_with
        return Period(span.eve, span.eve) if when in ("eve", "before_eve") else span

    def _branch(self, day: date) -> Branch | str:
        found = self._standing.get(day)
        return found or NotInTree.on(day).sentence
