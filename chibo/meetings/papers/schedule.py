"""The schedule of a cell's year, or of a month of all units of a committee, to be hung up."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Paper, Paragraph, Table
from chibo.base.text import format_date
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch

_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def schedule_paper(of: Branch, rows: Iterable[Any], summary: str) -> Paper:
    """`rows` are planned meetings in order, with `unit_name`; what was called off is left out."""
    head = letterhead(of)
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=timezone.localdate(),
        symbol="",
        kind=_("LỊCH HỌP"),
        summary=summary,
        blocks=_blocks(of, [row for row in rows if row.cancelled_on is None]),
    )


def _blocks(of: Branch, rows: list[Any]) -> list[Block]:
    if not rows:
        return [Paragraph(_("Chưa có buổi họp nào trong lịch."))]
    columns = [
        Column(_("Ngày"), 2.3),
        Column(_("Giờ"), 1.7, "center"),
        *([] if of.is_cell else [Column(_("Đơn vị"), 3)]),
        Column(_("Nội dung"), 4.2),
        Column(_("Địa điểm"), 2.7),
        Column(_("Chủ trì"), 2.7),
    ]
    return [Table(columns, [_line(of, row) for row in rows])]


def _line(of: Branch, row: Any) -> list[str]:
    what = row.kind_label
    if row.theme:
        themed = _("{kind}: {theme}") if row.kind == "thematic" else _("{kind}, chuyên đề: {theme}")
        what = themed.format(kind=what, theme=row.theme)
    if row.planned_on != row.first_on:
        moved = _("{what} (dời từ {day})")
        what = moved.format(what=what, day=format_date(row.first_on))
    return [
        f"{_day(row.planned_on)}, {row.planned_on:%d/%m}",
        f"{row.starts_at:%H:%M}",
        *([] if of.is_cell else [row.unit_name or ""]),
        what,
        row.place,
        row.leader.full_name if row.leader else "",
    ]


def _day(on: date) -> str:
    return _DAYS[on.weekday()]
