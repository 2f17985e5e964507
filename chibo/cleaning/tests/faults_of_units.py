"""The same for organisations: cells, and the committee above them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from chibo.cleaning.tests.generated import Commune, add_unit
from chibo.members.models import Membership, Person, Post
from chibo.organisations.models import CellPlace, Organisation, Place, Placement, Profile

PlantUnit = Callable[[Commune, Organisation], None]


def profile(**columns: Any) -> PlantUnit:
    def plant(_of: Commune, cell: Organisation) -> None:
        Profile.objects.filter(organisation=cell).update(**columns)

    return plant


def unit(**columns: Any) -> PlantUnit:
    def plant(_of: Commune, cell: Organisation) -> None:
        Organisation.objects.filter(pk=cell.pk).update(**columns)

    return plant


def without_posts(*positions: str) -> PlantUnit:
    def plant(_of: Commune, cell: Organisation) -> None:
        Post.objects.filter(organisation=cell, position__in=positions).delete()

    return plant


def emptied(left: int) -> PlantUnit:
    """A cell whose members but a few are on probation, or are gone."""

    def plant(_of: Commune, cell: Organisation) -> None:
        stays = Membership.objects.filter(cell=cell).order_by("pk")
        if left:
            stays.filter(pk__in=list(stays.values_list("pk", flat=True)[left:])).delete()
        else:
            Post.objects.filter(organisation=cell).delete()
            stays.delete()

    return plant


def named_as_neighbour(of: Commune, cell: Organisation) -> None:
    other = of.cells[of.cells.index(cell) - 1]
    profile(name=Profile.objects.get(organisation=other).name)(of, cell)


def crowded(of: Commune, cell: Organisation) -> None:
    neighbour = of.cells[of.cells.index(cell) + 1]
    stay = Membership.objects.filter(cell=cell)[0]
    moved_here = Membership.objects.filter(cell=neighbour).order_by("-pk")[:8]
    Membership.objects.filter(pk__in=list(moved_here.values_list("pk", flat=True))).update(
        cell=cell, path=stay.path
    )


def placed_under(**columns: Any) -> PlantUnit:
    def plant(of: Commune, cell: Organisation) -> None:
        path = Placement.objects.get(organisation=cell).path
        other = Organisation.objects.create(founded_on=date(1965, 3, 2), **columns)
        Placement.objects.filter(organisation=cell).update(parent=other, path=path)

    return plant


def second_secretary(of: Commune, cell: Organisation) -> None:
    person = Membership.objects.filter(cell=cell).order_by("-pk")[0].person
    Post.objects.create(
        person=person, position="cell_secretary", organisation=cell, started_on=date(2025, 6, 1)
    )


def post_of_gone(of: Commune, cell: Organisation) -> None:
    person = Person.objects.create(full_name="Lò Văn Đi", name_key="di")
    Post.objects.create(
        person=person,
        position="cell_committee_member",
        organisation=cell,
        started_on=date(2025, 6, 1),
    )


def undecided(_of: Commune, cell: Organisation) -> None:
    for facts in (Profile, Placement):
        facts.objects.filter(organisation=cell).update(decision_number="")


def without_place(_of: Commune, cell: Organisation) -> None:
    CellPlace.objects.filter(cell=cell).delete()


def new_village(of: Commune, _commune: Organisation) -> None:
    since = date(2020, 1, 1)
    Place.objects.create(
        area=of.unit, name="Bản Mới", name_folded="ban moi", kind="ban", started_on=since
    )


def small_committee(of: Commune, cell: Organisation) -> Organisation:
    """A grassroots committee of one cell of 25."""
    made = _beneath(of, "Đảng bộ cơ sở Nà Nhỏ", "grassroots_committee")
    path = Placement.objects.get(organisation=made).path + cell.segment
    Placement.objects.filter(organisation=cell).update(parent=made, path=path)
    Membership.objects.filter(cell=cell).update(path=path)
    return made


def hollow_committee(of: Commune, _cell: Organisation) -> Organisation:
    return _beneath(of, "Đảng bộ bộ phận Nà Rỗng", "sectional_committee")


def _beneath(of: Commune, name: str, kind: str) -> Organisation:
    code = Profile.objects.get(organisation=of.unit).code
    above = Placement.objects.get(organisation=of.unit).path
    return add_unit(name, kind, "commune", f"{code[:8]}009{len(name):03d}", of.unit, above)


OF_CELLS: Mapping[str, PlantUnit] = {
    "unit-code-missing": profile(code=""),
    "unit-code-of-other": profile(code="99888777001001"),
    "unit-decision-missing": undecided,
    "unit-type-missing": profile(base_type=""),
    "unit-type-unknown": profile(base_type="la"),
    "unit-type-ended": profile(base_type="township"),
    "unit-kind-ended": profile(kind="district"),
    "unit-name-untidy": profile(name="Chi bộ  bản Nà Kép"),
    "unit-name-twin": named_as_neighbour,
    "unit-short-name-long": profile(short_name="Chi bộ cơ quan Đảng ủy, Ủy ban nhân dân xã Nà Mẫu"),
    "parent-ended": placed_under(dissolved_on=date(2020, 1, 1)),
    "ended-in-tree": unit(dissolved_on=date(2020, 1, 1)),
    "founded-after-members": unit(founded_on=date(2025, 1, 1)),
    "books-not-begun": unit(records_from=None),
    "cell-empty": emptied(0),
    "cell-few": emptied(2),
    "cell-many": crowded,
    "secretary-missing": without_posts("cell_secretary"),
    "two-secretaries": second_secretary,
    "committee-missing": without_posts("cell_deputy_secretary", "cell_committee_member"),
    "post-after-leaving": post_of_gone,
    "cell-without-place": without_place,
}

OF_COMMITTEES: Mapping[str, PlantUnit] = {
    "deputy-missing": without_posts("standing_deputy_secretary"),
    "place-without-cell": new_village,
}

# Each makes a committee of its own under the commune, of one of its cells or of none.
OF_NEW_COMMITTEES: Mapping[str, Callable[[Commune, Organisation], Organisation]] = {
    "committee-area-small": small_committee,
    "committee-without-cells": hollow_committee,
}
