"""Whose dues a user may read by name: those who collect, keep the books or lead; and everybody their own."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from chibo.accounts.models import User
from chibo.dues.models import FundEntry, Payment, Remittance
from chibo.members.models import Membership, Person
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


def person_with_dues(user: User, key: int) -> Person | None:
    """A member whose dues the user reads: where they belong, or last belonged; or themself."""
    person = Person.objects.filter(pk=key).first()
    if person is None:
        return None
    stay = latest_stay(person)
    seen = stay is not None and has_power(user, Power.SEE_DUES, stay.path)
    return person if seen or is_own_file(user, person) else None


def latest_stay(person: Person) -> Membership | None:
    rows: QuerySet[Any] = Membership.objects.filter(person=person)
    return rows.select_related("cell").order_by("-started_on").first()
