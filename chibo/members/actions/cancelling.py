"""A decision that moved a member is cancelled by another: what it did is undone, the history keeps both."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.documents.actions import cancel_paper
from chibo.documents.models import Paper
from chibo.documents.rules import may_register_paper
from chibo.members.actions.withdrawing import check_is_last, take_back
from chibo.members.models import CancelledMovement, Departure, Movement
from chibo.members.rules import check_in_force, may_keep_file, may_withdraw_movement
from chibo.organisations.queries.tree import NotInTree, branch

# Kinds with a way of their own, told in the sentence; what the tree does is not decided about a member.
_OTHERWISE = {
    "admitted": gettext_lazy("Hủy kết nạp ghi bằng “Hủy quyết định kết nạp” trong Ghi biến động."),
    "recognised": gettext_lazy("Hủy công nhận chính thức ghi ở “Hủy công nhận” trong Quá trình."),
    "registered": gettext_lazy(
        "Lần ghi vào sổ đầu tiên không theo quyết định nào nên không hủy theo quyết định."
    ),
}


@transaction.atomic
def cancel_decision(
    movement: Movement, on: date, paper: Paper | None, reason: str, *, by: User
) -> CancelledMovement:
    """The decision behind the member's last movement is cancelled from the start by `paper`.

    The stay goes on as if it had not ended; its paper, when it is about nobody else, is cancelled in the
    register too.
    """
    hold(movement)
    require(by, may_withdraw_movement, movement)
    check_in_force([on])
    _check(movement, paper, reason)
    assert paper
    row = _row(movement, on, paper, clean(reason))
    row.full_clean()
    decided = movement.paper
    take_back(movement, "member.decision_cancelled", row.cancel_reason, by)
    row.save()
    if decided and decided.cancelled_on is None and _may_go(decided, on, by):
        cancel_paper(decided, on, row.cancel_reason, by=by)
    return row


@transaction.atomic
def tell_cancelled(row: CancelledMovement, *, by: User) -> CancelledMovement:
    """A cancelled movement as another book tells it: it moves nobody here."""
    require(by, may_keep_file, row.person)
    row.full_clean()
    row.save()
    note(by, "member.decision_cancelled", row, reason=row.cancel_reason)
    return row


def _check(movement: Movement, paper: Paper | None, reason: str) -> None:
    check_is_last(movement)
    if otherwise := _OTHERWISE.get(movement.kind):
        raise Refusal(str(otherwise))
    if paper is None:
        raise Refusal(_("Ghi quyết định hủy: chọn trong sổ văn bản hoặc ghi văn bản mới."))
    if movement.paper_id == paper.pk:
        raise Refusal(_("Quyết định hủy phải là văn bản khác với quyết định bị hủy."))
    if not clean(reason):
        raise Refusal(_("Ghi lý do hủy quyết định."))


def _row(movement: Movement, on: date, paper: Paper, reason: str) -> CancelledMovement:
    departure = Departure.objects.filter(movement=movement).first()
    same = (
        "person_id", "kind", "happened_on", "from_cell_id", "from_status", "to_cell_id", "to_status",
        "outside_unit", "reason", "paper_id",
    )  # fmt: skip
    return CancelledMovement(
        **{name: getattr(movement, name) for name in same},
        details=snapshot(departure) if departure else {},
        cancelled_on=on,
        cancelled_by=paper,
        cancel_reason=reason,
    )


def _may_go(paper: Paper, on: date, by: User) -> bool:
    """A paper about nobody else, in a register the user keeps."""
    if Movement.objects.filter(paper=paper).exists():
        return False
    try:
        where = branch(paper.keeper, on)
    except NotInTree:
        return False
    return may_register_paper(by, where)
