"""A form filled in: its lines with their values, and what its checks find."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from chibo.base.figures import Rounding, percent
from chibo.base.text import format_decimal, format_number
from chibo.reports.content.pieces import Grid, Head, Piece, Row
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers
from chibo.reports.statistics import Check, Column, Form, Line, across
from chibo.reports.statistics.values import Cell, Value, Values, in_years

NOTHING = Value(None)


class Finding(Protocol):
    """What a check found: a sentence, and links to who causes it."""

    @property
    def sentence(self) -> str: ...

    @property
    def causes(self) -> Sequence[tuple[str, Value]]: ...


@dataclass(frozen=True)
class Filled:
    """`values` hold a value per column for each line, by its id."""

    form: Form
    lines: tuple[Line, ...]
    values: Mapping[str, tuple[Value, ...]]
    problems: Sequence[Finding]


@dataclass(frozen=True)
class Problem:
    """A check that fails: by how much, in which column, and the lines whose people cause it."""

    says: str
    column: str
    left: int
    right: int
    causes: tuple[tuple[str, Value], ...]

    @property
    def sentence(self) -> str:
        return _("{check}: cột “{column}” có {left}, cộng lại được {right}, lệch {gap}.").format(
            check=self.says,
            column=self.column,
            left=format_number(self.left),
            right=format_number(self.right),
            gap=format_number(abs(self.left - self.right)),
        )


def fill(form: Form, numbers: Numbers) -> Filled:
    return fill_all([form], numbers)[0]


def fill_all(forms: Sequence[Form], numbers: Numbers) -> list[Filled]:
    """Many forms of one period, read together."""
    return fill_with(forms, Values(numbers))


def fill_with(forms: Sequence[Form], values: Values) -> list[Filled]:
    values.prepare(cell for form in forms for cell in [*_cells(form), *_ages(form)])
    return [_filled(form, values) for form in forms]


def _cells(form: Form) -> Iterator[Cell]:
    return (cell for _line, _column, cell in asking_cells(form))


def _ages(form: Form) -> Iterator[Cell]:
    asks = (_age(line, column) for line in form.lines for column in form.columns)
    return (in_years(ask) for ask in asks if ask)


def _age(line: Line, column: Column) -> Ask | None:
    """Whose mean age it is; None for a cell that is no mean."""
    if not line.mean_age or column.sums or column.percent:
        return None
    ask = Ask(line.mean_age)
    return ask.a_year_before() if column.when == "before" else ask


def asking_cells(form: Form) -> Iterator[tuple[str, int, Cell]]:
    """Line, column and question of every cell that asks a figure itself."""
    for line in form.lines:
        for place, column in enumerate(form.columns):
            if cell := _cell(line, column):
                yield line.id, place, cell


def _cell(line: Line, column: Column) -> Cell | None:
    if column.percent or column.sums or line.adds or not (line.ask or line.whole):
        return None
    return Cell.parse((column.ask or "") + line.ask + column.narrow, column.when)


def _filled(form: Form, values: Values) -> Filled:
    found: dict[str, tuple[Value, ...]] = {}
    for line in form.lines:
        found[line.id] = tuple(_value(line, column, values) for column in form.columns)
    for line in form.lines:
        found[line.id] = _summed(form, line, found[line.id])
    for line in form.lines:
        if line.adds:
            found[line.id] = _added(form, found, line.adds)
    for line in form.lines:
        found[line.id] = _with_shares(form, line, found, values.numbers.rounding)
    shown = tuple(line for line in form.lines if not line.hide_zero or _any(found[line.id]))
    problems = tuple(problem for check in form.checks for problem in _failing(form, check, found))
    return Filled(form, shown, found, problems)


def _value(line: Line, column: Column, values: Values) -> Value:
    if column.sums:
        return NOTHING
    if ask := _age(line, column):
        return values.mean_age(ask)
    cell = _cell(line, column)
    return values.value(cell) if cell else Value(None, line.none)


def _summed(form: Form, line: Line, values: Sequence[Value]) -> tuple[Value, ...]:
    """Columns that add up others; not known where one of those is not."""
    told = list(values)
    for place, column in enumerate(form.columns):
        if column.sums and not line.adds:
            numbers = [told[at].number for at in column.sums]
            known = [number for number in numbers if number is not None]
            reason = next((told[at].reason for at in column.sums if told[at].reason), line.none)
            total = int(sum(known)) if len(known) == len(numbers) else None
            told[place] = Value(total, "" if total is not None else reason)
    return tuple(told)


def _any(values: Sequence[Value]) -> bool:
    return any(value.number for value in values)


def _added(
    form: Form, found: Mapping[str, tuple[Value, ...]], terms: Sequence[str]
) -> tuple[Value, ...]:
    return tuple(Value(_sum(form, found, terms, place)) for place in range(len(form.columns)))


def _sum(
    form: Form, found: Mapping[str, tuple[Value, ...]], terms: Sequence[str], place: int
) -> int | None:
    """None where one of the terms is not known: a sum of the others would be no total."""
    total = 0
    for term in terms:
        for line in _meant(form, term.removeprefix("-")):
            number = found[line][place].number
            if number is None:
                return None
            total += -int(number) if term.startswith("-") else int(number)
    return total


def _meant(form: Form, term: str) -> list[str]:
    """Ids of lines: one, or all of a block ("age*")."""
    if not term.endswith("*"):
        return [term]
    return [line.id for line in form.lines if line.block == term.removesuffix("*")]


def _with_shares(
    form: Form, line: Line, found: Mapping[str, tuple[Value, ...]], rounding: Rounding
) -> tuple[Value, ...]:
    values = list(found[line.id])
    for place, column in enumerate(form.columns):
        if column.percent and not line.mean_age:
            part, base = column.percent
            below = values[base] if isinstance(base, int) else _base(form, line, base, part, found)
            values[place] = _share(values[part], below, rounding)
    return tuple(values)


def _base(
    form: Form, line: Line, base: str, part: int, found: Mapping[str, tuple[Value, ...]]
) -> Value:
    if base == "whole":
        return found[form.whole][0]
    return found[line.base][part] if line.base else NOTHING


def _share(part: Value, base: Value, rounding: Rounding) -> Value:
    if part.number is None or not base.number:
        return NOTHING
    return Value(percent(int(part.number), int(base.number), rounding))


def _failing(form: Form, check: Check, found: Mapping[str, tuple[Value, ...]]) -> Iterator[Problem]:
    for place, column in enumerate(form.columns):
        left = found[check.left][place].number
        right = _sum(form, found, check.right, place)
        if column.percent or left is None or right is None or left == right:
            continue
        causes = [
            (line.label, found[line.id][place])
            for line in form.lines
            if line.rest and found[line.id][place].number and _about(line, check)
        ]
        yield Problem(check.says, column.label, int(left), right, tuple(causes))


def _about(line: Line, check: Check) -> bool:
    """Whether a line of people without a value belongs to what the check adds up: "age:" to "age*"."""
    stem = line.id.rstrip(":-")
    return any(term.lstrip("-").startswith(stem) for term in (check.left, *check.right))


@dataclass(frozen=True)
class Disagreement:
    """Two forms that tell different numbers of the same."""

    says: str
    left: Value
    right: Value

    @property
    def sentence(self) -> str:
        left, right = int(self.left.number or 0), int(self.right.number or 0)
        return _("{check}: {left} và {right}, lệch {gap}.").format(
            check=self.says,
            left=format_number(left),
            right=format_number(right),
            gap=format_number(abs(left - right)),
        )


def disagreements(filled: Sequence[Filled]) -> list[Disagreement]:
    """Of the forms at hand; a check of a form that is not of this period is left out."""
    at_hand = {one.form.slug: one.values for one in filled}
    found = []
    for check in across():
        ends = (check.left, check.right)
        if all(slug in at_hand for slug, _line, _place in ends):
            left, right = (at_hand[slug][line][place] for slug, line, place in ends)
            found.append(Disagreement(check.says, left, right))
    return [one for one in found if _differ(one.left.number, one.right.number)]


def _differ(left: int | Decimal | None, right: int | Decimal | None) -> bool:
    return left is not None and right is not None and left != right


# ---------------------------------------------------------------- on a page and on paper


def grid(filled: Filled) -> Grid:
    form = filled.form
    heads = tuple(
        Head(column.label, _width(column) if form.wide else 1.5, group=column.group)
        for column in form.columns
    )
    rows = tuple(
        Row(
            line.mark,
            line.label,
            tuple(_piece(value, line, form) for value in filled.values[line.id]),
            strong=line.strong,
            inner=line.part,
        )
        for line in filled.lines
    )
    return Grid(form.slug, "", form.label_head, heads, rows, label_width=2.6 if form.wide else 7)


def _width(column: Column) -> float:
    """Of a narrow column: room for the longest word of its head."""
    return max(1, max(map(len, column.label.split())) / 4.1)


def _piece(value: Value, line: Line, form: Form) -> Piece:
    """Not known is neither 0 nor blank; a wide form has no room for the words."""
    if value.number is None:
        told = value.reason or line.none
        words = "…" if form.wide else _("không có số liệu")
        return Piece(words if told else "", unknown=bool(told))
    text = format_decimal(value.number)
    if form.wide and not value.number:
        return Piece(text)  # nothing to open, and a page of a thousand addresses is too long
    return Piece(text, value.ask, line.label, value.url)
