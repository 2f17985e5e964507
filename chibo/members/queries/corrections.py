"""What members ask to have corrected, for whoever answers and for themselves."""

from datetime import date

from django.db.models import QuerySet

from chibo.accounts.models import User
from chibo.members.models import CorrectionRequest, Person
from chibo.members.queries.reach import visible_to
from chibo.organisations.queries.tree import Branch, under


def of_person(person: Person) -> list[CorrectionRequest]:
    """Open ones first, then the latest answered."""
    rows = list(person.corrections.order_by("-asked_on", "-pk"))
    return sorted(rows, key=lambda row: row.answered_on is not None)


def open_in(user: User, branch: Branch, on: date) -> QuerySet[CorrectionRequest]:
    """Not yet answered, of members the user may read in the branch."""
    people = visible_to(user, on).filter(under(branch.path)).values("person")
    rows = CorrectionRequest.objects.filter(answered_on=None, person__in=people)
    return rows.select_related("person").order_by("asked_on", "pk")
