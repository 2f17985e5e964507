"""The levels a letter of introduction goes through, read from the tree of the day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from chibo.members.models.transfer import Side
from chibo.organisations.models import Duty
from chibo.organisations.powers import POWERS, Power
from chibo.organisations.queries.carried import Carried, carried_on
from chibo.organisations.queries.tree import Branch, ancestors, grassroots_kinds, path_ids

OTHER_PROVINCE, SAME_PROVINCE, INTERNAL = "other_province", "same_province", "internal"
_HIGHEST = "centre"


@dataclass(frozen=True)
class Box:
    """One level of a route; `where` is None for a unit outside. `is_optional`: a level above the basic
    organisations, which may be passed over."""

    side: str
    name: str
    where: Branch | None = None
    is_optional: bool = False


def route(
    from_cell: Branch | None,
    to_cell: Branch | None,
    outside: str = "",
    left_out: Collection[int] = (),
) -> list[Box]:
    """From cell to cell over the lowest level both have above them; with a unit outside, over every level
    of this side. `left_out`: organisations passed over; only levels above the basic ones can be."""
    if from_cell and to_cell:
        found = _inside(from_cell, to_cell)
    elif from_cell:
        found = [*_boxes(_upwards(from_cell), Side.SENDING), Box(Side.RECEIVING, outside)]
    elif to_cell:
        downwards = reversed(_upwards(to_cell))
        found = [Box(Side.SENDING, outside), *_boxes(downwards, Side.RECEIVING)]
    else:
        found = []
    return [box for box in found if not (box.is_optional and box.where.pk in left_out)]  # type: ignore[union-attr]  # an optional box is a unit


def _inside(from_cell: Branch, to_cell: Branch) -> list[Box]:
    up, down = _upwards(from_cell), _upwards(to_cell)
    shared = {one.pk for one in up} & {one.pk for one in down}
    own = [one for one in up if one.pk not in shared]
    top = [one for one in up if one.pk in shared][:1]
    theirs = [one for one in down if one.pk not in shared]
    return [*_boxes([*own, *top], Side.SENDING), *_boxes(reversed(theirs), Side.RECEIVING)]


def _upwards(cell: Branch) -> list[Branch]:
    """The cell and the levels above it, the highest last."""
    above = [one for one in ancestors(cell) if one.kind != _HIGHEST]
    return [cell, *reversed(above)]


def below(above: int, cell: Branch) -> list[Branch]:
    """The levels under an organisation down to a cell, the cell last."""
    line = list(reversed(_upwards(cell)))
    return [one for one in line if above in one.ancestor_ids]


def _boxes(line: Iterable[Branch], side: str) -> list[Box]:
    rows = list(line)
    basic = {one.pk for one in rows if one.kind in grassroots_kinds()}
    lengths = [len(one.path) for one in rows if one.pk in basic]
    top = min(lengths, default=0)
    return [Box(side, one.name, one, len(one.path) < top) for one in rows]


def kept_by_nobody(boxes: Collection[Box], on: date | None = None) -> set[int]:
    """Optional levels at which no account of this installation could fill the box."""
    roles = [role for role, powers in POWERS.items() if Power.KEEP_RECORDS in powers]
    asked = {box.where.pk: box.where.path for box in boxes if box.is_optional and box.where}
    above = {key for path in asked.values() for key in path_ids(path)}
    duties = Duty.objects.on(on or timezone.localdate()).filter(role__in=roles)
    kept = set(duties.filter(organisation__in=above).values_list("organisation_id", flat=True))
    return {key for key, path in asked.items() if not kept.intersection(path_ids(path))}


def scope_between(from_cell: Branch, to_cell: Branch, on: date) -> str:
    """How form 1 calls a move between two cells of these books."""
    places = carried_on({from_cell.pk, to_cell.pk}, on)
    one, two = places[from_cell.pk], places[to_cell.pk]
    if _base(one) == _base(two):
        return INTERNAL
    return SAME_PROVINCE if one.province_id == two.province_id else OTHER_PROVINCE


def _base(place: Carried) -> int:
    """The basic organisation; where a tree has none, whatever stands right above the cell."""
    return place.grassroots_id or path_ids(place.path)[-2:][0]


def base_of(cell: Branch, on: date) -> int:
    """The organisation whose numbers the letters of a cell bear: its basic organisation."""
    return _base(carried_on({cell.pk}, on)[cell.pk])


def base_above(cell: Branch) -> Branch:
    """The same as it stood on the day of the cell, found among what stood above it then."""
    line = [*ancestors(cell), cell]
    basic = (one for one in reversed(line) if one.kind in grassroots_kinds())
    return next(basic, line[-2:][0])
