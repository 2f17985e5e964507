"""Handing in without a network: key cards, the file of a submission, a file taken in."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chibo.accounts.models import User
from chibo.base.asof import AsOf
from chibo.base.envelopes import Own
from chibo.base.sending import sent_file
from chibo.base.views.filling_in import fill_in, posted
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs
from chibo.organisations.views.fetching import counted_or_404
from chibo.reports.actions.carrying import carry_answer, carry_submission, take_in_file
from chibo.reports.actions.keys import retire_key, take_down_key
from chibo.reports.forms.carrying import CarriedFileForm, KeyForm, RetireKeyForm
from chibo.reports.frozen.answered import DECIDED
from chibo.reports.models import KnownKey, Submission
from chibo.reports.queries.keys import key_above, key_below, keys_known, others_of
from chibo.reports.rules.carrying import may_keep_keys
from chibo.reports.rules.submissions import may_prepare, may_receive
from chibo.reports.views.submissions_fetching import handed_or_404

PAGE_LENGTH = 50


def kept_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = counted_or_404(request, org)
    if not may_keep_keys(user, of):
        raise Http404
    return user, of


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest, org: int) -> HttpResponse:
    """The own key card, and those of the level above and the units below."""
    user, of = kept_or_404(request, org)
    others = others_of(of)
    form = KeyForm(posted(request), others)

    def act() -> Any:
        told = form.cleaned_data
        other = get_object_or_404(Organisation, pk=told["organisation"])
        return take_down_key(of, other, told["card"], told["heard"], told["compared_with"], by=user)

    known = Paginator(keys_known(of.pk), PAGE_LENGTH).get_page(request.GET.get("trang"))
    page = {"of": of, "card": Own(of.pk).card, "known": known, "crumbs": _way(user, of)}
    done = _("Đã ghi khóa; từ nay trao đổi tệp được với đơn vị ấy.")
    return fill_in(
        request, form, act, page, done=done, to=request.path, template="reports/keys.html"
    )


@require_safe
def card_file(request: HttpRequest, org: int) -> HttpResponse:
    """To be carried to the other side; the fingerprint goes by another way, so it is not in it, and the name of
    the unit is what the other side knows it by."""
    _user, of = kept_or_404(request, org)
    text = f"{of.code}\n\n{Own(of.pk).card.text}\n"
    return sent_file(text.encode(), f"ma khoa {of.code or of.pk}", "txt")


@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, org: int, key: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    known = get_object_or_404(KnownKey.objects.filter(keeper=of.pk, retired_on=None), pk=key)
    back = reverse("reports:keys", args=[of.pk])
    form = RetireKeyForm(posted(request))
    page = {
        "title": _("Thôi dùng khóa"),
        "lead": f"{known.organisation} · {known.told.fingerprint}",
        "submit": _("Thôi dùng"),
        "note": _("Tệp ký bằng khóa này không nhận nữa; bản đã nhận giữ nguyên."),
        "back": back,
        "crumbs": [*_way(user, of), {"label": _("Thôi dùng khóa")}],
    }
    return fill_in(
        request,
        form,
        lambda: retire_key(known, of, form.cleaned_data["why"], by=user),
        page,
        done=_("Đã thôi dùng khóa."),
        to=back,
    )


@require_safe
def file(request: HttpRequest, submission: int) -> HttpResponse:
    """The submission for the level above, on a stick."""
    found = handed_or_404(request, submission)
    one, above = found.submission, key_above(found.of)
    if above is None or not one.is_frozen or not may_prepare(found.user, one):
        raise Http404
    content = carry_submission(one, above, by=found.user)
    name = f"ban nop {found.of.code or found.of.pk} {one.period.code} lan {one.version}"
    return sent_file(content, name, "nop")


@require_safe
def answer_file(request: HttpRequest, submission: int) -> HttpResponse:
    """What was decided of it, for the unit, on a stick."""
    found = handed_or_404(request, submission)
    one, below = found.submission, key_below(found.of)
    if below is None or one.stage not in DECIDED or not may_receive(found.user, one):
        raise Http404
    content = carry_answer(one, below, by=found.user)
    name = f"tra loi {found.of.code or found.of.pk} {one.period.code} lan {one.version}"
    return sent_file(content, name, "nop")


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    form = CarriedFileForm(posted(request), request.FILES or None)
    return fill_in(
        request,
        form,
        lambda: take_in_file(of, form.cleaned_data["file"].read(), by=user),
        {"of": of, "crumbs": [*_way(user, of), {"label": _("Nhận tệp")}]},
        done=_taken_in,
        to=lambda made: made.get_absolute_url(),
        template="reports/take_in.html",
    )


def _taken_in(made: Submission) -> str:
    if made.stage in DECIDED:
        return _("Đã nhận tệp trả lời của cấp trên.")
    return _("Đã nhận tệp. Xem từng biểu rồi nhận hoặc trả lại.")


def _way(user: User, of: Branch) -> list[dict[str, str]]:
    on = AsOf(of.on)
    return [
        *crumbs(user, of, on, itself=True),
        {"label": _("Khóa của đơn vị"), "url": reverse("reports:keys", args=[of.pk])},
    ]
