"""Organisations, figures and the rows behind them."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.accounts.models import User
from chibo.api.actions import hand_over_list
from chibo.api.shapes.answers import Paged
from chibo.api.shapes.asked import (
    Day,
    Dimension,
    Name,
    Narrow,
    Page,
    PeriodCode,
    Size,
    TreeDay,
    Unit,
    UnitKey,
    Word,
)
from chibo.api.shapes.nouns import Choice, FigureRead, FigureTold, Organisation, RowTold, TokenTold
from chibo.api.views.door import Asked, Refused, asker
from chibo.api.views.fetching import day_of, label_of, paged, period_of, unit_of
from chibo.api.views.routing import reads
from chibo.base.asof import AsOf
from chibo.base.figures import (
    Figure,
    Group,
    Reading,
    Scope,
    UnknownFigure,
    all_figures,
    figure,
    narrowed,
    narrowed_reading,
    plain,
    read,
)
from chibo.organisations.listing import Cell, layout_of, may_list, readable
from chibo.organisations.models import Purpose
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.queries.reach import visible_to
from chibo.organisations.queries.succession import in_tree, last_tree_of


class RowsPage(Paged[RowTold]):
    columns: list[str]


@reads(
    "/token",
    TokenTold,
    "token",
    _("Khóa"),
    _("Khóa đang dùng"),
    _("Khóa làm thay ai, trong nhiệm vụ nào, được làm gì, đến ngày nào."),
)
def token(request: Asked) -> dict[str, Any]:
    shown = request.caller.token
    return {
        "name": shown.name,
        "holder": shown.user.full_name,
        "role": shown.duty.role,
        "organisation": shown.duty.organisation_id,
        "purposes": shown.purposes,
        "expires_on": shown.expires_on,
        "per_minute": settings.API_PER_MINUTE,
    }


@reads(
    "/organisations",
    Paged[Organisation],
    "organisations",
    _("Tổ chức"),
    _("Cây tổ chức tại một ngày"),
    _("Các tổ chức khóa được thấy số liệu, theo thứ tự của cây."),
)
def organisations(
    request: Asked, on: Day = None, page: Page = 1, size: Size = 50
) -> dict[str, Any]:
    found: QuerySet[Any] = visible_to(request.caller.user, day_of(on))
    rows = found.order_by("path", "pk")
    return paged(rows, page, size, lambda few: [_organisation(row) for row in few])


@reads(
    "/organisations/{org}",
    Organisation,
    "organisation",
    _("Tổ chức"),
    _("Một tổ chức tại một ngày"),
    _("Tên, loại và cấp trên của tổ chức vào ngày xem."),
)
def organisation(request: Asked, org: UnitKey, on: Day = None) -> dict[str, Any]:
    of = unit_of(request.caller.user, org, day_of(on))
    return _organisation(visible_to(request.caller.user, of.on).get(pk=of.pk))


def _organisation(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "code": row.code,
        "name": row.name,
        "short_name": row.short_name,
        "kind": row.kind,
        "kind_label": label_of("organisation_kinds", row.kind),
        "base_type": row.base_type,
        "parent": row.parent_id,
        "level": len(row.path) // SEGMENT,
        "founded_on": row.founded_on,
    }


@reads(
    "/figures",
    list[FigureTold],
    "figures",
    _("Số liệu"),
    _("Các số liệu có thể hỏi"),
    _("Mỗi số liệu với định nghĩa, đơn vị tính và các chiều chia được."),
)
def figures(request: Asked) -> list[dict[str, Any]]:
    asker(request, Purpose.FIGURES)
    return [_figure(one) for one in sorted(all_figures(), key=lambda one: one.id)]


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": str(one.label),
        "unit": str(one.unit),
        "definition": str(one.definition),
        "takes": one.takes,
        "keyed": one.keys is not None,
        "key_needed": one.key_needed,
        "dimensions": [
            {"id": name, "label": str(dimension.label)}
            for name, dimension in one.dimensions.items()
        ],
    }


@reads(
    "/figures/{name}/keys",
    list[Choice],
    "figure_keys",
    _("Số liệu"),
    _("Các khóa của một số liệu"),
    _("Giá trị của tham số key, như mã dân tộc hoặc năm, dùng được tại ngày xem."),
)
def figure_keys(request: Asked, name: Name, on: Day = None) -> list[dict[str, str]]:
    asker(request, Purpose.FIGURES)
    asked = _named(name)
    known = asked.keys(day_of(on)) if asked.keys else {}
    return [{"key": key, "label": str(label)} for key, label in known.items()]


@reads(
    "/figures/{name}",
    FigureRead,
    "figure",
    _("Số liệu"),
    _("Đọc một số liệu"),
    _(
        "Giá trị, đơn vị tính, mẫu số; chưa có số liệu thì value là null và reason nói vì sao. "
        "Số liệu của ngày hỏi bằng on (hoặc ngày cuối của period), số liệu của kỳ hỏi bằng period."
    ),
)
def read_figure(
    request: Asked,
    name: Name,
    *,
    org: Unit,
    on: Day = None,
    period: PeriodCode = None,
    key: Word = "",
    by: Dimension = "",
    where: Narrow = [],  # noqa: B006 (the address's own list, never written to)
    tree: TreeDay = None,
) -> dict[str, Any]:
    user, asked = asker(request, Purpose.FIGURES), _named(name)
    scope = _scope(user, asked, org, on, period, key, tree)
    rows, steps = narrowed(asked, scope, where)
    reading = narrowed_reading(read(asked, scope), rows, steps)
    groups = asked.dimension(by).groups(rows, scope) if by and reading.value is not None else None
    return _told(reading) | {"groups": None if groups is None else [_group(one) for one in groups]}


def _group(one: Group) -> dict[str, Any]:
    return {"key": one.key, "label": one.label, "value": plain(one.value)}


def _named(name: str) -> Figure:
    try:
        return figure(name)
    except UnknownFigure as unknown:
        raise Refused(404, _now("Không có số liệu này; xem /figures.")) from unknown


def _told(reading: Reading) -> dict[str, Any]:
    data = reading.as_data()
    return data | {
        "organisation": reading.scope.branch.pk,
        "not_yet": reading.value is None,
        "said": reading.said or None,
        "from_day": data["from"],
        "to_day": data["to"],
    }


def _scope(
    user: User,
    asked: Figure,
    org: int,
    on: str | None,
    period: str | None,
    key: str,
    tree: str | None,
) -> Scope:
    over = period_of(period) if period else None
    if asked.takes == "period" and over is None:
        raise Refused(422, _now("Số liệu này hỏi theo kỳ: ghi period, như 2018-H1."))
    day = over.last if over else day_of(on)
    known = day_of(tree) if tree else None
    if known is None and over and asked.takes == "period":
        known = last_tree_of(org, over, day)
    branch = unit_of(user, org, known or day)
    scope = Scope(in_tree(branch, day) if known else branch, day, over, key)
    asked.check_key(key, day)
    return scope


@reads(
    "/figures/{name}/rows",
    RowsPage,
    "figure_rows",
    _("Số liệu"),
    _("Danh sách đằng sau một số liệu"),
    _(
        "Đúng những dòng mà con số đếm, khi nhiệm vụ của khóa được đọc tên; mỗi trang lấy ra được ghi nhật ký."
    ),
)
def figure_rows(
    request: Asked,
    name: Name,
    *,
    org: Unit,
    on: Day = None,
    period: PeriodCode = None,
    key: Word = "",
    where: Narrow = [],  # noqa: B006 (the address's own list, never written to)
    tree: TreeDay = None,
    page: Page = 1,
    size: Size = 50,
) -> dict[str, Any]:
    user, asked = asker(request, Purpose.LISTS), _named(name)
    scope = _scope(user, asked, org, on, period, key, tree)
    if not may_list(user, asked, scope):
        raise Refused(403, _now("Nhiệm vụ của khóa chỉ được xem số tổng hợp ở đây."))
    reading = read(asked, scope)
    rows: QuerySet[Any] = narrowed(asked, scope, where)[0]
    if reading.value is None:
        rows = rows.none()
    layout = layout_of(asked)
    listed = layout.prepare(readable(user, asked, rows), scope.as_of)
    day = AsOf(scope.as_of, scope.as_of == timezone.localdate())
    if layout.personal:
        hand_over_list(scope.branch, f"{asked.id} {page}/{size}", by=user)
    found = paged(listed, page, size, lambda few: [_row(row) for row in layout.lay(few, day)])
    return found | {"columns": [heading["label"] for heading in layout.headings]}


def _row(row: Any) -> dict[str, Any]:
    return {"label": row.label, "cells": [_cell(cell) for cell in row.cells], "url": row.url}


def _cell(cell: Cell) -> str | None:
    if cell is None:
        return None
    return cell.isoformat() if isinstance(cell, date) else str(cell)
