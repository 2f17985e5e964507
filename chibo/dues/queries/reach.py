"""Whose dues a user may read by name: those who collect, keep the books or lead; and everybody their own."""

from datetime import date

from django.db.models import Q

from chibo.accounts.models import User
from chibo.dues.models import FundEntry, Payment, Remittance
from chibo.members.models import Membership
from chibo.members.queries.reach import is_own_file, own_files
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power, reach, taken_over
from chibo.organisations.queries.tree import within


def named_dues(user: User, on: date, column: str = "path") -> Q:
    """The condition that a row stands where the user reads dues by name."""
    return within(reach(user, Power.SEE_DUES, on), column) | taken_over(
        user, Power.SEE_DUES, column
    )


def payment_visible_to(user: User, key: int) -> Payment | None:
    found = Payment.objects.filter(pk=key).select_related("person", "cell").first()
    if found is None:
        return None
    mine = found.person_id in own_files(user)
    return found if mine or has_power(user, Power.SEE_DUES, found.path) else None


def remittance_visible_to(user: User, key: int) -> Remittance | None:
    found = Remittance.objects.filter(pk=key).select_related("unit", "receiver").first()
    if found is None or not has_power(user, Power.SEE_DUES, found.path):
        return None
    return found


def entry_visible_to(user: User, key: int) -> FundEntry | None:
    found = FundEntry.objects.filter(pk=key).select_related("unit").first()
    return found if found and has_power(user, Power.SEE_DUES, found.path) else None


def stay_with_dues(user: User, key: int) -> Membership | None:
    """Where a member whose dues the user reads belongs, or last belonged; their own as well."""
    rows = Membership.objects.filter(person=key).select_related("person", "cell")
    stay = rows.order_by("-started_on").first()
    if stay is None:
        return None
    seen = has_power(user, Power.SEE_DUES, stay.path)
    return stay if seen or is_own_file(user, stay.person) else None
