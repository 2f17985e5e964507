"""Names that would stand twice after a plan."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chibo.base.text import fold
from chibo.members.queries.reorganising.hanging import Hanging, PlaceFate
from chibo.organisations.models import Place
from chibo.organisations.plan import Plan, key_of
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import as_branch, placed


@dataclass(frozen=True)
class SameName:
    """Units (references) of one parent that would bear one name; `accepted` when the plan says so."""

    name: str
    units: list[str]
    accepted: bool


def units_of_one_name(shape: Shape) -> list[SameName]:
    """Units the plan renames, moves or founds, beside each other and beside those already there."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    changed = set[str]()
    for ref in shape.touched():
        place = (shape.parent(ref), fold(shape.name(ref)))
        found[place].append(ref)
        if _changes(shape, ref):
            changed.add(ref)
    _add_those_there(shape, found, {shape.parent(ref) for ref in changed})
    return [
        SameName(shape.name(refs[0]), refs, fold(shape.name(refs[0])) in shape.plan.accepted)
        for refs in found.values()
        if len(refs) > 1 and changed & set(refs)
    ]


def _changes(shape: Shape, ref: str) -> bool:
    unit = shape.standing(ref)
    if unit is None:
        return True
    moved = shape.parent(ref) != str(unit.parent_id or "")
    return moved or shape.name(ref) != unit.name


def _add_those_there(
    shape: Shape, found: dict[tuple[str, str], list[str]], parents: set[str]
) -> None:
    keys = [key for ref in parents if (key := key_of(ref)) is not None]
    for row in placed(shape.on).filter(placement__parent_id__in=keys):
        place = (str(row.parent_id), fold(row.name))
        if row.pk not in shape.inside and place in found:
            found[place].append(str(as_branch(row, shape.on).pk))


def places_of_one_name(moved: Sequence[PlaceFate]) -> list[list[PlaceFate]]:
    """Places that would have the same name and kind in one area: at least one must be renamed."""
    found: dict[tuple[str, str, str], list[PlaceFate]] = defaultdict(list)
    for fate in moved:
        found[fate.to, fate.place.kind, fate.name].append(fate)
    areas = [key for fate in moved if (key := key_of(fate.to)) is not None]
    leaving = {fate.place.pk for fate in moved}
    there = Place.objects.open().filter(area__in=areas).exclude(pk__in=leaving)
    for place in there:
        same = found.get((str(place.area_id), place.kind, place.name))
        if same is not None:
            same.append(PlaceFate(place, str(place.area_id), place.name))
    return [fates for fates in found.values() if len(fates) > 1]


def to_rename(hanging: Hanging, plan: Plan) -> list[PlaceFate]:
    """Moved places that would share a name by their own names, or that the plan renames."""
    own = [PlaceFate(fate.place, fate.to, fate.place.name) for fate in hanging.places]
    same = {one.place.pk for fates in places_of_one_name(own) for one in fates}
    return [one for one in hanging.places if one.place.pk in same | set(plan.places)]
