"""Filling the boxes of a letter; the last one moves the member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.moving import Moving, move_members
from chibo.members.actions.transfers.locking import locked
from chibo.members.models import TemporaryStay, Transfer, TransferState, TransferStep
from chibo.members.queries.letters import next_box
from chibo.members.queries.routes import INTERNAL
from chibo.members.rules.letters import may_confirm_arrival, may_fill_box
from chibo.rulebook.queries import code_list, rule, source_line


@dataclass(frozen=True)
class Filling:
    """Fill the boxes of a letter from the next one through `through`, all on one day."""

    transfer: Transfer
    through: int
    on: date
    remark: str = ""
    ref: str = ""


@transaction.atomic
def fill_boxes(fillings: Sequence[Filling], *, by: User) -> list[Transfer]:
    """Introduce members onward or receive them, level by level, all or none."""
    check_has_come((one.on for one in fillings), _("ghi vào ngày giới thiệu, tiếp nhận"))
    return [_fill(one, by) for one in fillings]


def _fill(one: Filling, by: User) -> Transfer:
    transfer = locked(one.transfer)
    boxes = _boxes_of(transfer, one.through)
    for box in boxes:
        require(by, may_fill_box, box)
    _check_day(transfer, one.on)
    for box in boxes:
        box.acted_on, box.acted_by, box.note = one.on, by, clean(one.remark)
        box.save()
    lines = [
        Line("transfer.box_filled", transfer, box.path, after=snapshot(box), ref=one.ref)
        for box in boxes
    ]
    note_all(by, lines)
    _conclude(transfer, one.on, by)
    return transfer


def _boxes_of(transfer: Transfer, through: int) -> list[TransferStep]:
    following = next_box(transfer)
    if following is None or through < following.position:
        raise Refusal(
            _("Ô này đã có người ghi hoặc giấy đã xong; mở lại giấy để xem bước tiếp theo.")
        )
    return [box for box in transfer.steps.all() if following.position <= box.position <= through]


def _check_day(transfer: Transfer, on: date) -> None:
    filled = [box for box in transfer.steps.all() if box.acted_on]
    last = max([transfer.issued_on, *(box.acted_on for box in filled if box.acted_on)])
    if on < last:
        raise Refusal(
            _(
                "Cấp trước đã giới thiệu ngày {last}; ngày ghi không thể sớm hơn. Ghi từ ngày {last}."
            ).format(last=format_date(last))
        )
    if on > transfer.valid_until:
        allowed = rule("transfers.paper_validity", transfer.issued_on)
        raise Refusal(
            _(
                "Giấy số {number} cấp ngày {issued} có giá trị đến {until} ({n} ngày làm việc). "
                "Gia hạn giấy hoặc đề nghị cấp lại trước khi ghi. {source}."
            ).format(
                number=transfer.number,
                issued=format_date(transfer.issued_on),
                until=format_date(transfer.valid_until),
                n=allowed.working_days,
                source=source_line(allowed),
            )
        )


def _conclude(transfer: Transfer, on: date, by: User) -> None:
    """The last inside box makes the movement or begins the stay."""
    waits = [box for box in transfer.steps.all() if box.acted_on is None and box.organisation_id]
    if waits:
        return
    moves = code_list("transfer_kinds").item(transfer.kind).extra["effect"] == "moves"
    if moves:
        _move(transfer, on, by)
    else:
        _stay(transfer, on)
    here = transfer.to_cell_id is not None
    transfer.state = TransferState.RECEIVED if here else TransferState.HANDED_OVER
    transfer.full_clean()
    transfer.save()
    verb = "transfer.received" if here else "transfer.handed_over"
    end = [box for box in transfer.steps.all() if box.organisation_id][-1]
    note_all(by, [Line(verb, transfer, end.path, after=snapshot(transfer))])


def _move(transfer: Transfer, on: date, by: User) -> None:
    if transfer.is_arrival:
        transfer.movement = enter_members("moved_in", [_entering(transfer, on)], by=by)[0]
        transfer.person.keeper = None
        transfer.person.save(update_fields=["keeper"])
        return
    kind = "moved_out" if transfer.is_departure else "moved_within"
    move = Moving(
        transfer.person,
        kind,
        on,
        transfer.to_cell_id,
        outside_unit=transfer.to_unit[:250] if transfer.is_departure else "",
        outside_scope="" if transfer.scope == INTERNAL else transfer.scope,
        reason=transfer.reason,
        handed_over=True,
    )
    transfer.movement = move_members([move], by=by)[0]


def _entering(transfer: Transfer, on: date) -> Entering:
    assert transfer.to_cell_id
    return Entering(
        transfer.person,
        transfer.to_cell_id,
        on,
        transfer.status,
        outside_unit=transfer.from_unit[:250],
        outside_scope=transfer.scope,
        reason=transfer.reason,
    )


def _stay(transfer: Transfer, on: date) -> None:
    stay = TemporaryStay(
        person=transfer.person,
        cell_id=transfer.to_cell_id,
        outside_unit=transfer.to_unit[:250] if transfer.is_departure else "",
        until=transfer.until,
        started_on=on,
    )
    stay.full_clean()
    stay.save()
    transfer.stay = stay


@transaction.atomic
def confirm_arrival(transfer: Transfer, on: date, slip: str, *, by: User) -> Transfer:
    """The unit outside says by its slip (phiếu báo) that it has received the member."""
    transfer = locked(transfer)
    require(by, may_confirm_arrival, transfer)
    check_has_come([on], _("ghi khi đã nhận phiếu báo"))
    boxes = list(transfer.steps.all())
    inside = max(box.acted_on for box in boxes if box.acted_on)
    if on < inside:
        raise Refusal(
            _("Đã giới thiệu đi ngày {day}; ngày tiếp nhận không thể sớm hơn.").format(
                day=format_date(inside)
            )
        )
    before = snapshot(transfer)
    last = boxes[-1]
    last.acted_on, last.acted_by, last.note = on, by, clean(slip)
    last.save()
    transfer.slip, transfer.state = clean(slip), TransferState.RECEIVED
    transfer.full_clean()
    transfer.save()
    after = snapshot(transfer)
    note_all(by, [Line("transfer.confirmed", transfer, boxes[-2].path, before, after)])
    return transfer
