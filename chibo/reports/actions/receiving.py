"""The level above: accept, or send back with remarks on cells; ask its units to hand in by a day."""

from datetime import date

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
from chibo.reports.frozen.forms import Place
from chibo.reports.frozen.places import about_sheet
from chibo.reports.models import Call, Remark, Sheet, Stage, Submission
from chibo.reports.rules.reports import place_of
from chibo.reports.rules.submissions import check_called, check_move, may_call, may_receive


@transaction.atomic
def accept_submission(submission: Submission, words: str = "", *, by: User) -> Submission:
    """Receive it: from now on it is what the level above reckons with."""
    return _decided(submission, Stage.ACCEPTED, words, "submission.accepted", by)


@transaction.atomic
def return_submission(submission: Submission, words: str, *, by: User) -> Submission:
    """Send it back with a reason; remarks on cells go with it."""
    if not clean(words):
        raise Refusal(_("Ghi lý do trả lại để đơn vị biết mà sửa."))
    return _decided(submission, Stage.RETURNED, words, "submission.returned", by)


def _decided(submission: Submission, stage: Stage, words: str, verb: str, by: User) -> Submission:
    require(by, may_receive, submission)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    check_move(locked, stage)
    before = snapshot(locked)
    locked.stage, locked.decision_note = stage, clean(words)
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.full_clean()
    locked.save()
    reason = locked.decision_note
    note(by, verb, locked, path=place_of(locked).path, before=before, reason=reason)
    return locked


@transaction.atomic
def remark_on_cell(sheet: Sheet, place: Place, text: str, *, by: User) -> Remark:
    """Say something about one cell of a form, or one section of a report, that was handed in; the unit reads it
    once it is sent back."""
    submission = sheet.submission
    hold(submission)
    require(by, may_receive, submission)
    if submission.stage != Stage.SUBMITTED:
        raise Refusal(_("Chỉ góp ý khi bản nộp đang chờ nhận."))
    try:
        meant = about_sheet(sheet, place)
    except KeyError:
        raise Refusal(_("Bản nộp không có chỗ này.")) from None
    remark = Remark(
        submission=submission,
        slug=sheet.slug,
        line=place[0],
        column=place[1],
        about=meant[:250],
        text=clean(text),
        written_by=by,
        written_at=timezone.now(),
    )
    remark.full_clean()
    remark.save()
    note(by, "submission.remarked", remark, path=place_of(submission).path)
    return remark


@transaction.atomic
def call_in(
    organisation: Organisation, kind: str, period: Period, due_on: date, *, by: User
) -> Call:
    """Ask the units directly below to hand in by a day; asked again, the day changes."""
    place = branch(organisation, min(period.last, timezone.localdate()))
    require(by, may_call, place)
    check_called(due_on, period)
    key = {
        "organisation": organisation,
        "kind": kind,
        "first_day": period.first,
        "last_day": period.last,
    }
    call = Call.objects.filter(**key).first() or Call(**key)
    before = snapshot(call) if call.pk else None
    call.due_on, call.called_by = due_on, by
    call.full_clean()
    call.save()
    note(by, "submission.called_in", call, path=place.path, before=before)
    return call
