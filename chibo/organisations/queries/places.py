"""Villages, schools and stations of a committee's area, and the cells that cover them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from chibo.organisations.models import CellPlace, Place
from chibo.organisations.queries.tree import Branch, branches
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


def with_cells(places: list[Place], on: date) -> list[Covered]:
    covers = list(CellPlace.objects.on(on).filter(place__in=places))
    cells = branches({cover.cell_id for cover in covers}, on)
    kinds = code_list("place_kinds")
    return [
        Covered(
            place,
            kinds.label(place.kind) if place.kind in kinds else place.kind,
            [
                cells[cover.cell_id]
                for cover in covers
                if cover.place_id == place.pk and cover.cell_id in cells
            ],
        )
        for place in places
    ]
