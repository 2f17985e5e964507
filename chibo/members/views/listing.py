"""The members list of a branch as of any day, its peek panel and saved filters."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf, as_of
from chibo.base.figures import Scope
from chibo.base.figures.links import number_url
from chibo.base.text import format_number
from chibo.members.actions.reading import forget_view, save_view
from chibo.members.forms.listing import CODES, OFFICE, STATES, ListForm, SavedViewForm
from chibo.members.models import Membership, SavedView
from chibo.members.queries.counting import Counts
from chibo.members.queries.finding import Names, names_in
from chibo.members.queries.listing import (
    Summary,
    badge_round,
    cell_names,
    highest_levels,
    in_order,
    known_states,
    listed,
    narrowed,
    state_counts,
    summary,
    with_files,
)
from chibo.members.queries.offices import offices_held
from chibo.members.queries.roll import is_large
from chibo.members.queries.walking import WALKED, Named, Pages
from chibo.members.rules import may_export, may_export_in_full, may_import, may_keep_members
from chibo.members.views.address import Address
from chibo.members.views.columns import (
    BY_CODE,
    COLUMNS,
    LEVELS,
    OFFICES_COLUMN,
    STANDARD,
    ListColumn,
    Row,
    marked_name,
)
from chibo.members.views.figure_line import FigureLine, figure_line
from chibo.members.views.finding import branch_or_404, crumbs
from chibo.members.views.paging import PAGE_LENGTH, page_of
from chibo.members.views.peek import peek
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, children

T = TypeVar("T")

TABS = ("du-bi", "den-han", "huy-hieu", "mien", "thieu")
CHIPS_IN_THE_BAR = ("trang-thai", "chi-bo", "gioi", "dan-toc", "tuoi")
CHIPS_BEHIND = (OFFICE, *(name for name in CODES if name not in CHIPS_IN_THE_BAR))
CHOSEN_COLUMNS = "list_columns"
# Asks for the counts over a large branch's list, which a page of it does not wait for.
COUNTED = "dem"
_NOT_SAVED = {"ngay", "xem", "trang", "cot", "chi-bo", "so", "khoa", "loc"}


@dataclass(frozen=True)
class MembersList:
    """One request for a list, read once: the branch, the day, the filters of the address. `counting`: the counts
    of a large branch are asked for."""

    user: User
    of: Branch
    day: AsOf
    form: ListForm
    address: Address
    units: list[Branch]
    line: FigureLine | None
    counting: bool

    @classmethod
    def asked(cls, request: HttpRequest, org: int) -> "MembersList":
        day = as_of(request)
        of, user = branch_or_404(request, org, day), signed_in(request)
        units = [] if of.is_cell else children(of)
        form = ListForm(request.GET, units=units)
        line = figure_line(request.GET, of, day)
        address = Address.of(request).without(COUNTED)
        return cls(user, of, day, form, address, units, line, COUNTED in request.GET)

    @cached_property
    def whole(self) -> QuerySet[Membership]:
        """All the list is about, before filters: the roll, or the records of the number it was opened from."""
        rows = listed(self.user, self.of)
        return rows.filter(pk__in=self.line.rows.values("pk")) if self.line else rows

    @cached_property
    def rows(self) -> QuerySet[Membership]:
        return narrowed(self.whole, self.form.asked(), self.of, self.names)

    @cached_property
    def large(self) -> bool:
        return is_large(self.of)

    @cached_property
    def names(self) -> Names | None:
        text = self.form.asked().text
        return names_in(self.of, text) if text and self.large else None

    @cached_property
    def tabs(self) -> dict[str, int] | None:
        """How many stand under each tab; None when a large branch is not counted as it stands now."""
        if not self.large:
            return state_counts(self.of, TABS)
        return self._counted(TABS, lambda: state_counts(self.of, TABS))

    @cached_property
    def summary(self) -> Summary | None:
        """Of the rows, with None as above. A few found by a name are counted at once."""
        few = self.names.are_few if self.names else self.form.asked().text
        if not self.large or self.line or few:
            return summary(self.rows, self.day.on)
        return self._counted(self.form.asked(), lambda: summary(self.rows, self.day.on))

    @cached_property
    def _counts(self) -> Counts:
        return Counts.now(self.of)

    def _counted(self, what: Hashable, count: Callable[[], T]) -> T | None:
        return self._counts.told(what, count, now=self.counting)

    def pages(self, *, numbers: bool) -> Named | Pages | QuerySet[Membership]:
        """The rows in the order asked for, to be cut into pages."""
        asked = self.form.asked()
        if not self.large:
            return with_files(in_order(self.rows, self.form.order), numbers=numbers)
        walks = not (self.line or asked.text or asked.unit)
        if self.names and self.names.words and self.form.order == "ten" and self.of.tree is None:
            rows = narrowed(self.whole, replace(asked, text=""), self.of)
            return Named(rows, asked.text, self.names.words, numbers)
        if self.names:
            walks = self.names.are_met(2 * PAGE_LENGTH, passing=WALKED)
        return Pages(self.rows, self.form.order, walks, numbers)


@require_safe
@vary_on_headers("HX-Request")
def members_list(request: HttpRequest, org: int) -> HttpResponse:
    asked = MembersList.asked(request, org)
    if not has_power(asked.user, Power.SEE_NAMES, asked.of.path):
        return _totals_only(request, asked)
    shown = peek(request.GET.get("xem", ""), asked.whole, asked.day, asked.user)
    context: dict[str, Any] = {"shown": shown, "close": asked.address.without("xem")}
    if request.headers.get("HX-Request") and not asked.counting:
        return render(request, "members/_peek.html", context)
    return render(
        request, "members/list.html", context | _frame(request, asked) | _table(request, asked)
    )


def _totals_only(request: HttpRequest, asked: MembersList) -> HttpResponse:
    """A level above that reads figures but no names."""
    context = {
        "of": asked.of,
        "as_of": asked.day,
        "crumbs": crumbs(request, asked.of, asked.day, _("Đảng viên")),
        "numbers_url": number_url("members", Scope(asked.of, asked.day.on)),
    }
    return render(request, "members/totals_only.html", context)


def _frame(request: HttpRequest, asked: MembersList) -> dict[str, Any]:
    user, of = asked.user, asked.of
    views, counts = list(SavedView.objects.filter(user=user)), asked.tabs
    return {
        "of": of,
        "as_of": asked.day,
        "crumbs": crumbs(request, of, asked.day, _("Đảng viên")),
        "tabs": _tabs(asked, counts, views),
        "chips": [_chip(asked, name) for name in CHIPS_IN_THE_BAR if asked.form.choices(name)],
        "more": [_chip(asked, name) for name in CHIPS_BEHIND],
        "form": asked.form,
        "keep_all": asked.address.keep("tim"),
        "narrow": asked.form.asked().is_narrow,
        "clear": _plain(asked.address),
        "without_text": asked.address.fresh.without("tim"),
        "line": asked.line,
        "whole_count": asked.line.rows.count() if asked.line else counts and counts[""],
        "count_url": "" if counts and asked.summary else str(asked.address.having(dem=1)),
        "current_view": _current_view(asked, views),
        "saved_view_form": bool(kept_query(asked.address)) and not _current_view(asked, views),
        "keep_for_more": asked.address.keep(),
        "may": {
            "keep": asked.day.is_today and may_keep_members(user, of),
            "import": asked.day.is_today and may_import(user, of),
            "export": may_export(user, of),
            "export_in_full": may_export_in_full(user, of),
        },
    }


def _table(request: HttpRequest, asked: MembersList) -> dict[str, Any]:
    columns = chosen_columns(request)
    found = asked.summary
    numbers = any(column.code == "dinh-danh" for column in columns)
    rows_in_order, wanted = asked.pages(numbers=numbers), request.GET.get("trang", "")
    page = page_of(rows_in_order, wanted, found.count if found else None, asked.rows.count)
    rows = files(page, asked, columns)
    query = asked.form.asked().text
    base = asked.address.without("xem")
    return {
        "page": page,
        "columns": [_heading(asked, None), *(_heading(asked, column) for column in columns)],
        "rows": [
            {
                "id": row.person.pk,
                "plain": row.person.full_name,
                "name": marked_name(row.person.full_name, query),
                "url": "?" + base.having(xem=row.person.pk).query,
                "cells": mark_safe("".join(column.cell(row) for column in columns)),
            }
            for row in rows
        ],
        "summary": found,
        "mean_age": format_number(found.age, 1) if found and found.age is not None else "",
        "offered": [(column, column in columns) for column in COLUMNS],
        "keep_for_columns": asked.address.keep("cot"),
        "export_url": reverse("members:export", args=[asked.of.pk])
        + "?"
        + asked.address.fresh.query,
        "order_words": _order_words(asked.form.order),
    }


def files(
    rows: Iterable[Membership], asked: MembersList, columns: Iterable[ListColumn]
) -> list[Row]:
    """The rows with cell names and, asked only when a column shows them, the highest levels and the offices."""
    found = list(rows)
    day = asked.day.on
    levels: dict[int, dict[str, str]] = {}
    if LEVELS & {column.code for column in columns}:
        levels = highest_levels([row.person_id for row in found], day)
    offices: dict[int, str] = {}
    if OFFICES_COLUMN in {column.code for column in columns}:
        offices = offices_held([row.person_id for row in found], day)
    known = {one.pk: one.short_name for one in (asked.of, *asked.units)}
    names = cell_names({row.cell_id for row in found}, known, day)
    return [
        Row(
            row,
            day,
            names.get(row.cell_id, ""),
            levels.get(row.person_id, {}),
            offices.get(row.person_id, ""),
        )
        for row in found
    ]


def chosen_columns(request: HttpRequest) -> list[ListColumn]:
    """From the address; else as last chosen in this session."""
    given = [code for code in request.GET.getlist("cot") if code in BY_CODE]
    if given and given != request.session.get(CHOSEN_COLUMNS):
        request.session[CHOSEN_COLUMNS] = given
    codes = given or request.session.get(CHOSEN_COLUMNS) or STANDARD
    return [column for column in COLUMNS if column.code in codes]


def _plain(address: Address) -> Address:
    return address.only(["ngay"])


def _tabs(
    asked: MembersList, counts: dict[str, int] | None, views: list[SavedView]
) -> list[dict[str, Any]]:
    plain, labels = _plain(asked.address), dict(STATES)
    now = asked.form.asked()
    mine = _current_view(asked, views)
    whole = not now.state and asked.line is None and mine is None
    tabs: list[dict[str, Any]] = [
        {"label": _("Tất cả"), "url": plain, "count": counts and counts[""], "current": whole}
    ]
    for name in known_states(asked.of, TABS):
        current = now.state == name and mine is None
        label = _tab_label(name, str(labels[name]), asked)
        tab = {"label": label, "url": plain.having(trang_thai=name)}
        tabs.append(tab | {"count": counts and counts[name], "current": current})
    for view in views:
        url = f"{asked.address.path}?{view.query}{asked.day.more}"
        tabs.append({"label": view.name, "url": url, "count": "", "current": view == mine})
    looked_into = reverse("members:considered", args=[asked.of.pk])
    removal = {"label": _("Xem xét xóa tên"), "url": asked.day.url(looked_into), "more": True}
    return [*tabs, removal | {"count": "", "current": False}]


def _tab_label(name: str, label: str, asked: MembersList) -> str:
    round_ = badge_round(asked.day.on) if name == "huy-hieu" else None
    return _("Huy hiệu Đảng đợt {day}").format(day=round_.label) if round_ else label


def _current_view(asked: MembersList, views: list[SavedView]) -> SavedView | None:
    query = kept_query(asked.address)
    return next((view for view in views if view.query == query), None)


def kept_query(address: Address) -> str:
    """What of an address is kept under a name: filters and order, not the day or the branch."""
    return Address("", tuple(pair for pair in address.pairs if pair[0] not in _NOT_SAVED)).query


def _chip(asked: MembersList, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": asked.form.fields[name].label,
        "value": asked.form.chosen_label(name),
        "clear": asked.address.fresh.without(name),
        "options": options(tuple(asked.form.choices(name))),
        "keep": asked.address.keep(name),
    }


@lru_cache(maxsize=64)
def options(choices: tuple[tuple[str, Any], ...]) -> SafeString:
    """The lines of a select; the same lists stand on every page."""
    return format_html_join("", '<option value="{}">{}</option>', choices)


def _heading(asked: MembersList, column: ListColumn | None) -> dict[str, Any]:
    """The head of a column; None is the name."""
    order = column.order if column else "ten"
    head: dict[str, Any] = {
        "label": column.label if column else _("Họ và tên"),
        "class": f"{column.css} {column.head_css}".replace("num", "").strip() if column else "",
    }
    if not order:
        return head
    now = asked.form.order
    turned = f"-{order}" if now == order else order
    head["url"] = asked.address.fresh.having(sap=turned)
    if now.lstrip("-") == order:
        head["sort"] = "descending" if now.startswith("-") else "ascending"
    return head


def _order_words(order: str) -> str:
    if order == "ten":
        return _("Xếp theo tên, rồi họ đệm (thứ tự chữ cái tiếng Việt)")
    return ""


@require_POST
def keep_view(request: HttpRequest, org: int) -> HttpResponse:
    """Keep the filters of the address under a name."""
    of = branch_or_404(request, org, as_of(request))
    address, form = Address.of(request), SavedViewForm(request.POST)
    query, back = kept_query(address), Address(reverse("members:list", args=[of.pk]), address.pairs)
    if not query:
        messages.error(request, _("Chưa có điều kiện lọc nào để lưu. Chọn điều kiện lọc trước."))
    elif not form.is_valid():
        messages.error(request, str(form.errors["ten"][0]))
    else:
        try:
            view = save_view(form.cleaned_data["ten"], query, by=signed_in(request))
            messages.success(request, _("Đã lưu bộ lọc “{name}”.").format(name=view.name))
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
    return redirect(str(back))


@require_POST
def drop_view(request: HttpRequest, org: int, key: int) -> HttpResponse:
    of = branch_or_404(request, org, as_of(request))
    view = SavedView.objects.filter(user=signed_in(request), pk=key).first()
    if view is None:
        raise Http404
    forget_view(view, by=signed_in(request))
    messages.success(request, _("Đã bỏ bộ lọc “{name}”.").format(name=view.name))
    return redirect("members:list", of.pk)
