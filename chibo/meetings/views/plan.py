"""One meeting to come: its agenda, put in order before it meets; moved, called off, opened."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.assignments.queries.takers import people_to_give
from chibo.base.acting import carried_out
from chibo.base.addresses import key_of
from chibo.base.asof import AsOf
from chibo.base.overtaking import mindful
from chibo.base.rules import Refusal
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.planning import (
    Point,
    add_points,
    cancel_plan,
    correct_plan,
    drop_point,
    move_plan,
    move_point,
)
from chibo.meetings.forms.plans import CancelForm, CorrectPlanForm, MoveForm, PointForm
from chibo.meetings.models import PlannedItem, PlannedMeeting
from chibo.meetings.queries.content import returning_work
from chibo.meetings.queries.plans import (
    last_titles,
    paper_title,
    papers_to_make_known,
    visible_to,
    with_theme,
)
from chibo.meetings.rules import may_record
from chibo.organisations.queries.tree import Branch, branch
from chibo.organisations.tabs import crumbs


@require_safe
def plan(request: HttpRequest, key: int) -> HttpResponse:
    user, one, of = _plan_or_404(request, key)
    writes = one.is_open and may_record(user, of.path)
    context = {
        **_frame(user, one, of),
        "items": list(one.items.select_related("paper")),
        "returning": returning_work(of) if one.is_open else [],
        "may_write": writes,
        "may_open": writes and one.planned_on <= of.on,
        "point_form": PointForm(None),
        "papers": papers_to_make_known(user, of, of.on) if writes else [],
        "in_two_parts": one.kind == "regular" and one.theme,
    }
    return render(request, "meetings/plan.html", context)


def correct(request: HttpRequest, key: int) -> HttpResponse:
    user, one, of = _written_or_404(request, key)
    names = ("starts_at", "place", "theme", "remark")
    known = {name: getattr(one, name) for name in names} | {"leader": one.leader_id or ""}
    form = mindful(CorrectPlanForm(posted(request), people=people_to_give(user, of), initial=known))
    return _change(
        request,
        (user, one, of),
        form,
        lambda: correct_plan(one, **form.about(), by=user),
        _("Sửa buổi họp"),
    )


def move(request: HttpRequest, key: int) -> HttpResponse:
    user, one, of = _written_or_404(request, key)
    form = MoveForm(posted(request), initial={"planned_on": one.planned_on})
    return _change(
        request,
        (user, one, of),
        form,
        lambda: move_plan(one, **_named(form, planned_on="on", reason="reason"), by=user),
        _("Dời ngày họp"),
    )


def cancel(request: HttpRequest, key: int) -> HttpResponse:
    user, one, of = _written_or_404(request, key)
    form = CancelForm(posted(request))
    return _change(
        request,
        (user, one, of),
        form,
        lambda: cancel_plan(one, form.cleaned_data["reason"], by=user),
        _("Hủy buổi họp"),
    )


@require_POST
def agenda(request: HttpRequest, key: int) -> HttpResponse:
    """A step of putting the agenda together, named in `buoc`; a point in `muc`."""
    user, one, of = _written_or_404(request, key)
    try:
        _arrange(request, user, one, of)
    except Refusal as refused:
        messages.error(request, refused.sentence)
    return redirect(f"{one.get_absolute_url()}#chuong-trinh")


def _arrange(request: HttpRequest, user: User, one: PlannedMeeting, of: Branch) -> None:
    step = request.POST.get("buoc", "")
    if step in ("len", "xuong", "bo"):
        item = _item_or_404(request, one)
        if step == "bo":
            drop_point(item, by=user)
        else:
            move_point(item, -1 if step == "len" else 1, by=user)
        return
    points = _points(request, step, user, one, of)
    if points is None:
        messages.error(request, _("Nhập nội dung."))
    elif not add_points(one, points, by=user):
        messages.info(request, _("Không có nội dung nào mới để thêm."))


def _points(
    request: HttpRequest, step: str, user: User, one: PlannedMeeting, of: Branch
) -> list[Point] | None:
    """What a step adds; None when nothing was typed."""
    if step == "mau":
        return _as_points(with_theme(one.kind, one.theme, of, one.planned_on))
    if step == "chep":
        return _as_points(last_titles(of.pk, one.kind, one.planned_on))
    if step == "van-ban":
        asked = request.POST.getlist("van-ban")
        offered = papers_to_make_known(user, of, of.on)
        return [
            Point(paper_title(one.paper), one.paper)
            for one in offered
            if str(one.paper.pk) in asked
        ]
    form = PointForm(request.POST)
    if not form.is_valid():
        return None
    return [Point(form.cleaned_data["title"], is_thematic=form.cleaned_data["is_thematic"])]


def _as_points(titles: list[tuple[str, bool]]) -> list[Point]:
    return [Point(title, is_thematic=themed) for title, themed in titles]


def _item_or_404(request: HttpRequest, one: PlannedMeeting) -> PlannedItem:
    asked = request.POST.get("muc", "")
    item = one.items.filter(pk=key_of(asked) or 0).first()
    if item is None:
        raise Http404
    return item


def _named(form: Form, **names: str) -> dict[str, Any]:
    return {argument: form.cleaned_data[field] for field, argument in names.items()}


def _change(
    request: HttpRequest,
    about: tuple[User, PlannedMeeting, Branch],
    form: Form,
    act: Callable[[], Any],
    title: str,
) -> HttpResponse:
    user, one, of = about
    if request.method == "POST" and form.is_valid():
        carried_out(form, act)
        if form.is_valid():
            messages.success(request, _("Đã ghi."))
            return redirect(one)
    context = {
        **_frame(user, one, of),
        "form": form,
        "title": title,
        "submit": title,
        "back": one.get_absolute_url(),
    }
    return render(request, "meetings/plan_form.html", context)


def _plan_or_404(request: HttpRequest, key: int) -> tuple[User, PlannedMeeting, Branch]:
    user, today = signed_in(request), timezone.localdate()
    rows = visible_to(user, today).select_related("organisation", "leader", "meeting")
    one = rows.filter(pk=key).first()
    if one is None:
        raise Http404
    return user, one, branch(one.organisation_id, today)


def _written_or_404(request: HttpRequest, key: int) -> tuple[User, PlannedMeeting, Branch]:
    user, one, of = _plan_or_404(request, key)
    if not may_record(user, of.path):
        raise Http404
    return user, one, of


def _frame(user: User, one: PlannedMeeting, of: Branch) -> dict[str, Any]:
    back = reverse("meetings:plans", args=[of.pk])
    return {
        "plan": one,
        "of": of,
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": _("Lịch họp"), "url": f"{back}?thang={one.planned_on:%Y-%m}"},
            {"label": one.title},
        ],
    }
