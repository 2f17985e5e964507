"""One committee member in charge of one cell or village: schedule, visits, what came of them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.assignments.actions.giving import Giving
from chibo.base.acting import carried_out
from chibo.base.addresses import key_of
from chibo.base.asof import AsOf
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.liaison import (
    Told,
    end_liaison,
    give_work_after_visit,
    miss_visit,
    plan_visits,
    tell_visits,
)
from chibo.meetings.forms.liaison import EndForm, FollowUpForm, MissForm, PlanForm, ToldForm
from chibo.meetings.models import Liaison, Visit
from chibo.meetings.queries.liaisons import noted_visits, visible_to, visits_of, works_after
from chibo.meetings.rules.liaison import may_end, may_tell, path_of
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, NotInTree, branches
from chibo.organisations.tabs import crumbs

# What was raised and remarked at a visit may be long; the next ones noted are shown as these are told.
PAGE_LENGTH = 20
NOTED = 5


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    user, liaison = liaison_or_404(request, key)
    tells = may_tell(user, liaison) and liaison.ended_on is None
    ahead, past = visits_of(liaison)
    seen = Paginator(past, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = {
        **_frame(user, liaison),
        "ahead": ahead[:PAGE_LENGTH],
        "page": seen,
        "works": works_after(liaison)[:PAGE_LENGTH],
        "noted": noted_visits(liaison)[:NOTED] if tells else [],
        "may_tell": tells,
        "may_end": may_end(user, liaison) and liaison.ended_on is None,
        "gives_work": _gives_work(user, liaison),
        "today": timezone.localdate(),
    }
    return render(request, "meetings/liaison.html", context)


def plan(request: HttpRequest, key: int) -> HttpResponse:
    user, liaison = told_or_404(request, key)
    form = PlanForm(posted(request), initial={"of_village": liaison.place_id is not None})

    def act() -> Any:
        given = form.cleaned_data
        return plan_visits(liaison, given["days"], by=user, of_village=given["of_village"])

    return _take(request, liaison, form, act, _("Lên lịch dự họp"), _("Đã ghi lịch dự họp."))


def tell(request: HttpRequest, key: int) -> HttpResponse:
    """`lan`: the visit of the schedule this was; `ngay`: a day the minutes name."""
    user, liaison = told_or_404(request, key)
    planned = liaison.visits.filter(pk=key_of(request.GET.get("lan", "")) or 0).first()
    day = planned.planned_on if planned else _noted_day(request, liaison)
    of_village = planned.of_village if planned else liaison.place_id is not None
    form = ToldForm(posted(request), initial={"came_on": day, "of_village": of_village})

    def act() -> Any:
        given = form.cleaned_data
        told = Told(given["came_on"], given["of_village"], given["raised"], given["remark"])
        return tell_visits([(liaison, told)], by=user, planned=planned)

    return _take(request, liaison, form, act, _("Ghi lần dự họp"), _("Đã ghi lần dự họp."))


def miss(request: HttpRequest, key: int, visit: int) -> HttpResponse:
    user, liaison = told_or_404(request, key)
    missed = get_object_or_404(liaison.visits, pk=visit)
    form = MissForm(posted(request))

    def act() -> Any:
        return miss_visit(missed, form.cleaned_data["reason"], timezone.localdate(), by=user)

    return _take(request, liaison, form, act, _("Không dự được"), _("Đã ghi lý do không dự."))


def end(request: HttpRequest, key: int) -> HttpResponse:
    user, liaison = liaison_or_404(request, key)
    if not may_end(user, liaison):
        raise Http404
    form = EndForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        given = form.cleaned_data
        return end_liaison(liaison, given["on"], given["reason"], by=user)

    return _take(request, liaison, form, act, _("Thôi phụ trách"), _("Đã ghi thôi phụ trách."))


def follow_up(request: HttpRequest, key: int, visit: int) -> HttpResponse:
    user, liaison = told_or_404(request, key)
    if not _gives_work(user, liaison):
        raise Http404
    seen = get_object_or_404(liaison.visits, pk=visit, came_on__isnull=False)
    today = timezone.localdate()
    form = FollowUpForm(posted(request), takers=_takers(liaison), initial={"given_on": today})

    def act() -> Any:
        return give_work_after_visit(seen, _giving(form, seen), by=user)

    return _take(request, liaison, form, act, _("Giao việc theo dõi"), _("Đã giao việc."))


def _takers(liaison: Liaison) -> list[tuple[str, str]]:
    takers = [("m", liaison.person.full_name)]
    return [("u", _unit_name(liaison)), *takers] if liaison.cell_id else takers


def _giving(form: FollowUpForm, seen: Visit) -> Giving:
    given, liaison = form.cleaned_data, seen.liaison
    to_unit = given["to"] == "u"
    origin = _("Dự họp tại {unit} ngày {day:%d/%m/%Y}")
    return Giving(
        giver=liaison.committee,
        what=given["what"],
        given_on=given["given_on"],
        due_on=given["due_on"],
        person=None if to_unit else liaison.person,
        unit=liaison.cell if to_unit else None,
        origin=origin.format(unit=_unit_name(liaison), day=seen.came_on),
    )


def _take(
    request: HttpRequest,
    liaison: Liaison,
    form: BaseForm,
    act: Callable[[], Any],
    title: str,
    said: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        carried_out(form, act)
        if form.is_valid():
            messages.success(request, said)
            return redirect(liaison)
    frame = _frame(signed_in(request), liaison)
    frame["crumbs"] = [
        *frame["crumbs"][:-1],
        {"label": frame["unit_name"], "url": liaison.get_absolute_url()},
        {"label": title},
    ]
    context = {
        **frame,
        "form": form,
        "title": title,
        "lead": f"{liaison.person.full_name} · {frame['unit_name']}",
        "submit": title,
        "back": liaison.get_absolute_url(),
    }
    return render(request, "meetings/form.html", context)


def liaison_or_404(request: HttpRequest, key: int) -> tuple[User, Liaison]:
    user = signed_in(request)
    rows = visible_to(user, timezone.localdate()).filter(pk=key)
    found = rows.select_related("person", "committee", "cell", "place").first()
    if found is None:
        raise Http404
    return user, found


def told_or_404(request: HttpRequest, key: int) -> tuple[User, Liaison]:
    user, liaison = liaison_or_404(request, key)
    if not may_tell(user, liaison):
        raise Http404
    return user, liaison


def _gives_work(user: User, liaison: Liaison) -> bool:
    return has_power(user, Power.GIVE_WORK, path_of(liaison))


def _frame(user: User, liaison: Liaison) -> dict[str, Any]:
    day = liaison.ended_on or timezone.localdate()
    standing = branches({liaison.committee_id, liaison.cell_id or liaison.committee_id}, day)
    of = standing.get(liaison.committee_id)
    if of is None:
        raise NotInTree.on(day)
    name = _unit_name(liaison, standing)
    return {
        "of": of,
        "liaison": liaison,
        "unit_name": name,
        "crumbs": [
            *crumbs(user, of, AsOf(timezone.localdate()), itself=True),
            {"label": _("Phụ trách chi bộ"), "url": _list_url(user, of, standing)},
            {"label": name},
        ],
    }


def _list_url(user: User, committee: Branch, standing: Mapping[int, Branch]) -> str:
    """The committee's list, or the cell's; "" for who reads names at neither."""
    places = dict.fromkeys((committee, *standing.values()))
    opened = [of.pk for of in places if has_power(user, Power.SEE_NAMES, of.path)]
    return reverse("meetings:liaisons", args=opened[:1]) if opened else ""


def _unit_name(liaison: Liaison, standing: Mapping[int, Branch] | None = None) -> str:
    """Of a cell as it is called while followed; `standing` are units of that day already read."""
    if liaison.cell_id is None:
        return str(liaison.place)
    day = liaison.ended_on or timezone.localdate()
    found = (standing or branches({liaison.cell_id}, day)).get(liaison.cell_id)
    return found.short_name if found else str(liaison.cell)


def _noted_day(request: HttpRequest, liaison: Liaison) -> Any:
    days = {f"{one.meeting.held_on:%Y-%m-%d}": one.meeting.held_on for one in noted_visits(liaison)}
    return days.get(request.GET.get("ngay", ""), timezone.localdate())
