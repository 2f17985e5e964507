"""Moving and ending organisations together with the memberships that carry their place in the tree."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.members.actions.entering import reorganised
from chibo.members.models import Membership, Movement, Post
from chibo.organisations.actions.placing import end_organisation, hang_under
from chibo.organisations.models import Organisation, Placement
from chibo.organisations.queries.carried import Carried, carried_on

_COLUMNS = ["path", "grassroots", "province"]


@transaction.atomic
def move_unit(
    organisation: Organisation,
    parent: Organisation,
    on: date,
    *,
    by: User,
    citation: Mapping[str, Any] | None = None,
) -> list[Placement]:
    """Hang a branch under another parent from a day on; its members go with it.

    Permission is asked and the journal kept by `hang_under`.
    """
    placements = hang_under(organisation, parent, on, by=by, citation=citation)
    places = carried_on([row.organisation_id for row in placements], on)
    carry_along(places, on)
    return placements


def carry_along(places: Mapping[int, Carried], on: date) -> int:
    """Split at `on` the memberships of cells whose place in the tree changed that day; returns how many.

    `places` says per cell what its members carry from that day. Memberships that began later are put right.
    """
    held = Membership.objects.filter(cell__in=places).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    )
    _put_right(list(held.filter(started_on__gte=on).select_related("opened_by")), places)
    split = list(held.filter(started_on__lt=on))
    _split(split, places, on)
    return len(split)


def _put_right(rows: Sequence[Membership], places: Mapping[int, Carried]) -> None:
    for row in rows:
        _carry(row, places[row.cell_id])
        row.opened_by.to_path = row.path
    Membership.objects.bulk_update(rows, _COLUMNS, batch_size=300)
    Movement.objects.bulk_update([row.opened_by for row in rows], ["to_path"], batch_size=300)
    _correct_departures(rows)


def _split(rows: Sequence[Membership], places: Mapping[int, Carried], on: date) -> None:
    moves = [reorganised(row, on, places[row.cell_id].path) for row in rows]
    Movement.objects.bulk_create(moves, batch_size=500)
    later = [
        _later(row, move, places[row.cell_id], on) for row, move in zip(rows, moves, strict=True)
    ]
    for row, move in zip(rows, moves, strict=True):
        row.ended_on, row.closed_by = on, move
    Membership.objects.bulk_update(rows, ["ended_on", "closed_by"], batch_size=300)
    Membership.objects.bulk_create(later, batch_size=300)
    _correct_departures(later)


def _later(row: Membership, move: Movement, carried: Carried, on: date) -> Membership:
    columns = {
        column.attname: getattr(row, column.attname)
        for column in Membership._meta.concrete_fields
        if not column.primary_key
    }
    later = Membership(**columns | {"started_on": on, "opened_by_id": move.pk})
    _carry(later, carried)
    return later


def _carry(row: Membership, carried: Carried) -> None:
    row.path = carried.path
    row.grassroots_id, row.province_id = carried.grassroots_id, carried.province_id


def _correct_departures(rows: Sequence[Membership]) -> None:
    """Movements that later ended these stays left from the new place, not from the old one."""
    paths = {row.closed_by_id: row.path for row in rows if row.closed_by_id}
    moves = list(Movement.objects.filter(pk__in=paths))
    for move in moves:
        move.from_path = paths[move.pk]
    Movement.objects.bulk_update(moves, ["from_path"], batch_size=300)


@transaction.atomic
def end_unit(
    organisation: Organisation,
    on: date,
    *,
    by: User,
    reason: str = "",
    citation: Mapping[str, Any] | None = None,
) -> None:
    """Close an organisation without members: what it holds ends that day.

    Permission is asked and the journal kept by `end_organisation`.
    """
    staying = Membership.objects.filter(cell=organisation).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    )
    if count := staying.count():
        raise Refusal(
            _(
                "Chi bộ còn {count} đảng viên sau ngày {day}; chuyển sinh hoạt cho các đồng chí đó trước."
            ).format(count=count, day=on.strftime("%d/%m/%Y"))
        )
    end_organisation(organisation, on, by=by, reason=reason, citation=citation)
    Post.objects.open().filter(organisation=organisation).update(
        ended_on=on, end_reason=_("Tổ chức kết thúc hoạt động")
    )
