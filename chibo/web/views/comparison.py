"""“So sánh đơn vị”: the units of a branch beside each other, by any figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.asof import PERIOD, AsOf, as_of, period_asked
from chibo.base.figures import Reading, Scope, UnknownFigure, all_figures, figure
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.base.sending import sent_file
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.text import format_date, format_decimal, format_number, text_sort_key
from chibo.members.rules import may_export
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.web.actions import export_figure
from chibo.web.links import reading_url
from chibo.web.queries.comparison import Asked, Column, Comparison, compare
from chibo.web.queries.pictures.panels import in_words, measure
from chibo.web.queries.side_by_side import (
    CHILDREN,
    ONE_BY_ONE,
    Beside,
    comparable,
    is_grouped,
    levels,
    units_at,
)
from chibo.web.queries.strip import half_so_far
from chibo.web.views.fetching import branch_or_404

PAGE_LENGTH, MOST = 50, 5
_FIRST = ("members", "admitted")
_BY_NAME, _CHOOSE = "ten", "chon"


@dataclass(frozen=True)
class Wanted:
    """What the address asks for. `by` is the code of a figure or "ten"; `rising` the direction."""

    of: Branch
    on: AsOf
    asked: list[Asked]
    level: str
    period: Period
    by: str
    rising: bool

    def url(self, **change: Any) -> str:
        """This page with something changed; the first page of it."""
        given: dict[str, Any] = {
            "sl": [one.code for one in self.asked],
            "muc": "" if self.level == CHILDREN else self.level,
            PERIOD: self.period.code,
            "xep": self.by if self.rising else f"-{self.by}",
            "ngay": "" if self.on.is_today else self.on.day.isoformat(),
        } | change
        named = {name: value for name, value in given.items() if value}
        own = reverse("organisations:comparison", args=[self.of.pk])
        return f"{own}?{urlencode(named, doseq=True, safe=':.')}"

    @property
    def scope(self) -> Scope:
        return Scope(self.of, self.on.day, self.period)


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    wanted = _wanted(request, key)
    if _CHOOSE in request.GET:
        return _choice(request, wanted)
    found = _compared(wanted)
    turned = Paginator(found.order(wanted.by, rising=wanted.rising), PAGE_LENGTH)
    shown = turned.get_page(request.GET.get("trang"))
    user = signed_in(request)
    context = {
        "branch": wanted.of,
        "as_of": wanted.on,
        "crumbs": crumbs(user, wanted.of, wanted.on, itself=True),
        "tabs": tabs(user, wanted.of, wanted.on, "so-sanh"),
        "wanted": wanted,
        "levels": _levels(wanted),
        "periods": _periods(wanted),
        "chips": _chips(wanted),
        "choose_url": wanted.url(**{_CHOOSE: 1}),
        "columns": [_heading(wanted, column) for column in found.columns],
        "name_url": wanted.url(
            xep=_BY_NAME if wanted.by != _BY_NAME or not wanted.rising else f"-{_BY_NAME}"
        ),
        "rows": [_row(at, found, wanted.on) for at in shown],
        "foot": [_foot(column, wanted.on) for column in found.columns],
        "page": shown,
        "takes_period": any(one.figure.takes == "period" for one in wanted.asked),
        "export_url": _export_url(request, wanted),
    }
    return render(request, "web/comparison.html", context)


def _choice(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """Every figure to tick: too long to stand on each page of the table."""
    context = {
        "branch": wanted.of,
        "as_of": wanted.on,
        "crumbs": crumbs(signed_in(request), wanted.of, wanted.on, itself=True),
        "wanted": wanted,
        "offered": _offered(wanted),
        "most": MOST,
        "back_url": wanted.url(),
    }
    return render(request, "web/comparison_choice.html", context)


@require_safe
def export(request: HttpRequest, key: int) -> HttpResponse:
    """All units, not only those of the page, in its order; who took them stays in the journal."""
    wanted = _wanted(request, key)
    user = signed_in(request)
    label = _("So sánh đơn vị: ") + ", ".join(one.code for one in wanted.asked)
    export_figure(label[:200], wanted.scope, by=user)
    found = _compared(wanted)
    order = found.order(wanted.by, rising=wanted.rising)
    sheet = SheetSpec(
        name=_("So sánh đơn vị"),
        columns=[
            SheetColumn(_("Đơn vị")),
            *(one for each in found.columns for one in _sheet_columns(each)),
        ],
        rows=[
            [
                found.units[at].name,
                *(cell for each in found.columns for cell in _cells(each, each.readings[at])),
            ]
            for at in order
        ],
    )
    notes = [
        (_("Phạm vi"), wanted.of.name),
        (_("Ngày"), format_date(wanted.on.day)),
        (_("Kỳ"), wanted.period.label),
        *((column.whole.label, str(column.asked.figure.definition)) for column in found.columns),
        (_("Người xuất"), user.full_name),
        (_("Lúc"), timezone.localtime().strftime("%H:%M %d/%m/%Y")),
    ]
    name = f"{_('So sánh đơn vị')} {wanted.of.short_name} {wanted.on.day:%Y-%m-%d}"
    return sent_file(write_workbook([sheet], notes), name, "xlsx")


# ------------------------------------------------------------------ asked


def _wanted(request: HttpRequest, key: int) -> Wanted:
    on = as_of(request)
    of = branch_or_404(request, key, on.day)
    codes = request.GET.getlist("sl") or list(_FIRST)
    asked = list({code: _asked(code, on) for code in codes if code}.values())
    if len(asked) > MOST:
        raise Refusal(
            _("Chọn nhiều nhất {n} số liệu để so sánh; đang chọn {m}.").format(n=MOST, m=len(asked))
        )
    level, order = request.GET.get("muc") or CHILDREN, request.GET.get("xep", _BY_NAME)
    if level not in levels(of):
        raise Refusal(_("Không so sánh được ở mức đơn vị này. Chọn lại mức ở đầu bảng."))
    period = period_asked(request) or half_so_far(on.day)
    if period.first > on.day:
        raise Refusal(_("Kỳ này bắt đầu sau ngày xem. Chọn kỳ khác hoặc đổi ngày."))
    period = Period(period.first, min(period.last, on.day))
    return Wanted(of, on, asked, level, period, order.removeprefix("-"), not order.startswith("-"))


def _asked(code: str, on: AsOf) -> Asked:
    name, _colon, key = code.partition(":")
    one = figure(name)
    one.check_key(key, on.day)
    if not comparable(one):
        raise UnknownFigure(
            _("“{label}” là một mức, không phải một số; xem ở biểu đồ xếp loại theo năm.").format(
                label=one.label
            )
        )
    return Asked(one, key)


def _compared(wanted: Wanted) -> Comparison:
    beside = Beside(wanted.of, units_at(wanted.of, wanted.level), wanted.level)
    for one in wanted.asked if len(beside.units) > ONE_BY_ONE else ():
        if not is_grouped(one.figure, wanted.scope.keyed(one.key)):
            raise Refusal(
                _(
                    "“{label}” chỉ so sánh được khi có không quá {n} đơn vị; ở mức này có {m}."
                ).format(label=one.figure.label, n=ONE_BY_ONE, m=format_number(len(beside.units)))
            )
    return compare(beside, wanted.asked, wanted.scope)


# ------------------------------------------------------------------ choices


def _levels(wanted: Wanted) -> list[dict[str, Any]]:
    found = levels(wanted.of)
    if len(found) == 1:
        return []
    return [
        {"label": label, "url": wanted.url(muc=code), "current": code == wanted.level}
        for code, label in found.items()
    ]


def _periods(wanted: Wanted) -> list[dict[str, Any]]:
    day = wanted.on.day
    found = {
        _("6 tháng này"): half_so_far(day),
        _("Từ đầu năm"): Period(Period.year(day.year).first, day),
        str(day.year - 1): Period.year(day.year - 1),
        str(day.year - 2): Period.year(day.year - 2),
    }
    return [
        {"label": label, "url": wanted.url(**{PERIOD: one.code}), "current": one == wanted.period}
        for label, one in found.items()
    ]


def _chips(wanted: Wanted) -> list[dict[str, str]]:
    """Each figure chosen, to be taken away; the last one stays."""
    if len(wanted.asked) == 1:
        return []
    return [
        {
            "label": str(one.figure.label),
            "clear": wanted.url(sl=[each.code for each in wanted.asked if each != one]),
        }
        for one in wanted.asked
    ]


def _offered(wanted: Wanted) -> list[dict[str, Any]]:
    """Figures to be added, by name; those that mean nothing without a key are reached from their own page."""
    chosen = {one.figure.id for one in wanted.asked}
    offered = [
        one
        for one in all_figures()
        if comparable(one) and not one.key_needed and one.id not in chosen
    ]
    offered.sort(key=lambda one: text_sort_key(str(one.label)))
    return [{"code": one.id, "label": str(one.label)} for one in offered]


# ------------------------------------------------------------------ the table


def _heading(wanted: Wanted, column: Column) -> dict[str, Any]:
    code = column.asked.code
    now = wanted.by == code
    falling = f"-{code}"
    return {
        "label": column.whole.label,
        "unit": column.whole.unit,
        "url": wanted.url(xep=code if now and not wanted.rising else falling),
        "sort": ("ascending" if wanted.rising else "descending") if now else "",
    }


def _row(at: int, found: Comparison, on: AsOf) -> dict[str, Any]:
    unit = found.units[at]
    return {
        "label": unit.short_name,
        "url": on.url(reverse("organisations:page", args=[unit.pk])),
        "cells": [_cell(column, column.readings[at], on) for column in found.columns],
    }


def _cell(column: Column, reading: Reading, on: AsOf) -> dict[str, Any]:
    """The number, or numerator and base with the share; the bar out of the longest. Where nothing is known the
    page behind the number says why."""
    number = measure(reading)
    return {
        "shown": reading.shown if reading.value is not None else "",
        "base": format_number(reading.base) if reading.base is not None else "",
        "share": "" if reading.percent is None else f"{format_decimal(reading.percent)}%",
        "bar": round((number or 0) * 100 / column.longest),
        "url": reading_url(reading, on),
    }


def _foot(column: Column, on: AsOf) -> dict[str, Any]:
    spread = column.spread
    words = [in_words(one, share=column.asked.is_share) for one in spread] if spread else []
    return _cell(column, column.whole, on) | {"spread": words, "known": len(column.known)}


def _export_url(request: HttpRequest, wanted: Wanted) -> str:
    if not may_export(signed_in(request), wanted.of):
        return ""
    own = reverse("organisations:comparison_export", args=[wanted.of.pk])
    return f"{own}?{wanted.url().partition('?')[2]}"


def _sheet_columns(column: Column) -> list[SheetColumn]:
    label = column.whole.label
    if not column.asked.is_share:
        return [SheetColumn(label, "any")]
    return [
        SheetColumn(label, "any"),
        SheetColumn(_("{label}: mẫu số").format(label=label), "any"),
        SheetColumn(_("{label}: tỷ lệ").format(label=label), "percent"),
    ]


def _cells(column: Column, reading: Reading) -> Sequence[Any]:
    """Nothing where nothing is known; 0 is a number."""
    if not column.asked.is_share:
        return [reading.value]
    share = float(reading.percent) / 100 if reading.percent is not None else None
    return [reading.value, reading.base, share]
