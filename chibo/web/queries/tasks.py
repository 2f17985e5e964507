"""“Việc cần làm”: what every app says is due, banded by day."""

from calendar import Calendar, monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.due import Due
from chibo.base.text import format_date
from chibo.organisations.queries.tree import Branch

WEEK, MONTH = 7, 30
LATE, SOON, LATER, UNDATED, FAR = "qua-han", "tuan-nay", "trong-thang", "chua-co-han", "xa"

DueRoom = Callable[[User, Branch, date], list[Due]]


@cache
def due_rooms() -> tuple[DueRoom, ...]:
    """The `due` function of every installed app that has one."""
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("chibo.")]
    names.remove("chibo.base")  # its `due` is the value they all return
    return tuple(import_module(f"{name}.due").due for name in names if find_spec(f"{name}.due"))


def all_due(user: User, branch: Branch, on: date) -> list[Due]:
    found = [line for room in due_rooms() for line in room(user, branch, on)]
    return sorted(found, key=lambda line: line.order)


def band_of(line: Due, on: date) -> str:
    left = line.days_left(on)
    if left is None:
        return UNDATED
    if left < 0:
        return LATE
    return SOON if left <= WEEK else LATER if left <= MONTH else FAR


@dataclass(frozen=True)
class Task:
    """A line as the page draws it (see docs/design.md, `c-task`)."""

    title: str
    url: str
    where: str
    why: str
    tone: str
    due_word: str
    due_on: date | None
    owner: str
    owner_initials: str
    button: str
    button_url: str


def as_task(line: Due, on: date) -> Task:
    band = band_of(line, on)
    return Task(
        line.what,
        line.url,
        line.owner,
        " · ".join(filter(None, (line.about, line.why))),
        {LATE: "bad", SOON: "warn"}.get(band, ""),
        days_word(line.days_left(on)),
        line.deadline,
        line.owner,
        "",
        line.button,
        line.url,
    )


def days_word(left: int | None) -> str:
    if left is None:
        return _("Chưa có hạn")
    if left < 0:
        return _("Quá {n} ngày").format(n=-left)
    return _("Hôm nay") if left == 0 else _("Còn {n} ngày").format(n=left)


def banded(lines: Sequence[Due], on: date) -> dict[str, list[Due]]:
    bands: dict[str, list[Due]] = {name: [] for name in (LATE, SOON, LATER, UNDATED, FAR)}
    for line in lines:
        bands[band_of(line, on)].append(line)
    return bands


def headline(bands: dict[str, list[Due]]) -> str:
    """The sentence at the top of the page instead of a greeting."""
    late, soon = len(bands[LATE]), len(bands[SOON])
    if late and soon:
        return _("{late} việc quá hạn, {soon} việc đến hạn tuần này").format(late=late, soon=soon)
    if late:
        return _("{late} việc quá hạn").format(late=late)
    return (
        _("{soon} việc đến hạn tuần này").format(soon=soon) if soon else _("Không có việc đến hạn")
    )


def nearest(bands: dict[str, list[Due]]) -> str:
    """For an empty list: what comes next."""
    coming = [line for line in bands[LATER] + bands[FAR] if line.deadline]
    if not coming:
        return ""
    line = coming[0]
    return _("Việc gần nhất: {what}, {day}.").format(
        what=line.what[:1].lower() + line.what[1:],
        day=format_date(line.deadline) if line.deadline else "",
    )


def digest(lines: Sequence[Due]) -> str:
    """What a closed band holds, in a line."""
    kinds: dict[str, int] = {}
    for line in lines:
        kinds[line.what] = kinds.get(line.what, 0) + 1
    return " · ".join(
        (what[:1].lower() + what[1:]) + (f" ({n})" if n > 1 else "")
        for what, n in list(kinds.items())[:4]
    )


@dataclass(frozen=True)
class Month:
    title: str
    weeks: list[list[dict[str, Any]]]
    before: str
    after: str


_DOTS = {LATE: "bad", SOON: "warn"}
_MOST_DOTS = 3


def month(lines: Sequence[Due], first: date, on: date, url: str) -> Month:
    """The month that begins on `first`; a day with deadlines opens their list."""
    by_day: dict[date, list[Due]] = {}
    for line in lines:
        if line.deadline:
            by_day.setdefault(line.deadline, []).append(line)
    weeks = [
        [_day(day, first, by_day.get(day, []), on, url) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    last = first.replace(day=monthrange(first.year, first.month)[1])
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    title = _("Tháng {month}/{year}").format(month=first.month, year=first.year)
    return Month(title, weeks, f"{before:%Y-%m}", f"{after:%Y-%m}")


def _day(day: date, first: date, lines: list[Due], on: date, url: str) -> dict[str, Any]:
    if day.month != first.month:
        return {}
    shown: dict[str, Any] = {"day": day.day, "today": day == on}
    if lines:
        shown["url"] = f"{url}?han={day.isoformat()}"
        shown["dots"] = [_DOTS.get(band_of(line, on), "") for line in lines[:_MOST_DOTS]]
        shown["label"] = _("{n} việc đến hạn").format(n=len(lines))
    return shown
