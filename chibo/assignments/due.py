"""What is due of work given: its day, and the word of whoever gave it once it is said to be done."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
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
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.units import is_at_work, units_by_path
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch

# How early a day is spoken of, and how long the giver has to verify; ours, not rules of the Party.
NOTICE = timedelta(days=30)
TO_VERIFY = timedelta(days=7)


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    if not is_at_work(branch):
        return []
    rows = RowsOf(_by_name, user, branch, on)
    return [Ask(rows, lambda found: [_due(row, on) for row in _as_they_were(found, on)])]


def _by_name(user: User, branch: Branch, on: date) -> Any:
    works = (visible_to(user, on) & work_of(branch)).filter(_spoken_of(on))
    return with_unit_names(works, on).values(
        *("pk", "what", "giver_id", "unit_id", "person_id", "person__full_name"),
        *("given_on", "due_on", "done_on", "origin", "giver_name", "unit_name"),
        giver_path=_path("giver", on),
        unit_path=_path("unit", on),
    )


def _as_they_were(found: list[Any], on: date) -> list[Any]:
    """Of a past day, with the places of those units where work has been handed on since."""
    now = {row.pk: (row.giver_id, row.unit_id) for row in found}
    rows = as_they_were(found, on)
    moved = [row for row in rows if now[row.pk] != (row.giver_id, row.unit_id)]
    paths = _paths({key for row in moved for key in (row.giver_id, row.unit_id) if key}, on)
    for row in moved:
        row.giver_path, row.unit_path = paths.get(row.giver_id), paths.get(row.unit_id)
    return rows


def _path(column: str, on: date) -> Subquery:
    standing = Placement.objects.on(on).filter(organisation=OuterRef(column))
    return Subquery(standing.values("path")[:1])


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    """The same without what was asked of whom, by unit, kind and day."""
    rows = RowsOf(_by_unit, branch, on)
    return [Ask(rows, lambda found: _tallied(_as_they_were(found, on), branch, on))]


def _by_unit(branch: Branch, on: date) -> Any:
    works = work_of(branch).filter(_spoken_of(on))
    columns = ("pk", "giver_id", "unit_id", "due_on", "done_on")
    return works.values(*columns, giver_path=_path("giver", on), unit_path=_path("unit", on))


def _tallied(rows: list[Any], branch: Branch, on: date) -> list[Tally]:
    owned = [(row, _owner_path(row, on)) for row in rows]
    here = [(row, path) for row, path in owned if path.startswith(branch.path)]
    units = units_by_path({path for _row, path in here}, branch) if here else {}
    counted = Counter((_is_done(row, on), units[path], _last_day(row, on)) for row, path in here)
    return [_tally(*alike, n) for alike, n in counted.items()]


def _tally(done: bool, unit: int, day: date, count: int) -> Tally:
    kind = "work_to_verify" if done else "work_due"
    what = _("Xác nhận việc đã báo xong") if done else _("Hoàn thành việc được giao")
    return Tally(kind, what, unit, count, day, _("Sổ giao việc"), of_people=False)


def _spoken_of(on: date) -> Q:
    waiting = Q(done_on__lte=on, verified_on__isnull=True, cancelled_on__isnull=True)
    return open_on(on) & Q(due_on__lte=on + NOTICE) | waiting


def _is_done(row: Any, on: date) -> bool:
    return row.done_on is not None and row.done_on <= on


def _owner_path(row: Any, on: date) -> str:
    """Where whoever's task it is stands, "" where they stand no more: who gave it, once it is said to be done."""
    theirs = row.giver_path if _is_done(row, on) or not row.unit_id else row.unit_path
    return theirs or ""


def _last_day(row: Any, on: date) -> date:
    return row.done_on + TO_VERIFY if row.done_on and row.done_on <= on else row.due_on


def _paths(keys: set[int], on: date) -> dict[int, str]:
    if not keys:
        return {}
    found = Placement.objects.on(on).filter(organisation__in=keys)
    return dict(found.values_list("organisation_id", "path"))


def _due(row: Any, on: date) -> Due:
    if _is_done(row, on):
        return _to_verify(row)
    return Due(
        kind="work_due",
        what=_("Hoàn thành việc được giao: {what}").format(what=row.what),
        about=row.person__full_name or row.unit_name or "",
        due_on=row.due_on,
        url=Assignment(pk=row.pk).get_absolute_url(),
        button=_("Báo tiến độ"),
        why=_why(row),
        owner=row.unit_name or row.giver_name or "",
        owner_path=(row.unit_path if row.unit_id else row.giver_path) or "",
        person_id=row.person_id,
        of_people=False,
    )


def _to_verify(row: Any) -> Due:
    return Due(
        kind="work_to_verify",
        what=_("Xác nhận việc đã báo xong: {what}").format(what=row.what),
        about=row.person__full_name or row.unit_name or "",
        due_on=row.done_on + TO_VERIFY,
        url=Assignment(pk=row.pk).get_absolute_url(),
        button=_("Xác nhận"),
        why=_why(row),
        owner=row.giver_name or "",
        owner_path=row.giver_path or "",
        of_people=False,
    )


def _why(row: Any) -> str:
    given = _("Giao ngày {day}").format(day=format_date(row.given_on))
    return f"{given}, {row.origin}" if row.origin else given
