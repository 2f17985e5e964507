"""What is due of study: who has not come, papers not handed in, registrations missing; a line a cell and study."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chibo.accounts.models import User
from chibo.base.addresses import page_of
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
    learners_read,
    not_cancelled,
    not_come_by,
)

# How early a day is spoken of, and how long what was missed is; ours, not rules of the Party.
NOTICE = timedelta(days=30)
KEPT = timedelta(days=365)


def _no_harvest(_on: date) -> Q:
    return Q(harvest_on__isnull=True)


def _not_registered(on: date) -> Q:
    """The year repeated on the list keeps years long past from being read."""
    near = Q(theme_year__range=((on - KEPT).year - 1, (on + NOTICE).year + 1))
    return near & ~committed_for_theme(on)


# By kind, the day of the study and who still has not done it.
_ASKED: dict[str, tuple[str, Callable[[date], Q]]] = {
    "study_unread": ("closes_on", not_come_by),
    "harvest_missing": ("harvest_due_on", _no_harvest),
    "registration_missing": ("register_by", _not_registered),
}


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

    def asked(kind: str) -> Ask[Due]:
        rows = RowsOf(_by_name, kind, user, branch, on)
        return Ask(rows, lambda found: list(_lines(kind, found)))

    return [asked(kind) for kind in _ASKED]


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    """The same by unit, kind and day: how many cells have something missing."""

    def asked(kind: str) -> Ask[Tally]:
        return Ask(
            RowsOf(_by_cell, kind, branch, on),
            lambda found: cells_tallied(_missing(kind, found), branch, _what, _why),
        )

    return [asked(kind) for kind in _ASKED]


def _by_name(kind: str, user: User, branch: Branch, on: date) -> Any:
    return _counted(_spoken_of(kind, branch, on).filter(learners_read(user, on)), kind, on)


def _by_cell(kind: str, branch: Branch, on: date) -> Any:
    return _counted(_spoken_of(kind, branch, on), kind, on)


def _spoken_of(kind: str, branch: Branch, on: date) -> Any:
    """Who moved away or left since is still on the list, and counts until they came."""
    day, still = _ASKED[kind]
    near = Q(**{f"study__{day}__range": (on - KEPT, on + NOTICE)})
    return Learner.objects.filter(
        MUST, near, still(on), under_ever(branch, "path"), not_cancelled(on, "study__")
    )


def _counted(rows: Any, kind: str, on: date) -> Any:
    """How many by study and cell, with where the cell stands and what it is called."""
    here = {"organisation": OuterRef("cell")}
    stands = {
        "stands_at": Subquery(Placement.objects.on(on).filter(**here).values("path")[:1]),
        "unit": Subquery(Profile.objects.on(on).filter(**here).values("short_name")[:1]),
    }
    day = F(f"study__{_ASKED[kind][0]}")
    about = rows.order_by().values("study", "study__title", "study__theme_year", "cell", day=day)
    return about.annotate(n=Count("pk")).annotate(**stands)


def _missing(kind: str, rows: Iterable[Any]) -> Iterator[_Missing]:
    for row in rows:
        yield _Missing(
            kind,
            row.study,
            row.study__title,
            row.study__theme_year,
            row.cell,
            row.day,
            row.n,
            row.stands_at or "",
            row.unit or "",
        )


def _lines(kind: str, found: Iterable[Any]) -> Iterator[Due]:
    """Hundreds in a commune, most of them alike in words. A cell that stands no more has nobody to remind; its
    members stay on the page of the study."""
    what, counted, button = _what(kind), _("{n} đảng viên"), _("Xem danh sách")
    why = cache(_why)
    for one in _missing(kind, found):
        if one.stands_at:
            yield Due(
                kind=kind,
                what=what,
                about=counted.format(n=one.count),
                due_on=one.due_on,
                url=_page(one),
                button=button,
                why=f"{one.title} · {why(one.due_on)}",
                owner=one.unit,
                owner_path=one.stands_at,
                count=one.count,
            )


def _page(one: _Missing) -> str:
    if one.kind == "registration_missing":
        return f"{page_of('study:year', one.cell)}?nam={one.year}"
    listed = page_of("study:learners", one.study)
    return f"{listed}?nhom={_GROUPS[one.kind]}&chi-bo={one.cell}"


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
