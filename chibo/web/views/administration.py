"""Accounts and duties."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.acting import say_why
from chibo.base.rules import Refusal
from chibo.base.text import clean
from chibo.organisations.actions.accounts import (
    close_account,
    give_new_password,
    open_account,
    reopen_account,
)
from chibo.organisations.actions.duties import end_duty, give_duty
from chibo.organisations.models import Duty, Organisation
from chibo.organisations.queries.accounts import (
    accounts_called,
    accounts_visible_to,
    duties_given,
    open_duties_of,
)
from chibo.organisations.rules import check_not_own, may_manage_accounts
from chibo.web.forms import AccountForm, DutyForm, EndDutyForm
from chibo.web.views.fetching import not_found_unless, say

PAGE_LENGTH = 50


def accounts(request: HttpRequest) -> HttpResponse:
    not_found_unless(may_manage_accounts(signed_in(request)))
    found, text = accounts_visible_to(signed_in(request)), clean(request.GET.get("tim", ""))
    if text:
        found = accounts_called(found, text)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("trang"))
    given = open_duties_of(list(page.object_list), timezone.localdate())
    rows = [{"user": user, "given": given.get(user.pk, [])} for user in page.object_list]
    return render(request, "web/accounts.html", {"page": page, "rows": rows, "text": text})


def new_account(request: HttpRequest) -> HttpResponse:
    not_found_unless(may_manage_accounts(signed_in(request)))
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            user, once = open_account(**form.cleaned_data, by=signed_in(request))
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            return _shown_once(request, user, once)
    context = {"form": form, "title": _("Lập tài khoản"), "send": _("Lập tài khoản")}
    return render(request, "web/account_form.html", context)


def account(request: HttpRequest, key: int) -> HttpResponse:
    user = _account(request, key)
    form = DutyForm(request.POST or None, user=signed_in(request))
    if form.is_valid():
        data = form.cleaned_data
        where = Organisation.objects.get(pk=data["organisation"].pk)
        try:
            check_not_own(signed_in(request), user)
            give_duty(user, data["role"], where, data["on"], by=signed_in(request))
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            say(request, _("Đã giao nhiệm vụ cho {name}.").format(name=user))
            return redirect("web:account", user.pk)
    context = {"user_shown": user, "form": form, "is_own": user.pk == signed_in(request).pk}
    context["given"] = duties_given(user, timezone.localdate())
    return render(request, "web/account.html", context)


def end_account_duty(request: HttpRequest, key: int, duty: int) -> HttpResponse:
    user = _account(request, key)
    ending = get_object_or_404(Duty.objects.not_over(timezone.localdate()), pk=duty, user=user)
    form = EndDutyForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            end_duty(ending, data["on"], by=signed_in(request), reason=data["reason"])
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            say(request, _("Đã ghi thôi nhiệm vụ."))
            return redirect("web:account", user.pk)
    context = {"form": form, "user_shown": user, "send": _("Thôi nhiệm vụ")}
    context["title"] = _("Thôi nhiệm vụ: {role}").format(role=ending.get_role_display())
    return render(request, "web/account_form.html", context)


@require_POST
def new_password(request: HttpRequest, key: int) -> HttpResponse:
    user = _account(request, key)
    check_not_own(signed_in(request), user)
    return _shown_once(request, user, give_new_password(user, by=signed_in(request)))


@require_POST
def close(request: HttpRequest, key: int) -> HttpResponse:
    user = _account(request, key)
    close_account(user, by=signed_in(request))
    say(request, _("Đã khóa tài khoản {name}.").format(name=user.username))
    return redirect("web:account", user.pk)


@require_POST
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    user = _account(request, key)
    reopen_account(user, by=signed_in(request))
    say(request, _("Đã mở lại tài khoản {name}.").format(name=user.username))
    return redirect("web:account", user.pk)


def _account(request: HttpRequest, key: int) -> User:
    return get_object_or_404(accounts_visible_to(signed_in(request)), pk=key)


def _shown_once(request: HttpRequest, user: User, once: str) -> HttpResponse:
    """The only page that ever shows the password; it is not stored in the clear anywhere."""
    return render(request, "web/one_time_password.html", {"user_shown": user, "once": once})
