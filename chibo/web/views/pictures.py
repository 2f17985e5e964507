"""“Biểu đồ”: pictures of an organisation, each over the table it is drawn from."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf, as_of, period_asked
from chibo.base.figures import (
    Figure,
    Reading,
    Scope,
    all_figures,
    figure,
    groups_together,
    read_together,
)
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.base.text import format_number
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, itself_on, know_books
from chibo.organisations.tabs import crumbs, tabs
from chibo.web.links import reading_url
from chibo.web.queries import strip
from chibo.web.queries.pictures import moves, panels, ratings
from chibo.web.queries.pictures.ages import YEARS_BEFORE, ages
from chibo.web.queries.side_by_side import CHILDREN, comparable, units_at
from chibo.web.views.fetching import branch_or_404

STRIPS, PANELS = 40, {panels.YEARLY: 36, panels.MONTHLY: 20}
_OFFERED = (
    "members",
    "members_women",
    "members_probationary",
    "admitted",
    "attendance",
    "minutes_on_time",
    "members_professional_from_intermediate",
    "models_active",
)

Part = dict[str, Any]


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    on = as_of(request)
    here = branch_or_404(request, key, on.day)
    user = signed_in(request)
    drawn = {name: label for name, label in _names().items() if _has(name, here)}
    chosen = request.GET.get("hinh", "tuoi")
    if chosen not in drawn:
        raise Refusal(_("Không có biểu đồ này ở đây. Chọn một biểu đồ ở đầu trang."))
    own = reverse("organisations:pictures", args=[here.pk])
    context: Part = {
        "branch": here,
        "as_of": on,
        "crumbs": crumbs(user, here, on, itself=True),
        "tabs": tabs(user, here, on, "hinh"),
        "kinds": [
            {"label": label, "url": on.url(own, hinh=name), "current": name == chosen}
            for name, label in drawn.items()
        ],
        "elsewhere": _elsewhere(request, here, on),
        "chosen": chosen,
        "template": f"web/pictures/{chosen}.html",
        "title": drawn[chosen],
    }
    return render(request, "web/pictures.html", context | _PARTS[chosen](request, here, on))


def _names() -> dict[str, str]:
    return {
        "tuoi": _("Tháp tuổi và giới"),
        "can-doi": _("Cân đối đảng viên"),
        "xep-loai": _("Xếp loại theo năm"),
        "don-vi": _("Từng đơn vị"),
    }


def _has(name: str, here: Branch) -> bool:
    return name != "don-vi" or not here.is_cell


def _elsewhere(request: HttpRequest, here: Branch, on: AsOf) -> list[dict[str, str]]:
    """Pictures that are pages of their own."""
    own, user = reverse("organisations:page", args=[here.pk]), signed_in(request)
    named = has_power(user, Power.SEE_NAMES, here.path)
    wanted = [
        (_("Bản đồ nhiệt sinh hoạt"), f"{own}/sinh-hoat", named or not here.is_cell),
        (_("Phễu phát triển đảng"), f"{own}/phat-trien/pheu", True),
        (_("So sánh các đơn vị"), f"{own}/so-sanh", not here.is_cell),
        (_("Lịch hạn việc"), reverse("web:calendar"), True),
    ]
    return [{"label": label, "url": on.url(path)} for label, path, shown in wanted if shown]


def _ages(_request: HttpRequest, here: Branch, on: AsOf) -> Part:
    return {"ages": ages(here, on), "years_before": YEARS_BEFORE}


# ------------------------------------------------------------------ movement


def _moves(request: HttpRequest, here: Branch, on: AsOf) -> Part:
    """Opening, movements, closing of the period asked, `ky`; of the year to the day when none is."""
    period = _period(request, on)
    last = AsOf(period.last, is_today=on.is_today and period.last == on.day)
    closing = here if period.last == on.day else itself_on(here, period.last)
    if closing is None:
        raise Refusal(_("Tổ chức này chưa thành lập trong kỳ đã chọn. Chọn kỳ khác."))
    opening = itself_on(closing, period.eve)
    know_books([closing, opening] if opening else [closing])
    members = figure("members")
    asked = [
        (members, Scope(opening or closing, period.eve)),
        (members, Scope(closing, period.last)),
    ]
    first, final = read_together(asked)
    groups = groups_together(strip.balance_asks(closing, period))
    lines = strip.balance((first, final), groups, closing, last, period)
    return {
        "lines": lines,
        "waterfall": moves.waterfall(lines),
        "period": period,
        "periods": _periods(here, on, period),
        "reason": first.reason or final.reason,
    }


def _period(request: HttpRequest, on: AsOf) -> Period:
    period = period_asked(request) or strip.balance_period(on)
    if period.first > on.day:
        raise Refusal(_("Kỳ này bắt đầu sau ngày xem. Chọn kỳ khác hoặc đổi ngày."))
    return Period(period.first, min(period.last, on.day))


def _periods(here: Branch, on: AsOf, now: Period) -> list[dict[str, Any]]:
    own = reverse("organisations:pictures", args=[here.pk])
    year = on.day.year
    wanted = [Period.year(one) for one in range(year - 3, year)]
    found = [
        {
            "label": str(one.first.year),
            "url": on.url(own, hinh="can-doi", ky=one.code),
            "current": one == now,
        }
        for one in wanted
    ]
    to_day = strip.balance_period(on)
    own_url = on.url(own, hinh="can-doi")
    return [*found, {"label": _("Từ đầu năm"), "url": own_url, "current": to_day == now}]


# ------------------------------------------------------------------ ratings


def _ratings(request: HttpRequest, here: Branch, on: AsOf) -> Part:
    """The unit itself first, then those right below it."""
    units = [here, *([] if here.is_cell else here.children)]
    found = ratings.strips(units, on.day)
    below = found.strips[1:]
    by_name = request.GET.get("xep") == "ten"
    ordered = below if by_name else ratings.by_latest_fall(below)
    turned = Paginator(ordered, STRIPS).get_page(request.GET.get("trang"))
    own = reverse("organisations:pictures", args=[here.pk])
    return {
        "years": [{"label": year, "break": year in found.breaks} for year in found.years],
        "breaks": found.breaks,
        "rows": [_strip(one, found, on) for one in [found.strips[0], *turned]],
        "page": turned,
        "orders": [
            {
                "label": label,
                "url": on.url(own, hinh="xep-loai", xep=code),
                "current": by_name == (code == "ten"),
            }
            for code, label in (("", _("Tụt hạng gần nhất")), ("ten", _("Tên")))
        ]
        if len(below) > 1
        else [],
    }


def _strip(one: ratings.Strip, found: ratings.Strips, on: AsOf) -> Part:
    rated = figure("organisation_rating")
    scope = Scope(one.unit, on.day)
    return {
        "label": one.unit.short_name,
        "url": on.url(reverse("organisations:page", args=[one.unit.pk])),
        "cells": [
            {
                "level": mark.level,
                "label": mark.label,
                "brief": mark.brief,
                "break": mark.year in found.breaks,
                "url": reading_url(Reading(rated, scope.keyed(str(mark.year)), "", None), on)
                if mark.level
                else "",
                "year": mark.year,
            }
            for mark in one.marks
        ],
    }


# ------------------------------------------------------------------ units


def _units(request: HttpRequest, here: Branch, on: AsOf) -> Part:
    asked, pace = _figure(request), request.GET.get("nhip", panels.YEARLY)
    by = request.GET.get("xep", panels.ORDERS[0])
    if pace not in PANELS or by not in panels.ORDERS:
        raise Refusal(_("Địa chỉ có cách vẽ không đọc được. Chọn lại ở đầu hình."))
    units = units_at(here, CHILDREN)
    ends: Sequence[panels.Point] = panels.points(pace, on.day)
    known, ends = panels.since_known(panels.panels(asked, units, here, ends), ends)
    found = panels.ordered(known, by)
    scale = panels.scale_of(found)
    turned = Paginator(found, PANELS[pace]).get_page(request.GET.get("trang"))
    share = asked.base is not None
    return {
        "asked": asked,
        "share": share,
        "everybody": panels.everybody(found, scale),
        "panels": [_panel(one, scale, on, share=share) for one in turned],
        "page": turned,
        "ends": ends,
        "top": panels.in_words(scale.top, share=share),
        "figures": _choices(
            here, on, "sl", {one.id: str(one.label) for one in _offered(asked)}, asked.id, pace, by
        ),
        "paces": _choices(
            here,
            on,
            "nhip",
            {panels.YEARLY: _("Năm"), panels.MONTHLY: _("Tháng")},
            asked.id,
            pace,
            by,
        ),
        "orders": _choices(here, on, "xep", panels.order_labels(), asked.id, pace, by),
    }


def _figure(request: HttpRequest) -> Figure:
    asked = figure(request.GET.get("sl", _OFFERED[0]))
    if not comparable(asked) or asked.key_needed:
        raise Refusal(_("Số liệu này không vẽ được cho từng đơn vị. Chọn số liệu khác."))
    return asked


def _offered(asked: Figure) -> list[Figure]:
    known = {one.id: one for one in all_figures()}
    found = [known[name] for name in _OFFERED if name in known]
    return found if asked in found else [*found, asked]


def _choices(
    here: Branch, on: AsOf, name: str, labels: dict[str, str], asked: str, pace: str, by: str
) -> list[dict[str, Any]]:
    """Links that change one of the three choices and keep the others."""
    own, now = (
        reverse("organisations:pictures", args=[here.pk]),
        {"sl": asked, "nhip": pace, "xep": by},
    )
    return [
        {
            "label": label,
            "url": on.url(own, hinh="don-vi", **(now | {name: code})),
            "current": now[name] == code,
        }
        for code, label in labels.items()
    ]


def _panel(one: panels.Panel, scale: panels.Scale, on: AsOf, *, share: bool) -> Part:
    last = one.readings[-1]
    values = one.values
    at = max((n for n, value in enumerate(values) if value is not None), default=None)
    return {
        "label": one.unit.short_name,
        "url": reading_url(last, on)
        if last
        else on.url(reverse("organisations:page", args=[one.unit.pk])),
        "shown": panels.in_words(one.last, share=share),
        "change": _signed(one.change, share=share),
        "path": scale.path(values),
        "dot": None if at is None else {"x": scale.x(at), "y": scale.y(values[at] or 0)},
        "cells": [_cell(reading, on, share=share) for reading in one.readings],
    }


def _signed(change: float | None, *, share: bool) -> str:
    """How much more or less; shares differ by points."""
    if change is None:
        return ""
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    number = format_number(abs(change), 1 if share else 0)
    return f"{sign}{number}" + (_(" điểm") if share else "")


def _cell(reading: Reading | None, on: AsOf, *, share: bool) -> dict[str, str]:
    if reading is None or reading.value is None:
        return {"shown": "", "url": ""}
    day = AsOf(
        reading.scope.as_of, is_today=on.is_today and reading.scope.as_of == timezone.localdate()
    )
    return {
        "shown": panels.in_words(panels.measure(reading), share=share),
        "url": reading_url(reading, day),
    }


_PARTS: dict[str, Callable[[HttpRequest, Branch, AsOf], Part]] = {
    "tuoi": _ages,
    "can-doi": _moves,
    "xep-loai": _ratings,
    "don-vi": _units,
}
