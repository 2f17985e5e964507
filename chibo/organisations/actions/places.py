from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import require
from chibo.base.saving import saved
from chibo.base.text import clean, fold
from chibo.organisations.models import CellPlace, Organisation, Place
from chibo.organisations.queries.tree import branch
from chibo.organisations.rules import may_keep_places
from chibo.rulebook.queries import code_list


@transaction.atomic
def found_place(
    area: Organisation,
    name: str,
    kind: str,
    on: date,
    *,
    by: User,
    is_difficult: bool = False,
    citation: Mapping[str, Any] | None = None,
) -> Place:
    """Register a village, school or station in a committee's area, with or without a cell."""
    where = branch(area, on)
    require(by, may_keep_places, where)
    place = Place(
        area=area,
        name=clean(name),
        name_folded=fold(clean(name)),
        kind=code_list("place_kinds").item(kind).code,
        is_difficult=is_difficult,
        started_on=on,
        **(citation or {}),
    )
    saved(place)
    note(by, "place.founded", place, path=where.path)
    return place


@transaction.atomic
def cover_place(cell: Organisation, place: Place, on: date, *, by: User) -> CellPlace:
    """From a day on the cell covers the place."""
    hold(place)
    where = branch(cell, on)
    require(by, may_keep_places, where)
    cover = CellPlace(cell=cell, place=place, started_on=on)
    saved(cover)
    note(by, "place.covered", cover, path=where.path)
    return cover


@transaction.atomic
def uncover_place(cover: CellPlace, on: date, *, by: User) -> CellPlace:
    """From that day on the cell no longer covers the place."""
    hold(cover)
    where = branch(cover.cell, max(cover.started_on, on - timedelta(days=1)))
    require(by, may_keep_places, where)
    before = snapshot(cover)
    cover.ended_on = on
    cover.full_clean()
    cover.save()
    note(by, "place.uncovered", cover, path=where.path, before=before)
    return cover


@transaction.atomic
def end_place(place: Place, on: date, *, by: User, reason: str = "") -> None:
    """The place ends (merged, abolished); the cells that covered it no longer do."""
    hold(place)
    where = branch(place.area, max(place.started_on, on - timedelta(days=1)))
    require(by, may_keep_places, where)
    before = snapshot(place)
    place.ended_on = on
    place.full_clean()
    place.save()
    CellPlace.objects.open().filter(place=place).update(ended_on=on)
    note(by, "place.ended", place, path=where.path, before=before, reason=reason)
