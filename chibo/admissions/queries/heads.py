"""Village heads: who heads which village on a day, who of them is not in the Party, what was frozen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from chibo.admissions.models import Admission, HeadCohort, HeadInCohort
from chibo.members.models import Membership, Post
from chibo.organisations.models import CellPlace, Place, Placement, Profile, Succession
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import code_list

HEAD = "village_head"


def village_kinds() -> list[str]:
    """Kinds of places that people live in, as opposed to schools and stations."""
    return [item.code for item in code_list("place_kinds").children("residential")]


def _cell_secretaries() -> list[str]:
    items = code_list("positions").items()
    return [
        one.code
        for one in items
        if one.extra.get("is_secretary") and one.extra.get("group") == "cell"
    ]


def places_under(of: Branch) -> QuerySet[Any]:
    """Places standing on the branch's day in its areas, with the tree `path` of their area; of a cell,
    the places it covers."""
    hung = Placement.objects.on(of.on).filter(organisation=OuterRef("area")).values("path")[:1]
    rows = Place.objects.on(of.on).annotate(path=Subquery(hung))
    if of.is_cell:
        covers = CellPlace.objects.on(of.on).filter(cell=of.pk)
        return rows.filter(pk__in=covers.values("place"))
    areas = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    return rows.filter(area__in=areas)


def villages(of: Branch) -> QuerySet[Any]:
    return places_under(of).filter(kind__in=village_kinds())


def headed_by_secretary(places: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Those headed on the day by the secretary of a cell that covers them."""
    covers = CellPlace.objects.on(on).filter(
        place=OuterRef(OuterRef("place")), cell=OuterRef("organisation")
    )
    leads = Post.objects.on(on).filter(
        Exists(covers), person=OuterRef("person"), position__in=_cell_secretaries()
    )
    heading = Post.objects.on(on).filter(Exists(leads), place=OuterRef("pk"), position=HEAD)
    return places.filter(Exists(heading))


def heads_outside(of: Branch) -> QuerySet[Post]:
    """Posts of village heads in the branch's areas on its day whose holders are not in the Party."""
    member = Membership.objects.on(of.on).filter(person=OuterRef("person"))
    return heads(of).exclude(Exists(member))


def heads(of: Branch) -> QuerySet[Post]:
    return Post.objects.on(of.on).filter(position=HEAD, place__in=villages(of).values("pk"))


def frozen(of: Branch, year: int) -> QuerySet[Any]:
    """People of the frozen lists of the year in the branch, with the `path` on its day of their area, or
    of what that was merged into."""
    stands = Placement.objects.on(of.on)
    own = stands.filter(organisation=OuterRef("cohort__area")).values("path")[:1]
    heir = stands.filter(
        organisation__came_from__predecessor=OuterRef("cohort__area"),
        organisation__came_from__kind=Succession.Kind.MERGED,
    ).values("path")[:1]
    rows = HeadInCohort.objects.filter(_listed(of, "cohort__area"), cohort__year=year)
    return rows.annotate(path=Coalesce(Subquery(own), Subquery(heir)))


def cohorts_in(of: Branch, year: int) -> QuerySet[HeadCohort]:
    """Lists of the year frozen in areas of the branch, or in those merged into them, by its day."""
    return HeadCohort.objects.filter(_listed(of, "area"), year=year, frozen_on__lte=of.on)


def _listed(of: Branch, area: str) -> Q:
    standing = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    merged = Succession.objects.filter(
        successor__in=standing, kind=Succession.Kind.MERGED, on__lte=of.on
    )
    return Q(**{f"{area}__in": standing}) | Q(**{f"{area}__in": merged.values("predecessor")})


def with_admission(rows: QuerySet[Any], until: date) -> QuerySet[Any]:
    """Of frozen lists, with `admitted_on`: the ceremony from the day of the list on, within its year and
    by a day; None for who was not admitted so."""
    ceremonies = Admission.objects.filter(
        person=OuterRef("person"),
        ceremony_on__gte=OuterRef("cohort__frozen_on"),
        ceremony_on__year=OuterRef("cohort__year"),
        ceremony_on__lte=until,
    )
    day = ceremonies.order_by("ceremony_on").values("ceremony_on")[:1]
    return rows.annotate(admitted_on=Subquery(day))


def admitted_since(rows: QuerySet[Any], until: date) -> QuerySet[Any]:
    return with_admission(rows, until).filter(admitted_on__isnull=False)


def frozen_with_day(of: Branch, year: int, until: date) -> QuerySet[Any]:
    """The frozen people of a branch for a page: who is not admitted yet first, then by name."""
    rows = with_admission(frozen(of, year), until).select_related("person", "place")
    waiting = F("admitted_on").asc(nulls_first=True)
    return rows.order_by(waiting, "person__name_sort", "pk")


@dataclass(frozen=True)
class Led:
    """A village with who heads it and who is secretary of a cell that covers it; names when asked for.
    `area` is the short name of whose area it lies in."""

    place: Place
    area: str
    heads: tuple[str, ...]
    secretaries: tuple[str, ...]
    cells: tuple[str, ...]
    same: bool


def led(places: Sequence[Place], on: date, *, names: bool) -> list[Led]:
    """In a constant number of questions."""
    held = Post.objects.on(on).filter(position=HEAD, place__in=[one.pk for one in places])
    heading = _by_place(held.values_list("place_id", "person_id", "person__full_name"))
    cover = CellPlace.objects.on(on).filter(place__in=[one.pk for one in places])
    covers = list(cover.values_list("place_id", "cell_id"))
    cells = {cell for _place, cell in covers}
    secretaries = _secretaries_of(cells, on)
    called = dict(
        Profile.objects.on(on)
        .filter(organisation__in=cells | {one.area_id for one in places})
        .values_list("organisation_id", "short_name")
    )
    found = []
    for place in places:
        own = [cell for key, cell in covers if key == place.pk]
        leads = {key: name for cell in own for key, name in secretaries.get(cell, {}).items()}
        head = heading.get(place.pk, {})
        found.append(
            Led(
                place,
                called.get(place.area_id, ""),
                tuple(head.values()) if names else (),
                tuple(leads.values()) if names else (),
                tuple(called.get(cell, "") for cell in own),
                bool(head.keys() & leads.keys()),
            )
        )
    return found


def _secretaries_of(cells: set[int], on: date) -> dict[int, dict[int, str]]:
    held = Post.objects.on(on).filter(position__in=_cell_secretaries(), organisation__in=cells)
    return _by_place(held.values_list("organisation_id", "person_id", "person__full_name"))


def _by_place(rows: Iterable[tuple[Any, Any, str]]) -> dict[int, dict[int, str]]:
    """Key of the place or cell → key of the person → name."""
    found: dict[int, dict[int, str]] = {}
    for key, person, name in rows:
        found.setdefault(key, {})[person] = name
    return found
