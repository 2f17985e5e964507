"""Checks of background: read by the few who may, each look in the journal."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from chibo.admissions.actions.asking import drop_check, keep_check, propose_checks, read_checks
from chibo.admissions.forms.cases.following import CheckForm
from chibo.admissions.models import BackgroundCheck
from chibo.admissions.rules.cases import may_keep_background, may_see_background
from chibo.admissions.views.cases.fetching import Seen, case_or_404, lead, step
from chibo.admissions.views.fetching import allowed_or_404
from chibo.base.rules import Refusal
from chibo.base.views.filling_in import posted


@require_safe
def background(request: HttpRequest, key: int) -> HttpResponse:
    seen = case_or_404(request, key)
    allowed_or_404(may_see_background(seen.user, seen.path))
    title = _("Thẩm tra lý lịch")
    context = {
        "case": seen.case,
        "rows": read_checks(seen.case, by=seen.user),
        "title": title,
        "lead": lead(seen),
        "crumbs": seen.crumbs(title),
        "back": seen.url,
        "may_keep": _may_keep(seen),
    }
    return render(request, "admissions/case_background.html", context)


@require_POST
def propose(request: HttpRequest, key: int) -> HttpResponse:
    seen = _kept_or_404(request, key)
    made = propose_checks(seen.case, by=seen.user)
    said = ngettext("Đã thêm {n} người.", "Đã thêm {n} người.", len(made)).format(n=len(made))
    none = _("Không còn người thân nào trong hồ sơ chưa có trong danh sách.")
    messages.success(request, said if made else none)
    return redirect("admissions:case_background", seen.case.pk)


def new_check(request: HttpRequest, key: int) -> HttpResponse:
    seen = _kept_or_404(request, key)
    form = CheckForm(posted(request), instance=BackgroundCheck(case=seen.case))
    return _step(request, seen, form, _("Thêm người thẩm tra"))


def check(request: HttpRequest, key: int, check: int) -> HttpResponse:
    seen = _kept_or_404(request, key)
    row = get_object_or_404(seen.case.checks.all(), pk=check)
    form = CheckForm(posted(request), instance=row)
    return _step(request, seen, form, f"{row.relation}: {row.full_name}")


@require_POST
def no_check(request: HttpRequest, key: int, check: int) -> HttpResponse:
    seen = _kept_or_404(request, key)
    row = get_object_or_404(seen.case.checks.all(), pk=check)
    try:
        drop_check(row, by=seen.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("admissions:case_background", seen.case.pk)


def _step(request: HttpRequest, seen: Seen, form: Any, title: str) -> HttpResponse:
    return step(
        request,
        seen,
        form,
        lambda: keep_check(form.instance, by=seen.user),
        title=title,
        submit=_("Ghi"),
        done=_("Đã ghi thẩm tra lý lịch."),
        back=reverse("admissions:case_background", args=[seen.case.pk]),
    )


def _may_keep(seen: Seen) -> bool:
    return may_keep_background(seen.user, seen.path) and seen.case.closed_on is None


def _kept_or_404(request: HttpRequest, key: int) -> Seen:
    seen = case_or_404(request, key)
    allowed_or_404(_may_keep(seen))
    return seen
