"""Photos of meetings within reach."""

from datetime import date

from chibo.accounts.models import User
from chibo.base.kept_files import kept_file
from chibo.meetings.models import Meeting, Photo
from chibo.meetings.queries.meetings import visible_to


def photo_visible_to(user: User, key: int, on: date) -> Photo | None:
    """A photo of a meeting the user may read."""
    rows = Photo.objects.filter(pk=key, meeting__in=visible_to(user, on))
    return rows.select_related("meeting", "added_by").first()


def photos_of(meeting: Meeting) -> list[Photo]:
    """All of them, those taken back too."""
    return list(meeting.photos.select_related("added_by"))


def content_of(photo: Photo) -> bytes:
    """Raises OSError when the file is gone from the disk."""
    return kept_file("meetings", photo.stored_as)
