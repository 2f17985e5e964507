"""The rows behind a number: which persons or units stood for it on the day it was frozen.

Kept as one packed text a form: {"B1 0": "12,7,31", …}, a person by their key and a unit by its key below zero;
what is neither, such as a paper, leaves nothing. A person counted twice is there twice. Cells that add up others,
shares and means have nothing of their own behind them.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.db.models import F, ForeignKey, Model, Q, Value
from django.db.models.functions import Coalesce, Substr
from django.db.models.lookups import In

from chibo.base.figures import ByKey, Group, Scope, Sum, figure, listed_together
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers
from chibo.reports.statistics import Form
from chibo.reports.statistics.building import asking_cells
from chibo.reports.statistics.values import (
    Cell,
    Values,
    breakdown_of,
    last_dimension,
    narrowed_rows,
)

WHOLE = "whole"
# Quick rather than small: a province keeps millions of keys.
_LEVEL = 1


# "12,7,-31"
Keys = str


@dataclass(frozen=True)
class _Question:
    """`by` None: the rows as a whole; `who` None: its rows stand for nobody."""

    rows: Any
    by: Any
    scope: Scope
    who: Any

    @classmethod
    def of(cls, cell: Cell, scope: Scope) -> Self:
        rows = narrowed_rows(cell, scope)
        return cls(rows, last_dimension(cell), scope, who(rows.model))


# Paths, and the column of a cell's rows that must lie under one of them.
Under = tuple[str, frozenset[str]]


def behind(
    cells: Iterable[Cell], numbers: Numbers, under: Mapping[Cell, Under] | None = None
) -> dict[Cell, Keys]:
    """What stands behind each cell that has a number, all in one question to the database; `under` narrows the
    rows of its cells to some units."""
    standing: dict[Ask, bool] = {}
    known = [cell for cell in dict.fromkeys(cells) if _is_known(cell, numbers, standing)]
    sides = {breakdown_of(cell): side for cell, side in (under or {}).items()}
    asked = {
        one: _question(one, numbers, sides.get(one))
        for one in dict.fromkeys(breakdown_of(cell) for cell in known)
    }
    groups = _answered(asked)
    return {cell: groups[breakdown_of(cell)].get(_group(cell), "") for cell in known}


def _answered(asked: Mapping[Cell, _Question]) -> dict[Cell, dict[str, Keys]]:
    """Breakdown → group → who."""
    found = listed_together([_listing(one) for one in asked.values()])
    return {
        one: _by_group(question, {value: keys for value, (_n, keys) in told.items() if keys})
        for (one, question), told in zip(asked.items(), found, strict=True)
    }


@dataclass
class Keeping(Values):
    """Values of cells read together with who stands behind them, so that a freeze reads its breakdowns once."""

    _who: dict[Cell, dict[str, Keys]] = field(default_factory=dict)

    def _break_down(self, asked: Mapping[Cell, Scope]) -> dict[Cell, list[Group]]:
        questions = {
            cell: question
            for cell, scope in asked.items()
            if isinstance(last_dimension(cell), ByKey)
            and (question := _Question.of(cell, scope)).who is not None
        }
        found = listed_together([_listing(one) for one in questions.values()])
        groups = {}
        for (cell, question), told in zip(questions.items(), found, strict=True):
            counts = {value: n for value, (n, _keys) in told.items()}
            groups[cell] = question.by.named(counts, question.scope)
            keys = {value: keys for value, (_n, keys) in told.items() if keys}
            self._who[cell] = _by_group(question, keys)
        rest = {cell: scope for cell, scope in asked.items() if cell not in questions}
        return groups | super()._break_down(rest)

    def behind(self, cells: Iterable[Cell]) -> dict[Cell, Keys]:
        """What stands behind each cell, of which as little as may be is asked again."""
        standing: dict[Ask, bool] = {}
        every = dict.fromkeys(cells)
        wanted = [cell for cell in every if _is_known(cell, self.numbers, standing)]
        kept = {
            cell: self._who[breakdown_of(cell)].get(_group(cell), "")
            for cell in wanted
            if cell.narrowed and breakdown_of(cell) in self._who
        }
        left = [cell for cell in wanted if cell not in kept]
        wholes = {cell: keys for cell in left if (keys := self._together(cell)) is not None}
        return kept | wholes | behind([one for one in left if one not in wholes], self.numbers)

    def _together(self, cell: Cell) -> Keys | None:
        """Who stands behind a figure whole: those of all groups it was broken down by, if these are all."""
        for one, groups in self._who.items():
            if not cell.narrowed and one.ask == cell.ask and len(one.narrowed) == 1:
                keys = ",".join(filter(None, groups.values()))
                if counted(keys).total() == self.value(cell).number:
                    return keys
        return None


def _is_known(cell: Cell, numbers: Numbers, standing: dict[Ask, bool]) -> bool:
    """`standing` remembers which questions have rows that stand for somebody."""
    one = figure(cell.ask.figure)
    if cell.narrowed and not isinstance(one.dimension(cell.narrowed[-1][0]), ByKey):
        return False
    if cell.ask not in standing:
        standing[cell.ask] = _stands(cell.ask, numbers)
    return standing[cell.ask]


def _stands(ask: Ask, numbers: Numbers) -> bool:
    one, scope = figure(ask.figure), numbers.scope_of(ask)
    if isinstance(scope, str) or isinstance(one.rows, Sum) or one.says:
        return False
    return numbers.reading(ask).value is not None and who(one.rows(scope).model) is not None


def _question(cell: Cell, numbers: Numbers, under: Under | None) -> _Question:
    scope = numbers.scope_of(cell.ask)
    assert not isinstance(scope, str)  # _is_known
    one = _Question.of(cell, scope)
    if under is None:
        return one
    return replace(one, rows=one.rows.filter(_lying(*under)))


def _lying(column: str, paths: frozenset[str]) -> Q:
    """Below one of the paths, of which there may be hundreds: looked up by how they begin, not one by one."""
    condition = Q(pk__in=[])
    for length in {len(path) for path in paths}:
        begins = Substr(F(column), 1, length)
        condition |= Q(In(begins, sorted(path for path in paths if len(path) == length)))
    return condition


def _listing(one: _Question) -> tuple[Any, Any, Any]:
    key = one.by.key(one.scope) if one.by else Value(WHOLE)
    return one.rows, key, one.who


def _by_group(one: _Question, keys: Mapping[Any, str]) -> dict[str, str]:
    """Each value counts as a bit of its own: the sum of a group says which values it is made of."""
    if one.by is None:
        return {WHOLE: ",".join(keys.values())}
    values = list(keys)
    groups = one.by.named({value: 1 << place for place, value in enumerate(values)}, one.scope)
    return {
        group.key: ",".join(
            keys[value] for place, value in enumerate(values) if group.value >> place & 1
        )
        for group in groups
    }


def _group(cell: Cell) -> str:
    return cell.narrowed[-1][1] if cell.narrowed else WHOLE


def who(model: type[Model]) -> Any:
    """Whom a row stands for, as an expression: a row closed and opened again is still the same person. None for
    rows that stand for nobody."""
    if issubclass(model, Person | Organisation):
        return F("pk") if issubclass(model, Person) else -F("pk")
    person, unit = _leading_to(model, Person), _leading_to(model, Organisation)
    if person and unit in ("unit_id", "organisation_id"):
        return Coalesce(F(person), -F(unit))
    if person or unit:
        return F(person) if person else -F(unit)
    return None


def _leading_to(model: type[Model], meant: type[Model]) -> str:
    found = [
        one.attname
        for one in model._meta.fields
        if isinstance(one, ForeignKey) and one.related_model is meant
    ]
    return found[0] if found else ""


def of_people(form: Form, numbers: Numbers) -> frozenset[str]:
    """The figures of a form that count people, so that units below add up to the one above."""
    asks = {cell.ask.figure: cell.ask for _line, _column, cell in asking_cells(form)}
    found = set()
    for name, ask in asks.items():
        scope = numbers.scope_of(ask)
        if not isinstance(scope, str) and _leading_to(figure(name).rows(scope).model, Person):
            found.add(name)
    return frozenset(found)


def packed(found: Mapping[str, Keys]) -> bytes:
    return zlib.compress(json.dumps(found, separators=(",", ":")).encode(), _LEVEL)


def unpacked(content: bytes | memoryview) -> dict[str, Keys]:
    return json.loads(zlib.decompress(bytes(content))) if content else {}


def counted(keys: Keys) -> Counter[int]:
    return Counter(map(int, keys.split(","))) if keys else Counter()


def came_and_went(then: Keys, now: Keys) -> tuple[list[int], list[int]]:
    """Who stands behind a number now and did not then, and the other way round."""
    before, after = counted(then), counted(now)
    return sorted((after - before).elements()), sorted((before - after).elements())
