"""Movements of members who stand in the books: to another cell, to full membership, out of the books.

The plural is the primitive, as in `entering`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.documents.models import Paper
from chibo.members.actions.entering import keep_books, open_memberships
from chibo.members.actions.posts import end_posts_of
from chibo.members.models import (
    Exemption,
    Membership,
    Movement,
    Person,
    Status,
    Suspension,
    TemporaryStay,
)
from chibo.members.rules import check_in_force, check_not_divided, may_keep_members
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, NotInTree, branches_by_day

LEAVING_KINDS = ("moved_out", "died", "expelled", "removed", "left", "admission_cancelled")
_AT_ONCE = 500

LeaveKind = TypeVar("LeaveKind", Exemption, Suspension, TemporaryStay)


@dataclass(frozen=True)
class Moving:
    """A member's next movement out of the present stay. `kind` is moved_within (to `cell_id`),
    recognised, or one of LEAVING_KINDS. `handed_over`: the cell left has signed the member's letter, so
    that only the receiving side is asked. `ref` names an import's row."""

    person: Person
    kind: str
    on: date
    cell_id: int | None = None
    outside_unit: str = ""
    outside_scope: str = ""
    reason: str = ""
    paper: Paper | None = None
    ref: str = ""
    handed_over: bool = False


@transaction.atomic
def move_members(moves: Sequence[Moving], *, by: User, as_history: bool = False) -> list[Movement]:
    """Carry out one movement for each of these members, all or none (`as_history`: see enter_members)."""
    stays = _stays(moves)
    pairs = [(one, stays[one.person.pk]) for one in moves]
    wanted = {(stay.row.cell_id, _eve(one)) for one, stay in pairs}
    cells = branches_by_day(wanted | {(_target(one, stay) or 0, one.on) for one, stay in pairs})
    for one, stay in pairs:
        _allow(one, stay, cells, by)
    check_in_force(one.on for one in moves)
    before = [snapshot(stay.row) for _one, stay in pairs]
    movements = [_movement(one, stay, cells) for one, stay in pairs]
    _carry_out(movements, stays, as_history=as_history)
    _note(moves, movements, before, by)
    departures = [movement for movement in movements if not movement.to_cell_id]
    _end_leaves(departures, by)
    end_posts_of(departures, by)
    return movements


@transaction.atomic
def transfer_member(
    person: Person,
    cell: Organisation,
    on: date,
    *,
    by: User,
    paper: Paper | None = None,
    reason: str = "",
) -> Movement:
    """From a day on the member's official cell is another cell of this installation."""
    move = Moving(person, "moved_within", on, cell.pk, paper=paper, reason=reason)
    return move_members([move], by=by)[0]


@transaction.atomic
def end_membership(
    person: Person,
    kind: str,
    on: date,
    *,
    by: User,
    paper: Paper | None = None,
    reason: str = "",
    outside_unit: str = "",
    outside_scope: str = "",
) -> Movement:
    """The member leaves the books: see LEAVING_KINDS. For moved_out the unit and scope say where to."""
    if kind not in LEAVING_KINDS:
        raise ValueError(kind)
    move = Moving(
        person,
        kind,
        on,
        outside_unit=outside_unit,
        outside_scope=outside_scope,
        reason=reason,
        paper=paper,
    )
    return move_members([move], by=by)[0]


_Cells = Mapping[tuple[int, date], Branch]


@dataclass(frozen=True)
class _Stay:
    """The membership a movement ends, and the later rows of it that only followed the tree."""

    row: Membership
    later: Sequence[Membership]


def _allow(one: Moving, stay: _Stay, cells: _Cells, by: User) -> None:
    left = [] if one.handed_over else [(stay.row.cell_id, _eve(one))]
    for key in (*left, (_target(one, stay) or 0, one.on)):
        if key in cells:
            require(by, may_keep_members, cells[key])


def _eve(one: Moving) -> date:
    """The last day of the stay: on the day itself its cell may stand elsewhere or no longer."""
    return one.on - timedelta(days=1)


def _target(one: Moving, stay: _Stay) -> int | None:
    """Who is recognised stays; on the day their cell was merged, in the one it became part of."""
    if one.kind != "recognised":
        return one.cell_id
    same_day = [row for row in stay.later if row.started_on == one.on]
    return (same_day[0] if same_day else stay.row).cell_id


def _movement(one: Moving, ended: _Stay, cells: _Cells) -> Movement:
    stay = ended.row
    movement = Movement(
        person=one.person,
        kind=one.kind,
        happened_on=one.on,
        from_cell_id=stay.cell_id,
        from_path=_standing(cells, stay.cell_id, _eve(one)).path,
        from_status=stay.status,
        outside_unit=one.outside_unit,
        outside_scope=one.outside_scope,
        reason=one.reason,
        paper=one.paper,
    )
    if target := _target(one, ended):
        there = _standing(cells, target, one.on)
        _check_target(one, stay, there)
        movement.to_cell_id, movement.to_path = there.pk, there.path
        movement.to_status = Status.OFFICIAL if one.kind == "recognised" else stay.status
    movement.clean_fields(exclude=["person", "from_cell", "to_cell", "paper"])
    return movement


def _standing(cells: _Cells, key: int, day: date) -> Branch:
    if (key, day) in cells:
        return cells[key, day]
    raise NotInTree(
        _("Chi bộ này chưa thành lập hoặc đã kết thúc tại ngày {day}. Chọn ngày khác.").format(
            day=day.strftime("%d/%m/%Y")
        )
    )


def _check_target(one: Moving, stay: Membership, there: Branch) -> None:
    if one.kind == "moved_within" and (not there.is_cell or there.pk == stay.cell_id):
        raise Refusal(_("Chọn một chi bộ khác với chi bộ đang sinh hoạt."))
    if one.kind == "recognised" and stay.status != Status.PROBATIONARY:
        raise Refusal(
            _("Đồng chí {name} đã là đảng viên chính thức.").format(name=one.person.full_name)
        )


def _carry_out(
    movements: Sequence[Movement], stays: Mapping[int, _Stay], *, as_history: bool
) -> None:
    Movement.objects.bulk_create(movements, batch_size=_AT_ONCE)
    for movement in movements:
        stay = stays[movement.person_id].row
        stay.ended_on, stay.closed_by = movement.happened_on, movement
    _end(list(stays.values()))
    arrivals = [movement for movement in movements if movement.to_cell_id]
    keep_books([(movement.to_cell_id or 0, movement.happened_on) for movement in arrivals])
    open_memberships(arrivals, as_history=as_history)


def _end(stays: Sequence[_Stay]) -> None:
    later = [row for stay in stays for row in stay.later]
    Membership.objects.filter(pk__in=[row.pk for row in later]).delete()
    rows = [stay.row for stay in stays]
    Membership.objects.bulk_update(rows, ["ended_on", "closed_by"], batch_size=_AT_ONCE // 2)
    Movement.objects.filter(pk__in=[row.opened_by_id for row in later]).delete()


def _end_leaves(departures: Sequence[Movement], by: User) -> None:
    """Who leaves the books is no longer excused, suspended or staying elsewhere."""
    left = {movement.person_id: movement for movement in departures}
    _end_kind(Exemption, left, by)
    _end_kind(Suspension, left, by)
    _end_kind(TemporaryStay, left, by)


def _end_kind(kind: type[LeaveKind], left: Mapping[int, Movement], by: User) -> None:
    leaves = list(kind.objects.open().filter(person__in=left))
    before = [snapshot(leave) for leave in leaves]
    for leave in leaves:
        leave.ended_on = max(leave.started_on, left[leave.person_id].happened_on)
    kind.objects.bulk_update(leaves, ["ended_on"])
    lines = [
        Line(
            f"{kind._meta.model_name}.ended",
            leave,
            left[leave.person_id].from_path,
            was,
            snapshot(leave),
        )
        for leave, was in zip(leaves, before, strict=True)
    ]
    note_all(by, lines)


def _note(
    moves: Sequence[Moving],
    movements: Sequence[Movement],
    before: Sequence[dict[str, object]],
    by: User,
) -> None:
    lines = [
        Line(
            f"member.{movement.kind}",
            movement.person,
            movement.to_path or movement.from_path,
            was,
            snapshot(movement),
            movement.reason,
            one.ref,
        )
        for one, movement, was in zip(moves, movements, before, strict=True)
    ]
    note_all(by, lines)


def _stays(moves: Sequence[Moving]) -> dict[int, _Stay]:
    """By person. Raises Refusal when there is no stay to end, and when something other than a move of
    the tree has been recorded after that day."""
    held: dict[int, list[Membership]] = {one.person.pk: [] for one in moves}
    rows = Membership.objects.select_for_update(of=("self",)).filter(person__in=held)
    for row in rows.select_related("closed_by").order_by("person", "started_on"):
        held[row.person_id].append(row)
    return {one.person.pk: _stay(one, held[one.person.pk]) for one in moves}


def _stay(one: Moving, chain: Sequence[Membership]) -> _Stay:
    before = [row for row in chain if row.started_on < one.on]
    if not before or (before[-1].ended_on is not None and before[-1].ended_on < one.on):
        raise Refusal(
            _(
                "Đồng chí {name} không sinh hoạt ở chi bộ nào trước ngày {day}; chọn ngày khác."
            ).format(name=one.person.full_name, day=one.on.strftime("%d/%m/%Y"))
        )
    stay = _Stay(before[-1], chain[len(before) :])
    closing = [row.closed_by for row in (stay.row, *stay.later) if row.closed_by]
    real = [movement.happened_on for movement in closing if movement.kind != "reorganised"]
    if real:
        raise Refusal(
            _("Sau ngày này đã ghi biến động ngày {day}. Hủy biến động đó trước.").format(
                day=min(real).strftime("%d/%m/%Y")
            )
        )
    check_not_divided([stay.row, *stay.later])
    return stay
