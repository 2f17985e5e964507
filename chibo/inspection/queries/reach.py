"""Who reads the books of inspection: the one door to them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from chibo.accounts.models import User
from chibo.inspection.models import (
    Complaint,
    Discipline,
    Inspected,
    Inspection,
    Programme,
    Reader,
    TeamMember,
)
from chibo.members.queries.reach import own_files
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders


def kept_here(user: User) -> Q:
    """The condition that the user inspects in the name of the very organisation that keeps the row."""
    return Q(keeper__in=holders(user, Power.INSPECT))


def disciplines_visible_to(user: User) -> QuerySet[Discipline]:
    """What the user's own organisations keep; never what is about the user."""
    rows = Discipline.objects.filter(kept_here(user))
    return rows.exclude(person__in=own_files(user))


def inspections_visible_to(user: User) -> QuerySet[Inspection]:
    """What the duty keeps, what the user was put into the team of, what they were named to read; never an
    inspection that looks at the user."""
    mine = own_files(user)
    team = TeamMember.objects.filter(inspection=OuterRef("pk"), person__in=mine)
    rows = Inspection.objects.filter(
        kept_here(user) | Q(Exists(team)) | Q(Exists(_named(user, timezone.localdate())))
    )
    about_me = Inspected.objects.filter(inspection=OuterRef("pk"), person__in=mine)
    return rows.exclude(Exists(about_me)) if mine else rows


def _named(user: User, on: date) -> QuerySet[Reader]:
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    return Reader.objects.filter(still, inspection=OuterRef("pk"), user=user)


def complaints_visible_to(user: User) -> QuerySet[Complaint]:
    """Letters the user's own organisations keep; never about the user, nor against their own discipline."""
    mine = own_files(user)
    rows = Complaint.objects.filter(kept_here(user))
    if not mine:
        return rows
    against = Q(person__isnull=False, person__in=mine)
    return rows.exclude(against).exclude(
        Q(discipline__person__isnull=False, discipline__person__in=mine)
    )


def programmes_visible_to(user: User) -> QuerySet[Programme]:
    return Programme.objects.filter(kept_here(user))


def not_cancelled(on: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}cancelled_on__isnull": True}) | Q(**{f"{prefix}cancelled_on__gt": on})
