"""The clean-data desk of one side of the walk."""

from functools import cached_property

from django.utils import timezone

from chibo.accounts.models import User
from chibo.cleaning.actions.confirming import confirm_finding
from chibo.cleaning.models import Confirmation
from chibo.cleaning.rules.checking import check
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch


class CleanedSide:
    """Part of a Side: what it says of the desk."""

    cell: Organisation
    person: Person
    keeper: User

    @cached_property
    def confirmation(self) -> Confirmation:
        """The missing telephone is left as it is."""
        cell = branch(self.cell.pk, timezone.localdate())
        key = ("phone-missing", self.person.pk, None)
        finding = next(one for one in check(cell).found if one.key == key)
        return confirm_finding(finding, cell, "Không dùng điện thoại", by=self.keeper)
