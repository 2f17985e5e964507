"""Reorganisations a person may see, and the units they may name in one."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Length

from chibo.accounts.models import User
from chibo.base.text import fold, text_sort_key
from chibo.organisations.models import Placement, Reorganisation, ReorganisationKind
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import (
    Branch,
    as_branch,
    placed,
    placed_under,
    within,
)

_LEVELS = 2  # below the top: communes of a province's districts, cells of a commune's committees
_MOST = 400


def visible_to(user: User) -> QuerySet[Reorganisation]:
    """Those below organisations where the user manages the tree, wherever these have hung."""
    held = Placement.objects.filter(organisation__in=holders(user, Power.MANAGE_TREE))
    paths = set(held.values_list("path", flat=True))
    tops = Placement.objects.filter(within(paths)).values("organisation")
    return Reorganisation.objects.filter(top__in=tops)


def candidates(of: Reorganisation, top: Branch) -> list[Branch]:
    """Units below the top that a decision of this kind may name: everything below a committee that has
    cells of its own, committees alone further up."""
    rows = placed_under(top.path, top.on).exclude(pk=top.pk)
    rows = rows.annotate(deep=Length("placement__path")).filter(deep__lte=_deepest(top))
    units = [as_branch(row, top.on) for row in rows[:_MOST]]
    if not any(one.is_cell and one.parent_id == top.pk for one in units):
        units = [one for one in units if not one.is_cell]
    if of.kind == ReorganisationKind.UPGRADE:
        units = [one for one in units if one.is_cell]
    if of.kind == ReorganisationKind.LEVEL:
        units = [one for one in units if not one.is_cell]
    return [one for one in units if one.kind != "party_group"]


def _deepest(top: Branch) -> int:
    return len(top.path) + _LEVELS * SEGMENT


@dataclass(frozen=True)
class Named:
    """Units by the words a form offers for them, each once."""

    refs: dict[str, str]

    @property
    def labels(self) -> list[str]:
        return sorted(self.refs, key=text_sort_key)

    def ref(self, text: str) -> str:
        """ "" when nothing is called so; marks and spaces do not matter."""
        wanted = fold(text)
        return next((ref for label, ref in self.refs.items() if fold(label) == wanted), "")

    def label(self, ref: str) -> str:
        return next((label for label, one in self.refs.items() if one == ref), "")


def named_targets(shape: Shape, *, cells: bool) -> Named:
    """What units and people may be sent to: cells, or committees. By short name; where two share it, with
    the unit above."""
    refs = [*shape.new, *(str(one.pk) for one in shape.staying), *map(str, shape.around)]
    offered = {ref: (shape.short_name(ref), shape.parent(ref)) for ref in refs if shape.kind(ref)}
    kept = {ref: names for ref, names in offered.items() if shape.is_cell(ref) == cells}
    for one in _beside(shape):
        if one.pk not in shape.inside and one.is_cell == cells:
            kept.setdefault(str(one.pk), (one.short_name, str(one.parent_id or "")))
    found: dict[str, str] = {}
    for ref, (name, above) in kept.items():
        label = f"{name} ({shape.short_name(above)})" if name in found else name
        found[f"{label} #{ref}" if label in found else label] = ref
    return Named(found)


def _beside(shape: Shape) -> list[Branch]:
    """Units under the same parents as the units of the plan."""
    parents = {unit.parent_id for unit in shape.inside.values() if unit.parent_id}
    rows = placed(shape.on).filter(placement__parent_id__in=parents)
    return [as_branch(row, shape.on) for row in rows]
