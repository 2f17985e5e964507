"""What hangs on units goes where the plan says: places, offices, duties, temporary stays, files."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import require
from chibo.base.text import clean, fold
from chibo.members.actions.reorganising.posts import carry_posts, copied
from chibo.members.models import TemporaryStay
from chibo.members.queries.reorganising.hanging import PlaceFate
from chibo.organisations.models import CellPlace, Duty, Place
from chibo.organisations.queries.tree import branch
from chibo.organisations.rules import may_give_duty

if TYPE_CHECKING:
    from chibo.members.actions.reorganising.applying import Carrying


def carry_what_hangs(carrying: "Carrying") -> None:
    """In the order in which one needs the other: a village's office names the village."""
    places = _carry_places(carrying)
    _carry_covers(carrying, places)
    carry_posts(carrying, places)
    _carry_duties(carrying)
    _carry_stays(carrying)
    _carry_files(carrying)


def _end(carrying: "Carrying", rows: list[Any]) -> None:
    with carrying.trace.changing(rows, ["ended_on"]):
        for row in rows:
            row.ended_on = max(carrying.on, row.started_on)


def _lines(verb: str, rows: list[Any], carrying: "Carrying", to: dict[int, str]) -> None:
    """`to`: the reference of the unit each row belongs to, by the row's key."""
    lines = [Line(verb, row, carrying.path(to[row.pk]), after=snapshot(row)) for row in rows]
    note_all(carrying.by, lines)


def _carry_places(carrying: "Carrying") -> dict[int, Place]:
    """Each place ends in its old area and begins in the new one; returns the new row by the old key."""
    fates = carrying.rehearsal.hanging.places
    _end(carrying, [fate.place for fate in fates])
    new = [_place(fate, carrying) for fate in fates]
    carrying.trace.create(new)
    _lines(
        "place.founded", new, carrying, {row.pk: f.to for row, f in zip(new, fates, strict=True)}
    )
    return {fate.place.pk: row for fate, row in zip(fates, new, strict=True)}


def _place(fate: PlaceFate, carrying: "Carrying") -> Place:
    name = clean(fate.name)
    return Place(
        area_id=carrying.key(fate.to),
        name=name,
        name_folded=fold(name),
        kind=fate.place.kind,
        is_difficult=fate.place.is_difficult,
        started_on=carrying.on,
        **carrying.citation,
    )


def _carry_covers(carrying: "Carrying", places: dict[int, Place]) -> None:
    fates = carrying.rehearsal.hanging.covers
    _end(carrying, [fate.cover for fate in fates])
    wanted = {
        (carrying.key(fate.cell), places[old].pk if (old := fate.cover.place_id) in places else old)
        for fate in fates
        if fate.cell
    }
    held = CellPlace.objects.open().filter(cell__in=[cell for cell, _place in wanted])
    there = set(held.values_list("cell_id", "place_id"))
    carrying.trace.create(
        [
            CellPlace(cell_id=cell, place_id=place, started_on=carrying.on)
            for cell, place in sorted(wanted - there)
        ]
    )


def _carry_duties(carrying: "Carrying") -> None:
    """The old ones end with their unit; the same are given where the plan says so."""
    given = [fate for fate in carrying.rehearsal.hanging.duties if fate.given]
    targets = {fate.to for fate in given}
    for ref in targets:
        require(carrying.by, may_give_duty, branch(carrying.key(ref), carrying.on))
    wanted = {(fate.duty.user_id, fate.duty.role, carrying.key(fate.to)) for fate in given}
    held = Duty.objects.open().filter(organisation__in=[key for _u, _r, key in wanted])
    there = set(held.values_list("user_id", "role", "organisation_id"))
    new = [
        Duty(
            user_id=user,
            role=role,
            organisation_id=key,
            started_on=carrying.on,
            **carrying.citation,
        )
        for user, role, key in sorted(wanted - there)
    ]
    carrying.trace.create(new)
    refs = {carrying.key(ref): ref for ref in targets}
    _lines("duty.given", new, carrying, {row.pk: refs[row.organisation_id] for row in new})


def _carry_stays(carrying: "Carrying") -> None:
    fates = carrying.rehearsal.hanging.stays
    since = [fate for fate in fates if fate.stay.started_on >= carrying.on]
    with carrying.trace.changing([fate.stay for fate in since], ["cell"]):
        for fate in since:
            fate.stay.cell_id = carrying.key(fate.cell)
    earlier = [fate for fate in fates if fate.stay.started_on < carrying.on]
    new: list[TemporaryStay] = []
    for fate in earlier:
        stay = copied(fate.stay)
        stay.cell_id, stay.started_on = carrying.key(fate.cell), carrying.on
        new.append(stay)
    with carrying.trace.changing([fate.stay for fate in earlier], ["ended_on"]):
        for fate in earlier:
            fate.stay.ended_on = carrying.on
    carrying.trace.create(new)
    _lines(
        "temporarystay.carried",
        new,
        carrying,
        {row.pk: fate.cell for row, fate in zip(new, earlier, strict=True)},
    )


def _carry_files(carrying: "Carrying") -> None:
    """Records of people who are not members are kept on by the successor."""
    fates = carrying.rehearsal.hanging.files
    with carrying.trace.changing([fate.person for fate in fates], ["keeper"]):
        for fate in fates:
            fate.person.keeper_id = carrying.key(fate.to)
    if fates:
        lines = [
            Line(
                "person.keeper_changed",
                fate.person,
                carrying.path(fate.to),
                reason=_("Sắp xếp tổ chức"),
            )
            for fate in fates
        ]
        note_all(carrying.by, lines)
