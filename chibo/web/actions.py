from django.db import transaction

from chibo.accounts.actions import close_calendar_key, renew_calendar_key
from chibo.accounts.models import CalendarKey, User
from chibo.accounts.rules import may_change_own
from chibo.audit.actions import note, note_reading
from chibo.base.figures import Scope
from chibo.base.rules import require
from chibo.members.rules import may_export
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, organisation_of


@transaction.atomic
def export_figure(name: str, scope: Scope, *, by: User) -> None:
    """Leave word of who took the rows behind a figure out of the system."""
    require(by, may_export, scope.branch)
    organisation = Organisation.objects.get(pk=scope.branch.pk)
    note_reading(by, "figure.exported", organisation, path=scope.branch.path, reason=name)


@transaction.atomic
def open_calendar(*, by: User) -> str:
    """A new key of one's own calendar; the address before it is dead from now on."""
    require(by, may_change_own, by)
    key, text = renew_calendar_key(by, by=by)
    note(by, "calendar.opened", key)
    return text


@transaction.atomic
def close_calendar(key: CalendarKey, *, by: User) -> None:
    """The address of the calendar answers nobody any more."""
    require(by, may_change_own, key.user)
    note(by, "calendar.closed", key)
    close_calendar_key(key, by=by)


@transaction.atomic
def print_week(branch: Branch, form: str, *, by: User) -> None:
    """Leave word of who took the week's list, which names people, out of the system."""
    require(by, may_export, branch)
    organisation = organisation_of(branch)
    note_reading(by, "tasks.printed", organisation, path=branch.path, reason=form)
