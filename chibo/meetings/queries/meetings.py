"""Meetings: which of them a user may read, and those of a branch."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.meetings.models import Attendance, Meeting, Presence, State
from chibo.members.queries.reach import own_files
from chibo.organisations.models import Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import named_under, paths_held
from chibo.organisations.queries.tree import Branch, NotInTree, branch_at, under_ever, within

# Meetings with the columns `with_turnout` adds; the checker of types knows the model's own only.
Meetings = QuerySet[Any]


def visible_to(user: User, on: date) -> Meetings:
    """Meetings of units where the user may read names (of an ended unit, at its last place), and the
    approved minutes of those the user's own file was due at."""
    units = Placement.objects.filter(
        named_under(user, on) & holds_on(on) | _ended_under(user, on)
    ).values("organisation")
    mine = Attendance.objects.filter(meeting=OuterRef("pk"), person__in=own_files(user))
    return Meeting.objects.filter(
        Q(organisation__in=units) | Q(Exists(mine), state=State.APPROVED), held_on__lte=on
    )


def _ended_under(user: User, on: date) -> Q:
    """Last places of ended units, under what the user reads names of, wherever that hung then."""
    last = Q(ended_on=F("organisation__dissolved_on"), organisation__dissolved_on__lte=on)
    return within(paths_held(user, Power.SEE_NAMES)) & last


def meetings_of(of: Branch) -> Meetings:
    """Meetings of a branch's units, held by its day, wherever the branch has hung."""
    return Meeting.objects.filter(under_ever(of, "path"), held_on__lte=of.on)


def with_turnout(rows: Meetings) -> Meetings:
    """Annotates `base` (everybody due) and `present` of each meeting's frozen roll."""
    return rows.annotate(
        base=Count("roll", filter=~Q(roll__state=Presence.OUTSIDE)),
        present=Count("roll", filter=Q(roll__state=Presence.PRESENT)),
    )


def with_unit_name(rows: Meetings) -> Meetings:
    """Annotates `unit_name`, what the unit was called on the day it met."""
    day = OuterRef("held_on")
    held = Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    names = Profile.objects.filter(held, organisation=OuterRef("organisation"))
    return rows.annotate(unit_name=Subquery(names.values("short_name")[:1]))


def one_visible_to(user: User, key: int, on: date) -> Meeting | None:
    rows = visible_to(user, on).filter(pk=key)
    found: Meeting | None = rows.select_related("organisation", "chair", "minute_taker").first()
    return found


def unit_of(meeting: Meeting) -> Branch:
    """Whose meeting it is, as it stood that day, with what stands above it; read once per meeting object.

    Raises NotInTree.
    """
    known = vars(meeting)
    if "unit" not in known:
        known["unit"] = branch_at(meeting.organisation_id, meeting.path, meeting.held_on)
    found: Branch | None = known["unit"]
    if found is None:
        raise NotInTree.on(meeting.held_on)
    return found
