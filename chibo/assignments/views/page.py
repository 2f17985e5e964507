"""One piece of work: what was asked, what became of it, and the next step."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.assignments.actions.following import (
    extend_work,
    finish_work,
    report_progress,
    return_work,
    take_back_work,
    verify_work,
)
from chibo.assignments.forms import (
    DoneForm,
    ExtendForm,
    ProgressForm,
    ReasonForm,
    VerifyForm,
    opening_of,
)
from chibo.assignments.models import Assignment, WorkStep
from chibo.assignments.queries.works import one_visible_to, with_unit_names
from chibo.assignments.rules import may_judge, may_report
from chibo.assignments.views.lists import list_url, words
from chibo.base.acting import carried_out
from chibo.base.text import format_date


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    work = _work_or_404(request, key)
    context = {
        "work": work,
        "word": words()[work.state],
        "steps": [_line(step) for step in work.steps.all()],
        "crumbs": _crumbs(signed_in(request), work),
        "may_report": work.is_open and may_report(signed_in(request), work),
        "may_judge": may_judge(signed_in(request), work),
    }
    return render(request, "assignments/page.html", context)


def _line(step: WorkStep) -> dict[str, Any]:
    said = [step.text]
    if step.progress is not None and step.kind == "progress":
        said.insert(0, f"{step.progress}%")
    if step.due_before and step.due_after:
        moved = _("từ {before} đến {after}").format(
            before=format_date(step.due_before), after=format_date(step.due_after)
        )
        said.insert(0, moved)
    if step.evidence:
        said.append(_("Minh chứng: {what}").format(what=step.evidence))
    title = f"{format_date(step.on)} · {step.get_kind_display()}"
    return {"title": title, "text": " · ".join(filter(None, said)), "url": "", "state": ""}


def report(request: HttpRequest, key: int) -> HttpResponse:
    work = _work_or_404(request, key)
    form = ProgressForm(_posted(request), initial=opening_of(work, timezone.localdate()))

    def act() -> WorkStep:
        given = form.cleaned_data
        return report_progress(
            work,
            given["progress"],
            given["on"],
            by=signed_in(request),
            text=given["text"],
            evidence=given["evidence"],
        )

    allowed = may_report(signed_in(request), work)
    return _take(request, work, form, act, _("Báo tiến độ"), allowed)


def finish(request: HttpRequest, key: int) -> HttpResponse:
    work = _work_or_404(request, key)
    form = DoneForm(_posted(request), initial=opening_of(work, timezone.localdate()))

    def act() -> WorkStep:
        given = form.cleaned_data
        return finish_work(
            work,
            given["on"],
            by=signed_in(request),
            text=given["text"],
            evidence=given["evidence"],
        )

    allowed = may_report(signed_in(request), work)
    return _take(request, work, form, act, _("Báo xong"), allowed)


def extend(request: HttpRequest, key: int) -> HttpResponse:
    work = _work_or_404(request, key)
    form = ExtendForm(_posted(request), initial=opening_of(work, timezone.localdate()))

    def act() -> WorkStep:
        given = form.cleaned_data
        return extend_work(work, given["due"], given["text"], given["on"], by=signed_in(request))

    allowed = may_judge(signed_in(request), work)
    return _take(request, work, form, act, _("Gia hạn"), allowed)


def judge(request: HttpRequest, key: int, how: str) -> HttpResponse:
    """Verify, return or take back; `how` is the step in the address."""
    work = _work_or_404(request, key)
    found = _JUDGEMENTS.get(how)
    if found is None:
        raise Http404
    title, of_form, judged = found
    form = of_form(_posted(request), initial=opening_of(work, timezone.localdate()))

    def act() -> WorkStep:
        given = form.cleaned_data
        return judged(work, given["text"], given["on"], signed_in(request))

    allowed = may_judge(signed_in(request), work)
    return _take(request, work, form, act, str(title), allowed)


_JUDGEMENTS: dict[str, tuple[Any, type[Any], Callable[..., WorkStep]]] = {
    "xac-nhan": (
        gettext_lazy("Xác nhận hoàn thành"),
        VerifyForm,
        lambda work, text, on, by: verify_work(work, on, by=by, text=text),
    ),
    "tra-lai": (
        gettext_lazy("Trả lại làm tiếp"),
        ReasonForm,
        lambda work, text, on, by: return_work(work, text, on, by=by),
    ),
    "thoi-giao": (
        gettext_lazy("Thôi giao việc"),
        ReasonForm,
        lambda work, text, on, by: take_back_work(work, text, on, by=by),
    ),
}


def _take(
    request: HttpRequest,
    work: Assignment,
    form: BaseForm,
    act: Callable[[], WorkStep],
    title: str,
    allowed: bool,
) -> HttpResponse:
    if not allowed:
        raise Http404
    if request.method == "POST" and form.is_valid():
        carried_out(form, act)
        if form.is_valid():
            messages.success(request, _("Đã ghi: {step}.").format(step=title))
            return redirect(work)
    context = {
        "form": form,
        "title": title,
        "lead": work.what,
        "submit": title,
        "back": work.get_absolute_url(),
        "crumbs": [
            *_crumbs(signed_in(request), work)[:-1],
            {"label": _("Việc"), "url": work.get_absolute_url()},
        ],
    }
    return render(request, "assignments/form.html", context)


def _work_or_404(request: HttpRequest, key: int) -> Any:
    today = timezone.localdate()
    work = one_visible_to(signed_in(request), key, today)
    if work is None:
        raise Http404
    named = with_unit_names(Assignment.objects.filter(pk=key), today).get()
    work.giver_name, work.unit_name = named.giver_name, named.unit_name
    return work


def _crumbs(user: User, work: Any) -> list[dict[str, str]]:
    return [
        {
            "label": work.giver_name or "",
            "url": reverse("organisations:page", args=[work.giver_id]),
        },
        {"label": _("Việc giao"), "url": list_url(user, work)},
        {"label": _("Việc")},
    ]


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
