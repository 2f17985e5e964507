"""Taking in at the level above what a unit handed in on another installation."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.papers.data import as_data
from chibo.base.rules import Refusal, require
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch
from chibo.reports.frozen.carried import Carried, read_carried, submission_as_data
from chibo.reports.frozen.forms import form_from_data
from chibo.reports.frozen.freezing import REPORT, frozen_on
from chibo.reports.models import Sheet, Stage, Submission
from chibo.reports.queries.submissions import versions
from chibo.reports.rules.reports import place_of
from chibo.reports.rules.submissions import may_receive
from chibo.reports.statistics.papers import form_paper


@transaction.atomic
def take_in_submission(data: Mapping[str, Any], *, origin: str, by: User) -> Submission:
    """The same data again is the same submission; other numbers under its version, or an older version, are
    refused. `origin` names what it came in by. It then waits to be accepted like any other."""
    found = read_carried(data)
    submission = _new(found, origin, by)
    place = place_of(submission)
    require(by, may_receive, submission)
    earlier = versions(submission.organisation_id, found.kind, submission.period).first()
    if earlier is not None:
        if earlier.version == found.version and submission_as_data(earlier) == dict(data):
            return earlier
        _make_way(earlier, found)
    submission.full_clean()
    submission.save()
    Sheet.objects.bulk_create(_sheets(submission, found, place))
    note(by, "submission.taken_in", submission, path=place.path, reason=origin)
    return submission


def _new(found: Carried, origin: str, by: User) -> Submission:
    named = Profile.objects.on(found.last_day).filter(code=found.code).exclude(code="").first()
    if named is None:
        raise Refusal(
            _("Không có tổ chức nào mang mã {code} ({name}) tại ngày cuối kỳ.").format(
                code=found.code or "…", name=found.name
            )
        )
    return Submission(
        organisation_id=named.organisation_id,
        kind=found.kind,
        first_day=found.first_day,
        last_day=found.last_day,
        version=found.version,
        stage=Stage.SUBMITTED,
        counted_to=found.counted_to,
        submitted_at=found.submitted_at,
        number=found.number,
        signed_on=found.signed_on,
        problems=found.problems,
        note=found.note,
        origin=origin[:80],
        created_by=by,
    )


def _make_way(earlier: Submission, found: Carried) -> None:
    """A version that waited is overtaken by the next one."""
    if not earlier.is_frozen or earlier.version >= found.version:
        raise Refusal(
            _("Kỳ này đã có lần nộp {n}; bản đưa vào là lần {m} và không trùng.").format(
                n=earlier.version, m=found.version
            )
        )
    if earlier.stage == Stage.SUBMITTED:
        earlier.stage, earlier.decided_at = Stage.RETURNED, timezone.now()
        earlier.decision_note = _("Đơn vị nộp lại lần {n}.").format(n=found.version)
        earlier.save()


def _sheets(submission: Submission, found: Carried, place: Branch) -> list[Sheet]:
    return [
        Sheet(
            submission=submission,
            slug=one["slug"],
            place=number,
            code=one["code"],
            title=one["title"],
            data=one["data"],
            paper=_paper(one, submission, place),
        )
        for number, one in enumerate(found.sheets)
    ]


def _paper(one: Mapping[str, Any], submission: Submission, place: Branch) -> Any:
    """Of a form, set again from its numbers; of a report the paper is what came with the letter."""
    if one["slug"] == REPORT:
        return None
    filled = form_from_data(one["data"])
    return as_data(form_paper(filled, place, submission.period, frozen_on(submission)))
