"""Letters that do not arrive: withdrawn, sent back, out of date; and stays that end."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.members.actions.transfers.issuing import validity
from chibo.members.actions.transfers.locking import locked
from chibo.members.actions.withdrawing import withdraw_movement
from chibo.members.models import TemporaryStay, Transfer, TransferState, TransferStep
from chibo.members.queries.letters import next_box
from chibo.members.rules.letters import (
    may_end_stay,
    may_extend_letter,
    may_fill_box,
    may_return_letter,
    may_withdraw_letter,
)


@transaction.atomic
def withdraw_transfer(
    transfer: Transfer, reason: str, *, by: User, on: date | None = None
) -> Transfer:
    """The sender takes the letter back, while no other level has acted; who had left the books is back."""
    transfer = locked(transfer)
    _check_nobody_acted(transfer, by)
    require(by, may_withdraw_letter, transfer)
    movement, stay = transfer.movement, transfer.stay
    _close(transfer, TransferState.WITHDRAWN, reason, on)
    transfer.movement = None
    transfer.save()
    if movement:
        withdraw_movement(movement, clean(reason), by=by)
    if stay:
        _end(stay, stay.started_on, by, transfer, clean(reason))
    note(by, "transfer.withdrawn", transfer, path=_sender(transfer).path, reason=clean(reason))
    return transfer


@transaction.atomic
def return_transfer(
    transfer: Transfer, reason: str, *, by: User, on: date | None = None
) -> Transfer:
    """The level whose turn it is does not receive the member; the letter goes back with the reason."""
    transfer = locked(transfer)
    box = next_box(transfer)
    require(by, may_return_letter, transfer)
    _close(transfer, TransferState.RETURNED, reason, on)
    transfer.save()
    path = box.path if box else ""
    note(by, "transfer.returned", transfer, path=path, reason=clean(reason))
    return transfer


def _close(transfer: Transfer, state: TransferState, reason: str, on: date | None) -> None:
    day = on or timezone.localdate()
    check_has_come([day], _("ghi vào ngày rút, trả lại giấy"))
    if not clean(reason):
        raise Refusal(_("Ghi lý do rút hoặc trả lại giấy giới thiệu."))
    if day < transfer.issued_on:
        raise Refusal(
            _("Giấy cấp ngày {day}; ngày rút, trả lại không thể sớm hơn.").format(
                day=format_date(transfer.issued_on)
            )
        )
    transfer.state, transfer.closed_on, transfer.close_reason = state, day, clean(reason)
    transfer.clean_fields()


def _check_nobody_acted(transfer: Transfer, by: User) -> None:
    """Says who has acted already, to whoever wrote the letter."""
    if transfer.is_open and not transfer.is_arrival and may_fill_box(by, _sender(transfer)):
        filled = [box for box in transfer.steps.all() if box.acted_on and box.organisation_id]
        for box in filled:
            if not may_fill_box(by, box):
                raise Refusal(
                    _(
                        "{level} đã giới thiệu tiếp ngày {day}: chỉ rút được giấy khi cấp tiếp theo chưa "
                        "ghi. Đề nghị cấp đang giữ giấy trả lại."
                    ).format(level=box.name, day=format_date(box.acted_on or transfer.issued_on))
                )


def _sender(transfer: Transfer) -> TransferStep:
    return next(box for box in transfer.steps.all() if box.organisation_id)


@transaction.atomic
def extend_transfer(transfer: Transfer, on: date, *, by: User) -> Transfer:
    """The letter is valid again, counted from that day (transfers.paper_validity)."""
    transfer = locked(transfer)
    require(by, may_extend_letter, transfer)
    check_has_come([on], _("ghi vào ngày gia hạn"))
    until = validity(on)
    if until <= transfer.valid_until:
        raise Refusal(
            _("Giấy còn giá trị đến {day}; chưa cần gia hạn.").format(
                day=format_date(transfer.valid_until)
            )
        )
    before = snapshot(transfer)
    transfer.valid_until = until
    transfer.full_clean()
    transfer.save()
    note(by, "transfer.extended", transfer, path=_sender(transfer).path, before=before)
    return transfer


@transaction.atomic
def bring_back(transfer: Transfer, on: date, *, by: User, reason: str = "") -> TemporaryStay:
    """The temporary member is back from that day on, with the letter of the host."""
    transfer = locked(transfer)
    require(by, may_end_stay, transfer)
    check_has_come([on], _("ghi khi đồng chí này đã trở về"))
    assert transfer.stay
    _end(transfer.stay, on, by, transfer, clean(reason))
    return transfer.stay


def _end(stay: TemporaryStay, on: date, by: User, transfer: Transfer, reason: str) -> None:
    before = snapshot(stay)
    stay.ended_on = on
    stay.full_clean()
    stay.save()
    path = _sender(transfer).path
    note(by, "temporarystay.ended", stay, path=path, before=before, reason=reason)
