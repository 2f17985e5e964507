"""Units beside each other: what one figure comes to in each of them, in a few questions however many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import FieldError
from django.db.models import Count, F, IntegerField, Min, QuerySet, Value
from django.db.models import Sum as Total
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from chibo.base.figures import (
    Amount,
    ByKey,
    Dimension,
    Figure,
    Reading,
    RowsOf,
    Scope,
    Sum,
    UnlessAny,
    read_together,
)
from chibo.base.figures.reading import base_of, said_first
from chibo.members.figures.dimensions import ByChildUnit
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import (
    Branch,
    as_branch,
    cell_kinds,
    grassroots_kinds,
    path_ids,
    placed_under,
    under,
)

CHILDREN, GRASSROOTS, CELLS = "truc-thuoc", "co-so", "chi-bo"
# Figures that cannot be counted by unit in one question are asked of each unit, of so many at most.
ONE_BY_ONE = 200
# Places lie in the area of a committee, and are a cell's by being in its charge.
_OF_AREAS = ("places", "heads")


def levels(of: Branch) -> dict[str, str]:
    """How deep units may be compared here: those right below, and further down what is not the same."""
    kinds = {unit.kind for unit in of.children}
    found = {CHILDREN: _("Đơn vị trực thuộc")}
    if kinds - {*grassroots_kinds(), *cell_kinds()} and _above_grassroots(of):
        found[GRASSROOTS] = _("Tổ chức cơ sở đảng")
    if kinds - {*cell_kinds()} and of.kind != "centre":
        found[CELLS] = _("Tất cả chi bộ")
    return found


def _above_grassroots(of: Branch) -> bool:
    return of.kind in ("centre", "province", "district", "above_grassroots")


def units_at(of: Branch, level: str) -> list[Branch]:
    """Units of the branch on its day; their books and paths are known, in two questions for all."""
    if level == CHILDREN:
        found = of.children
    else:
        kinds = cell_kinds() if level == CELLS else grassroots_kinds()
        rows = placed_under(of.path, of.on).filter(profile__kind__in=kinds)
        found = [as_branch(row, of.on) for row in rows if row.pk != of.pk]
    know_units([(of, found)])
    return found


def know_units(standing: Sequence[tuple[Branch, Sequence[Branch]]]) -> None:
    """Tells the units of each branch their paths and the beginning of their books, as each would ask by itself."""
    _know_paths([unit for _of, units in standing for unit in units])
    for (_of, units), begun in zip(standing, _begun(standing), strict=True):
        for unit in units:
            vars(unit)["records_from"] = begun.get(unit.pk)


def _know_paths(units: Sequence[Branch]) -> None:
    unknown = [unit for unit in units if "own_paths" not in vars(unit)]
    had: dict[int, set[str]] = defaultdict(set)
    rows = Placement.objects.filter(organisation__in={unit.pk for unit in unknown})
    for key, path in rows.values_list("organisation_id", "path") if unknown else ():
        had[key].add(path)
    for unit in unknown:
        vars(unit)["own_paths"] = frozenset(had[unit.pk])


def _begun(standing: Sequence[tuple[Branch, Sequence[Branch]]]) -> list[dict[int, date]]:
    """For each branch: unit → the first day about which any book of it or below it says anything."""
    asked = [_tops(place, of, units) for place, (of, units) in enumerate(standing)]
    found: list[dict[int, date]] = [{} for _one in standing]
    together = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0] if asked else ()
    for place, path, day in together:
        for key in path_ids(path) if day else ():
            found[place][key] = min(day, found[place].get(key, day))
    return found


def _tops(place: int, of: Branch, units: Sequence[Branch]) -> QuerySet[Any, Any]:
    """What hangs in the branch, put together under the units in it."""
    longest = max((len(unit.path) for unit in units), default=0)
    hung = Placement.objects.on(of.on).filter(under(of.path)).order_by()
    tops = hung.annotate(
        place=Value(place, output_field=IntegerField()), top=Substr("path", 1, longest)
    )
    return tops.values_list("place", "top").annotate(day=Min("organisation__records_from"))


@dataclass(frozen=True)
class Beside:
    """The units compared, in the branch that holds them."""

    of: Branch
    units: Sequence[Branch]
    level: str = CHILDREN

    def read(self, asked: Figure, scope: Scope) -> list[Reading]:
        """One reading for each unit, equal to that of the figure asked of the unit alone."""
        scopes = [replace(scope, branch=unit) for unit in self.units]
        if not scopes:
            return []
        if not is_grouped(asked, scope):
            return read_together([(asked, one) for one in scopes])
        return self._grouped(asked, replace(scope, branch=self._wide), scopes)

    @property
    def _wide(self) -> Branch:
        """The branch with every place its units ever had: rows recorded when a unit hung elsewhere are its own."""
        own = tuple(self.of.own_paths)
        paths = frozenset(
            path for unit in self.units for path in unit.own_paths if not path.startswith(own)
        )
        wide = replace(self.of, also=self.of.also | paths)
        known = {
            name: value
            for name, value in vars(self.of).items()
            if name in ("children", "own_paths", "records_from")
        }
        vars(wide).update(known)
        return wide

    def _grouped(self, asked: Figure, wide: Scope, scopes: Sequence[Scope]) -> list[Reading]:
        values = self._amounts(asked, asked.rows, wide)
        base = base_of(asked, wide)
        bases = self._amounts(asked, *base) if base else {}
        known = asked.unknown if isinstance(asked.unknown, UnlessAny) else None
        there = self._amounts(asked, known.rows, wide) if known else {}
        label, means = _words(asked, wide, has_base=base is not None)
        found = []
        for scope in scopes:
            key = scope.branch.pk
            reason = said_first(asked, scope)
            if not reason and known and not there.get(key):
                reason = known.sentence(scope)
            if reason:
                found.append(Reading(asked, scope, label, None, reason=reason))
                continue
            of_all = bases.get(key, 0) if base else None
            found.append(Reading(asked, scope, label, values.get(key, 0), of_all, means))
        return found

    def _amounts(self, asked: Figure, rows: RowsOf, wide: Scope) -> dict[int, Amount]:
        """Unit → what its rows come to."""
        key = self._key(asked.dimension("child"), wide)
        measure: Any = Total(rows.column) if isinstance(rows, Sum) else Count("pk")
        counted = rows(wide).order_by().values(counted_by=key).annotate(amount=measure)
        found: dict[int, Amount] = defaultdict(int)
        pairs = list(counted.values_list("counted_by", "amount"))
        for unit, amount in zip(self._units(place for place, _n in pairs), pairs, strict=True):
            if unit:
                found[unit] += amount[1] or 0
        return found

    def _key(self, by: Dimension, wide: Scope) -> Any:
        if isinstance(by, ByChildUnit) and self.level == CELLS:
            return F("cell_id")
        if isinstance(by, ByChildUnit) and self.level == GRASSROOTS:
            return F("grassroots_id")
        return by.key(wide)  # type: ignore[attr-defined]  # is_grouped lets only those with a key through

    def _units(self, places: Iterable[Any]) -> list[int | None]:
        """Of each place, a path or the key of an organisation, the unit it lies in."""
        asked, wanted = list(places), {unit.pk for unit in self.units}
        deeper = [one for one in asked if isinstance(one, int) and one not in wanted]
        rows = Placement.objects.on(self.of.on).filter(organisation__in=deeper)
        paths = dict(rows.values_list("organisation_id", "path")) if deeper else {}
        return [_unit_of(one, wanted, paths) for one in asked]


def _unit_of(place: Any, wanted: Collection[int], paths: Mapping[int, str]) -> int | None:
    if place in wanted:
        return int(place)
    path = paths.get(place, "") if isinstance(place, int) else place or ""
    return next((key for key in path_ids(path) if key in wanted), None)


def is_grouped(asked: Figure, scope: Scope) -> bool:
    """Whether its rows, its base and what must be there all tell which unit they are of, by one column."""
    by = asked.dimensions.get("child")
    if not isinstance(by, ByKey) or asked.lists in _OF_AREAS:
        return False
    of_all = [asked.rows, *(base[0] for base in [base_of(asked, scope)] if base)]
    if isinstance(asked.unknown, UnlessAny):
        of_all.append(asked.unknown.rows)
    kinds = {rows(scope).model for rows in of_all}
    return len(kinds) == 1 and all(_tells(rows(scope), by.key(scope)) for rows in of_all)


def _tells(rows: QuerySet[Any], key: Any) -> bool:
    try:
        rows.values(counted_by=key)
    except FieldError:
        return False
    return True


def _words(asked: Figure, scope: Scope, *, has_base: bool) -> tuple[str, str]:
    label = str(asked.label)
    if scope.key and asked.keys:
        label = f"{label}: {asked.keys(scope.as_of)[scope.key]}"
    return label, str(asked.base_means or asked.label) if has_base else ""


def comparable(asked: Figure) -> bool:
    """Figures that are a number of each unit by itself; one that says a word is read on its own page."""
    return not asked.says
