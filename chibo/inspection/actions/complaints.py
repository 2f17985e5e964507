"""Letters are received, refused with a reason, settled."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.inspection.actions.discipline import cancel_discipline
from chibo.inspection.models import Complaint, ComplaintKind, Discipline, Inspection, Settled
from chibo.inspection.rules import check_handled, check_refusal, may_keep_about, may_keep_complaint
from chibo.members.models import Person
from chibo.organisations.models import Organisation


@dataclass(frozen=True)
class NewComplaint:
    """About a decision (complaint), or a member or unit (denunciation). `refused` says why it is not handled."""

    kind: str
    received_on: date
    what: str
    sender: str = ""
    anonymous: bool = False
    discipline: Discipline | None = None
    person: Person | None = None
    unit: Organisation | None = None
    refused: str = ""
    inspection: Inspection | None = None


@transaction.atomic
def receive_complaint(keeper: Organisation, new: NewComplaint, *, by: User) -> Complaint:
    """A letter into the register; not handled when the rules say so, with the reason."""
    accused = new.person.pk if new.person else None
    require(by, may_keep_about, keeper.pk, accused)
    if new.discipline:
        require(by, may_keep_about, new.discipline.keeper_id, new.discipline.person_id)
    check_has_come([new.received_on], _("ghi khi đã nhận đơn"))
    row = Complaint(
        keeper=keeper,
        kind=new.kind,
        received_on=new.received_on,
        sender=clean(new.sender),
        anonymous=new.anonymous,
        discipline=new.discipline if new.kind == ComplaintKind.COMPLAINT else None,
        person=new.person,
        unit=new.unit,
        what=clean(new.what),
        refused=new.refused,
        inspection=new.inspection,
    )
    check_refusal(row.kind, row.refused)
    check_handled(row)
    saved(row)
    note(by, "complaint.received", row)
    return row


@transaction.atomic
def settle_complaint(
    row: Complaint, settled: str, on: date, outcome: str, *, by: User
) -> Complaint:
    """The letter is settled; a complaint that wins cancels the decision it was about."""
    hold(row)
    require(by, may_keep_complaint, row)
    check_has_come([on], _("ghi khi đã giải quyết"))
    if row.refused or row.settled_on:
        raise Refusal(_("Đơn này đã giải quyết, hoặc thuộc loại không giải quyết."))
    if not clean(outcome):
        raise Refusal(_("Ghi nội dung giải quyết."))
    before = snapshot(row)
    row.settled, row.settled_on, row.outcome = settled, on, clean(outcome)
    saved(row)
    note(by, "complaint.settled", row, before=before)
    if row.discipline and settled == Settled.CANCELLED and row.discipline.cancelled_on is None:
        reason = _("Giải quyết khiếu nại ngày {day}").format(day=f"{on:%d/%m/%Y}")
        cancel_discipline(row.discipline, on, reason, by=by)
    return row


@transaction.atomic
def read_complaint(row: Complaint, *, by: User) -> None:
    """Every look at a letter leaves a line."""
    require(by, may_keep_complaint, row)
    note_reading(by, "complaint.read", row)
