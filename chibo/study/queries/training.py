"""Courses members and officials are sent to: who reads them, persons apart from turns."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.members.models import Membership, Person
from chibo.members.queries.reach import own_files
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch, under, under_ever
from chibo.study.models import Result, Trainee, Training
from chibo.study.queries.studies import units_read

# Rows with annotated columns; the checker of types knows the model's own only.
Rows = QuerySet[Any]


def visible_to(user: User, on: date) -> Rows:
    """Courses in books the user reads, and those somebody was sent to by a unit the user reads."""
    units = units_read(user, on)
    sent = Trainee.objects.filter(
        Q(sent_by__in=units) | Q(person__in=own_files(user)), training=OuterRef("pk")
    )
    return Training.objects.filter(Q(organiser__in=units) | Q(Exists(sent)))


def trainees_visible_to(user: User, on: date) -> Rows:
    units = units_read(user, on)
    mine = Q(person__in=own_files(user))
    return Trainee.objects.filter(Q(sent_by__in=units) | Q(training__organiser__in=units) | mine)


def trainings_of(of: Branch) -> Rows:
    """Courses the branch's books hold or its units sent people to, with what became of those."""
    units = Placement.objects.filter(under_ever(of, "path")).values("organisation")
    sent = Trainee.objects.filter(under_ever(of, "path"), training=OuterRef("pk"))
    own = under_ever(of, "trainees__path")
    return Training.objects.filter(Q(organiser__in=units) | Q(Exists(sent))).annotate(
        sent=Count("trainees", filter=own),
        certified=Count("trainees", filter=own & Q(trainees__certificate_on__isnull=False)),
        dropped=Count("trainees", filter=own & Q(trainees__result=Result.DROPPED)),
    )


def sent_in(of: Branch, period: Period) -> Rows:
    """Turns: everybody sent by units of the branch to a course that began in the period."""
    return Trainee.objects.filter(
        under_ever(of, "path"), training__first_day__range=(period.first, period.last)
    )


def first_sent_in(of: Branch, period: Period) -> Rows:
    """Persons: the first turn of each in the period."""
    before = Q(training__first_day__lt=OuterRef("training__first_day"))
    before |= Q(training__first_day=OuterRef("training__first_day"), pk__lt=OuterRef("pk"))
    earlier = sent_in(of, period).filter(before, person=OuterRef("person"))
    return sent_in(of, period).exclude(Exists(earlier))


def people_to_send(of: Branch, training: Training) -> list[Person]:
    """Members of the branch on its day, and officials outside the Party it keeps, not yet on the list."""
    listed = training.trainees.values("person")
    members = Membership.objects.on(of.on).filter(under_ever(of, "path")).values("person")
    keepers = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    rows = Person.objects.filter(Q(pk__in=members) | Q(keeper__in=keepers))
    return list(rows.exclude(pk__in=listed).order_by("name_sort", "pk"))
