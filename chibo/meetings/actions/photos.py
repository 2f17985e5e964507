"""Photos of the paper book are attached, looked at, taken back with a reason."""

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from chibo.accounts.models import User
from chibo.audit.actions import note, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.kept_files import forget_file, keep_file
from chibo.base.pictures import without_whereabouts
from chibo.base.rules import require
from chibo.base.text import clean
from chibo.meetings.models import Meeting, Photo
from chibo.meetings.rules import may_record
from chibo.meetings.rules.photos import check_attached, check_size, kind_of, may_open_photo

FOLDER = "meetings"


@transaction.atomic
def attach_photos(
    meeting: Meeting, contents: Sequence[bytes], *, by: User, words: str = ""
) -> list[Photo]:
    """All or none. The same photo again is the same photo; minutes handed in may still get theirs.
    Where and with what a photo was taken is not kept."""
    hold(meeting)
    require(by, may_record, meeting.path)
    kinds = [_checked(content) for content in contents]
    return [
        _attach(meeting, without_whereabouts(content), kind, clean(words), by)
        for content, kind in zip(contents, kinds, strict=True)
    ]


@transaction.atomic
def take_photo_back(photo: Photo, reason: str, *, by: User) -> None:
    """It is no longer shown; it stays with the reason."""
    hold(photo.meeting, photo)
    require(by, may_record, photo.meeting.path)
    check_attached(photo)
    before = snapshot(photo)
    photo.cancelled_on, photo.cancel_reason = timezone.localdate(), clean(reason)
    photo.full_clean()
    photo.save()
    note(
        by,
        "meeting.photo_taken_back",
        photo,
        path=photo.meeting.path,
        before=before,
        reason=photo.cancel_reason,
    )


@transaction.atomic
def open_photo(photo: Photo, *, by: User) -> None:
    """Somebody who reads the meeting looks at a photo of it."""
    require(by, may_open_photo, photo)
    note_reading(by, "meeting.photo_read", photo, path=photo.meeting.path)


def _checked(content: bytes) -> str:
    check_size(len(content))
    return kind_of(content)


def _attach(meeting: Meeting, content: bytes, kind: str, words: str, by: User) -> Photo:
    sha256 = hashlib.sha256(content).hexdigest()
    known = meeting.photos.filter(sha256=sha256, cancelled_on__isnull=True).first()
    if known is not None:
        return known
    stored_as = keep_file(FOLDER, content)
    try:
        photo = Photo(
            meeting=meeting,
            kind=kind,
            size=len(content),
            sha256=sha256,
            stored_as=stored_as,
            note=words,
            added_on=timezone.localdate(),
            added_by=by,
        )
        photo.full_clean(exclude=["meeting", "added_by"])
        photo.save()
    except Exception:
        forget_file(FOLDER, stored_as)
        raise
    note(by, "meeting.photo_attached", photo, path=meeting.path)
    return photo
