"""Lists taken out of the book of candidates: nothing changes, the journal says who took them."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.rules import require
from chibo.members.rules import may_export
from chibo.organisations.queries.tree import Branch, organisation_of


@transaction.atomic
def note_candidates(of: Branch, form: str, *, by: User) -> None:
    """The list of people on the way was taken out; `form` is xlsx or print."""
    require(by, may_export, of)
    organisation = organisation_of(of)
    note_reading(by, "candidates.exported", organisation, path=of.path, reason=form)
