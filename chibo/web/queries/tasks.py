"""“Việc cần làm”: what every app says is due, banded by day."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import takewhile
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asking import Ask, answered
from chibo.base.due import Due, Tally
from chibo.base.text import format_date
from chibo.members.due import is_at_work
from chibo.members.due.units import grassroots_known
from chibo.members.queries.reach import own_files
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.web.queries.folding import lines_of

WEEK, MONTH = 7, 30
_BEFORE_A_NUMBER = ("tháng", "quý", "năm")
LATE, SOON, LATER, UNDATED, FAR = "qua-han", "tuan-nay", "trong-thang", "chua-co-han", "xa"
BANDS = (LATE, SOON, LATER, UNDATED, FAR)

DueRoom = Callable[[User, Branch, date], list[Due]]
AskRoom = Callable[[User, Branch, date], list[Ask[Due]]]
TallyAskRoom = Callable[[Branch, date], list[Ask[Tally]]]


@cache
def _rooms(function: str) -> tuple[Callable[..., list[Any]], ...]:
    """That function of the `due` room of every installed app that has one: who joins needs no line here."""
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("chibo.")]
    names.remove("chibo.base")  # its `due` is the value they all return
    rooms = [import_module(f"{name}.due") for name in names if find_spec(f"{name}.due")]
    return tuple(getattr(room, function) for room in rooms if hasattr(room, function))


def due_rooms() -> tuple[DueRoom, ...]:
    return _rooms("due")


def ask_rooms() -> tuple[AskRoom, ...]:
    return _rooms("asks")


def tally_ask_rooms() -> tuple[TallyAskRoom, ...]:
    return _rooms("tally_asks")


def all_due(user: User, branch: Branch, on: date) -> list[Due]:
    """By name where the user reads names and the branch is at work; else people counted by unit."""
    own_files(user)  # known to all rooms: what is put together for the user depends on it
    counted = may_be_counted(user, branch)
    asked: list[Ask[Any]] = [ask for room in ask_rooms() for ask in room(user, branch, on)]
    if counted:
        asked += grassroots_known(branch)
        asked += [ask for room in tally_ask_rooms() for ask in room(branch, on)]
    told = answered(asked)
    found = [line for line in told if isinstance(line, Due)]
    found += [line for room in due_rooms() for line in room(user, branch, on)]
    if counted:
        found += lines_of([one for one in told if isinstance(one, Tally)], branch, on)
    return sorted(found, key=lambda line: line.order)


def may_be_counted(user: User, branch: Branch) -> bool:
    """Whether people are shown as counts: to whom reads totals, or above the grassroots. Not for
    the whole country at once: its list would be that of thirty-four provinces."""
    if branch.parent_id is None and not is_at_work(branch):
        return False
    if not has_power(user, Power.SEE_FIGURES, branch.path):
        return False
    return not is_at_work(branch) or not has_power(user, Power.SEE_NAMES, branch.path)


def mine(lines: Sequence[Due], path: str, persons: Collection[int] = ()) -> list[Due]:
    """Those of the organisation one works in, and those given to oneself; not what another member
    was given by name."""
    return [
        line
        for line in lines
        if (line.person_id in persons if line.person_id else line.owner_path == path)
    ]


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
    why_url: str = ""


def as_task(line: Due, on: date) -> Task:
    band = band_of(line, on)
    return Task(
        f"{line.what}: {line.about}" if line.about else line.what,
        line.url,
        line.owner,
        line.why,
        {LATE: "bad", SOON: "warn"}.get(band, ""),
        days_word(line.days_left(on)),
        line.deadline,
        line.owner,
        "",
        line.button,
        line.url,
        rule_url(line.rule),
    )


def rule_url(code: str) -> str:
    """The entry in “Quy định đang áp dụng”; nothing for a line that cites a record."""
    topic = code.partition(".")[0]
    return f"{reverse('web:rules')}?chu-de={topic}#{code}" if topic else ""


def days_word(left: int | None) -> str:
    if left is None:
        return _("Chưa có hạn")
    if left < 0:
        return _("Quá {n} ngày").format(n=-left)
    return _("Hôm nay") if left == 0 else _("Còn {n} ngày").format(n=left)


def banded(lines: Sequence[Due], on: date) -> dict[str, list[Due]]:
    bands: dict[str, list[Due]] = {name: [] for name in BANDS}
    for line in lines:
        bands[band_of(line, on)].append(line)
    return bands


def tasks_in(lines: Sequence[Due]) -> int:
    return sum(line.tasks for line in lines)


def headline(bands: dict[str, list[Due]]) -> str:
    """The sentence at the top of the page instead of a greeting."""
    late, soon = tasks_in(bands[LATE]), tasks_in(bands[SOON])
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
        what=line.plainly[:1].lower() + line.plainly[1:],
        day=format_date(line.deadline) if line.deadline else "",
    )


def kinds_named(lines: Sequence[Due]) -> dict[str, str]:
    """By code of a kind, in the order met, what its lines are called: of several that differ by a month or a
    paper, the words they begin with."""
    said: dict[str, dict[str, None]] = {}
    for line in lines:
        said.setdefault(line.kind, {})[line.plainly] = None
    return {kind: _in_common(list(words)) for kind, words in said.items()}


def _in_common(said: Sequence[str]) -> str:
    side_by_side = zip(*(one.split() for one in said), strict=False)
    alike = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, side_by_side)]
    while alike and len(said) > 1 and alike[-1] in _BEFORE_A_NUMBER:
        alike.pop()
    return " ".join(alike) or said[0]


def digest(lines: Sequence[Due]) -> str:
    """What a closed band holds, in a line."""
    kinds: dict[str, int] = {}
    for line in lines:
        kinds[line.plainly] = kinds.get(line.plainly, 0) + line.tasks
    return " · ".join(
        (what[:1].lower() + what[1:]) + (f" ({n})" if n > 1 else "")
        for what, n in list(kinds.items())[:4]
    )
