"""The receiving basic organisation decides which of its cells the member comes to."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.members.actions.transfers.issuing import check_reach
from chibo.members.actions.transfers.locking import locked
from chibo.members.models import Transfer, TransferStep
from chibo.members.models.transfer import Side
from chibo.members.queries.routes import base_of, below, scope_between
from chibo.members.rules.letters import may_readdress_letter
from chibo.organisations.queries.tree import Branch, branch


@transaction.atomic
def readdress_transfer(transfer: Transfer, cell_id: int, *, by: User) -> Transfer:
    """The letter leads to another cell of the same basic organisation, which has not passed it on yet."""
    transfer = locked(transfer)
    require(by, may_readdress_letter, transfer)
    today = timezone.localdate()
    cell = branch(cell_id, today)
    base = _base_box(transfer)
    if base.organisation_id not in cell.ancestor_ids:
        raise Refusal(
            _(
                "Chỉ đổi sang chi bộ thuộc {base}; nơi khác thì trả lại giấy để nơi gửi ghi lại."
            ).format(base=base.name)
        )
    home = branch(transfer.from_cell_id, today) if transfer.from_cell_id else None
    scope = scope_between(home, cell, today) if home else transfer.scope
    check_reach(transfer.kind, home, cell, scope)
    before = snapshot(transfer)
    _lead_to(transfer, base, cell)
    note(by, "transfer.readdressed", transfer, path=base.path, before=before)
    return transfer


def _base_box(transfer: Transfer) -> TransferStep:
    """That of the basic organisation, or lower where a level under it has already acted."""
    line = [box for box in transfer.steps.all() if box.organisation_id]
    receiving = [box for box in line if box.side == Side.RECEIVING]
    if not receiving[:-1]:
        raise Refusal(
            _("Giấy này đi thẳng từ cấp trên về chi bộ; trả lại giấy để nơi gửi ghi lại.")
        )
    assert transfer.to_cell_id
    today = timezone.localdate()
    basic = base_of(branch(transfer.to_cell_id, today), today)
    inner = receiving[:-1]
    own = [box for box in inner if box.organisation_id == basic or box.acted_on]
    return (own or inner)[-1]


def _lead_to(transfer: Transfer, base: TransferStep, cell: Branch) -> None:
    line = below(base.organisation_id or 0, cell)
    transfer.steps.filter(position__gt=base.position).delete()
    TransferStep.objects.bulk_create(
        TransferStep(
            transfer=transfer,
            position=base.position + n,
            side=Side.RECEIVING,
            organisation_id=one.pk,
            path=one.path,
            name=one.name,
        )
        for n, one in enumerate(line, start=1)
    )
    transfer.to_cell_id = cell.pk
    transfer.to_unit = ", ".join([cell.name, *transfer.to_unit.split(", ")[1:]])
    transfer.full_clean()
    transfer.save()
