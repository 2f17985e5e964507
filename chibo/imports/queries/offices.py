"""What the books say of offices on a day: who holds them, and which places cells cover."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from chibo.members.models import Membership, Post
from chibo.organisations.models import CellPlace, Place
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Held:
    """Offices held on a day: (position, unit, village or None) → person → name."""

    by_office: dict[tuple[str, int, int | None], dict[int, str]]

    def names(self, position: str, unit: int, place: int | None) -> list[str]:
        return list(self.by_office.get((position, unit, place), {}).values())

    def has(self, person: int, position: str, unit: int) -> bool:
        """At whatever village of the unit."""
        return any(
            person in people
            for (code, at, _place), people in self.by_office.items()
            if (code, at) == (position, unit)
        )


def held_on(on: date, units: Collection[int]) -> Held:
    rows = Post.objects.on(on).filter(organisation__in=units).order_by("started_on", "pk")
    found: dict[tuple[str, int, int | None], dict[int, str]] = defaultdict(dict)
    for position, unit, place, person, name in rows.values_list(
        "position", "organisation_id", "place_id", "person_id", "person__full_name"
    ):
        found[position, unit, place][person] = name
    return Held(dict(found))


def places_covered(cells: Collection[int], on: date) -> dict[int, list[Place]]:
    """Cell → the places it covers on the day, by name."""
    rows = CellPlace.objects.on(on).filter(cell__in=cells).select_related("place")
    found: dict[int, list[Place]] = defaultdict(list)
    for row in rows.order_by("place__name_folded", "pk"):
        found[row.cell_id].append(row.place)
    return found


def cells_of(people: Collection[int], on: date) -> dict[int, int]:
    """Person → the cell of whom the books have as a member on the day."""
    rows = Membership.objects.on(on).filter(person__in=people)
    return dict(rows.values_list("person_id", "cell_id"))


def is_lived_in(place: Place) -> bool:
    """A village, as opposed to a school or a station."""
    return code_list("place_kinds").within(place.kind, "residential")
