"""The paper a submission was signed with: its number, its day, its scan."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.kept_files import forget_file, keep_file
from chibo.base.pictures import without_whereabouts
from chibo.base.rules import check_has_come, require
from chibo.base.text import clean
from chibo.reports.models import Scan, Submission
from chibo.reports.queries.scans import FOLDER
from chibo.reports.rules.reports import place_of
from chibo.reports.rules.scans import kind_of
from chibo.reports.rules.submissions import may_open_scan, may_prepare, may_read


@transaction.atomic
def sign_with(
    submission: Submission, number: str, signed_on: date | None, *, by: User
) -> Submission:
    """Say under which number and on which day the paper was signed."""
    require(by, may_prepare, submission)
    check_has_come([signed_on] if signed_on else [], _("ghi ngày ký khi văn bản đã ký"))
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    before = snapshot(locked)
    locked.number, locked.signed_on = clean(number), signed_on
    locked.full_clean()
    locked.save()
    note(by, "submission.signed", locked, path=place_of(locked).path, before=before)
    return locked


@transaction.atomic
def attach_scan(submission: Submission, content: bytes, *, by: User) -> Scan:
    """Keep the signed paper; the same file again is the same scan."""
    hold(submission)
    require(by, may_prepare, submission)
    kind = kind_of(content)
    content = without_whereabouts(content)
    sha256 = hashlib.sha256(content).hexdigest()
    known = submission.scans.filter(sha256=sha256).first()
    if known is not None:
        return known
    stored_as = keep_file(FOLDER, content)
    try:
        scan = Scan(
            submission=submission,
            kind=kind,
            size=len(content),
            sha256=sha256,
            stored_as=stored_as,
            added_by=by,
            added_at=timezone.now(),
        )
        scan.full_clean()
        scan.save()
    except Exception:
        forget_file(FOLDER, stored_as)
        raise
    note(by, "submission.scan_attached", scan, path=place_of(submission).path)
    return scan


@transaction.atomic
def open_scan(scan: Scan, *, by: User) -> None:
    """Leave word of who looked at the signed paper."""
    require(by, may_open_scan, scan.submission)
    note_reading(by, "submission.scan_read", scan, path=place_of(scan.submission).path)


@transaction.atomic
def print_submission(submission: Submission, what: str, *, by: User) -> None:
    """Leave word of who took a frozen form or the receipt along; `what` is its code and ending."""
    require(by, may_read, submission)
    path = place_of(submission).path
    note_reading(by, "submission.printed", submission, path=path, reason=what)
