"""Handing in: begin, check, submit with the numbers frozen, answer what the level above said."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.periods import Period
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.reports.frozen.freezing import Gathered, gather
from chibo.reports.frozen.later import differing
from chibo.reports.models import FORMS, Remark, Sheet, Stage, Submission
from chibo.reports.queries.remarks import before as version_before
from chibo.reports.queries.reports import draft_of
from chibo.reports.queries.submissions import versions
from chibo.reports.rules.reports import place_of
from chibo.reports.rules.submissions import (
    check_ended,
    check_explained,
    check_move,
    check_remarks_answered,
    check_reopened,
    may_prepare,
    may_reopen,
    may_submit,
)


@transaction.atomic
def begin_submission(
    organisation: Organisation, kind: str, period: Period, *, by: User
) -> Submission:
    """Begin the first version of what a unit hands in for a period."""
    place = branch(organisation, period.last)
    require(by, may_submit, place)
    report = None if kind == FORMS else draft_of(organisation, kind, period)
    if kind != FORMS and report is None:
        raise Refusal(_("Chưa lập báo cáo của kỳ này. Lập báo cáo rồi mới nộp."))
    if versions(organisation.pk, kind, period).exists():
        raise Refusal(_("Kỳ này đã có bản nộp. Mở bản đó để làm tiếp hoặc mở lại."))
    submission = Submission(
        organisation=organisation,
        kind=kind,
        first_day=period.first,
        last_day=period.last,
        report=report,
        created_by=by,
    )
    submission.full_clean()
    submission.save()
    note(by, "submission.begun", submission, path=place.path)
    return submission


@transaction.atomic
def check_submission(submission: Submission, *, by: User) -> Submission:
    """Run every check on the live numbers and keep what they say."""
    require(by, may_prepare, submission)
    locked = _locked(submission)
    check_move(locked, Stage.CHECKED)
    before = snapshot(locked)
    found = gather(locked, timezone.localdate(), whole=False)
    locked.problems, locked.stage = found.problems, Stage.CHECKED
    locked.checked_by, locked.checked_at = by, timezone.now()
    return _saved(locked, "submission.checked", before, by)


@transaction.atomic
def submit(submission: Submission, note_: str = "", *, by: User) -> Submission:
    """Freeze every number with the rows behind it. Checks that fail need a sentence why."""
    require(by, may_prepare, submission)
    locked = _locked(submission)
    check_move(locked, Stage.SUBMITTED)
    check_ended(locked.period, timezone.localdate())
    before = snapshot(locked)
    found = gather(locked, timezone.localdate())
    locked.problems, locked.note = found.problems, clean(note_)
    check_explained(found.problems, locked.note)
    _settle_remarks(locked, found)
    locked.counted_to = found.numbers.counted.last
    locked.stage, locked.submitted_by, locked.submitted_at = Stage.SUBMITTED, by, timezone.now()
    _saved(locked, "submission.submitted", before, by)
    for sheet in found.sheets:
        sheet.submission = locked
    Sheet.objects.bulk_create(found.sheets)
    return locked


@transaction.atomic
def reopen_submission(submission: Submission, why: str, *, by: User) -> Submission:
    """Begin the next version; this one stays as it was handed in."""
    hold(submission)
    require(by, may_reopen, submission)
    newest = versions(submission.organisation_id, submission.kind, submission.period).first()
    check_reopened(submission, newest.version if newest else submission.version)
    reason = clean(why) or submission.decision_note
    if not reason:
        raise Refusal(_("Ghi lý do mở lại."))
    following = Submission(
        organisation=submission.organisation,
        kind=submission.kind,
        first_day=submission.first_day,
        last_day=submission.last_day,
        version=submission.version + 1,
        report=submission.report,
        number=submission.number,
        signed_on=submission.signed_on,
        reopened_because=reason[:300],
        created_by=by,
    )
    following.full_clean()
    following.save()
    note(by, "submission.reopened", following, path=place_of(submission).path, reason=reason)
    return following


@transaction.atomic
def answer_remark(remark: Remark, text: str, *, by: User) -> Remark:
    """The unit says what it did, or why the number stays."""
    require(by, may_prepare, remark.submission)
    before = snapshot(remark)
    if _locked(remark.submission).stage == Stage.SUBMITTED:
        raise Refusal(_("Bản nộp chưa được trả lại."))
    if remark.settled_at is not None:
        raise Refusal(_("Góp ý này đã giải quyết khi nộp lại."))
    remark.answer, remark.answered_by, remark.answered_at = clean(text), by, timezone.now()
    if not remark.answer:
        raise Refusal(_("Ghi câu trả lời."))
    remark.full_clean()
    remark.save()
    path = place_of(remark.submission).path
    note(by, "submission.remark_answered", remark, path=path, before=before)
    return remark


def _settle_remarks(submission: Submission, found: Gathered) -> None:
    earlier = version_before(submission)
    if earlier is None:
        return
    changed = {
        (slug, line, column)
        for sheet in earlier.sheets.defer("behind", "paper", "named")
        for slug, (line, column) in differing(sheet, found.sheets)
    }
    check_remarks_answered(submission, changed)
    earlier.remarks.filter(settled_at__isnull=True).update(settled_at=timezone.now())


def _locked(submission: Submission) -> Submission:
    """Read again, so that two people at once cannot both take the next step."""
    rows = Submission.objects.select_for_update().filter(pk=submission.pk)
    return rows.get()


def _saved(submission: Submission, verb: str, before: dict[str, object], by: User) -> Submission:
    submission.full_clean()
    submission.save()
    note(by, verb, submission, path=place_of(submission).path, before=before)
    return submission
