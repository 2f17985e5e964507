"""Villages, schools and stations of a committee's area, and the cells that cover them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from chibo.base.dated import holds_on
from chibo.base.figures import Scope, figure
from chibo.organisations.models import CellPlace, Place, Placement
from chibo.organisations.queries.tree import Branch, as_branch, placed
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Covered:
    """A place with the cells that cover it on the day; none is a place without a cell."""

    place: Place
    kind_label: str
    cells: list[Branch]


def places_of(area: Branch) -> QuerySet[Place]:
    """Places of the area standing on its day; of a cell, the places it covers."""
    rows = Place.objects.on(area.on)
    if area.is_cell:
        covers = CellPlace.objects.on(area.on).filter(cell=area.pk)
        return rows.filter(pk__in=covers.values("place")).order_by("kind", "name_folded")
    return rows.filter(area=area.pk).order_by("kind", "name_folded")


# What a place may lack → the mark on its row that tells.
LACKS = {"chi-bo": "has_cell", "dang-vien": "has_members"}


def marked(places: QuerySet[Place], area: Branch) -> QuerySet[Place]:
    """Each with `has_cell`, a cell standing that day covers it, and `has_members`, one that has members.

    Members belong to a cell, not to a village: a place nobody covers has none that the books know of.
    """
    standing = Placement.objects.on(area.on).values("organisation")
    covers = CellPlace.objects.on(area.on).filter(place=OuterRef("pk"), cell__in=standing)
    members = figure("members").rows(Scope(area, area.on))
    manned = covers.filter(cell__in=members.order_by().values("cell"))
    return places.annotate(has_cell=Exists(covers), has_members=Exists(manned))


def lacking(places: QuerySet[Place], what: str) -> QuerySet[Place]:
    return places.filter(**{LACKS[what]: False})


def counts(places: QuerySet[Place]) -> dict[str, int]:
    """How many in all (under ""), and how many lack what, of `marked` places in one question."""
    asked = {f"without_{mark}": Count("pk", filter=Q(**{mark: False})) for mark in LACKS.values()}
    found = places.order_by().aggregate(whole=Count("pk"), **asked)
    return {"": found["whole"]} | {what: found[f"without_{mark}"] for what, mark in LACKS.items()}


def books_unknown(area: Branch) -> str:
    """Why nothing is known of members there on the day; "" when the books are kept."""
    return figure("members").unknown(Scope(area, area.on))


def with_cells(places: list[Place], on: date) -> list[Covered]:
    cells = _covering(places, on)
    kinds = code_list("place_kinds")
    return [
        Covered(
            place,
            kinds.label(place.kind) if place.kind in kinds else place.kind,
            cells.get(place.pk, []),
        )
        for place in places
    ]


def _covering(places: list[Place], on: date) -> dict[int, list[Branch]]:
    """Place → the cells standing on the day that cover it then."""
    covers = FilteredRelation("covered_places", condition=holds_on(on, "covered_places__"))
    rows = placed(on).alias(cover=covers).filter(cover__place__in=places)
    found: dict[int, list[Branch]] = {}
    for row in rows.annotate(place_id=F("cover__place_id")).order_by("cover__pk"):
        found.setdefault(row.place_id, []).append(as_branch(row, on))
    return found
