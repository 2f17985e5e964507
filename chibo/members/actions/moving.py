"""Movements of one member: to another cell, to full membership, out of the books."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.documents.models import Paper
from chibo.members.actions.entering import keep_books, open_memberships
from chibo.members.models import Membership, Movement, Person, Status
from chibo.members.rules import may_keep_members
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

LEAVING_KINDS = ("moved_out", "died", "expelled", "removed", "left", "admission_cancelled")


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
    stay, target = _stay(person, on), branch(cell, on)
    require(by, may_keep_members, branch(stay.cell_id, on))
    require(by, may_keep_members, target)
    if not target.is_cell or cell.pk == stay.cell_id:
        raise Refusal(_("Chọn một chi bộ khác với chi bộ đang sinh hoạt."))
    movement = _leaving(stay, "moved_within", on, paper=paper, reason=reason)
    movement.to_cell, movement.to_path, movement.to_status = cell, target.path, stay.status
    return _carry_out(stay, movement, by)


@transaction.atomic
def make_official(person: Person, on: date, *, by: User, paper: Paper | None = None) -> Movement:
    """The probationary member is an official member from that day on (the day the 12 months end)."""
    stay = _stay(person, on)
    require(by, may_keep_members, branch(stay.cell_id, on))
    if stay.status != Status.PROBATIONARY:
        raise Refusal(
            _("Đồng chí {name} đã là đảng viên chính thức.").format(name=person.full_name)
        )
    movement = _leaving(stay, "recognised", on, paper=paper)
    movement.to_cell_id, movement.to_path = stay.cell_id, stay.path
    movement.to_status = Status.OFFICIAL
    return _carry_out(stay, movement, by)


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
    stay = _stay(person, on)
    require(by, may_keep_members, branch(stay.cell_id, on))
    movement = _leaving(stay, kind, on, paper=paper, reason=reason)
    movement.outside_unit, movement.outside_scope = outside_unit, outside_scope
    return _carry_out(stay, movement, by)


def _leaving(
    stay: Membership, kind: str, on: date, *, paper: Paper | None = None, reason: str = ""
) -> Movement:
    return Movement(
        person=stay.person,
        kind=kind,
        happened_on=on,
        from_cell_id=stay.cell_id,
        from_path=stay.path,
        from_status=stay.status,
        paper=paper,
        reason=reason,
    )


def _carry_out(stay: Membership, movement: Movement, by: User) -> Movement:
    before = snapshot(stay)
    movement.full_clean()
    movement.save()
    stay.ended_on, stay.closed_by = movement.happened_on, movement
    stay.full_clean()
    stay.save()
    if movement.to_cell_id:
        keep_books([(movement.to_cell_id, movement.happened_on)])
        open_memberships([movement])
    path = movement.to_path or movement.from_path
    line = Line(
        f"member.{movement.kind}",
        movement.person,
        path,
        before,
        snapshot(movement),
        movement.reason,
    )
    note_all(by, [line])
    return movement


def _stay(person: Person, on: date) -> Membership:
    """The membership a movement of that day ends, with later splits that only followed the tree undone."""
    stay = (
        Membership.objects.select_for_update()
        .filter(person=person, started_on__lt=on)
        .order_by("-started_on")
        .first()
    )
    if stay is None or (stay.ended_on is not None and stay.ended_on < on):
        raise Refusal(
            _(
                "Đồng chí {name} không sinh hoạt ở chi bộ nào trước ngày {day}; chọn ngày khác."
            ).format(name=person.full_name, day=on.strftime("%d/%m/%Y"))
        )
    _undo_splits(stay)
    return stay


def _undo_splits(stay: Membership) -> None:
    """Reopen a stay whose only later boundaries are moves of the tree. Raises Refusal for any other."""
    later = list(
        Membership.objects.filter(
            person=stay.person_id, started_on__gt=stay.started_on
        ).select_related("opened_by")
    )
    closing = Movement.objects.filter(closes__in=[stay, *later])
    real = closing.exclude(kind="reorganised").order_by("happened_on").first()
    if real:
        raise Refusal(
            _("Sau ngày này đã ghi biến động ngày {day}. Hủy biến động đó trước.").format(
                day=real.happened_on.strftime("%d/%m/%Y")
            )
        )
    splits = [row.opened_by_id for row in later]
    Membership.objects.filter(pk__in=[row.pk for row in later]).delete()
    stay.ended_on, stay.closed_by = None, None
    stay.save(update_fields=["ended_on", "closed_by"])
    Movement.objects.filter(pk__in=splits).delete()
