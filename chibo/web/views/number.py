"""The page behind a number: what it means, how it is counted, which rows it counts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.asof import DAY, AsOf, BadDay, as_of, day_from, period_asked
from chibo.base.figures import (
    Figure,
    Group,
    Narrowing,
    Reading,
    Rounding,
    Scope,
    Sum,
    UnknownFigure,
    base_rows,
    figure,
    narrowed,
    narrowed_reading,
    percent,
    read,
)
from chibo.base.periods import Period
from chibo.base.sending import sent_file
from chibo.base.sheets import Column, SheetSpec, write_workbook
from chibo.base.text import format_date, format_decimal, format_number
from chibo.members.rules import may_export
from chibo.organisations.listing import layout_of, may_list, readable
from chibo.organisations.queries.succession import crossings, in_tree, last_tree_of
from chibo.organisations.queries.tree import branches, know_books
from chibo.organisations.tabs import crumbs
from chibo.web.actions import export_figure
from chibo.web.desk import desk
from chibo.web.links import number_url
from chibo.web.queries.side_by_side import comparable
from chibo.web.queries.strip import half_so_far, share_text
from chibo.web.views.fetching import branch_or_404, number_in

PAGE_LENGTH, BESIDE_LENGTH = 50, 25
BESIDE_COLUMNS = 3
TABS = 8  # dimensions side by side; the rest in “Thêm”


def number(request: HttpRequest, name: str) -> HttpResponse:
    asked, on = asked_figure(name), as_of(request)
    scope = _scope(request, asked, on)
    rows, steps = narrowed(asked, scope, request.GET.getlist("loc"))
    reading = narrowed_reading(read(asked, scope), rows, steps)
    known = reading.value is not None
    context = {
        "reading": reading,
        "crumbs": [
            *crumbs(signed_in(request), scope.branch, on, itself=True),
            {"label": reading.label},
        ],
        "as_of": on if asked.takes == "date" else None,
        "asked_of": _asked_of(scope, asked),
        "adds_up": isinstance(asked.rows, Sum),
        "trees": _trees(request, scope),
        "shown_value": "" if reading.said else reading.shown,
        "formula": _formula(reading),
        "steps": [_step(request, step) for step in steps],
        "breakdown": _breakdown(request, asked, scope, on, rows, steps) if known else None,
        "lists": _lists(request, asked, scope, rows, steps, on) if known else [],
        "names_hidden": not may_list(signed_in(request), asked, scope),
        "export_url": _export_url(request, asked, scope, known=known),
        "compare_url": _compare_url(asked, scope, on),
    }
    return render(request, "web/number.html", context)


def _compare_url(asked: Figure, scope: Scope, on: AsOf) -> str:
    """The units of the branch beside each other by this figure; none for a word, a cell, another day's tree."""
    if scope.branch.is_cell or scope.tree or not comparable(asked):
        return ""
    own = reverse("organisations:comparison", args=[scope.branch.pk])
    code = f"{asked.id}:{scope.key}" if scope.key else asked.id
    period = scope.period.code if asked.takes == "period" and scope.period else ""
    return on.url(own, sl=code, ky=period, xep=f"-{code}")


def asked_figure(name: str) -> Figure:
    try:
        return figure(name)
    except UnknownFigure as problem:
        raise Http404 from problem


def _scope(request: HttpRequest, asked: Figure, on: AsOf) -> Scope:
    period = _period(request, on) if asked.takes == "period" else None
    # A figure of a day asked over a period, as reports do, is of the period's last day.
    asked_over = period or (None if DAY in request.GET else period_asked(request))
    day = asked_over.last if asked_over else on.day
    here = desk(request).branch
    key = number_in(request, "dv") or (here.pk if here else 0)
    tree = _tree(request, key, day, period)
    branch = branch_or_404(request, key, tree or day)
    if tree:
        branch = in_tree(branch, day)
    know_books([branch])
    return Scope(branch, day, period, request.GET.get("khoa", ""))


def _tree(request: HttpRequest, key: int, day: date, period: Period | None) -> date | None:
    """`cay=2025-07-01`; a unit that ended within the period is asked in its own last tree."""
    if asked := request.GET.get("cay", ""):
        return day_from(asked, timezone.localdate())
    return last_tree_of(key, period, day) if period else None


def _trees(request: HttpRequest, scope: Scope) -> list[dict[str, Any]]:
    """The choice of a tree, where a reorganisation of the unit lies within the period."""
    found = crossings(scope.branch.pk, scope.period) if scope.period else []
    if not found:
        return []
    wanted: list[tuple[str, date | None]] = []
    if branches([scope.branch.pk], scope.as_of):
        wanted.append((_("Theo cây của từng ngày"), None))
    for one in found:
        if branches([scope.branch.pk], one.eve):
            wanted.append((_("Theo cây đến {day}").format(day=format_date(one.eve)), one.eve))
        if branches([scope.branch.pk], one.on):
            wanted.append((_("Theo cây từ {day}").format(day=format_date(one.on)), one.on))
    return [
        {"label": label, "url": _with_tree(request, day), "current": scope.tree == day}
        for label, day in wanted
    ]


def _with_tree(request: HttpRequest, day: date | None) -> str:
    query = request.GET.copy()
    for name in ("cay", "loc", "theo", "trang", "trang_goc"):
        query.pop(name, None)
    if day:
        query["cay"] = day.isoformat()
    return f"?{query.urlencode()}"


def _period(request: HttpRequest, on: AsOf) -> Period:
    """`ky=2018-H1`, or `tu=…&den=…`, or the half-year the day is in."""
    if period := period_asked(request):
        return period
    first, last = request.GET.get("tu", ""), request.GET.get("den", "")
    if not (first and last):
        return half_so_far(on.day)
    today = timezone.localdate()
    if (start := day_from(first, today)) > (end := day_from(last, today)):
        raise BadDay(_("Kỳ có ngày cuối trước ngày đầu; chọn lại hai ngày."))
    return Period(start, end)


def _asked_of(scope: Scope, asked: Figure) -> str:
    if asked.takes == "period" and scope.period:
        return f"{scope.branch.name} · {scope.period.label}"
    return f"{scope.branch.name} · " + _("lúc hết ngày {day}").format(day=format_date(scope.as_of))


def _formula(reading: Reading) -> dict[str, str]:
    if reading.percent is None:
        return {}
    exact = reading.percent * (reading.base or 0) == (reading.value or 0) * 100
    rounding = reading.rounding
    words = {
        "half_up": _("làm tròn {n} chữ số sau dấu phẩy, nửa thì lên"),
        "truncate": _("cắt còn {n} chữ số sau dấu phẩy"),
    }
    return {
        "text": share_text(reading),
        "percent": f"{format_decimal(reading.percent)}%",
        "base": reading.base_means,
        "rounding": "" if exact else words[rounding.mode].format(n=rounding.decimals),
    }


def _step(request: HttpRequest, step: Narrowing) -> dict[str, str]:
    left = request.GET.copy()
    left.setlist("loc", [one for one in left.getlist("loc") if one != step.code])
    left.pop("trang", None)
    return {"label": step.label, "value": step.group.label, "clear": f"?{left.urlencode()}"}


def _breakdown(
    request: HttpRequest,
    asked: Figure,
    scope: Scope,
    on: AsOf,
    rows: Any,
    steps: Sequence[Narrowing],
) -> dict[str, Any] | None:
    """The rows by one dimension, each group a link to itself."""
    used = {step.name for step in steps}
    offered = [name for name in _dimensions(asked, scope) if name not in used]
    if not offered:
        return None
    chosen = request.GET.get("theo") or offered[0]
    dimension = asked.dimension(chosen)
    link = _links_within(asked, scope, on, [step.code for step in steps])
    groups = dimension.groups(rows, scope)
    whole = sum(group.value for group in groups)
    return {
        "label": str(dimension.label),
        "tabs": [
            {
                "label": str(asked.dimensions[name].label),
                "url": link(name, ""),
                "current": name == chosen,
                "more": place >= TABS,
            }
            for place, name in enumerate(offered)
        ],
        "groups": [
            _group_line(group, whole, link("", f"{chosen}:{group.key}")) for group in groups
        ],
        "whole": format_number(whole),
    }


def _links_within(
    asked: Figure, scope: Scope, on: AsOf, where: Sequence[str]
) -> Callable[[str, str], str]:
    """Addresses of the figure as it is narrowed now: by another dimension, or narrowed by one group more."""

    def link(by: str, group: str) -> str:
        return number_url(
            asked.id,
            scope.branch.pk,
            on,
            key=scope.key,
            period=scope.period if asked.takes == "period" else None,
            by=by,
            where=[*where, group] if group else where,
            tree=scope.tree,
        )

    return link


def _group_line(group: Group, whole: int, url: str) -> dict[str, str]:
    """An empty group leads nowhere."""
    share = f"{format_decimal(percent(group.value, whole, Rounding(1)))}%" if whole else ""
    return {
        "label": group.label,
        "value": format_number(group.value),
        "share": share,
        "url": url if group.value else "",
    }


def _dimensions(asked: Figure, scope: Scope) -> list[str]:
    """What the figure falls into here; in the tree of another day the old units are told apart first."""
    names = [name for name in asked.dimensions if not (name == "child" and scope.branch.is_cell)]
    if scope.tree:
        return sorted(names, key=lambda name: name != "source")
    return [name for name in names if name != "source"]


def _lists(
    request: HttpRequest,
    asked: Figure,
    scope: Scope,
    rows: Any,
    steps: Sequence[Narrowing],
    on: AsOf,
) -> list[dict[str, Any]]:
    """What is counted and, for a ratio, what it is a part of. Nothing where names are not to be seen."""
    if not may_list(signed_in(request), asked, scope):
        return []
    wanted = [("trang", _("Danh sách được đếm"), rows)]
    base = base_rows(asked, scope)
    if base is not None and not steps:
        wanted.append(("trang_goc", _("Danh sách mẫu số"), base))
    beside = len(wanted) > 1
    return [_list(request, asked, one, scope, on, beside=beside) for one in wanted]


def _list(
    request: HttpRequest,
    asked: Figure,
    wanted: tuple[str, str, Any],
    scope: Scope,
    on: AsOf,
    *,
    beside: bool,
) -> dict[str, Any]:
    """`wanted` is the parameter of its pager, the title and the rows. Beside another list it is
    shorter and has fewer columns."""
    parameter, title, rows = wanted
    layout = layout_of(asked)
    rows = readable(signed_in(request), asked, rows)
    length, columns = (BESIDE_LENGTH, BESIDE_COLUMNS) if beside else (PAGE_LENGTH, None)
    page: Page[Any] = Paginator(layout.prepare(rows, scope.as_of), length).get_page(
        request.GET.get(parameter)
    )
    lines = layout.lay(page.object_list, on)
    return {
        "title": title,
        "page": page,
        "rows": [replace(line, cells=line.cells[:columns]) for line in lines],
        "headings": layout.headings[: columns + 1 if columns else None],
        "total": format_number(page.paginator.count),
        "turns": [] if parameter == "trang" else _turns(request, page, parameter),
    }


def _turns(request: HttpRequest, page: Page[Any], parameter: str) -> list[dict[str, str]]:
    """Links of a second pager, which turns by its own parameter."""
    wanted = []
    if page.has_previous():
        wanted.append((_("Trước"), page.previous_page_number()))
    if page.has_next():
        wanted.append((_("Sau"), page.next_page_number()))
    links = []
    for label, at in wanted:
        query = request.GET.copy()
        query[parameter] = str(at)
        links.append({"label": label, "url": f"?{query.urlencode()}"})
    return links


def _export_url(request: HttpRequest, asked: Figure, scope: Scope, *, known: bool) -> str:
    allowed = may_export(signed_in(request), scope.branch) and may_list(
        signed_in(request), asked, scope
    )
    if not (known and allowed):
        return ""
    query = request.GET.copy()
    for one in ("trang", "trang_goc", "theo"):
        query.pop(one, None)
    query["dv"] = str(scope.branch.pk)
    return f"{reverse('web:number_export', args=[asked.id])}?{query.urlencode()}"


def export(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of the number as a workbook; who took them stays in the journal."""
    asked, on = asked_figure(name), as_of(request)
    scope = _scope(request, asked, on)
    if not may_list(signed_in(request), asked, scope):
        raise Http404
    rows, steps = narrowed(asked, scope, request.GET.getlist("loc"))
    reading = narrowed_reading(read(asked, scope), rows, steps)
    user = signed_in(request)
    export_figure(f"{asked.id} {reading.label}"[:200], scope, by=user)
    layout = layout_of(asked)
    shown = readable(user, asked, rows)
    lines = layout.lay(layout.prepare(shown, scope.as_of), on)
    sheet = SheetSpec(
        name=_("Danh sách"),
        columns=[Column(heading["label"], "any") for heading in layout.headings],
        rows=[[line.label, *line.cells] for line in lines],
    )
    notes = [
        (_("Số liệu"), reading.label),
        (_("Phạm vi"), _asked_of(scope, asked)),
        (_("Định nghĩa"), str(asked.definition)),
        (_("Người xuất"), user.full_name),
        (_("Lúc"), timezone.localtime().strftime("%H:%M %d/%m/%Y")),
    ]
    name = f"{reading.label} {scope.branch.short_name} {scope.as_of:%Y-%m-%d}"
    return sent_file(write_workbook([sheet], notes), name, "xlsx")
