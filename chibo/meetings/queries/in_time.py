"""Minutes in time: when they were first handed in, against the days the rulebook gives."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from chibo.meetings.models import MinutesVersion
from chibo.meetings.queries.meetings import Meetings
from chibo.rulebook.queries import Rule, rule, rule_versions

WITHIN = "meetings.minutes_within"


def handed_in_on_time(rows: Meetings) -> Meetings:
    """Those whose minutes were first handed in within the days in force on the day of the meeting."""
    first = MinutesVersion.objects.filter(meeting=OuterRef("pk"), number=1)
    on_time = Q(pk__in=[])
    for within in rule_versions(WITHIN):
        in_days = first.filter(handed_in_on__lte=OuterRef("held_on") + timedelta(within.days))
        on_time |= _in_force(within) & Q(Exists(in_days))
    return rows.filter(on_time)


def minutes_due(rows: Meetings, on: date) -> Meetings:
    """Those whose minutes had been handed in by the day, or should have been."""
    handed_in = MinutesVersion.objects.filter(meeting=OuterRef("pk"), handed_in_on__lte=on)
    return rows.filter(Q(Exists(handed_in)) | late_by(on))


def late_by(on: date) -> Q:
    """The condition that the days for handing in were over before the day."""
    over = Q(pk__in=[])
    for within in rule_versions(WITHIN):
        over |= _in_force(within) & Q(held_on__lt=on - timedelta(within.days))
    return over


def last_day(held_on: date) -> date:
    """The last day on which minutes of a meeting are handed in on time."""
    return held_on + timedelta(rule(WITHIN, held_on).days)


def _in_force(within: Rule) -> Q:
    until = Q(held_on__lte=within.valid_to) if within.valid_to else Q()
    return Q(held_on__gte=within.valid_from) & until
