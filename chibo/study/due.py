"""What is due of study: who has not come, papers not handed in, registrations missing; a line a cell and study."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chibo.accounts.models import User
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.units import cells_tallied, is_at_work
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.tree import Branch, under_ever
from chibo.study.models import Learner
from chibo.study.queries.following import committed_for_theme
from chibo.study.queries.studies import (
    MUST,
    came_by,
    learners_read,
    not_cancelled,
)

# How early a day is spoken of, and how long what was missed is; ours, not rules of the Party.
NOTICE = timedelta(days=30)
KEPT = timedelta(days=365)

_ABOUT = (
    "study",
    "study__title",
    "study__theme_year",
    "study__closes_on",
    "study__harvest_due_on",
    "study__register_by",
    "cell",
)


@dataclass(frozen=True)
class _Missing:
    """`count` members of one cell have not done one thing a study asks for. `stands_at` and `unit` are the
    place and name of the cell on the day, "" where it stands no more."""

    kind: str
    study: int
    title: str
    year: int | None
    cell: int
    due_on: date
    count: int
    stands_at: str
    unit: str


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    if not is_at_work(branch):
        return []
    # A cell that stands no more has nobody to remind; its members stay on the page of the study.
    return [
        Ask(
            RowsOf(_by_name, user, branch, on),
            lambda found: [_line(one) for one in _missing(found, on) if one.stands_at],
        )
    ]


def _by_name(user: User, branch: Branch, on: date) -> Any:
    return _counted(_spoken_of(branch, on).filter(learners_read(user, on)), on)


def _by_cell(branch: Branch, on: date) -> Any:
    return _counted(_spoken_of(branch, on), on)


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    """The same by unit, kind and day: how many cells have something missing."""
    rows = RowsOf(_by_cell, branch, on)
    return [Ask(rows, lambda found: cells_tallied(_missing(found, on), branch, _what, _why))]


def _spoken_of(branch: Branch, on: date) -> Any:
    window = (on - KEPT, on + NOTICE)
    near = (
        Q(study__closes_on__range=window)
        | Q(study__harvest_due_on__range=window)
        | Q(study__register_by__range=window)
    )
    return Learner.objects.filter(
        MUST, near, under_ever(branch, "path"), not_cancelled(on, "study__")
    )


def _counted(rows: Any, on: date) -> Any:
    """Who moved away or left since is still on the list, and counts until they came."""
    # Few studies ask for it; nobody is looked up for the others.
    registers = Q(study__register_by__isnull=False)
    counts = {
        "unread": Count("pk", filter=~came_by(on)),
        "unharvested": Count("pk", filter=Q(harvest_on__isnull=True)),
        "unregistered": Count("pk", filter=registers & ~committed_for_theme(on)),
    }
    here = {"organisation": OuterRef("cell")}
    stands = {
        "stands_at": Subquery(Placement.objects.on(on).filter(**here).values("path")[:1]),
        "unit": Subquery(Profile.objects.on(on).filter(**here).values("short_name")[:1]),
    }
    return rows.order_by().values(*_ABOUT).annotate(**counts).annotate(**stands)


def _missing(rows: Iterable[Any], on: date) -> Iterator[_Missing]:
    for row in rows:
        asked = (
            ("study_unread", row.study__closes_on, row.unread),
            ("harvest_missing", row.study__harvest_due_on, row.unharvested),
            ("registration_missing", row.study__register_by, row.unregistered),
        )
        for kind, day, count in asked:
            if count and day is not None and on - KEPT <= day <= on + NOTICE:
                yield _Missing(
                    kind,
                    row.study,
                    row.study__title,
                    row.study__theme_year,
                    row.cell,
                    day,
                    count,
                    row.stands_at or "",
                    row.unit or "",
                )


def _line(one: _Missing) -> Due:
    if one.kind == "registration_missing":
        url = f"{reverse('study:year', args=[one.cell])}?nam={one.year}"
    else:
        listed = reverse("study:learners", args=[one.study])
        url = f"{listed}?nhom={_GROUPS[one.kind]}&chi-bo={one.cell}"
    return Due(
        kind=one.kind,
        what=_what(one.kind),
        about=_("{n} đảng viên").format(n=one.count),
        due_on=one.due_on,
        url=url,
        button=_("Xem danh sách"),
        why=f"{one.title} · {_why(one.due_on)}",
        owner=one.unit,
        owner_path=one.stands_at,
        count=one.count,
    )


_WHAT = {
    "study_unread": gettext_noop("Tổ chức học cho đảng viên chưa học"),
    "harvest_missing": gettext_noop("Thu bài thu hoạch còn thiếu"),
    "registration_missing": gettext_noop("Đôn đốc đăng ký làm theo Bác"),
}
_GROUPS = {"study_unread": "chua-hoc", "harvest_missing": "chua-nop"}


def _what(kind: str) -> str:
    return _(_WHAT[kind])


def _why(day: date) -> str:
    return _("Hạn của đợt học tập: {day}").format(day=format_date(day))
