"""Tokens by which programs act for a person: one's own, and those of the accounts one manages."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.queries import signed_in
from chibo.base.acting import say_why
from chibo.base.rules import Refusal
from chibo.organisations.actions.tokens import make_token, revoke_token
from chibo.organisations.forms import TokenForm
from chibo.organisations.models import ApiToken
from chibo.organisations.queries.accounts import as_given
from chibo.organisations.queries.tokens import duties_to_lend, tokens_of, tokens_visible_to
from chibo.organisations.rules import may_manage_accounts
from chibo.organisations.views.fetching import allowed_or_404, say

PAGE_LENGTH = 50


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    context = _listed(request, tokens_of(user))
    context["may_make"] = settings.PUBLIC_API and bool(duties_to_lend(user))
    return render(request, "organisations/tokens.html", context)


@require_safe
def of_everybody(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    allowed_or_404(may_manage_accounts(user))
    context = _listed(request, tokens_visible_to(user)) | {"everybody": True}
    return render(request, "organisations/tokens.html", context)


@reauthentication_required
def new(request: HttpRequest) -> HttpResponse:
    """Asked for with the password of a moment ago: a screen left open makes no token."""
    user = signed_in(request)
    duties = duties_to_lend(user)
    allowed_or_404(settings.PUBLIC_API and bool(duties))
    form = TokenForm(request.POST or None, duties=as_given(duties, timezone.localdate()))
    if form.is_valid():
        told = form.cleaned_data
        duty = next(one for one in duties if one.pk == told["duty"])
        try:
            token, text = make_token(
                duty, told["name"], told["purposes"], told["expires_on"], by=user
            )
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            shown = {"token": token, "text": text}
            return render(request, "organisations/token_once.html", shown)
    return render(request, "organisations/token_form.html", {"form": form})


@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    user = signed_in(request)
    found = get_object_or_404(tokens_visible_to(user), pk=token)
    revoke_token(found, by=user)
    say(request, _("Đã hủy khóa “{name}”. Chương trình không vào được nữa.").format(name=found))
    is_own = found.user_id == user.pk
    return redirect("organisations:tokens" if is_own else "organisations:all_tokens")


def _listed(request: HttpRequest, tokens: QuerySet[ApiToken]) -> dict[str, Any]:
    page = Paginator(tokens, PAGE_LENGTH).get_page(request.GET.get("trang"))
    today = timezone.localdate()
    shown = list(page.object_list)
    given = as_given([token.duty for token in shown], today)
    rows = [
        {"token": token, "duty": one.label, "state": _state(token)}
        for token, one in zip(shown, given, strict=True)
    ]
    return {"page": page, "rows": rows, "open": settings.PUBLIC_API}


def _state(token: ApiToken) -> str:
    """`revoked`, `expired`, `resting` while its duty or account is not in force, or `standing`."""
    today = timezone.localdate()
    if token.revoked_at:
        return "revoked"
    if token.expires_on <= today:
        return "expired"
    active = token.user.is_active and token.duty.holds(today)
    return "standing" if active else "resting"
