"""What the level above decided on another installation, taken in at the unit's own."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.organisations.queries.tree import Branch
from chibo.reports.frozen.answered import Answer, read_answer
from chibo.reports.models import Remark, Stage, Submission
from chibo.reports.rules.reports import place_of
from chibo.reports.rules.submissions import check_move, may_prepare


@transaction.atomic
def take_in_answer(data: Mapping[str, Any], unit: Branch, *, origin: str, by: User) -> Submission:
    """The same answer again changes nothing; another one on what was already decided is refused."""
    told = read_answer(data)
    submission = _meant(told, unit)
    require(by, may_prepare, submission)
    if (submission.stage, submission.decided_at) == (told.stage, told.decided_at):
        return submission
    check_move(submission, told.stage)
    before = snapshot(submission)
    submission.stage, submission.decision_note = told.stage, told.words
    submission.decided_at = told.decided_at
    submission.full_clean()
    submission.save()
    _keep_remarks(submission, told, by)
    verb = "submission.accepted" if told.stage == Stage.ACCEPTED else "submission.returned"
    note(by, verb, submission, path=place_of(submission).path, before=before, reason=origin)
    return submission


def _meant(told: Answer, unit: Branch) -> Submission:
    rows = Submission.objects.select_for_update().filter(
        organisation=unit.pk,
        kind=told.kind,
        first_day=told.first_day,
        last_day=told.last_day,
        version=told.version,
    )
    found = rows.first()
    if found is None or place_of(found).code != told.code:
        raise Refusal(_("Tệp trả lời cho bản nộp không có ở đây: nhận nhầm đơn vị hoặc nhầm kỳ."))
    return found


def _keep_remarks(submission: Submission, told: Answer, by: User) -> None:
    for one in told.remarks:
        remark = Remark(submission=submission, written_by=by, written_at=timezone.now(), **one)
        remark.full_clean()
        remark.save()
