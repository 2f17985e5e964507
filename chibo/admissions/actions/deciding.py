"""From the decision to the card: each step records its fact, and the books follow by the actions everybody
uses."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.actions.facts import (
    Admitting,
    Recognising,
    admit_members,
    recognise_members,
)
from chibo.admissions.actions.following import lay_in
from chibo.admissions.actions.opening import close_case
from chibo.admissions.actions.stages import reach_stage
from chibo.admissions.models import Case, OpinionPhase, Outcome
from chibo.admissions.queries.following import followed_by, followed_path
from chibo.admissions.queries.knowing import Known, known
from chibo.admissions.rules.cases import check_come, check_open, may_decide
from chibo.admissions.rules.checks.check import Verdict, refuse
from chibo.admissions.rules.checks.deciding import (
    check_ceremony,
    check_new_member_class,
    counts_from_receipt,
    probation_of,
)
from chibo.admissions.rules.reviews import check_all_proposed
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean, format_date
from chibo.documents.models import Paper
from chibo.members.actions.cards import Handing, grant_cards
from chibo.members.actions.entering import Entering
from chibo.members.models import Status


@transaction.atomic
def record_decision(
    case: Case,
    decided_on: date,
    *,
    by: User,
    received_on: date | None = None,
    paper: Paper | None = None,
) -> Case:
    """Record the decision of admission; the ceremony is still to come. Given again, it is corrected."""
    hold(case)
    path = followed_path(case)
    require(by, may_decide, path)
    check_open(case)
    check_come([decided_on, received_on])
    if case.admission_id:
        raise Refusal(_("Đã ghi lễ kết nạp; không sửa quyết định ở đây."))
    check_all_proposed(_known(case, decided_on), OpinionPhase.ADMISSION, decided_on)
    before = snapshot(case)
    case.decided_on, case.received_on, case.decision = decided_on, received_on, paper
    case.full_clean()
    case.save()
    note(by, "case.decided", case, path=path, before=before)
    lay_in(case, "decision", decided_on, paper, by)
    reach_stage(case, "ceremony", decided_on)
    return case


@transaction.atomic
def hold_ceremony(case: Case, held_on: date, *, by: User, late_reason: str = "") -> Case:
    """Record the ceremony: from that day the person is a probationary member of the cell.

    A ceremony after its last day needs the reason, which is kept.
    """
    hold(case)
    path = followed_path(case)
    require(by, may_decide, path)
    check_open(case)
    if case.decided_on is None:
        raise Refusal(_("Chưa ghi quyết định kết nạp; ghi quyết định trước."))
    _check_ceremony(case, held_on, clean(late_reason))
    case.late_reason = clean(late_reason)
    case.full_clean()
    case.save(update_fields=["late_reason"])
    entering = Entering(
        case.person,
        followed_by(case, held_on).cell_id,
        held_on,
        Status.PROBATIONARY,
        paper=case.decision,
    )
    admitting = Admitting(entering, case.decided_on, _referees(case), case.is_readmission)
    admit_members([admitting], by=by)
    note(by, "case.ceremony_held", case, path=path)
    case.refresh_from_db()
    return case


@transaction.atomic
def recognise_in_case(
    case: Case, decided_on: date, *, by: User, paper: Paper | None = None
) -> Case:
    """Record the decision of recognition: official from the day the 12 months end, however late."""
    hold(case)
    path = followed_path(case)
    require(by, may_decide, path)
    check_open(case)
    check_come([decided_on])
    about = _known(case, decided_on)
    probation = probation_of(about)
    if probation is None:
        raise Refusal(_("Chưa ghi lễ kết nạp; chưa đến bước công nhận chính thức."))
    check_all_proposed(about, OpinionPhase.RECOGNITION, decided_on)
    learned = check_new_member_class(about, decided_on)
    refuse([learned] if learned else [])
    recognise_members([Recognising(case.person, probation.ends, decided_on, paper)], by=by)
    note(by, "case.recognised", case, path=path)
    lay_in(case, "recognition_decision", decided_on, paper, by)
    case.refresh_from_db()
    return case


@transaction.atomic
def complete_with_card(case: Case, granted_on: date, *, by: User, number: str = "") -> Case:
    """The member has the card: the register of cards knows it, or learns of it here; the case is complete."""
    hold(case)
    path = followed_path(case)
    require(by, may_decide, path)
    check_open(case)
    check_come([granted_on])
    if case.recognition is None:
        raise Refusal(_("Chưa ghi công nhận chính thức; thẻ đảng viên phát sau khi công nhận."))
    if granted_on < case.recognition.effective_on:
        raise Refusal(
            _("Thẻ phát ngày {card} không thể trước ngày chính thức {day}.").format(
                card=format_date(granted_on), day=format_date(case.recognition.effective_on)
            )
        )
    if not case.person.card_number:
        grant_cards([Handing(case.person, clean(number))], granted_on, by=by)
    lay_in(case, "card", granted_on, None, by, case.person.card_number)
    before = snapshot(case)
    close_case(case, Outcome.COMPLETED, granted_on)
    note(by, "case.completed", case, path=path, before=before)
    return case


def _known(case: Case, on: date) -> Known:
    return known(case, followed_by(case, on).cell_id, on)


def _check_ceremony(case: Case, held_on: date, late_reason: str) -> None:
    if case.received_on is None and case.decided_on and counts_from_receipt(case.decided_on):
        raise Refusal(
            _(
                "Theo quy định lúc ban hành quyết định, hạn tổ chức lễ tính từ ngày chi bộ nhận quyết định; "
                "ghi ngày nhận vào quyết định trước."
            )
        )
    check = check_ceremony(_known(case, held_on), held_on)
    if check and check.verdict == Verdict.UNMET and not late_reason:
        raise Refusal(
            _("{sentence} Nếu vẫn tổ chức, ghi lý do và ý kiến của cấp có thẩm quyền.").format(
                sentence=check.full
            )
        )


def _referees(case: Case) -> str:
    rows = case.referees.select_related("member")
    names = [row.member.full_name if row.member else row.body_name for row in rows]
    return ", ".join(names)[:300]
