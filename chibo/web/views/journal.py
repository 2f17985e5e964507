from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chibo.accounts.queries import signed_in
from chibo.audit.labels import VERBS, kind_label, verb_label
from chibo.audit.models import Source
from chibo.base.text import text_sort_key
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders
from chibo.web.forms import JournalFilter
from chibo.web.queries.journal import changes, filtered, journal_visible_to
from chibo.web.views.fetching import not_found_unless

PAGE_LENGTH = 40


def journal(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first, with what it was before and after."""
    user = signed_in(request)
    may = holders(user, Power.READ_JOURNAL) or holders(user, Power.MANAGE_DUTIES)
    not_found_unless(bool(may))
    form = JournalFilter(request.GET or None)
    wanted: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = filtered(journal_visible_to(user), wanted)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    lines = [
        {
            "entry": entry,
            "verb": verb_label(entry.verb),
            "kind": kind_label(entry.kind),
            "changes": changes(entry),
        }
        for entry in page.object_list
    ]
    context = {"form": form, "page": page, "lines": lines, "verbs": sorted(_verbs(), key=_label)}
    context |= {"sources": Source.choices, "wanted": wanted}
    return render(request, "web/journal.html", context)


def _verbs() -> list[tuple[str, str]]:
    return [(verb, str(label)) for verb, label in VERBS.items()]


def _label(pair: tuple[str, str]) -> list[tuple[int, list[int] | int, int]]:
    return text_sort_key(pair[1])
