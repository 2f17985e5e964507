"""The month: a cell's roll with what is due, paid and owed of everybody; units of a committee side by side."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.base.rules import Refusal
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.models import Charge
from chibo.dues.queries.books import CellMonth, month_by_child, paid_by_person
from chibo.dues.rules.permits import may_read_dues
from chibo.dues.rules.reckoning import Line, reckoned
from chibo.dues.views.fetching import (
    PAGE_LENGTH,
    asked_month,
    frame,
    kept_or_404,
    month_segments,
    this_month,
)
from chibo.members.queries.counting import Counts
from chibo.organisations.queries.tree import Branch, places_ever
from chibo.organisations.views.fetching import counted_or_404
from chibo.rulebook.queries import code_list


@require_safe
def month(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    asked = asked_month(request)
    context = frame(user, of, "list") | {
        "month": asked,
        "months": month_segments(request.path, asked),
        "ahead": asked > this_month(),
    }
    if of.is_cell and may_read_dues(user, of.path):
        return render(request, "dues/roll.html", context | _roll(request, of, asked))
    return render(request, "dues/month.html", context | _units(of, asked))


# ---------------------------------------------------------- a cell


@dataclass(frozen=True)
class Row:
    """A line of the roll as shown. `due` None: nobody knows, and `working` says what is missing."""

    person_id: int
    name: str
    category: str
    due: int | None
    volunteered: int
    exempt: bool
    working: str
    paid: int
    good_reason: str = ""

    @property
    def owed(self) -> int:
        return max((self.due or 0) - self.paid, 0)

    @property
    def word(self) -> tuple[str, str]:
        if self.exempt:
            return _("Được miễn"), "info"
        if self.due is None:
            return _("Chưa rõ mức"), "warn"
        if self.owed and self.paid:
            return _("Đóng một phần"), "warn"
        if self.owed:
            return _("Chưa đóng"), "warn"
        return (_("Đã đóng"), "ok") if self.paid or self.due else (_("Không phải đóng"), "")


def _roll(request: HttpRequest, of: Branch, asked: date) -> dict[str, Any]:
    rows = list(
        Charge.objects.filter(places_ever(of, "path"), month=asked)
        .select_related("person")
        .order_by("person__name_sort", "pk")
    )
    drawn_up = bool(rows)
    paid = _paid({row.person_id for row in rows}, asked)
    shown = [_charged(row, paid) for row in rows] if drawn_up else _reckoned(of, asked)
    return {
        "drawn_up": drawn_up,
        "page": Paginator(shown, PAGE_LENGTH).get_page(request.GET.get("trang")),
        "sum": _sum(shown),
        "collect_url": f"{reverse('dues:collect', args=[of.pk])}?thang={asked:%Y-%m}",
    }


def _paid(people: set[int], asked: date) -> dict[int, int]:
    found = paid_by_person(people, asked, asked)
    return {key: amount for (key, _month), amount in found.items()}


def _charged(row: Charge, paid: dict[int, int]) -> Row:
    return Row(
        row.person_id,
        row.person.full_name,
        category_label(row.category),
        row.amount,
        row.volunteered,
        row.exempt,
        row.working,
        paid.get(row.person_id, 0),
        row.good_reason,
    )


def _reckoned(of: Branch, asked: date) -> list[Row]:
    found = reckoned(of, asked)
    paid = _paid({one.payer.person_id for one in found}, asked)
    return [_as_row(one, paid) for one in found]


def _as_row(one: Line, paid: dict[int, int]) -> Row:
    return Row(
        one.payer.person_id,
        one.payer.full_name,
        category_label(one.category),
        one.due.amount,
        one.volunteered,
        one.due.exempt,
        one.due.working,
        paid.get(one.payer.person_id, 0),
    )


def category_label(code: str) -> str:
    known = code_list("dues_categories")
    return known.label(code) if code in known else code


def _sum(rows: list[Row]) -> dict[str, int]:
    return {
        "members": len(rows),
        "due": sum(row.due or 0 for row in rows),
        "paid": sum(row.paid for row in rows),
        "owed": sum(row.owed for row in rows),
        "unpaid": sum(bool(row.owed) for row in rows),
        "settled": sum(bool(row.due) and not row.owed for row in rows),
        "payers": sum(bool(row.due) for row in rows),
        "exempt": sum(row.exempt for row in rows),
        "unknown": sum(row.due is None for row in rows),
    }


@require_POST
def draw_up(request: HttpRequest, org: int) -> HttpResponse:
    """The roll of a month is drawn up, or put right, for the cell or every cell of the branch."""
    user, of = kept_or_404(request, org)
    asked = asked_month(request)
    try:
        made = draw_up_roll(of, asked, by=user)
    except Refusal as problem:
        messages.error(request, problem.sentence)
    else:
        told = _(
            "Đã lập danh sách thu tháng {month}: thêm {n} đảng viên, mức đóng của mọi người đã tính lại."
        )
        messages.success(request, told.format(month=f"{asked:%m/%Y}", n=made))
    return redirect(f"{reverse('dues:list', args=[of.pk])}?thang={asked:%Y-%m}")


# ---------------------------------------------------------- a committee


_NOTHING = CellMonth()


def _units(of: Branch, asked: date) -> dict[str, Any]:
    today = timezone.localdate()
    counts = Counts.now(of)
    found = counts.counted(("dues month", asked), lambda: month_by_child(of, asked, today))
    children = of.children or []
    rows = [
        {"unit": child, "told": found[child.pk], "word": _word(found[child.pk])}
        for child in children
        if child.pk in found
    ]
    without = [child for child in children if child.pk not in found]
    return {
        "rows": rows,
        "without": without,
        "whole": found.get(0, _NOTHING),
    }


def _word(told: CellMonth) -> tuple[str, str]:
    if told.full:
        return _("Thu đủ"), "ok"
    if told.unknown:
        return _("{n} người chưa rõ mức").format(n=told.unknown), "warn"
    return (_("Đang thu"), "info") if told.paid else (_("Chưa thu"), "warn")
