from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.addresses import key_of
from chibo.base.asof import AsOf, as_of
from chibo.base.text import clean, format_number
from chibo.meetings.queries.recent import Recent
from chibo.organisations.rules import may_change_tree, may_see_names
from chibo.organisations.tabs import crumbs, tabs
from chibo.web.queries.tree import Node, matches, tree
from chibo.web.views.fetching import branch_or_404

PAGE_LENGTH = 40
MOST_OPEN = 12  # nodes opened at once: a page stays a page


def page(request: HttpRequest, key: int) -> HttpResponse:
    """The tree below an organisation; `mo=12,15` names the nodes that are open."""
    on = as_of(request)
    root = branch_or_404(request, key, on.day)
    user, text = signed_in(request), clean(request.GET.get("tim", ""))
    opened, at = _opened(request), _page_number(request)
    if text:
        nodes, total = matches(user, root, text), 0
    else:
        nodes, total = tree(user, root, opened, (at - 1) * PAGE_LENGTH, PAGE_LENGTH)
    own = reverse("organisations:tree", args=[root.pk])
    context = {
        "branch": root,
        "as_of": on,
        "crumbs": crumbs(user, root, on, itself=True),
        "tabs": tabs(user, root, on, "cay"),
        "lines": [_line(node, opened, on, own, at, searched=bool(text)) for node in nodes],
        "text": text,
        "clear": on.url(own),
        "keep": [("ngay", on.day.isoformat())] if not on.is_today else [],
        "turns": [] if text else _turns(on, own, at, total),
        "total": total,
        "names": may_see_names(user, root),
        "with_cells": any(node.months for node in nodes),
        "may_found": on.is_today and not root.is_cell and may_change_tree(user, root),
    }
    return render(request, "web/tree.html", context)


def _opened(request: HttpRequest) -> list[int]:
    parts = request.GET.get("mo", "").split(",")
    keys = [key for part in parts if (key := key_of(part)) is not None]
    return list(dict.fromkeys(keys))[-MOST_OPEN:]


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("trang", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1  # noqa: PLR2004 (no tree has so many pages)


def _line(
    node: Node, opened: list[int], on: AsOf, own: str, at: int, *, searched: bool
) -> dict[str, Any]:
    unit = node.unit
    keys = [key for key in opened if key != unit.pk]
    if not node.is_open:
        keys.append(unit.pk)
    trang = str(at) if at > 1 else ""
    toggle = on.url(own, mo=",".join(map(str, keys)), trang=trang) if node.has_children else ""
    tree_url = on.url(reverse("organisations:tree", args=[unit.pk]))
    return {
        "node": node,
        "level": min(node.level, 6),
        "url": on.url(reverse("organisations:page", args=[unit.pk])),
        "toggle": "" if searched or node.level == 1 else toggle,
        "tree_url": tree_url,
        "members": format_number(node.size.members),
        "probationary": format_number(node.size.probationary),
        "met": _met(node.months) if node.months else None,
    }


def _met(months: Recent) -> dict[str, Any]:
    """Whole months met of those asked about; nothing to count where none is known."""
    asked = [mark for mark in months.past if mark.kind != "n"]
    met = sum(mark.held is not None for mark in asked)
    missed = ", ".join(str(month) for month in months.missed)
    said = _("tháng đã họp")
    if missed:
        said = _("tháng đã họp; không ghi tháng {months}").format(months=missed)
    return {
        "url": reverse("meetings:list", args=[months.cell]),
        "dots": ["" if mark.held else mark.kind for mark in months.past],
        "shown": f"{met}/{len(asked)}" if asked else "",
        "said": said,
    }


def _turns(on: AsOf, own: str, at: int, total: int) -> list[dict[str, str]]:
    pages = -(-total // PAGE_LENGTH)
    turns = []
    if at > 1:
        turns.append({"label": _("Trước"), "url": on.url(own, trang=at - 1)})
    if at < pages:
        turns.append({"label": _("Sau"), "url": on.url(own, trang=at + 1)})
    return turns
