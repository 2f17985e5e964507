"""Moving and ending organisations together with the memberships that carry their place in the tree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.members.actions.entering import reorganised
from chibo.members.models import Membership, Movement, Post
from chibo.organisations.actions.placing import end_organisation, hang_under
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.models import Organisation, Placement
from chibo.organisations.queries.carried import Carried, carried_on

_COLUMNS = ["cell", "path", "grassroots", "province"]


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


def carry_along(
    places: Mapping[int, Carried],
    on: date,
    *,
    trace: Trace | None = None,
    people: Mapping[tuple[int, int], Carried] | None = None,
) -> int:
    """Split at `on` the memberships of cells whose place in the tree changed that day; returns how many.

    `places` says per cell what its members carry from that day: another cell's place where it became
    part of one; `people` says it for those of divided cells, by cell and person. Memberships that began
    later are put right.
    """
    carrying = _Carrying(places, people or {}, on, trace or Trace())
    cells = {*places, *(cell for cell, _person in carrying.people)}
    held = Membership.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), cell__in=cells)
    known = list(held.select_related("opened_by", "closed_by").order_by("person", "started_on"))
    carrying.staying.update(_unbroken(known, carrying))
    rows = [row for row in known if carrying.moves(row)]
    _put_right([row for row in rows if row.started_on >= on], carrying)
    split = [row for row in rows if row.started_on < on]
    _split(split, carrying)
    _check_still_moved({row.cell_id for row in rows}, on)
    return len(split)


@dataclass(frozen=True)
class _Carrying:
    places: Mapping[int, Carried]
    people: Mapping[tuple[int, int], Carried]
    on: date
    trace: Trace
    staying: set[int] = field(default_factory=set)

    def moves(self, row: Membership) -> bool:
        if row.pk not in self.staying and row.cell_id not in self.places:
            return False
        there = self.target(row)
        return (row.cell_id, row.path) != (there.cell_id, there.path)

    def target(self, row: Membership) -> Carried:
        if row.pk in self.staying:
            return self.people[row.cell_id, row.person_id]
        return self.places[row.cell_id]


def _unbroken(rows: Sequence[Membership], carrying: _Carrying) -> set[int]:
    """Stays in divided cells that hold on the day, and those that only went on from them: who leaves and
    comes back later comes to the cell as it is then."""
    found: dict[tuple[int, int], Membership] = {}
    kept: set[int] = set()
    for row in rows:
        pair = (row.cell_id, row.person_id)
        if pair in carrying.people and (
            row.started_on <= carrying.on
            or (pair in found and found[pair].ended_on == row.started_on)
        ):
            found[pair] = row
            kept.add(row.pk)
    return kept


def _put_right(rows: Sequence[Membership], carrying: _Carrying) -> None:
    opening = [row.opened_by for row in rows]
    with carrying.trace.changing(rows, _COLUMNS):
        for row in rows:
            _carry(row, carrying.target(row))
    with carrying.trace.changing(opening, ["to_path", "to_cell"]):
        for row in rows:
            row.opened_by.to_path, row.opened_by.to_cell_id = row.path, row.cell_id
    _correct_departures(rows, carrying)


def _check_still_moved(cells: set[int], on: date) -> None:
    """A transfer between two cells that have become one is no transfer."""
    still = Movement.objects.filter(kind="moved_within", from_cell=F("to_cell"))
    move = still.filter(to_cell__in=cells, happened_on__gte=on).select_related("person").first()
    if move:
        raise Refusal(
            _(
                "Ngày {day} đã ghi đồng chí {name} chuyển giữa hai chi bộ nay nhập làm một. "
                "Hủy biến động đó trước."
            ).format(day=move.happened_on.strftime("%d/%m/%Y"), name=move.person.full_name)
        )


def _split(rows: Sequence[Membership], carrying: _Carrying) -> None:
    on, targets = carrying.on, [carrying.target(row) for row in rows]
    moves = [
        reorganised(row, on, target.path, target.cell_id)
        for row, target in zip(rows, targets, strict=True)
    ]
    carrying.trace.create(moves)
    later = [
        _later(row, move, target, on)
        for row, move, target in zip(rows, moves, targets, strict=True)
    ]
    closed = {row.pk: row.closed_by for row in rows}
    with carrying.trace.changing(rows, ["ended_on", "closed_by"]):
        for row, move in zip(rows, moves, strict=True):
            row.ended_on, row.closed_by = on, move
    carrying.trace.create(later)
    for row, follow in zip(rows, later, strict=True):
        follow.closed_by = closed[row.pk]
    _correct_departures(later, carrying)


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
    row.cell_id, row.path = carried.cell_id, carried.path
    row.grassroots_id, row.province_id = carried.grassroots_id, carried.province_id


def _correct_departures(rows: Sequence[Membership], carrying: _Carrying) -> None:
    """Movements that later ended these stays left from the new place, not from the old one."""
    ended = [(row, row.closed_by) for row in rows if row.closed_by]
    moves = [move for _row, move in ended]
    with carrying.trace.changing(moves, ["from_path", "from_cell"]):
        for row, move in ended:
            move.from_path, move.from_cell_id = row.path, row.cell_id


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
