"""Cycles of an organisation with the years it was rated itself; a cycle is opened, flagged, given up."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.appraisal.actions.cycles import NewCycle, flag_special, give_up_cycle, open_cycle
from chibo.appraisal.forms.cycles import CycleForm, ReasonForm, SpecialForm
from chibo.appraisal.models import Aim, Kind
from chibo.appraisal.queries.cycles import cycles_of, decided_of, visible_to, years_of
from chibo.appraisal.queries.freezing import kinds_of
from chibo.appraisal.queries.levels import brief_of, label_of
from chibo.appraisal.rules import may_keep, may_propose
from chibo.appraisal.views.fetching import (
    PAGE_LENGTH,
    cycle_frame,
    kept_cycle_or_404,
    kept_or_404,
    list_frame,
)
from chibo.base.views.filling_in import fill_in, posted
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.organisations.views.fetching import named_or_404


@require_safe
def cycles(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    names = Profile.objects.filter(organisation=OuterRef("organisation")).order_by("-started_on")
    rows = (cycles_of(of) & visible_to(user, of.on)).annotate(
        unit_name=Subquery(names.values("short_name")[:1])
    )
    page = Paginator(rows.order_by("-year", "-quarter", "-pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    shown = list(page.object_list)
    counted = decided_of(shown, of)
    context = list_frame(user, of) | {
        "page": page,
        "rows": [(one, *counted.get(one.pk, (0, 0))) for one in shown],
        "years": _years(of),
        "aims": _aims(of),
        "may_keep": may_keep(user, of.path),
        "may_aim": may_propose(user, of.path),
    }
    return render(request, "appraisal/list.html", context)


def _years(of: Branch) -> list[dict[str, Any]]:
    """The last eight years the organisation itself was rated, the oldest first; own rating and cause beside it."""
    rows = list(years_of([of.pk], of.on)[:8])
    return [
        {
            "year": row.cycle.year,
            "level": 5 - row.rank,
            "label": brief_of(row.kind, row.decided_level),
            "whole": label_of(row.kind, row.decided_level),
            "own": label_of(row.kind, row.own_level),
            "cause": row.cause,
            "url": row.get_absolute_url(),
        }
        for row in reversed(rows)
    ]


def _aims(of: Branch) -> list[dict[str, Any]]:
    """What the organisation registered, and what came of it."""
    reached = {row.cycle.year: row for row in years_of([of.pk], of.on)}
    found = []
    for aim in Aim.objects.filter(unit=of.pk, person=None)[:10]:
        row = reached.get(aim.year)
        result = label_of(row.kind, row.decided_level) if row else ""
        found.append({"aim": aim, "level": label_of(Kind.GRASSROOTS, aim.level), "result": result})
    return found


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    form = CycleForm(
        posted(request),
        initial={"year": of.on.year, "frozen_on": of.on, "kinds": kinds_of(of), "quarter": "0"},
    )

    def act() -> Any:
        return open_cycle(organisation_of(of), NewCycle(**form.cleaned_data), by=user)

    page = list_frame(user, of, {"label": _("Mở kỳ xếp loại")}) | {
        "title": _("Mở kỳ xếp loại"),
        "lead": of.name,
        "note": _(
            "Danh sách chốt theo sổ của ngày đã ghi; người miễn, tổ chức mới lập ghi kèm lý do."
        ),
        "submit": _("Chốt danh sách"),
        "back": reverse("appraisal:list", args=[of.pk]),
    }
    done = _("Đã mở kỳ xếp loại và chốt danh sách.")
    return fill_in(request, form, act, page, done=done, to=lambda made: made.get_absolute_url())


def special(request: HttpRequest, key: int) -> HttpResponse:
    user, cycle = kept_cycle_or_404(request, key)
    form = SpecialForm(posted(request), initial={"reason": cycle.special_reason})

    def act() -> Any:
        return flag_special(cycle, form.cleaned_data["reason"], by=user)

    page = cycle_frame(user, cycle, {"label": _("Trường hợp đặc biệt")}) | {
        "title": _("Trường hợp áp dụng tỷ lệ đặc biệt"),
        "lead": str(cycle),
        "note": _("Tỷ lệ lấy theo sổ quy định của năm; để trống để bỏ đánh dấu."),
        "submit": _("Lưu"),
        "back": cycle.get_absolute_url(),
    }
    back = cycle.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã lưu."), to=back)


def give_up(request: HttpRequest, key: int) -> HttpResponse:
    user, cycle = kept_cycle_or_404(request, key)
    form = ReasonForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        return give_up_cycle(cycle, form.cleaned_data["on"], form.cleaned_data["reason"], by=user)

    page = cycle_frame(user, cycle, {"label": _("Thôi kỳ xếp loại")}) | {
        "title": _("Thôi kỳ xếp loại"),
        "lead": str(cycle),
        "note": _("Chỉ khi mở nhầm; kỳ đã có quyết định thì thu hồi quyết định trước."),
        "submit": _("Thôi kỳ này"),
        "back": cycle.get_absolute_url(),
    }
    back = reverse("appraisal:list", args=[cycle.organisation_id])
    return fill_in(request, form, act, page, done=_("Đã thôi kỳ xếp loại."), to=back)
