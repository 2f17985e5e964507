"""Days on which a case stands still, and what that does to its time limits."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from chibo.inspection.models import Inspected, Inspection
from chibo.rulebook.queries import NoRuleOnDay, rule

NURSING_RULE = "inspection.nursing_postponement_months"


def nursing_ends(child_born_on: date) -> date:
    """The day the child is no longer under the age; children of earlier years by the first version."""
    try:
        known = rule(NURSING_RULE, child_born_on)
    except NoRuleOnDay:
        known = rule(NURSING_RULE, timezone.localdate())
    return known.after(child_born_on)


def expected_end(pause: Any) -> date:
    """The day it is looked at again, of a row with the columns of a pause."""
    day: date = nursing_ends(pause.child_born_on) if pause.child_born_on else pause.until
    return day


def still_days(pauses: Iterable[Any], objects: Collection[int], today: date) -> set[date]:
    """Days on which nothing goes on: the whole case is paused, or each of its objects (keys) is. Of rows
    with the columns of a pause; one that runs counts to today."""
    whole: set[date] = set()
    each: dict[int, set[date]] = {key: set() for key in objects}
    for pause in pauses:
        last = pause.ended_on or today + timedelta(days=1)
        days = {pause.started_on + timedelta(days=n) for n in range((last - pause.started_on).days)}
        if pause.inspected_id is None:
            whole |= days
        elif pause.inspected_id in each:
            each[pause.inspected_id] |= days
    return whole | set.intersection(*each.values()) if each else whole


def shifted(day: date, still: Collection[date]) -> date:
    """A time limit moves by the days that stood still before it."""
    moved = day
    while (later := day + timedelta(days=sum(one <= moved for one in still))) != moved:
        moved = later
    return moved


def days_still(person: int, keeper: int, first: date, until: date) -> int:
    """Of [first, until), the days on which cases of the keeper about a member stood still for them."""
    looked = Inspected.objects.filter(
        person=person, inspection__keeper=keeper, inspection__cancelled_on__isnull=True
    )
    still: set[date] = set()
    for one in looked.select_related("inspection"):
        still |= still_days(one.inspection.pauses.all(), {one.pk}, until)
    return sum(first <= day < until for day in still)


def still_days_of(inspection: Inspection, today: date) -> set[date]:
    pauses = list(inspection.pauses.all())
    objects = set(inspection.objects_inspected.values_list("pk", flat=True)) if pauses else set()
    return still_days(pauses, objects, today)
