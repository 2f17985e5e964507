"""Indicators of a place: the latest of each, one of them year by year, values told and put right."""

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.views.filling_in import fill_in, posted
from chibo.organisations.queries.places import places_of
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.organisations.views.fetching import counted_or_404
from chibo.targets.actions.indicators import (
    Told,
    add_indicator,
    correct_value,
    tell_values,
    withdraw_value,
)
from chibo.targets.forms.indicators import CorrectForm, OwnIndicatorForm, TellForm
from chibo.targets.models import IndicatorValue
from chibo.targets.queries.dictionary import Indicator
from chibo.targets.queries.dictionary import indicators as dictionary_of
from chibo.targets.queries.indicators import history, of_years
from chibo.targets.queries.subjects import number_text
from chibo.targets.rules import may_add_indicators, may_tell
from chibo.targets.views.fetching import PAGE_LENGTH, frame

_YEARS_SHOWN = 10


@require_safe
def indicators(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    known = dictionary_of()
    told = of_years([of.pk], list(known), of.on)
    rows = [_latest(of, one, told) for one in known.values()]
    context = frame(user, of, "indicators") | {
        "rows": [row for row in rows if row["value"]],
        "untold": [row for row in rows if not row["value"]],
        "may_tell": may_tell(user, of.path),
        "may_add": may_add_indicators(user),
    }
    return render(request, "targets/indicators.html", context)


def _latest(of: Branch, one: Indicator, told: Any) -> dict[str, Any]:
    years = sorted((year for _unit, code, year in told if code == one.code), reverse=True)
    last = told[of.pk, one.code, years[0]] if years else None
    before = told[of.pk, one.code, years[1]] if len(years) > 1 else None
    return {
        "indicator": one,
        "url": reverse("targets:indicator", args=[of.pk, one.code]),
        "value": number_text(last.value) if last else "",
        "row": last,
        "change": _change(one, last.value, before.value) if last and before else None,
        "before": before,
    }


def _change(one: Indicator, now: Decimal, before: Decimal) -> tuple[str, str]:
    """In words, with the tone of better or worse."""
    if now == before:
        return _("không đổi"), ""
    words = _("tăng {n}") if now > before else _("giảm {n}")
    better = (now > before) == one.up
    return words.format(n=number_text(abs(now - before))), "ok" if better else "warn"


@require_safe
def indicator(request: HttpRequest, org: int, code: str) -> HttpResponse:
    user, of = counted_or_404(request, org)
    one = dictionary_of().get(code)
    if one is None:
        raise Http404
    rows = history(of, code)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    told = of_years([of.pk], [code], of.on)
    years = sorted(year for _unit, _code, year in told)[-_YEARS_SHOWN:]
    top = max((told[of.pk, code, year].value for year in years), default=Decimal(0))
    names = {unit.pk: unit.short_name for unit in [of, *of.children]}
    context = frame(user, of, "indicators", {"label": one.label}) | {
        "indicator": one,
        "bars": [_bar(year, told[of.pk, code, year].value, top) for year in reversed(years)],
        "page": page,
        "rows": [
            {
                "row": row,
                "of": row.place.name if row.place else names.get(row.organisation_id, ""),
                "value": number_text(row.value),
                "may_correct": row.withdrawn_on is None and may_tell(user, row.path),
            }
            for row in page.object_list
        ],
        "may_tell": may_tell(user, of.path),
    }
    return render(request, "targets/indicator.html", context)


def _bar(year: int, value: Decimal, top: Decimal) -> dict[str, Any]:
    share = int(value * 100 / top) if top > 0 and value > 0 else 0
    return {"label": str(year), "value": share, "shown": number_text(value)}


def tell(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    if not may_tell(user, of.path):
        raise Http404
    known = dictionary_of()
    form = TellForm(
        posted(request),
        known=known,
        places=[] if of.is_cell else list(places_of(of)),
        year=of.on.year,
        initial={"indicator": request.GET.get("chi-so", ""), "told_on": of.on},
    )
    page = frame(user, of, "indicators", {"label": _("Ghi giá trị")}) | {
        "title": _("Ghi giá trị chỉ số"),
        "lead": of.name,
        "note": _("Năm đã có giá trị thì sửa ở trang của chỉ số, với lý do."),
        "submit": _("Ghi giá trị"),
        "back": reverse("targets:indicators", args=[of.pk]),
    }

    def act() -> IndicatorValue:
        return tell_values([_told(form, of)], by=user)[0]

    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã ghi giá trị."),
        to=lambda made: reverse("targets:indicator", args=[of.pk, made.indicator]),
    )


def _told(form: TellForm, of: Branch) -> Told:
    told = form.cleaned_data
    return Told(
        organisation_of(of),
        told["indicator"],
        int(told["year"]),
        told["value"],
        told["told_on"],
        told["source"],
        form.place,
        told["note"],
    )


def correct(request: HttpRequest, value: int) -> HttpResponse:
    user = signed_in(request)
    row = IndicatorValue.objects.select_related("organisation", "place").filter(pk=value).first()
    of = branch_visible_to(user, row.organisation_id, timezone.localdate()) if row else None
    if row is None or of is None or row.withdrawn_on or not may_tell(user, of.path):
        raise Http404
    one = dictionary_of().get(row.indicator)
    label = one.named if one else row.indicator
    form = CorrectForm(posted(request), initial={"value": row.value, "on": of.on})
    back = reverse("targets:indicator", args=[of.pk, row.indicator])
    page = frame(user, of, "indicators", {"label": label, "url": back}, {"label": _("Sửa")}) | {
        "title": _("Sửa giá trị năm {year}").format(year=row.year),
        "lead": f"{label} · {row.place or of.name} · {number_text(row.value)}",
        "note": _("Giá trị cũ vẫn giữ với lý do, không tính nữa."),
        "submit": _("Ghi"),
        "back": back,
    }

    def act() -> Any:
        told = form.cleaned_data
        if told["value"] is None:
            return withdraw_value(row, told["on"], told["reason"], by=user)
        return correct_value(
            row, told["value"], told["source"], told["on"], told["reason"], by=user
        )

    return fill_in(request, form, act, page, done=_("Đã sửa."), to=back)


def dictionary(request: HttpRequest) -> HttpResponse:
    """Every indicator there is; an administrator adds one."""
    user = signed_in(request)
    if not may_add_indicators(user):
        raise Http404
    form = OwnIndicatorForm(posted(request))
    page = {"known": list(dictionary_of().values()), "crumbs": [{"label": _("Danh mục chỉ số")}]}

    def act() -> Any:
        told = form.cleaned_data
        return add_indicator(
            told["label"],
            told["unit"],
            told["places"],
            by=user,
            up=told["up"],
            meaning=told["meaning"],
        )

    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã thêm chỉ số."),
        to=reverse("targets:dictionary"),
        template="targets/dictionary.html",
    )
