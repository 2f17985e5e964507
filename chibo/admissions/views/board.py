"""Phát triển đảng, first tab: a column a stage, a card a person; higher up, numbers a unit."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.admissions.queries.board import LONG, followed, in_order, next_papers, stage_names
from chibo.admissions.queries.stages import ADMITTED, PREPARING
from chibo.admissions.views.pipeline import Pipeline
from chibo.base.figures import Scope, number_url
from chibo.organisations.figures import child_id
from chibo.organisations.queries.tree import children

CARDS = 8  # in a column; the list has them all


@require_safe
def board(request: HttpRequest, org: int) -> HttpResponse:
    page = Pipeline.asked(request, org)
    units = [] if page.of.is_cell else children(page.of)
    wide = not page.sees_names or any(not one.is_cell for one in units)
    context = page.frame("board")
    context |= _numbers(page, units) if wide else _cards(page)
    return render(request, "admissions/board.html", context | {"wide": wide})


def _cards(page: Pipeline) -> dict[str, Any]:
    rows = list(in_order(followed(page.of), "giai-doan", page.on).select_related("person"))
    shown: dict[str, list[Any]] = {}
    for row in rows:
        shown.setdefault(row.stage, []).append(row)
    first = [row for kept in shown.values() for row in kept[:CARDS]]
    wanted = next_papers(first)
    names = stage_names(page.on)
    columns = [
        _column(page, code, label, shown.get(code, []), wanted)
        for code, label in names.items()
        if code in shown or code in PREPARING
    ]
    groups = [
        (_("Đến khi kết nạp"), [one for one in columns if one["code"] not in ADMITTED]),
        (_("Từ kết nạp đến phát thẻ"), [one for one in columns if one["code"] in ADMITTED]),
    ]
    empty = [label for code, label in names.items() if code not in shown and code not in PREPARING]
    return {"groups": [one for one in groups if one[1]], "empty": empty, "count": len(rows)}


def _column(
    page: Pipeline, code: str, label: str, rows: list[Any], wanted: Mapping[int, str]
) -> dict[str, Any]:
    return {
        "code": code,
        "label": label,
        "count": len(rows),
        "url": page.url("candidates", **{"giai-doan": code}),
        "more": max(0, len(rows) - CARDS),
        "cards": [
            {
                "case": row,
                "days": (page.on - row.stage_since).days,
                "late": page.on - row.stage_since > LONG and code not in ADMITTED,
                "next": _first_step(code) or wanted.get(row.pk, ""),
            }
            for row in rows[:CARDS]
        ],
    }


def _first_step(stage: str) -> str:
    return {
        "watched": _("Phân công người giúp đỡ"),
        "guided": _("Cử học lớp nhận thức"),
    }.get(stage, "")


def _numbers(page: Pipeline, units: list[Any]) -> dict[str, Any]:
    """How many stand at which stage, a line a unit, each number a link to its page."""
    counts: dict[tuple[int, str], int] = {}
    for path, stage in followed(page.of).order_by().values_list("path", "stage"):
        for key in {child_id(path, page.of), page.of.pk}:
            counts[key, stage] = counts.get((key, stage), 0) + 1
    met = {stage for _key, stage in counts}
    names = {code: label for code, label in stage_names(page.on).items() if code in met}
    return {
        "stages": list(names.values()),
        "count": sum(n for (key, _stage), n in counts.items() if key == page.of.pk),
        "lines": [_line(page, one, names, counts) for one in units],
        "whole": _line(page, page.of, names, counts),
    }


def _line(
    page: Pipeline, unit: Any, names: Mapping[str, str], counts: Mapping[tuple[int, str], int]
) -> dict[str, Any]:
    cells = [
        {
            "value": counts.get((unit.pk, code), 0),
            "url": number_url("admission_candidates", Scope(unit, page.on, key=code)),
        }
        for code in names
    ]
    return {
        "name": unit.short_name,
        "url": Pipeline(page.request, page.user, unit, page.day).url("board"),
        "cells": cells,
        "sum": sum(cell["value"] for cell in cells),
    }
