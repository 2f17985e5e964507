"""What is due of work given: its day, and the word of whoever gave it once it is said to be done."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment
from chibo.assignments.queries.works import open_on, visible_to, with_unit_names, work_of
from chibo.base.due import Due
from chibo.base.text import format_date
from chibo.members.due import is_at_work
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch

# How early a day is spoken of, and how long the giver has to verify; ours, not rules of the Party.
NOTICE = timedelta(days=30)
TO_VERIFY = timedelta(days=7)


def due(user: User, branch: Branch, on: date) -> list[Due]:
    if not is_at_work(branch):
        return []
    works = visible_to(user, on) & work_of(branch)
    waiting = Q(done_on__lte=on, verified_on__isnull=True, cancelled_on__isnull=True)
    coming = open_on(on) & Q(due_on__lte=on + NOTICE)
    rows = list(
        with_unit_names(works.filter(coming | waiting), on).select_related("person").order_by("pk")
    )
    paths = _paths(rows, on)
    return [_due(row, paths.get(row.unit_id or row.giver_id, ""), on) for row in rows]


def _paths(rows: list[Any], on: date) -> dict[int, str]:
    keys = {row.unit_id or row.giver_id for row in rows} | {row.giver_id for row in rows}
    found = Placement.objects.on(on).filter(organisation__in=keys)
    return dict(found.values_list("organisation_id", "path"))


def _due(row: Any, path: str, on: date) -> Due:
    if row.done_on and row.done_on <= on:
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
