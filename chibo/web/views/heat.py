"""The small heat-map of home: the last months of the cells. A cell's name opens its year with every meeting; of
the months only those open by themselves that something is to be done about, lest a hundred links stand between
the keyboard and the rest of the page."""

from typing import Any

from django.utils.translation import gettext as _

from chibo.base.addresses import page_of
from chibo.meetings.queries.heat import Mark
from chibo.meetings.queries.recent import Recent
from chibo.organisations.queries.tree import Branch
from chibo.web.queries.heat import Recorded, recorded


def heat_part(of: Branch) -> dict[str, Any]:
    """Of the branch on its day; nothing where no cell has recorded a meeting."""
    found = recorded(of)
    if found is None:
        return {}
    first, last = found.months[0], found.months[-1]
    span = _("từ tháng {first} đến tháng {last}").format(
        first=f"{first.month}/{first.year}", last=f"{last.month}/{last.year}"
    )
    kinds = {mark.kind for row in found.rows for mark in row.marks}
    return {
        "heat": {
            "caption": _("Sinh hoạt thường kỳ {span}").format(span=span),
            "months": [
                {"label": f"T{month.month}", "current": month == last} for month in found.months
            ],
            "rows": [_line(row) for row in found.rows],
            "kinds": kinds,
            "told": found,
            "sentence": "" if found.is_whole else _besides(found),
            "url": page_of("meetings:list", of.pk),
        }
    }


def _besides(found: Recorded) -> str:
    """What a picture of some cells leaves out."""
    if not found.missing:
        said = _("Không chi bộ nào bỏ tháng nào.")
    elif found.missing > len(found.rows):
        said = _("{shown} chi bộ bỏ nhiều tháng nhất, trong {n} chi bộ có tháng không họp.").format(
            shown=len(found.rows), n=found.missing
        )
    else:
        said = _("{n} trên {all} chi bộ có tháng không họp.").format(
            n=found.missing, all=found.cells
        )
    rest = _("Không bỏ tháng nào: {n} chi bộ").format(n=found.without_gap)
    rest += _("; chưa có số liệu: {n}.").format(n=found.unknown) if found.unknown else "."
    return f"{said} {rest}"


def _line(row: Recent) -> dict[str, Any]:
    own = page_of("meetings:list", row.cell)
    return {
        "label": row.name,
        "url": own,
        "cells": [_cell(mark, own) for mark in row.marks],
        "done": f"{len(row.held)}/{row.asked}" if row.asked else "",
        "behind": bool(row.missed),
    }


def _cell(mark: Mark, own: str) -> dict[str, str]:
    """In few words: row and column say whose and when."""
    held = mark.held
    if held is None:
        said = {"e": _("chưa đến"), "x": _("không ghi buổi nào")}
        shown, url = ("✕", own) if mark.kind == "x" else ("", "")
        word = said.get(mark.kind, _("chưa có số liệu"))
        return {"kind": mark.kind, "shown": shown, "url": url, "label": f" {word}"}
    share = "" if mark.percent is None else f"{mark.percent}"
    open_work = {"s": _("%, chờ duyệt"), "p": _(" chưa nộp biên bản")}
    asked = mark.kind in open_work
    return {
        "kind": mark.kind,
        "shown": "!" if mark.kind == "p" else share,
        "url": page_of("meetings:page", held.pk) if asked else "",
        "label": open_work.get(mark.kind, ""),
    }
