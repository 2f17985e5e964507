"""Work of a branch: the list with its filters, and giving new work."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.forms import GiveForm
from chibo.assignments.models import Assignment
from chibo.assignments.queries.takers import people_to_give, units_to_give
from chibo.assignments.queries.works import (
    CANCELLED,
    DONE,
    OPEN,
    OVERDUE,
    VERIFIED,
    Works,
    visible_to,
    with_state,
    with_unit_names,
    work_of,
)
from chibo.assignments.rules import may_give
from chibo.base.acting import carried_out
from chibo.base.asof import AsOf
from chibo.base.text import clean
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, branches, organisation_of
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import named_or_404

PAGE_LENGTH = 50
WORDS = {
    OVERDUE: (gettext_lazy("quá hạn"), "bad"),
    OPEN: (gettext_lazy("đang làm"), "info"),
    DONE: (gettext_lazy("chờ xác nhận"), "warn"),
    VERIFIED: (gettext_lazy("đã xác nhận"), "ok"),
    CANCELLED: (gettext_lazy("thôi giao"), ""),
}


@require_safe
def works(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    asked, text = request.GET.get("tinh-trang", ""), clean(request.GET.get("tim", ""))
    rows = with_state(visible_to(user, of.on) & work_of(of), of.on)
    counted = rows.filter(what__icontains=text) if text else rows
    shown = _of_state(counted, asked)
    named = with_unit_names(shown.select_related("person"), of.on).order_by("due_on", "pk")
    page = Paginator(named, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = {
        "of": of,
        "page": page,
        "rows": [{"work": one, "word": words()[one.state]} for one in page.object_list],
        "states": _states(request.path, asked, text),
        "text": text,
        "crumbs": [*crumbs(user, of, AsOf(of.on), itself=True), {"label": _("Việc giao")}],
        "tabs": tabs(user, of, AsOf(of.on), "viec-giao"),
        "may_give": may_give(user, of),
    }
    return render(request, "assignments/list.html", context)


def words() -> dict[str, tuple[str, str]]:
    """The word and tone of each state."""
    return {state: (str(word), tone) for state, (word, tone) in WORDS.items()}


def _of_state(rows: Works, asked: str) -> Works:
    """What is not finished, unless another state is asked for."""
    wanted = {"cho-xac-nhan": [DONE], "xong": [VERIFIED], "qua-han": [OVERDUE], "tat-ca": None}
    states = wanted.get(asked, [OPEN, OVERDUE, DONE])
    return rows if states is None else rows.filter(state__in=states)


def _states(path: str, asked: str, text: str) -> list[dict[str, Any]]:
    labels = {
        "": _("Chưa xong"),
        "qua-han": _("Quá hạn"),
        "cho-xac-nhan": _("Chờ xác nhận"),
        "xong": _("Đã xác nhận"),
        "tat-ca": _("Tất cả"),
    }
    kept = f"&tim={text}" if text else ""
    return [
        {
            "label": label,
            "url": f"{path}?tinh-trang={code}{kept}",
            "current": code == (asked if asked in labels else ""),
        }
        for code, label in labels.items()
    ]


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    if not may_give(user, of):
        raise Http404
    today = timezone.localdate()
    form = GiveForm(
        request.POST if request.method == "POST" else None,
        people=people_to_give(user, of),
        units=units_to_give(of),
        initial={"given_on": today, "to": request.GET.get("cho", "")},
    )
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, lambda: give_work([_giving(form, of)], by=user))
        if made and form.is_valid():
            messages.success(request, _("Đã giao việc."))
            return redirect(made[0])
    title = _("Giao việc")
    context = {
        "form": form,
        "title": title,
        "lead": of.name,
        "submit": title,
        "back": reverse("assignments:list", args=[of.pk]),
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": _("Việc giao"), "url": reverse("assignments:list", args=[of.pk])},
            {"label": title},
        ],
    }
    return render(request, "assignments/form.html", context)


def _giving(form: GiveForm, of: Branch) -> Giving:
    given = form.cleaned_data
    return Giving(
        giver=organisation_of(of),
        what=given["what"],
        given_on=given["given_on"],
        due_on=given["due_on"],
        person=form.person,
        unit=Organisation.objects.get(pk=form.unit.pk) if form.unit else None,
        helpers=given["helpers"],
        origin=given["origin"],
    )


def list_url(user: User, work: Assignment) -> str:
    """The list of whoever gave it, or of the unit it was given to; "" for who reads names at neither."""
    standing = branches({work.giver_id, work.unit_id or work.giver_id}, timezone.localdate())
    places = [standing.get(key) for key in (work.giver_id, work.unit_id or 0)]
    opened = [of.pk for of in places if of and has_power(user, Power.SEE_NAMES, of.path)]
    return reverse("assignments:list", args=opened[:1]) if opened else ""
