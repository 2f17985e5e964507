"""The data workbook at the screen: out, the template, in after a rehearsal."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.rules import Refusal
from chibo.base.sending import sent_file
from chibo.base.sheets.limits import MAX_FILE_BYTES
from chibo.imports.actions.waiting_workbook import (
    apply_waiting,
    drop_waiting,
    send_workbook,
    waiting_of,
)
from chibo.imports.actions.workbook import export_workbook
from chibo.imports.forms import TakeOutForm, WorkbookForm
from chibo.imports.queries.workbook import places_to_export
from chibo.imports.rules.workbook import may_bring_in_workbook
from chibo.imports.workbook.export import template as empty_workbook
from chibo.organisations.models import Organisation

_SHOWN = 100


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    places, may_send = places_to_export(user, timezone.localdate()), may_bring_in_workbook(user)
    if not places and not may_send:
        raise Http404
    context = {
        "take_out": TakeOutForm(places=places) if places else None,
        "send_form": WorkbookForm() if may_send else None,
        "waiting": waiting_of(user) if may_send else None,
    }
    return render(request, "imports/workbook.html", context)


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    places = places_to_export(user, timezone.localdate())
    if not places:
        raise Http404
    form = TakeOutForm(request.POST, places=places)
    if not form.is_valid():
        context = {"take_out": form, "send_form": _sending(user), "waiting": None}
        return render(request, "imports/workbook.html", context)
    where = Organisation.objects.get(pk=form.cleaned_data["organisation"])
    export = export_workbook(where, form.cleaned_data["as_of"], by=user)
    return sent_file(export.content, f"so du lieu {where}", "xlsx")


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    if not may_bring_in_workbook(signed_in(request)):
        raise Http404
    return sent_file(empty_workbook(), "mau so du lieu", "xlsx")


def _sending(user: User) -> WorkbookForm | None:
    return WorkbookForm() if may_bring_in_workbook(user) else None


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    if not may_bring_in_workbook(user):
        raise Http404
    form = WorkbookForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            send_workbook(sent.read(MAX_FILE_BYTES + 1), sent.name, by=user)
        except Refusal as refused:
            form.add_error("file", refused.sentence)
        else:
            return redirect("imports:workbook_rehearsal")
    places = places_to_export(user, timezone.localdate())
    context = {"take_out": TakeOutForm(places=places) if places else None, "send_form": form}
    return render(request, "imports/workbook.html", context)


@require_safe
def rehearsal(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    if not may_bring_in_workbook(user):
        raise Http404
    waiting = waiting_of(user)
    if waiting is None:
        return redirect("imports:workbook")
    problems = waiting.outcome.problems
    context = {
        "waiting": waiting,
        "rows": [(name, count) for name, count in waiting.outcome.rows.items() if count],
        "problems": problems[:_SHOWN],
        "more": max(0, len(problems) - _SHOWN),
        "columns": [{"label": label} for label in (_("Trang"), _("Dòng"), _("Cột"), _("Vấn đề"))],
    }
    return render(request, "imports/workbook_rehearsal.html", context)


@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    if not may_bring_in_workbook(user):
        raise Http404
    try:
        outcome = apply_waiting(by=user)
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return redirect("imports:workbook_rehearsal")
    count = sum(outcome.rows.values())
    messages.success(request, _("Đã ghi {count} dòng của sổ dữ liệu.").format(count=count))
    # Whoever opened an empty installation administers it now and has no part in this page any more.
    if outcome.organisation_id is None:
        return redirect("imports:workbook")
    return redirect(Organisation.objects.get(pk=outcome.organisation_id))


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    if not may_bring_in_workbook(user):
        raise Http404
    drop_waiting(by=user)
    messages.success(request, _("Đã bỏ sổ đang chờ; chưa ghi gì."))
    return redirect("imports:workbook")
