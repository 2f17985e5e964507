"""Classes and who was sent to them, as far as a user may read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from chibo.accounts.models import User
from chibo.admissions.models import Admission, Course, CourseKind, Participant
from chibo.admissions.queries.cases import cases_of, open_on, with_stage
from chibo.base.periods import Period
from chibo.base.text import matches
from chibo.members.models import Membership, Person, Status
from chibo.members.queries.finding import names_like
from chibo.members.queries.roll import roll, with_cell_names
from chibo.organisations.models import Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.succession import with_predecessors
from chibo.organisations.queries.tree import Branch, branch, under, under_ever
from chibo.rulebook.queries import NoRuleOnDay, add_months, rule

MOST_FOUND = 20


def courses_of(user: User, of: Branch) -> QuerySet[Any]:
    """Classes kept in the branch and those its cells sent people to, with how many of its people `sent`,
    `certified`, `dropped`, and those of units merged into it; nothing where names may not be read."""
    if not has_power(user, Power.SEE_NAMES, of.path):
        return Course.objects.none()
    whole = with_predecessors(of)
    units = Placement.objects.filter(under_ever(whole, "path")).values("organisation")
    own = Q(participants__sent_by__in=units)
    known = Participant.objects.filter(sent_by__in=units).values("course")
    return (
        Course.objects.filter(Q(organiser__in=units) | Q(pk__in=known))
        .annotate(
            sent=Count("participants", filter=own),
            certified=Count(
                "participants", filter=own & Q(participants__certificate_on__isnull=False)
            ),
            dropped=Count("participants", filter=own & ~Q(participants__dropped_reason="")),
        )
        .order_by("-first_day", "-pk")
    )


@dataclass(frozen=True)
class Reading:
    """A class as one person may read it: `units` None for the whole list, else the cells they may read."""

    course: Course
    organiser: Branch
    units: tuple[int, ...] | None

    @property
    def participants(self) -> QuerySet[Participant]:
        rows = self.course.participants.select_related("person").order_by("person__name_sort", "pk")
        return rows if self.units is None else rows.filter(sent_by__in=self.units)


def tally(rows: QuerySet[Participant]) -> dict[str, int]:
    """How many were `sent`, `certified`, `dropped`, and of how many the result is `open`."""
    found: dict[str, int] = rows.order_by().aggregate(
        sent=Count("pk"),
        certified=Count("pk", filter=Q(certificate_on__isnull=False)),
        dropped=Count("pk", filter=~Q(dropped_reason="")),
    )
    return found | {"open": found["sent"] - found["certified"] - found["dropped"]}


def course_visible_to(user: User, key: int) -> Reading | None:
    """The class for whoever reads names where it is kept; for whoever reads them in a cell that sent
    people there, with those people only."""
    course = Course.objects.filter(pk=key).select_related("organiser").first()
    if course is None:
        return None
    organiser = organiser_of(course)
    if _reads(user, [course.organiser_id]):
        return Reading(course, organiser, None)
    senders = course.participants.order_by().values_list("sent_by", flat=True).distinct()
    units = _reads(user, list(senders))
    return Reading(course, organiser, tuple(sorted(units))) if units else None


def organiser_of(course: Course) -> Branch:
    """Where the class is kept, as it stood when the class began (or was founded later: its first place)."""
    first = (
        Placement.objects.filter(organisation=course.organiser_id).order_by("started_on").first()
    )
    stood = first.started_on if first else course.first_day
    ended = course.organiser.dissolved_on
    day = max(course.first_day, stood)
    return branch(course.organiser_id, day if ended is None or day < ended else stood)


def _reads(user: User, keys: Collection[int]) -> set[int]:
    rows = Placement.objects.filter(organisation__in=keys).values_list("organisation_id", "path")
    return {key for key, path in rows if has_power(user, Power.SEE_NAMES, path)}


@dataclass(frozen=True)
class Offered:
    """Somebody who may be sent to a class. `remark` is what speaks for or against it."""

    person: Person
    cell_id: int
    cell_name: str
    since: date | None = None
    certificate_on: date | None = None


def offered(course: Course, of: Branch) -> list[Offered]:
    """Who is on the way into the Party, or probationary, in the branch on its day and not yet in the class;
    those who hold a certificate still good on the first day stand last."""
    there = course.participants.values("person")
    if course.kind == CourseKind.NEW_MEMBER:
        found = _probationary(of, there)
    else:
        found = _watched(of, there)
    held = certificates(course.kind, [one.person.pk for one in found], course.first_day)
    told = [
        Offered(one.person, one.cell_id, one.cell_name, one.since, held.get(one.person.pk))
        for one in found
    ]
    return sorted(told, key=lambda one: one.certificate_on is not None)


def _watched(of: Branch, there: QuerySet[Any]) -> list[Offered]:
    rows = open_on(cases_of(of), of.on).filter(admission__isnull=True).exclude(person__in=there)
    rows = (
        with_stage(rows, of.on).select_related("person").order_by("cell_name", "person__name_sort")
    )
    return [Offered(row.person, row.cell_key, row.cell_name, row.opened_on) for row in rows]


def _probationary(of: Branch, there: QuerySet[Any]) -> list[Offered]:
    stays = roll(of).filter(status=Status.PROBATIONARY).exclude(person__in=there)
    rows: QuerySet[Any] = with_cell_names(stays, of.on).select_related("person")
    began = Admission.objects.filter(person=OuterRef("person")).values("ceremony_on")
    rows = rows.annotate(since=Subquery(began.order_by("-ceremony_on")[:1]))
    return [
        Offered(row.person, row.cell_id, row.cell_name, row.since)
        for row in rows.order_by("cell_name", "person__name_sort")
    ]


def first_sent(of: Branch, period: Period, kind: str) -> QuerySet[Any]:
    """One row a person sent to a class of that kind that began in the period, the first time they were, by
    cells standing in the branch when the class began; with the `path` of the cell that day."""
    rows = _sent_in(of, period, kind)
    before = Q(course__first_day__lt=OuterRef("course__first_day"))
    before |= Q(course__first_day=OuterRef("course__first_day"), pk__lt=OuterRef("pk"))
    earlier = _sent_in(of, period, kind).filter(before, person=OuterRef("person"))
    return rows.exclude(Exists(earlier))


def _sent_in(of: Branch, period: Period, kind: str) -> QuerySet[Any]:
    day = OuterRef("course__first_day")
    stood = Placement.objects.filter(organisation=OuterRef("sent_by"), started_on__lte=day)
    stood = stood.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    rows = Participant.objects.filter(
        course__kind=kind, course__first_day__range=(period.first, period.last)
    ).annotate(path=Subquery(stood.values("path")[:1]))
    return rows.filter(under_ever(of, "path"))


def admitted_since(on: date) -> Q:
    """The condition on participants that they were admitted from the class on, by a day."""
    ceremonies = Admission.objects.filter(
        person=OuterRef("person"),
        ceremony_on__gte=OuterRef("course__first_day"),
        ceremony_on__lte=on,
    )
    return Q(Exists(ceremonies))


def kept_people(of: Branch, text: str, course: Course) -> list[Person]:
    """Non-members kept by organisations of the branch that answer a name, and are not in the class yet."""
    keepers = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    members = Membership.objects.on(of.on).values("person")
    rows = Person.objects.filter(names_like("name_folded", text), keeper__in=keepers)
    rows = rows.exclude(pk__in=course.participants.values("person")).exclude(pk__in=members)
    found = rows.defer("national_id", "old_id").order_by("name_sort", "pk")[: MOST_FOUND * 5]
    return [one for one in found if matches(text, one.full_name)][:MOST_FOUND]


def certificates(kind: str, people: Iterable[int], on: date) -> dict[int, date]:
    """Per person the day of the latest certificate of that kind of class that is good on a day: a class for
    new members for ever, the other as many months as rule admission.certificate_months says."""
    rows = Participant.objects.filter(person__in=people, course__kind=kind, certificate_on__lte=on)
    latest = dict(rows.values_list("person").annotate(day=Max("certificate_on")).order_by())
    if kind == CourseKind.NEW_MEMBER:
        return latest
    return {key: day for key, day in latest.items() if on < good_until(day)}


def good_until(certificate_on: date) -> date:
    """The first day on which a certificate of that date is good no more."""
    try:
        months = rule("admission.certificate_months", certificate_on).integer()
    except NoRuleOnDay:  # days before the rulebook begins
        return date.max
    return add_months(certificate_on, months)


def cell_names(keys: Iterable[int], on: date) -> dict[int, str]:
    """Short names on the day, or the first ones of cells founded later."""
    rows = Profile.objects.filter(organisation__in=set(keys)).order_by("started_on")
    found: dict[int, str] = {}
    for key, start, name in rows.values_list("organisation_id", "started_on", "short_name"):
        if start <= on or key not in found:
            found[key] = name
    return found
