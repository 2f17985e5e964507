"""Who may register a level to reach: an organisation with its members, or with the units under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from chibo.appraisal.models import Aim, Kind, Rated
from chibo.appraisal.queries.cycles import DECIDED
from chibo.members.models import Membership
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch, latest_paths


@dataclass(frozen=True)
class AimRow:
    """`known` is the level registered already, `aim` its key; `decided` once the year is."""

    name: str
    unit: int
    person: int | None = None
    known: str = ""
    aim: int | None = None
    decided: bool = False

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
    decided = set(_decided(year, [(unit, person) for _name, unit, person in asked]))
    return [
        AimRow(name, unit, person, level, aim, key in decided)
        for name, unit, person in asked
        for key in [(None if person else unit, person)]
        for level, aim in [known.get(key, ("", None))]
    ]


def _known(
    year: int, units: set[int], people: set[int]
) -> dict[tuple[int | None, int | None], tuple[str, int | None]]:
    """A member's by the person, wherever it was registered; a unit's by the unit."""
    rows = Aim.objects.filter(Q(unit__in=units, person=None) | Q(person__in=people), year=year)
    return {
        (None if person else unit, person): (level, key)
        for unit, person, level, key in rows.values_list("unit", "person", "level", "pk")
    }


def where_now(aim: Aim) -> tuple[int, str]:
    """The cell of the member's last stay with its path, or the unit as it last hung."""
    if aim.person_id:
        stays = Membership.objects.filter(person=aim.person_id).order_by("-started_on", "-pk")
        last = stays.values_list("cell", "path").first()
        return last or (aim.unit_id, aim.path)
    return aim.unit_id, latest_paths([aim.unit_id]).get(aim.unit_id, aim.path)


def is_decided(aim: Aim) -> bool:
    """Whether whoever registered it was rated for that year."""
    return bool(_decided(aim.year, [(aim.unit_id, aim.person_id)]))


def _decided(
    year: int, asked: Sequence[tuple[int, int | None]]
) -> list[tuple[int | None, int | None]]:
    """Of units and members, those decided for the year, as `_known` names them."""
    units = [unit for unit, person in asked if person is None]
    people = [person for _unit, person in asked if person]
    whom = Q(person=None, agency=None, unit__in=units) | Q(person__in=people)
    rows = Rated.objects.filter(DECIDED, whom, cycle__year=year, cycle__quarter=0).order_by()
    return [
        (None if person else unit, person) for unit, person in rows.values_list("unit", "person")
    ]
