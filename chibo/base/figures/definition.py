"""What a figure is: a question about a branch on a day or over a period, answered with rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol, Self

from django.db.models import Aggregate, Count, Q, QuerySet
from django.db.models import Sum as Total
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from chibo.base.figures.rounding import Rounding, percent
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.base.text import format_decimal, format_number

Rows = QuerySet[Any]
Amount = int | Decimal
Words = str | Promise  # read when printed, so that a translation may be chosen late


class UnknownFigure(Refusal):
    """No figure, key or dimension of that name."""


@dataclass(frozen=True)
class Scope:
    """Which branch, on which day or over which period; `key` picks one value of a keyed figure."""

    branch: Any
    as_of: date
    period: Period | None = None
    key: str = ""

    def keyed(self, key: str) -> Self:
        return replace(self, key=key)

    def over(self, period: Period) -> Self:
        return replace(self, period=period, as_of=period.last)

    @property
    def tree(self) -> date | None:
        """The day whose tree the branch is asked in; None: as it stood on every day."""
        tree: date | None = getattr(self.branch, "tree", None)
        return tree

    @property
    def span(self) -> Period:
        """The period asked about; a question without one is about its single day."""
        return self.period or Period(self.as_of, self.as_of)


RowsOf = Callable[[Scope], Rows]


@dataclass(frozen=True)
class Part:
    """Those rows of a whole that meet a condition. Figures that are parts of the same whole are counted
    in one reading of it. The condition must not join to many rows. The whole is asked without the key, which
    picks a part of it, unless the key is `of_the_whole`, such as a year."""

    whole: RowsOf
    where: Callable[[Scope], Q]
    of_the_whole: bool = False

    def asked(self, scope: Scope) -> Scope:
        """What the whole is asked of."""
        return scope if self.of_the_whole else scope.keyed("")

    def __call__(self, scope: Scope) -> Rows:
        return self.whole(self.asked(scope)).filter(self.where(scope))


@dataclass(frozen=True)
class Sum:
    """Rows whose column is added up, where each of them stands for a number of its own, such as a target.
    `places`: how many decimals the column has."""

    whole: RowsOf
    column: str
    places: int = 0

    def __call__(self, scope: Scope) -> Rows:
        return self.whole(scope)


@dataclass(frozen=True)
class UnlessAny:
    """No value is known while there are none of some rows; `sentence` says so. `first` is asked before, without
    a question to the database."""

    rows: RowsOf
    sentence: Callable[[Scope], str]
    first: Callable[[Scope], str] = lambda _scope: ""

    def __call__(self, scope: Scope) -> str:
        there = self.first(scope)
        return there or ("" if self.rows(scope).exists() else self.sentence(scope))


@dataclass(frozen=True)
class Group:
    """One line of a breakdown. `key` is what a link passes on; an unknown value has the key ""."""

    key: str
    label: str
    value: int


class Dimension(Protocol):
    @property
    def label(self) -> Words: ...

    def groups(self, rows: Rows, scope: Scope) -> list[Group]: ...

    def narrow(self, rows: Rows, scope: Scope, key: str) -> Rows: ...


@dataclass(frozen=True, eq=False)
class Figure:
    """One definition. `rows` are what is counted, `base` what a ratio divides by.

    `lists` names what a row is, so that a page knows its columns. `keys` lists the values a keyed
    figure may be narrowed to; `key_needed` figures have no meaning without one; `key_is_part` False: a key, such
    as a year, asks another question instead of picking a part of the unkeyed rows. `unknown` says in
    a sentence why there is no value yet, or returns "" when there is one; without it there always is.
    `says` gives the value of a figure that is a word, such as a rating; its rows are what the word is
    read from. `unit_by_key`: the unit, where it depends on the key. `zero`: the sentence in
    which 0 of a base is said ("Không phát hiện vi phạm").
    """

    id: str
    label: Words
    unit: Words
    definition: Words
    takes: Literal["date", "period"]
    lists: Literal[
        "memberships",
        "organisations",
        "people",
        "movements",
        "letters",
        "admissions",
        "recognitions",
        "badges",
        "cards",
        "participants",
        "cases",
        "targets",
        "registered_targets",
        "indicator_values",
        "heads",
        "places",
        "assignments",
        "papers",
        "study_sessions",
        "learners",
        "good_models",
        "praise",
        "trainees",
        "inspected",
        "found_violations",
        "remedies",
        "disciplines",
        "violations",
        "meetings",
        "attendances",
        "consolidation_plans",
        "solution_groups",
        "task_force",
        "milestones",
        "ratings",
        "dues_charges",
        "dues_payments",
        "dues_remittances",
    ]
    rows: RowsOf
    unknown: Callable[[Scope], str] = lambda _scope: ""
    base: RowsOf | None = None
    base_means: Words = ""
    keys: Callable[[date], Mapping[str, str]] | None = None
    key_needed: bool = False
    key_is_part: bool = True
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    says: Callable[[Scope], str] | None = None
    unit_by_key: Callable[[Scope], str] | None = None
    zero: Words = ""

    @property
    def places(self) -> int:
        """Decimals a value of this figure may have."""
        return self.rows.places if isinstance(self.rows, Sum) else 0

    def unit_of(self, scope: "Scope") -> str:
        return str(self.unit_by_key(scope) if self.unit_by_key else self.unit)

    def amount(self, rows: Rows) -> Amount:
        """What rows of this figure, or some of them, come to."""
        column = self.rows.column if isinstance(self.rows, Sum) else ""
        measure: Aggregate = Total(column) if column else Count("pk")
        found: Amount = rows.order_by().aggregate(amount=measure)["amount"] or 0
        return found

    def dimension(self, name: str) -> Dimension:
        if name in self.dimensions:
            return self.dimensions[name]
        known = ", ".join(self.dimensions) or _("không có")
        raise UnknownFigure(
            _("Số liệu “{figure}” không chia theo “{name}”. Chia được theo: {known}.").format(
                figure=self.id, name=name, known=known
            )
        )

    def check_key(self, key: str, on: date) -> None:
        """Raise UnknownFigure when the key is missing or means nothing to this figure."""
        known = self.keys(on) if self.keys else {}
        if (key and key not in known) or (self.key_needed and not key):
            raise UnknownFigure(
                _("Số liệu “{figure}” cần một trong các khóa: {known}.").format(
                    figure=self.id, known=", ".join(known) or _("không có khóa nào")
                )
            )


@dataclass(frozen=True)
class Reading:
    """A figure read: `value` is None with a `reason` when it is not yet known; 0 is a value. `said` is the value
    in words, of a figure that says one."""

    figure: Figure
    scope: Scope
    label: str
    value: Amount | None
    base: Amount | None = None
    base_means: str = ""
    reason: str = ""
    rounding: Rounding = field(default_factory=Rounding)
    said: str = ""

    @property
    def percent(self) -> Any:
        """Decimal rounded as printed, or None when there is no base to divide by."""
        if self.value is None or not self.base:
            return None
        return percent(self.value, self.base, self.rounding)

    @property
    def unit(self) -> str:
        return self.figure.unit_of(self.scope)

    @property
    def shown(self) -> str:
        """The value as it is printed; "" while there is none."""
        if isinstance(self.value, Decimal):
            return format_decimal(self.value.normalize() + 0)
        return "" if self.value is None else format_number(self.value)

    def as_data(self) -> dict[str, Any]:
        """The object that the command line and the API print."""
        ratio = self.percent
        period = self.scope.period if self.figure.takes == "period" else None
        return {
            "id": self.figure.id,
            "key": self.scope.key,
            "label": self.label,
            "value": plain(self.value),
            "base": plain(self.base),
            "percent": None if ratio is None else float(ratio),
            "unit": self.unit,
            "as_of": self.scope.as_of.isoformat(),
            "from": period.first.isoformat() if period else None,
            "to": (period.last if period else self.scope.as_of).isoformat(),
            "base_means": self.base_means,
            "definition": str(self.figure.definition),
            "reason": self.reason or None,
        } | ({"said": self.said} if self.said else {})


def plain(value: Amount | None) -> int | float | None:
    """A number as JSON writes it."""
    return float(value) if isinstance(value, Decimal) else value
