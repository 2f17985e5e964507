"""Word of what programs took, in the journal; everything they send goes through the actions of the apps."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.rules import require
from chibo.meetings.models import Meeting
from chibo.meetings.rules import may_read
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch
from chibo.organisations.rules import may_see_names


@transaction.atomic
def hand_over_list(of: Branch, what: str, *, by: User) -> None:
    """Leave word that a program read a list naming people."""
    require(by, may_see_names, of)
    organisation = Organisation.objects.get(pk=of.pk)
    note_reading(by, "api.list_read", organisation, path=of.path, reason=what[:500])


@transaction.atomic
def hand_over_minutes(meeting: Meeting, *, by: User) -> None:
    """Leave word that a program read what was said at a meeting and who came."""
    require(by, may_read, meeting)
    note_reading(by, "api.minutes_read", meeting, path=meeting.path)
