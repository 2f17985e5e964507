"""What hangs on the units of a plan, and where each of it goes: duties, offices, places, stays, files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from chibo.accounts.models import User
from chibo.members.models import Person, Post, TemporaryStay
from chibo.organisations.models import CellPlace, Duty, Place
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import grassroots_kinds
from chibo.rulebook.queries import code_list

GIVE, END = "give", "end"  # a duty: the same at the successor, or it ends
CARRY = "carry"  # an office: it goes on at the successor, or it ends (END)


@dataclass(frozen=True)
class DutyFate:
    """`to` is where the same duty may be given; "" when nothing stands in its unit's place."""

    duty: Duty
    to: str
    given: bool


@dataclass(frozen=True)
class PostFate:
    """`position` is the office its holder has at `to` afterwards; "" when none."""

    post: Post
    to: str
    position: str

    @property
    def carried(self) -> bool:
        return bool(self.position)

    @property
    def goes_on(self) -> bool:
        """With a village, as it was; any other office is given anew."""
        return self.position == self.post.position and self.position in village_positions()


@dataclass(frozen=True)
class PlaceFate:
    """The place belongs to the area of `to` afterwards, called `name`."""

    place: Place
    to: str
    name: str


@dataclass(frozen=True)
class CoverFate:
    """`cell` covers the place afterwards; "" when no cell does."""

    cover: CellPlace
    cell: str


@dataclass(frozen=True)
class StayFate:
    stay: TemporaryStay
    cell: str


@dataclass(frozen=True)
class FileFate:
    """A non-member whose record is kept by `to` afterwards."""

    person: Person
    to: str


@dataclass(frozen=True)
class Hanging:
    duties: list[DutyFate]
    posts: list[PostFate]
    places: list[PlaceFate]
    covers: list[CoverFate]
    stays: list[StayFate]
    files: list[FileFate]


def hanging_on(shape: Shape, by: User) -> Hanging:
    """Read in a fixed number of questions, however many units the plan names. Duties are given on only
    where `by` may give them."""
    ended = [unit.pk for unit in shape.ended]
    covers = list(_held(CellPlace.objects, shape.on).filter(cell__in=[c.pk for c in shape.cells]))
    places = _places(shape, covers)
    return Hanging(
        _duties(shape, ended, by),
        _posts(shape, ended, [one.place.pk for one in places]),
        places,
        _covers(shape, covers, {one.place.pk for one in places}),
        _stays(shape, ended),
        _files(shape, ended),
    )


def _held(rows: Any, on: date) -> QuerySet[Any]:
    """Facts that hold on the day or begin later."""
    found: QuerySet[Any] = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    return found


def _duties(shape: Shape, ended: list[int], by: User) -> list[DutyFate]:
    rows = _held(Duty.objects, shape.on).filter(organisation__in=ended)
    rows = rows.select_related("user").order_by("organisation", "user__full_name", "pk")
    fates = []
    for duty in rows:
        to = shape.successor(duty.organisation_id)
        wanted = bool(to) and shape.plan.duties.get(duty.pk, GIVE) == GIVE
        given = wanted and has_power(by, Power.MANAGE_DUTIES, _standing_path(shape, to))
        fates.append(DutyFate(duty, to, given))
    return fates


def _standing_path(shape: Shape, ref: str) -> str:
    """Of the unit or, when it is new, of what it will hang under."""
    line = [unit for one in shape.line(ref) if (unit := shape.standing(one))]
    return line[0].path if line else ""


def village_positions() -> list[str]:
    """Offices of villages: they go on where the village goes."""
    items = code_list("positions").items()
    return [item.code for item in items if item.extra.get("group") == "village"]


def offices_at(units: list[int], on: date) -> bool:
    """Whether anybody holds an office at one of the units, those of villages apart."""
    rows = _held(Post.objects, on).filter(organisation__in=units)
    return rows.exclude(position__in=village_positions()).exists()


def offices(hanging: Hanging) -> list[PostFate]:
    """All but those of villages, where another unit could give them."""
    villages = set(village_positions())
    found = [one for one in hanging.posts if one.to and one.post.position not in villages]
    order = {item.code: at for at, item in enumerate(code_list("positions").items())}
    return sorted(found, key=lambda one: (order[one.post.position], one.post.organisation_id))


def _posts(shape: Shape, ended: list[int], places: list[int]) -> list[PostFate]:
    rows = _held(Post.objects, shape.on).filter(Q(organisation__in=ended) | Q(place__in=places))
    rows = rows.select_related("person", "place").order_by("organisation", "position", "pk")
    villages = set(village_positions())
    fates = []
    for post in rows:
        usual = CARRY if post.position in villages else END
        chosen = shape.plan.posts.get(post.pk, usual)
        to = _area_of(shape, post.organisation_id)
        position = {CARRY: post.position, END: ""}.get(chosen, chosen)
        fates.append(PostFate(post, to, position if to else ""))
    return fates


def _area_of(shape: Shape, unit: int) -> str:
    """The unit itself, or what stands in its place."""
    return shape.successor(unit) or ("" if shape.ends(str(unit)) else str(unit))


def _places(shape: Shape, covers: Iterable[CellPlace]) -> list[PlaceFate]:
    """Places whose area ends, and those all of whose cells leave their area's branch."""
    areas = [key for key, unit in shape.inside.items() if not unit.is_cell]
    covered = {cover.place_id for cover in covers}
    rows = _held(Place.objects, shape.on).filter(Q(area__in=areas) | Q(pk__in=covered))
    cells: dict[int, list[int]] = {}
    for cover in covers:
        cells.setdefault(cover.place_id, []).append(cover.cell_id)
    fates = []
    for place in rows.order_by("area", "kind", "name_folded"):
        to = _new_area(shape, place, cells.get(place.pk, []))
        if to and to != str(place.area_id):
            fates.append(PlaceFate(place, to, shape.plan.places.get(place.pk) or place.name))
    return fates


def _new_area(shape: Shape, place: Place, cells: Iterable[int]) -> str:
    after = [shape.final_cell(cell) for cell in cells]
    lines = [shape.line(cell) for cell in after if cell]
    stays = _area_of(shape, place.area_id)
    if not lines or any(stays in line for line in lines):
        return stays
    return _committee(shape, lines[0]) or stays


def _committee(shape: Shape, line: list[str]) -> str:
    """The basic organisation of a line, else what stands right above its cell."""
    for ref in line[1:]:
        if shape.kind(ref) in grassroots_kinds():
            return ref
    return line[1] if len(line) > 1 else ""


def _covers(shape: Shape, covers: Iterable[CellPlace], moved: set[int]) -> list[CoverFate]:
    """Covers whose cell ends or whose place becomes a row of another area."""
    return [
        CoverFate(cover, shape.final_cell(cover.cell_id))
        for cover in covers
        if cover.place_id in moved or shape.ends(str(cover.cell_id))
    ]


def _stays(shape: Shape, ended: list[int]) -> list[StayFate]:
    rows = _held(TemporaryStay.objects, shape.on).filter(cell__in=ended).select_related("person")
    return [
        StayFate(
            stay, shape.plan.people.get(stay.person_id) or _receiving(shape, stay.cell_id or 0)
        )
        for stay in rows.order_by("pk")
    ]


def _receiving(shape: Shape, cell: int) -> str:
    to = shape.final_cell(cell)
    return to if to and shape.is_cell(to) else ""


def _files(shape: Shape, ended: list[int]) -> list[FileFate]:
    """Records go to the successor; where there is none, to what stands above."""
    rows = Person.objects.filter(keeper__in=ended).only("pk", "full_name", "keeper")
    return [FileFate(person, shape.heir(person.keeper_id or 0)) for person in rows.order_by("pk")]
