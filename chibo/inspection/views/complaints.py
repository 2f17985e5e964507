"""Letters of an organisation: received, refused, settled."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year, year_segments
from chibo.inspection.actions.complaints import (
    NewComplaint,
    read_complaint,
    receive_complaint,
    settle_complaint,
)
from chibo.inspection.actions.opening import read_register
from chibo.inspection.forms.discipline import ComplaintForm, SettleForm
from chibo.inspection.models import Complaint, ComplaintKind, Discipline
from chibo.inspection.queries.names import called
from chibo.inspection.queries.reach import complaints_visible_to, disciplines_visible_to
from chibo.inspection.rules import settlement_limit
from chibo.inspection.views.fetching import (
    FIRST_YEAR,
    PAGE_LENGTH,
    choices,
    frame,
    kept_or_404,
    units_below,
)
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.organisations.views.fetching import counted_or_404
from chibo.rulebook.queries import code_list

_MOST = 100


@require_safe
def complaints(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    year = asked_year(request, FIRST_YEAR)
    rows = complaints_visible_to(user).filter(keeper=of.pk, received_on__year=year)
    page = Paginator(rows.order_by("-received_on", "-pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    if page.object_list:
        read_register(organisation_of(of), f"don-thu {year}", by=user)
    context = frame(user, of, "complaints") | {
        "year": year,
        "years": year_segments(request.path, year),
        "page": page,
        "rows": [
            {"one": one, "word": complaint_word(one, of.on), "limit": settlement_limit(one)}
            for one in page.object_list
        ],
    }
    return render(request, "inspection/complaints.html", context)


def complaint_word(one: Complaint, on: date) -> tuple[str, str]:
    if one.refused:
        return _("Không giải quyết"), ""
    if one.settled_on:
        return _("Đã giải quyết"), "ok"
    return (_("Quá hạn"), "bad") if settlement_limit(one) < on else (_("Đang giải quyết"), "warn")


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    decisions = _decisions(user, of)
    names = called(decisions, of.on)
    form = ComplaintForm(
        posted(request),
        of=of,
        decisions=[
            (str(one.pk), f"{names[one.pk]} {one.decided_on:%d/%m/%Y}") for one in decisions
        ],
        units=choices(units_below(of)),
        initial={"received_on": of.on, "kind": "complaint"},
    )

    def act() -> Any:
        new = _received(form.cleaned_data, decisions)
        return receive_complaint(organisation_of(of), new, by=user)

    page = frame(user, of, "complaints", {"label": _("Nhận đơn")}) | {
        "title": _("Nhận đơn, thư"),
        "lead": of.name,
        "note": _("Đơn quá thời hạn hoặc nặc danh thì chọn lý do không giải quyết."),
        "submit": _("Vào sổ đơn"),
        "back": reverse("inspection:complaints", args=[of.pk]),
    }
    return fill_in(
        request, form, act, page, done=_("Đã vào sổ đơn."), to=lambda one: one.get_absolute_url()
    )


def _decisions(user: User, of: Branch) -> list[Discipline]:
    """What a complaint may be about, the latest first."""
    kept = disciplines_visible_to(user).filter(keeper=of.pk, cancelled_on__isnull=True)
    return list(kept.select_related("person").order_by("-decided_on")[:_MOST])


def _received(given: dict[str, Any], decisions: list[Discipline]) -> NewComplaint:
    by_key = {str(one.pk): one for one in decisions}
    return NewComplaint(
        kind=given["kind"],
        received_on=given["received_on"],
        what=given["what"],
        sender=given["sender"],
        anonymous=given["anonymous"],
        discipline=by_key.get(given["discipline"]),
        person=given["person"][0] if given["person"] else None,
        unit=Organisation.objects.get(pk=int(given["unit"])) if given["unit"] else None,
        refused=given["refused"],
    )


def complaint_or_404(request: HttpRequest, key: int) -> tuple[User, Complaint]:
    user = signed_in(request)
    rows = complaints_visible_to(user).select_related("discipline__person", "person")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return user, found


@require_safe
def page(request: HttpRequest, complaint: int) -> HttpResponse:
    user, one = complaint_or_404(request, complaint)
    _user, of = counted_or_404(request, one.keeper_id)
    read_complaint(one, by=user)
    about = one.discipline or one
    context = frame(user, of, "complaints", {"label": capfirst(str(one))}) | {
        "one": one,
        "about": called([about], of.on)[about.pk],
        "word": complaint_word(one, of.on),
        "limit": settlement_limit(one),
        "refused": code_list("complaint_refusals").label(one.refused) if one.refused else "",
    }
    return render(request, "inspection/complaint.html", context)


def settle(request: HttpRequest, complaint: int) -> HttpResponse:
    user, one = complaint_or_404(request, complaint)
    _user, of = counted_or_404(request, one.keeper_id)
    if one.refused or one.settled_on:
        raise Http404
    form = SettleForm(posted(request), kind=one.kind, initial={"on": of.on})

    def act() -> Any:
        given = form.cleaned_data
        return settle_complaint(one, given["settled"], given["on"], given["outcome"], by=user)

    page = frame(
        user,
        of,
        "complaints",
        {"label": capfirst(str(one)), "url": one.get_absolute_url()},
        {"label": _("Giải quyết")},
    ) | {
        "title": _("Ghi giải quyết đơn"),
        "lead": capfirst(str(one)),
        "note": ""
        if one.kind == ComplaintKind.DENUNCIATION
        else _("Khiếu nại dẫn đến hủy thì quyết định kỷ luật cũng được ghi hủy cùng ngày."),
        "submit": _("Ghi giải quyết"),
        "back": one.get_absolute_url(),
    }
    return fill_in(
        request, form, act, page, done=_("Đã ghi giải quyết đơn."), to=one.get_absolute_url()
    )
