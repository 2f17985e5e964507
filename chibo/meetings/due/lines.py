"""Gaps, turnouts and minutes in words."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.base.addresses import page_of
from chibo.base.due import Due, Tally
from chibo.base.text import format_date
from chibo.meetings.due.cells import Gap, LowTurnout
from chibo.meetings.due.minutes import Waiting
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import source_line


def gap_line(gap: Gap, *, records: bool) -> Due:
    """`records`: the reader records meetings there; who does not is led to those held."""
    return Due(
        kind=gap.kind,
        what=gap.what,
        about=gap.cell.name,
        due_on=gap.due_on,
        url=page_of("meetings:new" if records else "meetings:list", gap.cell.pk),
        button=_("Ghi sinh hoạt") if records else _("Xem sinh hoạt"),
        why=source_line(gap.rule),
        rule=gap.rule.code,
        owner=gap.cell.name,
        owner_path=gap.cell.path,
        of_people=False,
    )


def turnout_line(one: LowTurnout) -> Due:
    """No rule says by when; it stands until the next regular meeting."""
    came, base = one.meeting.came or 0, one.meeting.base or 0
    counted = _("{came}/{base} có mặt ngày {day}").format(
        came=came, base=base, day=format_date(one.meeting.held_on)
    )
    return Due(
        kind="turnout_low",
        what=_("Bàn cách nâng tỷ lệ đảng viên dự sinh hoạt"),
        about=f"{one.cell.name}, {counted}",
        due_on=None,
        url=page_of("meetings:page", one.meeting.pk),
        button=_("Xem buổi họp"),
        why=source_line(one.rule),
        rule=one.rule.code,
        owner=one.cell.name,
        owner_path=one.cell.path,
        of_people=False,
    )


def minutes_line(one: Waiting, branch: Branch, *, records: bool) -> Due:
    page, button = _step(one, records=records)
    return Due(
        kind=one.kind,
        what=one.what,
        about=f"{one.name}, {format_date(one.meeting.held_on)}",
        due_on=one.due_on,
        url=page_of(page, one.meeting.pk),
        button=button,
        why=_why(one),
        rule=one.rule_code,
        owner=_committee(branch, one.owner_path) if one.is_for_approval else one.name,
        owner_path=one.owner_path,
        of_people=False,
    )


def _step(one: Waiting, *, records: bool) -> tuple[str, str]:
    if one.is_for_approval:
        return "meetings:page", _("Xem và duyệt")
    return ("meetings:check", _("Ghi tiếp")) if records else ("meetings:page", _("Xem buổi họp"))


def _committee(branch: Branch, path: str) -> str:
    above = (one for one in (branch, *reversed(branch.ancestors)) if one.path == path)
    return next((one.short_name for one in above), branch.short_name)


def _why(one: Waiting) -> str:
    if one.meeting.said:
        return one.meeting.said
    if one.meeting.handed_in_on:
        return _("Nộp ngày {day}").format(day=format_date(one.meeting.handed_in_on))
    return _("Họp ngày {day}").format(day=format_date(one.meeting.held_on))


def tally_of(unit: int, alike: tuple[str, str, date | None, str, str], count: int) -> Tally:
    kind, what, due_on, why, code = alike
    return Tally(kind, what, unit, count, due_on, why or _("Sổ sinh hoạt"), code, of_people=False)
