"""Who follows which cell and village: of a committee place by place or person by person; assigning."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.acting import carried_out
from chibo.base.asof import AsOf
from chibo.base.figures import Scope, figure, read
from chibo.base.figures.links import number_address
from chibo.base.sending import sent_papers
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.liaison import Following, assign_liaisons
from chibo.meetings.actions.printing import print_liaisons
from chibo.meetings.forms.liaison import AssignForm
from chibo.meetings.papers.liaisons import followed_paper, holders_paper
from chibo.meetings.queries.liaisons import (
    Followed,
    Liaisons,
    followed,
    held_by,
    holders,
    of_unit,
    officers,
    quarter_to,
    visible_to,
    with_followers,
)
from chibo.meetings.rules import may_print
from chibo.meetings.rules.liaison import may_assign, may_have_liaisons, visits_asked
from chibo.organisations.models import Organisation, Place
from chibo.organisations.queries.tree import Branch, as_branch, cells_in, organisation_of
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import named_or_404
from chibo.rulebook.queries import rule, source_line

PAGE_LENGTH = 50
_NAMED = 5
_VIEWS = {
    "": gettext_lazy("Theo chi bộ"),
    "nguoi": gettext_lazy("Theo đồng chí"),
}


@require_safe
def liaisons(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    if not may_have_liaisons(of):
        return render(request, "meetings/liaisons_above.html", _above(user, of))
    rows = of_unit(visible_to(user, of.on), of)
    asked = request.GET.get("xem", "")
    asked = asked if asked in _VIEWS and not of.is_cell else ""
    told = (
        _by_person(rows, of, request.GET.get("trang"))
        if asked
        else _by_place(rows, of, request.GET.get("trang"))
    )
    context = {
        **_frame(user, of),
        **told,
        "by_person": bool(asked),
        "view": asked,
        "views": _views(request.path, asked),
        "span": quarter_to(of.on),
        "asked": visits_asked(of.on),
        "may_assign": may_assign(user, of),
        "may_print": may_print(user, of.path),
    }
    return render(request, "meetings/liaisons.html", context)


def _by_person(rows: Liaisons, of: Branch, number: str | None) -> dict[str, Any]:
    page = Paginator(holders(rows, of), PAGE_LENGTH).get_page(number)
    return {"page": page, "rows": held_by(list(page.object_list), rows, of, quarter_to(of.on))}


def _by_place(rows: Liaisons, of: Branch, number: str | None) -> dict[str, Any]:
    found = _gaps_first(followed(of, rows))
    page = Paginator(found, PAGE_LENGTH).get_page(number)
    shown = with_followers(list(page.object_list), rows, of.on, quarter_to(of.on))
    return {"page": page, "rows": shown, "gaps": _gaps(found, of)}


@require_safe
def printed(request: HttpRequest, org: int, ending: str) -> HttpResponse:
    """The list whole, place by place or person by person, as `xem` says."""
    user, of = named_or_404(request, org)
    if not may_have_liaisons(of) or not may_print(user, of.path):
        raise Http404
    rows, span = of_unit(visible_to(user, of.on), of), quarter_to(of.on)
    if request.GET.get("xem") == "nguoi" and not of.is_cell:
        people = list(holders(rows, of))
        paper = holders_paper(of, held_by(people, rows, of, span), span)
    else:
        paper = followed_paper(of, with_followers(followed(of, rows), rows, of.on, span), span)
    answer = sent_papers(paper, name=f"Phụ trách {of.short_name}", ending=ending)
    print_liaisons(of, ending, by=user)
    return answer


def _above(user: User, of: Branch) -> dict[str, Any]:
    """Above the committees that assign: how many cells are followed, and the page that says where."""
    told = read(figure("cells_followed"), Scope(of, of.on))
    return {
        **_frame(user, of),
        "told": told,
        "url": number_address("cells_followed", of.pk, by="child"),
    }


def _gaps_first(found: list[Followed]) -> list[Followed]:
    """Where something is missing first, else as the tree has them."""
    return sorted(found, key=lambda one: (one.held > 0, not one.lacks_key))


def _gaps(found: Sequence[Followed], of: Branch) -> list[dict[str, str]]:
    """What is missing, each with the rule that asks for it."""
    said = []
    nobody = sum(one.cell is not None and not one.held for one in found)
    if nobody:
        told = ngettext(
            "{n} chi bộ chưa có cấp ủy viên phụ trách.",
            "{n} chi bộ chưa có cấp ủy viên phụ trách.",
            nobody,
        )
        said.append({"sentence": told.format(n=nobody), "source": ""})
    hard = [one.name for one in found if one.lacks_key]
    if hard:
        told = _("Địa bàn khó khăn chưa có đồng chí chủ chốt phụ trách: {names}.")
        source = rule("meetings.key_positions", of.on)
        said.append({"sentence": told.format(names=_few(hard)), "source": source_line(source)})
    return said


def _few(names: Sequence[str]) -> str:
    """The first of many names, with how many more."""
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    return _("{names} và {n} nơi khác").format(names=shown, n=more) if more > 0 else shown


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    if of.is_cell or not may_have_liaisons(of) or not may_assign(user, of):
        raise Http404
    wanted = [request.GET["noi"]] if "noi" in request.GET else []
    form = AssignForm(
        posted(request),
        people=list(officers(of)),
        cells=[as_branch(row, of.on) for row in cells_in(of)],
        places=list(Place.objects.on(of.on).filter(area=of.pk).order_by("name_folded")),
        initial={"on": of.on, "to": wanted, "person": request.GET.get("nguoi", "")},
    )
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, lambda: _assign(form, of, user))
        if made and form.is_valid():
            messages.success(request, _("Đã ghi phân công."))
            return redirect("meetings:liaisons", of.pk)
    title = _("Phân công phụ trách")
    context = {
        **_frame(user, of),
        "form": form,
        "title": title,
        "lead": of.name,
        "submit": _("Ghi phân công"),
        "back": reverse("meetings:liaisons", args=[of.pk]),
    }
    return render(request, "meetings/form.html", context)


def _assign(form: AssignForm, of: Branch, user: User) -> Any:
    given = form.cleaned_data
    units = Organisation.objects.in_bulk([one.pk for one in form.cells.values()])
    person = form.people[given["person"]]
    followings = [
        Following(
            person,
            units[form.cells[key].pk] if key in form.cells else None,
            form.places.get(key),
            given["topic"],
        )
        for key in given["to"]
    ]
    committee = organisation_of(of)
    return assign_liaisons(committee, followings, given["on"], by=user)


def _frame(user: User, of: Branch) -> dict[str, Any]:
    return {
        "of": of,
        "crumbs": [*crumbs(user, of, AsOf(of.on), itself=True), {"label": _("Phụ trách chi bộ")}],
        "tabs": tabs(user, of, AsOf(of.on), "phu-trach"),
    }


def _views(path: str, asked: str) -> list[dict[str, Any]]:
    return [
        {
            "label": str(label),
            "url": f"{path}?xem={code}" if code else path,
            "current": code == asked,
        }
        for code, label in _VIEWS.items()
    ]
