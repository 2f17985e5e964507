"""The register of papers: list, one paper, enter, cancel."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.acting import say_why
from chibo.base.asof import AsOf, BadDay, as_of
from chibo.base.rules import Refusal
from chibo.base.text import clean, format_date
from chibo.documents.actions import NewPaper, cancel_paper, register_paper
from chibo.documents.forms import CancelForm, PaperForm
from chibo.documents.models import Paper
from chibo.documents.queries import going_on, matching, papers_of, visible_to, years_of
from chibo.documents.rules import may_register_paper
from chibo.documents.views.way import down_to_register
from chibo.organisations.models import Organisation
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch, NotInTree, branch
from chibo.organisations.rules import may_see_names
from chibo.organisations.tabs import crumbs, tabs
from chibo.rulebook.queries import code_list

PAGE_LENGTH = 50


def papers(request: HttpRequest, key: int) -> HttpResponse:
    on = as_of(request)
    keeper = _keeper(request, key, on.day)
    user, asked = signed_in(request), request.GET
    found = papers_of(user, keeper)
    if text := clean(asked.get("tim", "")):
        found = matching(found, text)
    found = _filtered(found, asked.get("loai", ""), asked.get("nam", ""))
    page = Paginator(found, PAGE_LENGTH).get_page(asked.get("trang"))
    context = {
        "branch": keeper,
        "as_of": on,
        "crumbs": crumbs(user, keeper, on, itself=True),
        "tabs": tabs(user, keeper, on, "van-ban"),
        "page": page,
        "rows": [_row(paper, on) for paper in page.object_list],
        "text": text,
        "own": f"?{urlencode(_others(request, 'tim'))}",
        "kinds": code_list("document_types").choices(),
        "years": years_of(user, keeper),
        "asked": {name: asked.get(name, "") for name in ("loai", "nam")},
        "kept": {name: _others(request, name) for name in ("tim", "loai", "nam")},
        "chips": _chips(request),
        "may_register": on.is_today and may_register_paper(user, keeper),
    }
    return render(request, "documents/list.html", context)


def _filtered(found: QuerySet[Paper], kind: str, year: str) -> QuerySet[Paper]:
    if kind in code_list("document_types"):
        found = found.filter(kind=kind)
    if year.isascii() and year.isdigit() and len(year) == 4:  # noqa: PLR2004 (digits of a year)
        found = found.filter(issued_on__year=int(year))
    return found


def _others(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    """What the address asks besides: a new filter keeps the day and the other filters."""
    return [(key, request.GET[key]) for key in request.GET if key not in (name, "trang")]


def _chips(request: HttpRequest) -> list[dict[str, str]]:
    """Filters in force, each with the address that drops it."""
    names = {"loai": _("Loại"), "nam": _("Năm")}
    kinds = code_list("document_types")
    chips = []
    for name, label in names.items():
        value = request.GET.get(name, "")
        if value and (name == "nam" or value in kinds):
            left = request.GET.copy()
            left.pop(name)
            left.pop("trang", None)
            shown = kinds.label(value) if name == "loai" else value
            chips.append({"label": label, "value": shown, "clear": f"?{left.urlencode()}"})
    return chips


def _row(paper: Paper, on: AsOf) -> dict[str, Any]:
    kinds = code_list("document_types")
    secrecy = code_list("secrecy_levels")
    return {
        "paper": paper,
        "url": on.url(paper.get_absolute_url()),
        "cancelled": paper.is_cancelled(on.day),
        "kind": kinds.label(paper.kind) if paper.kind in kinds else paper.kind,
        "secrecy": secrecy.label(paper.secrecy) if paper.secrecy not in ("", "none") else "",
    }


def page(request: HttpRequest, key: int) -> HttpResponse:
    """One paper with what it carries out and what carries it out by the day."""
    user, on = signed_in(request), as_of(request)
    mine = visible_to(user, on.day)
    paper = get_object_or_404(mine.select_related("replaces"), pk=key)
    _check_issued(paper, on.day)
    keeper = _standing(paper.keeper_id, on.day)
    kept = may_see_names(user, keeper)
    issued = mine.filter(issued_on__lte=on.day).order_by("issued_on")
    levels = code_list("issuer_levels")
    context = _row(paper, on) | {
        "branch": keeper,
        "as_of": on,
        "crumbs": [
            *down_to_register(user, keeper, on),
            {"label": paper.full_number},
        ],
        "level": levels.label(paper.level) if paper.level in levels else "",
        "implements": issued.filter(implemented_by=paper),
        "implemented_by": issued.filter(implements=paper),
        "replaced_by": issued.filter(replaces=paper),
        "kept": kept,
        "circulations": going_on(on.day).filter(paper=paper).annotate(many=Count("cells")),
        **_may(user, paper, keeper, on),
    }
    return render(request, "documents/page.html", context)


def _may(user: User, paper: Paper, keeper: Branch, on: AsOf) -> dict[str, bool]:
    keeps = on.is_today and paper.cancelled_on is None and may_register_paper(user, keeper)
    open_to_cells = paper.secrecy == "none" and not keeper.is_cell
    return {"may_cancel": keeps, "may_circulate": keeps and open_to_cells}


def _standing(key: int, day: date) -> Branch:
    """Whose register it is; a paper sent round is read by those who may not open that register."""
    try:
        return branch(key, day)
    except NotInTree:
        raise Http404 from None


def _check_issued(paper: Paper, day: date) -> None:
    """Raises BadDay for a day before the paper was."""
    if paper.issued_on > day:
        raise BadDay(
            _("Văn bản này ban hành ngày {issued}, chưa có tại ngày {day}. Chọn ngày khác.").format(
                issued=format_date(paper.issued_on), day=format_date(day)
            )
        )


def new(request: HttpRequest, key: int) -> HttpResponse:
    keeper = _kept(request, key)
    form = PaperForm(request.POST or None, keeper=keeper.pk, initial={"secrecy": "none"})
    if form.is_valid():
        data = dict(form.cleaned_data)
        implements = data.pop("implements")
        try:
            paper = register_paper(
                NewPaper(**data),
                Organisation.objects.get(pk=keeper.pk),
                by=signed_in(request),
                implements=implements,
            )
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            messages.success(request, _("Đã vào sổ {number}.").format(number=paper.full_number))
            return redirect(paper)
    title = _("Vào sổ văn bản")
    context = {"form": form, "branch": keeper, "crumbs": _crumbs(request, keeper, {"label": title})}
    context |= {"title": title, "send": _("Vào sổ"), "secret_line": True}
    context["back"] = reverse("documents:list", args=[keeper.pk])
    return render(request, "documents/form.html", context)


def cancel(request: HttpRequest, key: int) -> HttpResponse:
    today = timezone.localdate()
    paper = get_object_or_404(visible_to(signed_in(request), today), pk=key)
    keeper = _kept(request, paper.keeper_id)
    if paper.cancelled_on is not None:
        raise Http404
    form = CancelForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            cancel_paper(paper, data["on"], data["reason"], by=signed_in(request))
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            messages.success(request, _("Đã hủy {number}.").format(number=paper.full_number))
            return redirect(paper)
    here = {"label": paper.full_number, "url": paper.get_absolute_url()}
    way = _crumbs(request, keeper, here, {"label": _("Hủy")})
    context = {"form": form, "branch": keeper, "crumbs": way}
    context |= {"title": _("Hủy văn bản {number}").format(number=paper.full_number)}
    context |= {"send": _("Hủy văn bản"), "back": paper.get_absolute_url()}
    return render(request, "documents/form.html", context)


def _keeper(request: HttpRequest, key: int, day: date) -> Branch:
    """Whose register it is, for whoever may read there by name; 404 otherwise."""
    found = branch_visible_to(signed_in(request), key, day)
    if found is None or not may_see_names(signed_in(request), found):
        raise Http404
    return found


def _kept(request: HttpRequest, key: int) -> Branch:
    keeper = _keeper(request, key, timezone.localdate())
    if not may_register_paper(signed_in(request), keeper):
        raise Http404
    return keeper


def _crumbs(request: HttpRequest, keeper: Branch, *here: dict[str, str]) -> list[dict[str, str]]:
    return [*down_to_register(signed_in(request), keeper, AsOf(keeper.on)), *here]
