"""Who reads the books of inspection: the one door to them."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from chibo.accounts.models import User
from chibo.inspection.models import Discipline
from chibo.members.queries.reach import own_files
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders


def kept_here(user: User) -> Q:
    """The condition that the user inspects in the name of the very organisation that keeps the row."""
    return Q(keeper__in=holders(user, Power.INSPECT))


def disciplines_visible_to(user: User) -> QuerySet[Discipline]:
    """What the user's own organisations keep; never what is about the user."""
    mine = own_files(user)
    rows = Discipline.objects.filter(kept_here(user))
    return rows.exclude(person__in=mine) if mine else rows


Rows = QuerySet[Any]


def not_cancelled(on: date) -> Q:
    return Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=on)
