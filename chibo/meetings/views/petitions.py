"""Petitions of the people: those of a cell or a whole commune, and what became of one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.base.asof import AsOf
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.said import answer_petition, pass_petition
from chibo.meetings.forms.said import AnswerForm, PassForm
from chibo.meetings.queries.said import (
    ANSWERED,
    NOTED,
    OPEN,
    OVERDUE,
    petitions_of,
    petitions_visible_to,
    with_state,
)
from chibo.meetings.rules import may_answer
from chibo.meetings.views.fetching import frame
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import named_or_404

PAGE_LENGTH = 50
PASS, ANSWER = "chuyen", "tra-loi"
WORDS = {
    OVERDUE: (gettext_lazy("quá hạn trả lời"), "bad"),
    OPEN: (gettext_lazy("chờ trả lời"), "warn"),
    ANSWERED: (gettext_lazy("đã trả lời"), "ok"),
    NOTED: (gettext_lazy("ghi nhận"), ""),
}


@require_safe
def petitions(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    asked = request.GET.get("muc", "")
    rows = petitions_visible_to(user, of.on) & petitions_of(of)
    shown = with_state(rows, of.on)
    wanted = {"qua-han": [OVERDUE], "da-tra-loi": [ANSWERED], "ghi-nhan": [NOTED], "tat-ca": None}
    states = wanted.get(asked, [OPEN, OVERDUE])
    if states is not None:
        shown = shown.filter(state__in=states)
    shown = shown.select_related("meeting").order_by("due_on", "-meeting__held_on", "pk")
    page = Paginator(shown, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = {
        "of": of,
        "page": page,
        "rows": [{"petition": one, "word": WORDS[one.state]} for one in page.object_list],
        "states": _states(request.path, asked if asked in wanted else ""),
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": _("Sinh hoạt"), "url": reverse("meetings:list", args=[of.pk])},
            {"label": _("Kiến nghị của nhân dân")},
        ],
        "tabs": tabs(user, of, AsOf(of.on), "sinh-hoat"),
    }
    return render(request, "meetings/petitions.html", context)


def _states(path: str, asked: str) -> list[dict[str, Any]]:
    labels = {
        "": _("Chưa trả lời"),
        "qua-han": _("Quá hạn"),
        "da-tra-loi": _("Đã trả lời"),
        "ghi-nhan": _("Ghi nhận"),
        "tat-ca": _("Tất cả"),
    }
    return [
        {"label": label, "url": f"{path}?muc={code}" if code else path, "current": code == asked}
        for code, label in labels.items()
    ]


def petition(request: HttpRequest, key: int) -> HttpResponse:
    """What was asked and what became of it; passing on and answering are a form each, named in `buoc`."""
    user, one = _petition_or_404(request, key)
    follows = may_answer(user, one.meeting.path)
    if request.method == "POST" and not follows:
        raise Http404
    forms = _forms(request, one)
    if request.method == "POST" and _done(request, forms, one, user):
        messages.success(request, _("Đã ghi."))
        return redirect(one)
    context = {
        "petition": one,
        "word": WORDS[one.state],
        "follows": follows,
        "forms": forms,
        "wrong": next((form for form in forms.values() if form.errors), None),
    }
    return render(request, "meetings/petition.html", {**frame(user, one.meeting), **context})


def _petition_or_404(request: HttpRequest, key: int) -> tuple[User, Any]:
    user, today = signed_in(request), timezone.localdate()
    rows = with_state(petitions_visible_to(user, today).filter(pk=key), today)
    one = rows.select_related("meeting__organisation").first()
    if one is None:
        raise Http404
    return user, one


def _forms(request: HttpRequest, one: Any) -> dict[str, Form]:
    step, today = request.POST.get("buoc"), timezone.localdate()
    passed = {"to": one.passed_to, "on": one.passed_on or today}
    answered = {"answer": one.answer, "on": one.answered_on or today}
    return {
        "pass": PassForm(posted(request) if step == PASS else None, initial=passed, prefix="c"),
        "answer": AnswerForm(
            posted(request) if step == ANSWER else None, initial=answered, prefix="t"
        ),
    }


def _done(request: HttpRequest, forms: dict[str, Form], one: Any, user: User) -> bool:
    name = {PASS: "pass", ANSWER: "answer"}.get(request.POST.get("buoc", ""))
    if name is None:
        raise Http404
    form = forms[name]
    if not form.is_valid():
        return False
    given = form.cleaned_data
    acts: dict[str, Callable[[], Any]] = {
        "pass": lambda: pass_petition(one, given["to"], given["on"], by=user),
        "answer": lambda: answer_petition(one, given["answer"], given["on"], by=user),
    }
    carried_out(form, acts[name])
    return form.is_valid()
