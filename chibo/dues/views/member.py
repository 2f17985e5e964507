"""One member's dues: the year month by month with how each was reckoned, declarations, reliefs, receipts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.text import format_number
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year, year_segments
from chibo.dues.actions.declaring import Declared, declare
from chibo.dues.actions.relieving import NewRelief, cancel_relief, end_relief, grant_reliefs
from chibo.dues.forms.collecting import CancelForm
from chibo.dues.forms.declaring import DeclareForm, EndReliefForm, ReliefForm
from chibo.dues.models import Charge, Declaration, Payment, Relief
from chibo.dues.queries.books import with_paid
from chibo.dues.queries.months import months_of_year
from chibo.dues.rules.permits import may_collect
from chibo.dues.views.fetching import (
    FIRST_YEAR,
    kept_person_or_404,
    person_frame,
    person_or_404,
    this_month,
)
from chibo.dues.views.month import category_label
from chibo.members.models import Membership, Person
from chibo.members.queries.reach import is_own_file, own_files
from chibo.organisations.queries.naming import committee_name
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import code_list


@require_safe
def member(request: HttpRequest, key: int) -> HttpResponse:
    user, person, stay = person_or_404(request, key)
    year = asked_year(request, FIRST_YEAR)
    months = months_of_year(year)
    charges = Charge.objects.filter(person=person, month__range=(months[0], months[-1]))
    sensitive = may_collect(user, stay.path) or is_own_file(user, person)
    payments = Payment.objects.filter(person=person).prefetch_related("months")
    context = person_frame(user, person, stay) | {
        "year": year,
        "years": year_segments(request.path, year),
        "rows": [_month_row(row) for row in with_paid(charges, timezone.localdate())],
        "declarations": [_declared(one, sensitive=sensitive) for one in _declarations(person)],
        "reliefs": [relieved(one) for one in Relief.objects.filter(person=person)],
        "payments": payments.order_by("-paid_on", "-pk")[:20],
        "sensitive": sensitive,
        "is_own": is_own_file(user, person),
    }
    return render(request, "dues/member.html", context)


def _declarations(person: Person) -> list[Declaration]:
    rows = Declaration.objects.filter(person=person).order_by("-started_on", "-pk")
    return [one for one in rows if one.ended_on is None or one.ended_on > one.started_on]


def _month_row(row: Any) -> dict[str, Any]:
    owed = max((row.amount or 0) - row.paid, 0)
    return {
        "row": row,
        "category": category_label(row.category),
        "owed": owed,
        "word": _word(row, owed),
    }


def _word(row: Any, owed: int) -> tuple[str, str]:
    if row.exempt:
        return _("Được miễn"), "info"
    if row.amount is None:
        return _("Chưa rõ mức"), "warn"
    if not owed:
        return _("Đã đóng"), "ok"
    late = row.month < this_month() and not row.good_reason
    return (_("Còn nợ"), "bad") if late else (_("Chưa đóng"), "warn")


def _declared(one: Declaration, *, sensitive: bool) -> dict[str, Any]:
    amounts = [
        (_("số đã khai"), one.base_amount),
        (_("tiền công làm thêm"), one.pay_amount),
        (_("ghi tay"), one.by_hand),
        (_("tự nguyện thêm"), one.volunteered or None),
    ]
    told = [f"{name} {format_number(amount)} đ" for name, amount in amounts if amount is not None]
    return {
        "row": one,
        "category": category_label(one.category),
        "amounts": told if sensitive else [],
        "notes": [text for text in (one.hand_reason, one.volunteer_note) if text],
    }


def relieved(one: Relief) -> dict[str, Any]:
    """A relief as lists show it."""
    case = code_list("dues_exemptions").label(one.case) if one.case else ""
    what = _("Miễn: {case}").format(case=case) if case else _("Giảm {n}%").format(n=one.percent)
    today = timezone.localdate()
    return {
        "row": one,
        "what": what,
        "open": one.cancelled_on is None and one.ended_on is not None and one.ended_on > today,
        "began": one.started_on <= today,
    }


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own dues."""
    found = own_files(signed_in(request))
    if not found:
        raise Http404
    return redirect("dues:member", key=found[0])


# ---------------------------------------------------------- what is declared and decided


def new_declaration(request: HttpRequest, key: int) -> HttpResponse:
    user, person, stay = kept_person_or_404(request, key)
    here = this_month()
    last = Declaration.objects.on(here).filter(person=person).first()
    form = DeclareForm(posted(request), initial=_as_declared(last) | {"since": here})

    def act() -> Any:
        told = form.cleaned_data | {"volunteered": form.cleaned_data["volunteered"] or 0}
        return declare([Declared(person, **told)], by=user)

    page = person_frame(user, person, stay, {"label": _("Ghi bản khai")}) | {
        "title": _("Ghi bản khai đóng đảng phí"),
        "lead": person.full_name,
        "note": _("Thu nhập chỉ người giữ sổ và chính đảng viên xem được, lưu có mã hóa."),
        "submit": _("Ghi bản khai"),
        "back": reverse("dues:member", args=[person.pk]),
    }
    done = _("Đã ghi bản khai; mức đóng từ tháng đó đã tính lại.")
    return fill_in(request, form, act, page, done=done, to=page["back"])


def _as_declared(last: Declaration | None) -> dict[str, Any]:
    if last is None:
        return {"declared_on": timezone.localdate()}
    return {
        "declared_on": timezone.localdate(),
        "category": last.category,
        "base": last.base_amount,
        "pay": last.pay_amount,
        "by_hand": last.by_hand,
        "hand_reason": last.hand_reason,
        "volunteered": last.volunteered or None,
        "volunteer_note": last.volunteer_note,
    }


def new_relief(request: HttpRequest, key: int) -> HttpResponse:
    user, person, stay = kept_person_or_404(request, key)
    here = this_month()
    first = {"since": here, "decided_by": _decider(stay), "kind": "reduced"}
    form = ReliefForm(posted(request), on=here, initial=first)

    def act() -> Any:
        return grant_reliefs([NewRelief(person, **form.told)], by=user)

    page = person_frame(user, person, stay, {"label": _("Miễn, giảm")}) | {
        "title": _("Ghi miễn, giảm đảng phí"),
        "lead": person.full_name,
        "note": _(
            "Chi bộ cơ sở tự quyết định; chi bộ trực thuộc báo cáo cấp ủy cấp trên quyết định."
        ),
        "submit": _("Ghi quyết định"),
        "back": reverse("dues:member", args=[person.pk]),
    }
    return fill_in(request, form, act, page, done=_("Đã ghi miễn, giảm."), to=page["back"])


def _decider(stay: Membership) -> str:
    """A grassroots cell decides itself, a subordinate one reports to the committee above."""
    of = branch(stay.cell_id, timezone.localdate())
    if of.kind == "grassroots_cell" or not of.ancestors:
        return of.name
    return committee_name(of.ancestors[-1])


def _relief_or_404(request: HttpRequest, key: int) -> tuple[Any, Relief, Membership]:
    found = Relief.objects.filter(pk=key).select_related("person").first()
    if found is None or found.cancelled_on:
        raise Http404
    user, _person, stay = kept_person_or_404(request, found.person_id)
    return user, found, stay


def end(request: HttpRequest, relief_key: int) -> HttpResponse:
    user, relief, stay = _relief_or_404(request, relief_key)
    form = EndReliefForm(posted(request), initial={"until": this_month()})

    def act() -> Relief:
        told = form.cleaned_data
        return end_relief(relief, told["until"], told["reason"], by=user)

    page = person_frame(user, relief.person, stay, {"label": _("Thôi miễn, giảm")}) | {
        "title": _("Thôi miễn, giảm trước hạn"),
        "lead": relief.person.full_name,
        "note": _("Từ tháng ghi ở trên đóng lại đủ mức."),
        "submit": _("Ghi thôi"),
        "back": reverse("dues:member", args=[relief.person_id]),
    }
    return fill_in(request, form, act, page, done=_("Đã ghi thôi miễn, giảm."), to=page["back"])


def drop(request: HttpRequest, relief_key: int) -> HttpResponse:
    user, relief, stay = _relief_or_404(request, relief_key)
    form = CancelForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Relief:
        told = form.cleaned_data
        return cancel_relief(relief, told["on"], told["reason"], by=user)

    page = person_frame(user, relief.person, stay, {"label": _("Hủy miễn, giảm")}) | {
        "title": _("Hủy miễn, giảm đã ghi"),
        "lead": relief.person.full_name,
        "note": _("Dùng khi ghi nhầm hoặc quyết định bị hủy: coi như chưa từng miễn, giảm."),
        "submit": _("Hủy"),
        "back": reverse("dues:member", args=[relief.person_id]),
    }
    return fill_in(request, form, act, page, done=_("Đã hủy miễn, giảm."), to=page["back"])
