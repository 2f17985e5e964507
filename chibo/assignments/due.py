"""What is due of work given: its day, and the word of whoever gave it once it is said to be done."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment
from chibo.assignments.queries.works import (
    as_they_were,
    open_on,
    visible_to,
    with_unit_names,
    work_of,
)
from chibo.base.due import Due, Tally
from chibo.base.text import format_date
from chibo.members.due.units import is_at_work, units_by_path
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch

# How early a day is spoken of, and how long the giver has to verify; ours, not rules of the Party.
NOTICE = timedelta(days=30)
TO_VERIFY = timedelta(days=7)


def due(user: User, branch: Branch, on: date) -> list[Due]:
    if not is_at_work(branch):
        return []
    works = (visible_to(user, on) & work_of(branch)).filter(_spoken_of(on))
    named = with_unit_names(works, on).select_related("person").order_by("pk")
    rows = as_they_were(named, on)
    paths = _paths({_owner(row, on) for row in rows}, on)
    return [_due(row, paths.get(_owner(row, on), ""), on) for row in rows]


def tallies(branch: Branch, on: date) -> list[Tally]:
    """The same without what was asked of whom, by unit, kind and day."""
    rows = as_they_were(work_of(branch).filter(_spoken_of(on)).only(*_DAYS_AND_UNITS), on)
    paths = _paths({_owner(row, on) for row in rows}, on)
    here = {key: path for key, path in paths.items() if path.startswith(branch.path)}
    units = units_by_path(set(here.values()), branch) if here else {}
    counted = Counter(
        (_is_done(row, on), units[here[_owner(row, on)]], _last_day(row, on))
        for row in rows
        if _owner(row, on) in here
    )
    return [_tally(*alike, n) for alike, n in counted.items()]


_DAYS_AND_UNITS = ("giver", "unit", "due_on", "done_on")


def _tally(done: bool, unit: int, day: date, count: int) -> Tally:
    kind = "work_to_verify" if done else "work_due"
    what = _("Xác nhận việc đã báo xong") if done else _("Hoàn thành việc được giao")
    return Tally(kind, what, unit, count, day, _("Sổ giao việc"), of_people=False)


def _spoken_of(on: date) -> Q:
    waiting = Q(done_on__lte=on, verified_on__isnull=True, cancelled_on__isnull=True)
    return open_on(on) & Q(due_on__lte=on + NOTICE) | waiting


def _is_done(row: Assignment, on: date) -> bool:
    return row.done_on is not None and row.done_on <= on


def _owner(row: Assignment, on: date) -> int:
    """Whose task it is: once it is said to be done, that of whoever gave it."""
    return row.giver_id if _is_done(row, on) else row.unit_id or row.giver_id


def _last_day(row: Assignment, on: date) -> date:
    return row.done_on + TO_VERIFY if row.done_on and row.done_on <= on else row.due_on


def _paths(keys: set[int], on: date) -> dict[int, str]:
    if not keys:
        return {}
    found = Placement.objects.on(on).filter(organisation__in=keys)
    return dict(found.values_list("organisation_id", "path"))


def _due(row: Any, path: str, on: date) -> Due:
    if _is_done(row, on):
        return _to_verify(row, path)
    return Due(
        kind="work_due",
        what=_("Hoàn thành việc được giao: {what}").format(what=row.what),
        about=row.person.full_name if row.person else row.unit_name or "",
        due_on=row.due_on,
        url=row.get_absolute_url(),
        button=_("Báo tiến độ"),
        why=_why(row),
        owner=row.unit_name or row.giver_name or "",
        owner_path=path,
        person_id=row.person_id,
        of_people=False,
    )


def _to_verify(row: Assignment, path: str) -> Due:
    return Due(
        kind="work_to_verify",
        what=_("Xác nhận việc đã báo xong: {what}").format(what=row.what),
        about=row.person.full_name if row.person else getattr(row, "unit_name", "") or "",
        due_on=(row.done_on or row.due_on) + TO_VERIFY,
        url=row.get_absolute_url(),
        button=_("Xác nhận"),
        why=_why(row),
        owner=getattr(row, "giver_name", "") or "",
        owner_path=path,
        of_people=False,
    )


def _why(row: Assignment) -> str:
    given = _("Giao ngày {day}").format(day=format_date(row.given_on))
    return f"{given}, {row.origin}" if row.origin else given
