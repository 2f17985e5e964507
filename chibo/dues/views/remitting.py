"""What a unit handed on: the list, a new one reckoned while it is filled in, one of them."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.text import format_number
from chibo.base.views.filling_in import fill_in, posted
from chibo.dues.actions.remitting import Handed, cancel_remittance, confirm_remittances, remit
from chibo.dues.forms.collecting import CancelForm
from chibo.dues.forms.declaring import RemitForm
from chibo.dues.forms.fund import ConfirmForm, ReceiveForm
from chibo.dues.models import Remittance
from chibo.dues.queries.money import remittances_of
from chibo.dues.rules.permits import may_collect
from chibo.dues.rules.remitting import settle
from chibo.dues.views.fetching import (
    PAGE_LENGTH,
    frame,
    kept_or_404,
    month_in,
    named_or_404,
    remittance_or_404,
    this_month,
)
from chibo.organisations.queries.tree import branch, latest_paths, organisation_of
from chibo.rulebook.queries import add_months

_QUARTER = 3


@require_safe
def remittances(request: HttpRequest, org: int) -> HttpResponse:
    """Those of the unit itself, and of the units below it."""
    user, of = named_or_404(request, org)
    rows = remittances_of(of)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    waiting = rows.filter(receiver=of.pk, confirmed_on__isnull=True, cancelled_on__isnull=True)
    context = frame(user, of, "remittances") | {"page": page, "waiting": waiting.count()}
    return render(request, "dues/remittances.html", context)


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    first, last = _asked(request)
    form = RemitForm(
        posted(request), initial={"first": first, "last": last, "handed_on": timezone.localdate()}
    )

    def act() -> Remittance:
        return remit(organisation_of(of), Handed(**form.cleaned_data), by=user)

    if form.is_bound and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    page = frame(user, of, "remittances", {"label": _("Lập phiếu nộp")}) | {
        "found": settle(of.pk, first, last) if first <= last else None,
        "spans": _spans(request.path, first, last),
        "back": reverse("dues:remittances", args=[of.pk]),
    }
    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã ghi phiếu nộp cấp trên."),
        to=lambda row: row.get_absolute_url(),
        template="dues/remit.html",
    )


def _asked(request: HttpRequest) -> tuple[date, date]:
    """`tu` and `den`, or the quarter that is over."""
    here = this_month()
    begun = date(here.year, here.month - (here.month - 1) % _QUARTER, 1)
    first = month_in(request.GET.get("tu", "")) or add_months(begun, -_QUARTER)
    last = month_in(request.GET.get("den", "")) or add_months(first, _QUARTER - 1)
    return first, max(first, last)


def _spans(path: str, first: date, last: date) -> list[dict[str, Any]]:
    """The last four quarters that are over, and the month before."""
    here = this_month()
    begun = date(here.year, here.month - (here.month - 1) % _QUARTER, 1)
    found = [(add_months(here, -1), add_months(here, -1))]
    for back in range(1, 5):
        start = add_months(begun, -_QUARTER * back)
        found.append((start, add_months(start, _QUARTER - 1)))
    return [
        {
            "label": f"{one:%m/%Y}" if one == two else f"{one:%m}–{two:%m/%Y}",
            "url": f"{path}?tu={one:%Y-%m}&den={two:%Y-%m}",
            "current": (one, two) == (first, last),
        }
        for one, two in found
    ]


@require_safe
def remittance(request: HttpRequest, remittance_key: int) -> HttpResponse:
    user, row = remittance_or_404(request, remittance_key)
    of = branch(row.unit_id, row.handed_on)
    context = frame(user, of, "remittances", {"label": row.full_number}) | {
        "row": row,
        "unit": of,
        "receiver": branch(row.receiver_id, row.handed_on),
        "may_cancel": may_collect(user, row.path) and not row.cancelled_on,
        "may_confirm": _may_confirm(user, row),
    }
    return render(request, "dues/remittance.html", context)


def confirm(request: HttpRequest, remittance_key: int) -> HttpResponse:
    """The level above says that the money came."""
    user, row = remittance_or_404(request, remittance_key)
    if not _may_confirm(user, row):
        raise Http404
    of = branch(row.unit_id, row.handed_on)
    start = {"on": timezone.localdate(), "received_by": user.full_name}
    form = ConfirmForm(posted(request), initial=start)

    def act() -> Any:
        told = form.cleaned_data
        return confirm_remittances([row], told["on"], told["received_by"], by=user)

    page = frame(user, of, "remittances", {"label": _("Xác nhận đã nhận")}) | {
        "title": _("Xác nhận đã nhận phiếu nộp {number}").format(number=row.full_number),
        "lead": _("{unit} nộp {amount} đồng").format(
            unit=of.name, amount=format_number(row.amount)
        ),
        "note": _("Xác nhận rồi thì đơn vị nộp không tự hủy phiếu được."),
        "submit": _("Xác nhận đã nhận"),
        "back": row.get_absolute_url(),
    }
    done = _("Đã xác nhận nhận tiền.")
    return fill_in(request, form, act, page, done=done, to=row.get_absolute_url())


def receive(request: HttpRequest, org: int) -> HttpResponse:
    """All papers whose money waits to be confirmed at a committee, oldest first."""
    user, of = kept_or_404(request, org)
    waiting = remittances_of(of).filter(
        receiver=of.pk, confirmed_on__isnull=True, cancelled_on__isnull=True
    )
    page = Paginator(waiting.order_by("handed_on", "pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    rows = list(page.object_list)
    start = {"on": timezone.localdate(), "received_by": user.full_name}
    form = ReceiveForm(posted(request), offered=[row.pk for row in rows], initial=start)

    def act() -> Any:
        told = form.cleaned_data
        some = [row for row in rows if row.pk in form.chosen]
        return confirm_remittances(some, told["on"], told["received_by"], by=user)

    back = reverse("dues:remittances", args=[of.pk])
    context = frame(user, of, "remittances", {"label": _("Xác nhận đã nhận")}) | {
        "page": page,
        "rows": [(row, str(row.pk)) for row in rows],
        "ticked": form.ticked,
        "back": back,
    }
    return fill_in(
        request,
        form,
        act,
        context,
        done=_("Đã xác nhận nhận tiền."),
        to=back,
        template="dues/receive.html",
    )


def _may_confirm(user: User, row: Remittance) -> bool:
    above = latest_paths([row.receiver_id]).get(row.receiver_id, "")
    return not row.confirmed_on and not row.cancelled_on and may_collect(user, above)


def cancel(request: HttpRequest, remittance_key: int) -> HttpResponse:
    user, row = remittance_or_404(request, remittance_key)
    if row.cancelled_on or not may_collect(user, row.path):
        raise Http404
    of = branch(row.unit_id, row.handed_on)
    form = CancelForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Remittance:
        told = form.cleaned_data
        return cancel_remittance(row, told["on"], told["reason"], by=user)

    page = frame(user, of, "remittances", {"label": _("Hủy phiếu nộp")}) | {
        "title": _("Hủy phiếu nộp {number}").format(number=row.full_number),
        "lead": of.name,
        "note": _("Phiếu giữ nguyên số; các tháng của phiếu nộp lại được."),
        "submit": _("Hủy phiếu"),
        "back": row.get_absolute_url(),
    }
    return fill_in(request, form, act, page, done=_("Đã hủy phiếu nộp."), to=row.get_absolute_url())
