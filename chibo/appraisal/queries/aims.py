"""Who may register a level to reach: an organisation with its members, or with the units under it."""

from dataclasses import dataclass

from django.db.models import Q

from chibo.appraisal.models import Aim, Kind
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class AimRow:
    """`known` is the level registered already."""

    name: str
    unit: int
    person: int | None = None
    known: str = ""

    @property
    def field(self) -> str:
        return f"n{self.person}" if self.person else f"u{self.unit}"

    @property
    def kind(self) -> str:
        return str(Kind.MEMBER if self.person else Kind.GRASSROOTS)


def aim_rows(of: Branch, year: int) -> list[AimRow]:
    """Itself first, then members by name, or units in the order of the tree."""
    if of.is_cell:
        stays = roll(of).order_by("person__name_sort", "person")
        people = stays.values_list("person__full_name", "cell", "person")
        below: list[tuple[str, int, int | None]] = list(people)
    else:
        below = [(child.name, child.pk, None) for child in of.children]
    asked = [(of.name, of.pk, None), *below]
    known = _known(year, {unit for _name, unit, _p in asked}, {p for _n, _u, p in asked if p})
    return [
        AimRow(name, unit, person, known.get((None if person else unit, person), ""))
        for name, unit, person in asked
    ]


def _known(
    year: int, units: set[int], people: set[int]
) -> dict[tuple[int | None, int | None], str]:
    """A member's by the person, wherever it was registered; a unit's by the unit."""
    rows = Aim.objects.filter(Q(unit__in=units, person=None) | Q(person__in=people), year=year)
    return {
        (None if person else unit, person): level
        for unit, person, level in rows.values_list("unit", "person", "level")
    }
