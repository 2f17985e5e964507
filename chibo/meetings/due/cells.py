"""What cells have not done: a month without a regular meeting, a quarter without a theme, few who came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from chibo.meetings.due.reading import TURNOUT_SINCE, CellSeen, MeetingSeen, window
from chibo.rulebook.queries import NoRuleOnDay, Rule, add_months, rule

# Ours, not rules of the Party: how early the end of a month and of a quarter is spoken of, how many months
# and days a gap is spoken of afterwards.
MONTH_NOTICE = timedelta(days=10)
QUARTER_NOTICE = timedelta(days=45)
MONTHS_BACK = 3
QUARTER_AFTER = timedelta(days=30)

EVERY_MONTH = "meetings.cell_every_months"
EVERY_QUARTER = "meetings.thematic_per_quarter"
TARGET = "meetings.attendance_target"


@dataclass(frozen=True)
class Gap:
    """Something a cell should have held by `due_on`; `what` names it, `rule` says where from."""

    kind: str
    what: str
    due_on: date
    cell: CellSeen
    rule: Rule

    @property
    def owner_path(self) -> str:
        return self.cell.path

    @property
    def alike(self) -> tuple[str, str, date | None, str, str]:
        return (self.kind, self.what, self.due_on, self.rule.document, self.rule.code)


@dataclass(frozen=True)
class LowTurnout:
    """The last regular meeting of a cell, when not more came than the rule asks for."""

    cell: CellSeen
    meeting: MeetingSeen
    rule: Rule


def gaps_of(cells: Sequence[CellSeen], meetings: Sequence[MeetingSeen], on: date) -> Iterator[Gap]:
    """A cell is asked about from the first regular meeting it recorded on: before, nothing is known of it."""
    held: dict[int, list[MeetingSeen]] = {}
    for one in meetings:
        held.setdefault(one.cell, []).append(one)
    for cell in cells:
        rows = [one for one in held.get(cell.pk, ()) if one.held_on >= window(on)]
        begun = _begun(cell, rows)
        if begun is not None:
            yield from _months_missed(cell, rows, max(begun, cell.founded_on), on)
            yield from _quarters_missed(cell, rows, max(begun, cell.founded_on), on)


def _begun(cell: CellSeen, rows: Sequence[MeetingSeen]) -> date | None:
    if cell.kept_before:
        return date.min
    return min((one.held_on for one in rows if one.kind == "regular"), default=None)


def _months_missed(
    cell: CellSeen, rows: Sequence[MeetingSeen], begun: date, on: date
) -> Iterator[Gap]:
    months = {one.held_on.replace(day=1) for one in rows if one.kind == "regular"}
    for back in range(MONTHS_BACK, -1, -1):
        first = add_months(on.replace(day=1), -back)
        last = add_months(first, 1) - timedelta(days=1)
        if first not in months and begun <= first and on >= last - MONTH_NOTICE:
            what = _("Ghi sinh hoạt thường kỳ tháng {month}/{year}").format(
                month=first.month, year=first.year
            )
            yield Gap("meeting_missing", what, last, cell, rule(EVERY_MONTH, last))


def _quarters_missed(
    cell: CellSeen, rows: Sequence[MeetingSeen], begun: date, on: date
) -> Iterator[Gap]:
    for first in (window(on), add_months(window(on), 3)):
        last = add_months(first, 3) - timedelta(days=1)
        spoken_of = last - QUARTER_NOTICE <= on <= last + QUARTER_AFTER
        themes = [one for one in rows if one.is_thematic and first <= one.held_on <= last]
        asked = in_force(EVERY_QUARTER, last)
        if asked and spoken_of and begun <= first and len(themes) < asked.value:
            number = ("I", "II", "III", "IV")[first.month // 3]
            what = _("Sinh hoạt chuyên đề quý {quarter}/{year}").format(
                quarter=number, year=first.year
            )
            yield Gap("theme_missing", what, last, cell, asked)


def low_turnouts(
    cells: Sequence[CellSeen], meetings: Sequence[MeetingSeen], on: date
) -> Iterator[LowTurnout]:
    last = {one.cell: one for one in meetings if one.kind == "regular" and one.state != "draft"}
    for cell in cells:
        one = last.get(cell.pk)
        if one is None or not one.base or one.held_on < on - TURNOUT_SINCE:
            continue
        target = in_force(TARGET, one.held_on)
        if target and 100 * (one.came or 0) <= target.percent * one.base:
            yield LowTurnout(cell, one, target)


def in_force(code: str, on: date) -> Rule | None:
    try:
        return rule(code, on)
    except NoRuleOnDay:
        return None
