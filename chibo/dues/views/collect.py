"""Money is taken: from many members of a cell in one form, or from one for the months they name."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.views.filling_in import fill_in, posted
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, cancel_payment, excuse_months, record_payments
from chibo.dues.forms.collecting import CancelForm, CollectForm, ExcuseForm, PayForm
from chibo.dues.models import Charge, Payment
from chibo.dues.queries.arrears import arrears_of
from chibo.dues.queries.months import months_between, next_month
from chibo.dues.queries.owed import still_owed
from chibo.dues.rules.ahead import due_for, owed_for
from chibo.dues.rules.rates import money
from chibo.dues.views.fetching import (
    asked_month,
    frame,
    kept_cell_or_404,
    kept_person_or_404,
    month_in,
    payment_or_404,
    person_frame,
    this_month,
)
from chibo.members.models import Person
from chibo.organisations.queries.tree import Branch, branch, organisation_of
from chibo.rulebook.queries import add_months

_SPANS = (1, 3, 6, 12)


def collect(request: HttpRequest, org: int) -> HttpResponse:
    """Everybody ticked paid all they owe for the months of the address: `thang`, and up to `den`."""
    user, of = kept_cell_or_404(request, org)
    first, last = _asked_months(request)
    months = list(months_between(first, last))
    owed = owed_for(of, months)
    people = Person.objects.filter(pk__in=owed).order_by("name_sort", "pk")
    offered = {person.pk: person for person in people}
    start = _today_by(user) | {"chon": [str(key) for key in offered]}
    form = CollectForm(posted(request), offered=list(offered), initial=start)

    def act() -> list[Payment]:
        return _take(of, months, [offered[key] for key in form.chosen], form.cleaned_data, user)

    back = f"{reverse('dues:list', args=[of.pk])}?thang={first:%Y-%m}"
    page = frame(user, of, "list", {"label": _("Ghi thu")}) | {
        "first": first,
        "last": last,
        "many": len(months) > 1,
        "spans": _spans(request.path, first, last),
        "rows": _owing(offered.values(), owed),
        "total": sum(sum(one.values()) for one in owed.values()),
        "ticked": form.ticked,
        "back": back,
    }
    return fill_in(
        request,
        form,
        act,
        page,
        done=lambda made: _("Đã ghi {n} phiếu thu.").format(n=len(made)),
        to=back,
        template="dues/collect.html",
    )


def _today_by(user: User) -> dict[str, Any]:
    return {"paid_on": timezone.localdate(), "received_by": user.full_name}


def _asked_months(request: HttpRequest) -> tuple[date, date]:
    first = asked_month(request)
    return first, max(month_in(request.GET.get("den", "")) or first, first)


def _owing(
    offered: Iterable[Person], owed: Mapping[int, Mapping[date, int]]
) -> list[dict[str, Any]]:
    return [
        {"person": one, "owed": sum(owed[one.pk].values()), "months": len(owed[one.pk])}
        for one in offered
    ]


def _spans(path: str, first: date, last: date) -> list[dict[str, Any]]:
    found = []
    for count in _SPANS:
        until = add_months(first, count - 1)
        if until <= add_months(this_month(), 12):
            found.append(
                {
                    "label": _("{n} tháng").format(n=count),
                    "url": f"{path}?thang={first:%Y-%m}&den={until:%Y-%m}",
                    "current": until == last,
                }
            )
    return found


@transaction.atomic
def _take(
    of: Branch, months: list[date], people: list[Person], told: dict[str, Any], user: User
) -> list[Payment]:
    """Rolls that are missing are drawn up first, so that what is paid is known to be due."""
    for month in months:
        if month <= next_month(this_month()) and not _drawn_up(of, month):
            draw_up_roll(of, month, by=user)
    owed = owed_for(of, months)
    given = [_paid(one, owed[one.pk], told) for one in people if one.pk in owed]
    return record_payments(organisation_of(of), given, by=user)


def _paid(person: Person, months: Mapping[date, int], told: dict[str, Any]) -> Paid:
    return Paid(person, told["paid_on"], months, told["method"], told["received_by"], told["note"])


def _drawn_up(of: Branch, month: date) -> bool:
    return Charge.objects.filter(cell=of.pk, month=month).exists()


def pay(request: HttpRequest, key: int) -> HttpResponse:
    """One member: late months first, the month under way, and a year ahead; any amount for each."""
    user, person, stay = kept_person_or_404(request, key)
    of = branch(stay.cell_id, timezone.localdate())
    late = arrears_of(of, timezone.localdate()).filter(person=person).order_by("month")
    here = this_month()
    months = [*(row.month for row in late), *months_between(here, add_months(here, 11))]
    every = due_for(of, months, [person.pk])
    due = {at: amount for at, amount in every.items() if at[0] == person.pk}
    owed = still_owed(due).get(person.pk, {})
    form = PayForm(posted(request), months=months, initial=_today_by(user))

    def act() -> list[Payment]:
        given = _paid(person, form.paid, form.cleaned_data)
        return record_payments(stay.cell, [given], by=user)

    page = person_frame(user, person, stay, {"label": _("Ghi thu")}) | {
        "rows": [
            (field, _told(due.get((person.pk, month)), owed.get(month, 0)))
            for month, field in form.amount_fields()
        ],
        "back": reverse("dues:member", args=[person.pk]),
    }
    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã ghi phiếu thu."),
        to=lambda made: made[0].get_absolute_url(),
        template="dues/pay.html",
    )


def _told(due: int | None, owed: int) -> str:
    """What is said beside the amount of a month."""
    if owed:
        return _("còn phải đóng {amount}").format(amount=money(owed))
    return _("chưa rõ mức đóng") if due is None else _("không còn phải đóng")


def cancel(request: HttpRequest, payment_key: int) -> HttpResponse:
    user, payment = payment_or_404(request, payment_key)
    _user, person, stay = kept_person_or_404(request, payment.person_id)
    if payment.cancelled_on:
        raise Http404
    form = CancelForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Payment:
        told = form.cleaned_data
        return cancel_payment(payment, told["on"], told["reason"], by=user)

    page = person_frame(user, person, stay, {"label": _("Hủy phiếu thu")}) | {
        "title": _("Hủy phiếu thu {number}").format(number=payment.full_number),
        "lead": person.full_name,
        "note": _("Phiếu giữ nguyên số và vẫn xem được; số tiền không tính nữa."),
        "submit": _("Hủy phiếu"),
        "back": payment.get_absolute_url(),
    }
    return fill_in(
        request, form, act, page, done=_("Đã hủy phiếu thu."), to=payment.get_absolute_url()
    )


def excuse(request: HttpRequest, key: int) -> HttpResponse:
    user, person, stay = kept_person_or_404(request, key)
    of = branch(stay.cell_id, timezone.localdate())
    rows = list(arrears_of(of, timezone.localdate()).filter(person=person).order_by("month"))
    back = reverse("dues:member", args=[person.pk])
    if not rows and request.method == "GET":
        messages.info(request, _("Đồng chí này không còn nợ tháng nào đã qua."))
        return redirect(back)
    form = ExcuseForm(
        posted(request),
        months=[row.month for row in rows],
        initial={"reason": next((row.good_reason for row in rows if row.good_reason), "")},
    )

    def act() -> list[Charge]:
        told = form.cleaned_data
        chosen = [row for row in rows if f"{row.month:%Y-%m}" in told["months"]]
        return excuse_months(chosen, told["reason"], by=user)

    page = person_frame(user, person, stay, {"label": _("Lý do chưa đóng")}) | {
        "title": _("Lý do chưa đóng đảng phí"),
        "lead": person.full_name,
        "note": _("Số tiền vẫn còn nợ và đóng sau được."),
        "submit": _("Ghi lý do"),
        "back": back,
    }
    return fill_in(request, form, act, page, done=_("Đã ghi lý do."), to=back)
