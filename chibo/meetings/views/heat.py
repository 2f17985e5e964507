"""The year of a committee's cells: the heat-map, the table under it from the same rows, and the comparison of
the time before a day with the time after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.base.text import format_percent
from chibo.meetings.queries.heat import MONTHS, GroupRow, Mark, Row, Sums, year_of
from chibo.meetings.queries.units import MOST_CELLS, cells_by_commune, cells_by_type, communes_of
from chibo.meetings.rules import share_words
from chibo.organisations.queries.tree import Branch, as_branch, cells_in, itself_on

PAGE_LENGTH = 50


@dataclass(frozen=True)
class Year:
    """What the page is asked about: meetings the user may read, of a branch, in a year. Without `named` the
    answer is counts of groups alone, and opens no cell."""

    rows: Any
    of: Branch
    year: int
    query: Mapping[str, str]
    named: bool = True

    @property
    def today(self) -> date:
        return self.of.on

    @property
    def on(self) -> date:
        """The tree of the close of the year, or of today in this one."""
        return min(self.today, date(self.year, 12, 31))

    def url(self, key: int, **more: str) -> str:
        asked = "".join(f"&{name}={value}" for name, value in more.items())
        return f"{reverse('meetings:list', args=[key])}?nam={self.year}{asked}"


def heat(request: HttpRequest, asked: Year) -> dict[str, Any]:
    """Context of the heat-map: cell by cell up to forty of them; more by kind, above the grassroots by unit."""
    then = itself_on(asked.of, asked.on)
    if then is None:
        return {"heat": [], "months": []}
    page_number = request.GET.get("trang-chi-bo")
    communes = Paginator(communes_of(then), PAGE_LENGTH)
    if communes.count:
        page = communes.get_page(page_number)
        return _of_groups(asked, _communes(asked, then, page), page)
    if not asked.named:
        return _of_groups(asked, _types(asked, then), None)
    kind = asked.query.get("loai", "")
    cells: Any = cells_in(then)
    cells = cells.filter(profile__base_type=kind) if kind else list(cells[: MOST_CELLS + 1])
    if not kind and len(cells) > MOST_CELLS:
        return _of_groups(asked, _types(asked, then), None)
    page = Paginator(cells, PAGE_LENGTH).get_page(page_number)
    found = year_of(
        asked.rows, [as_branch(one, asked.on) for one in page.object_list], asked.year, asked.today
    )
    return _frame(asked, page) | {
        "heat": [_line(row, asked) for row in found],
        "table": [_told(row, asked) for row in found],
        "whole": asked.url(asked.of.pk) if kind else "",
        "is_empty": not any(row.held for row in found),
    }


def _communes(asked: Year, then: Branch, page: Page[Any]) -> list[GroupRow]:
    shown = [as_branch(one, asked.on) for one in page.object_list]
    cells = cells_by_commune(then, shown)
    rows = _by_cell(asked, [cell for some in cells.values() for cell in some])
    return [
        GroupRow(asked.url(one.pk), one.short_name, [rows[cell.pk] for cell in cells[one.pk]])
        for one in shown
    ]


def _types(asked: Year, then: Branch) -> list[GroupRow]:
    """The worst first."""
    cells = cells_by_type(then)
    rows = _by_cell(asked, [cell for some in cells.values() for cell in some])
    groups = [
        GroupRow(
            asked.url(asked.of.pk, loai=code) if asked.named else "",
            name,
            [rows[cell.pk] for cell in some],
        )
        for (code, name), some in cells.items()
    ]
    return sorted(groups, key=lambda group: group.without_gap / (group.known or 1))


def _by_cell(asked: Year, cells: Sequence[Branch]) -> dict[int, Row]:
    found = year_of(asked.rows, cells, asked.year, asked.today, turnout=False)
    return {row.of.pk: row for row in found}


def _of_groups(asked: Year, groups: Sequence[GroupRow], page: Page[Any] | None) -> dict[str, Any]:
    return _frame(asked, page) | {
        "heat": [_group_line(group) for group in groups],
        "groups": groups,
        "is_empty": not any(row.held for group in groups for row in group.rows),
    }


def _frame(asked: Year, page: Page[Any] | None) -> dict[str, Any]:
    now = (asked.today.year, asked.today.month)
    kind = asked.query.get("loai", "")
    return {
        "cells_page": page,
        "here": asked.url(asked.of.pk) + (f"&loai={kind}" if kind else ""),
        "months": [
            {"label": str(month), "current": (asked.year, month) == now} for month in MONTHS
        ],
    }


def _line(row: Row, asked: Year) -> dict[str, Any]:
    return {
        "label": row.of.short_name,
        "url": asked.url(row.of.pk),
        "cells": [_cell(mark, row, asked) for mark in row.marks],
        "done": f"{len(row.held)}/{row.asked}" if row.asked else "",
        "behind": bool(row.missed),
    }


def _cell(mark: Mark, row: Row, asked: Year) -> dict[str, Any]:
    when = _("tháng {month}").format(month=mark.month)
    if mark.held is None:
        words = {
            "e": _("chưa đến"),
            "n": _("chưa có số liệu"),
            "x": _("không ghi buổi nào"),
        }
        shown = "✕" if mark.kind == "x" else ""
        url = asked.url(row.of.pk) if mark.kind == "x" else ""
        said = f" {when}: {words[mark.kind]}"
        return {"kind": mark.kind, "shown": shown, "label": said, "url": url}
    held, late = mark.held, mark.held.is_late(asked.today)
    counted = _("{present}/{base} có mặt").format(present=held.present, base=held.base)
    said = {
        "s": _("biên bản chờ duyệt"),
        "p": _("biên bản chưa nộp"),
    }.get(mark.kind, _("biên bản đã duyệt"))
    late_word = _(", quá hạn nộp") if late else ""
    return {
        "kind": f"{mark.kind} late" if late else mark.kind,
        "shown": "!" if mark.kind == "p" else f"{mark.percent}" if mark.percent is not None else "",
        "url": reverse("meetings:page", args=[held.pk]),
        "label": f" {when}: {counted}, {said}{late_word}",
    }


def _told(row: Row, asked: Year) -> dict[str, Any]:
    """The same row in numbers."""
    return {
        "label": row.of.short_name,
        "url": asked.url(row.of.pk),
        "held": f"{len(row.held)}/{row.asked}" if row.asked else _("chưa có số liệu"),
        "missed": ", ".join(str(month) for month in row.missed),
        "in_a_row": row.in_a_row if row.asked else "",
        "turnout": share_words(row.present, row.base),
        "on_time": f"{row.on_time}/{len(row.held)}" if row.held else "",
        "approved": f"{row.approved}/{len(row.held)}" if row.held else "",
    }


def _group_line(group: GroupRow) -> dict[str, Any]:
    counted = ngettext("{n} chi bộ", "{n} chi bộ", group.cells).format(n=group.cells)
    return {
        "label": group.name,
        "url": group.key,
        "size": counted,
        "cells": [_sum(one, group) for one in group.sums],
        "done": f"{group.without_gap}/{group.known}" if group.known else "",
        "behind": group.without_gap < group.known,
    }


def _sum(one: Sums, group: GroupRow) -> dict[str, Any]:
    when = _("tháng {month}").format(month=one.month)
    if not one.asked:
        word = _("chưa đến") if one.kind == "e" else _("chưa có số liệu")
        return {"kind": one.kind, "shown": "", "label": f" {when}: {word}"}
    share = format_percent(100 * one.met / one.asked)
    said = _("{met}/{asked} chi bộ đã họp ({share})").format(
        met=one.met, asked=one.asked, share=share
    )
    return {
        "kind": one.kind,
        "shown": f"{one.met}/{one.asked}",
        "label": f" {when}: {said}",
        "url": group.key,
    }
