"""Places of an area: found, give to a cell, take from it, end."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.acting import say_why
from chibo.base.asof import AsOf, as_of
from chibo.base.rules import Refusal
from chibo.organisations.actions.places import (
    cover_place,
    end_place,
    found_place,
    uncover_place,
)
from chibo.organisations.forms import CoverForm, EndForm, PlaceForm, UncoverForm
from chibo.organisations.models import CellPlace, Organisation, Place
from chibo.organisations.queries.places import (
    LACKS,
    books_unknown,
    counts,
    lacking,
    marked,
    places_of,
    with_cells,
)
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch
from chibo.organisations.rules import may_keep_places
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import (
    allowed_or_404,
    branch_today,
    say,
    today,
)

PAGE_LENGTH = 50


def places(request: HttpRequest, key: int) -> HttpResponse:
    on = as_of(request)
    area = branch_visible_to(signed_in(request), key, on.day)
    allowed_or_404(area is not None)
    assert area is not None
    found, wanted = marked(places_of(area), area), request.GET.get("thieu", "")
    shown = lacking(found, wanted) if wanted in LACKS else found
    page = Paginator(shown, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = {
        "scopes": [] if area.is_cell else _scopes(area, counts(found), wanted, on),
        "wanted": wanted,
        "branch": area,
        "as_of": on,
        "page": page,
        "places": with_cells(list(page.object_list), on.day),
        "tabs": tabs(signed_in(request), area, on, "dia-ban"),
        "crumbs": crumbs(signed_in(request), area, on, itself=True),
        "may_keep": on.is_today and not area.is_cell and may_keep_places(signed_in(request), area),
    }
    return render(request, "organisations/places.html", context)


def _scopes(area: Branch, counted: dict[str, int], wanted: str, on: AsOf) -> list[dict[str, Any]]:
    """All of them, without a cell, without members; the last only where the books are kept that day."""
    labels = {
        "": _("Tất cả ({n})"),
        "chi-bo": _("Chưa có chi bộ ({n})"),
        "dang-vien": _("Chưa có đảng viên ({n})"),
    }
    if books_unknown(area):
        del labels["dang-vien"]
    url = reverse("organisations:places", args=[area.pk])
    return [
        {
            "label": label.format(n=counted[what]),
            "url": on.url(url, thieu=what),
            "current": what == (wanted if wanted in LACKS else ""),
        }
        for what, label in labels.items()
    ]


def found(request: HttpRequest, key: int) -> HttpResponse:
    area = _kept(request, key)
    form = PlaceForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            place = found_place(
                Organisation.objects.get(pk=area.pk),
                data["name"],
                data["kind"],
                data["on"],
                by=signed_in(request),
                is_difficult=data["is_difficult"],
                citation=form.citation,
            )
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            return _done(request, area, _("Đã lập {name}.").format(name=place.name))
    return _form(request, area, form, _("Lập địa bàn, đơn vị"))


def cover(request: HttpRequest, key: int, place: int) -> HttpResponse:
    """Give a place to a cell of the area."""
    area = _kept(request, key)
    covered = get_object_or_404(Place, pk=place, area=area.pk)
    form = CoverForm(request.POST or None, area=area)
    if form.is_valid():
        cell = Organisation.objects.get(pk=form.cleaned_data["cell"])
        try:
            cover_place(cell, covered, form.cleaned_data["on"], by=signed_in(request))
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            return _done(request, area, _("Đã giao {name}.").format(name=covered.name))
    return _form(request, area, form, _("Giao {name} cho chi bộ").format(name=covered.name))


def uncover(request: HttpRequest, key: int, place: int, cell: int) -> HttpResponse:
    """The cell no longer covers the place."""
    area = _kept(request, key)
    cover = get_object_or_404(
        CellPlace.objects.open().select_related("place", "cell"),
        place=place,
        cell=cell,
        place__area=area.pk,
    )
    form = UncoverForm(request.POST or None)
    if form.is_valid():
        try:
            uncover_place(cover, form.cleaned_data["on"], by=signed_in(request))
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            said = _("{cell} thôi phụ trách {place}.")
            return _done(request, area, said.format(cell=cover.cell, place=cover.place))
    title = _("{cell} thôi phụ trách {place}").format(cell=cover.cell, place=cover.place)
    return _form(request, area, form, title)


def end(request: HttpRequest, key: int, place: int) -> HttpResponse:
    area = _kept(request, key)
    ending = get_object_or_404(Place, pk=place, area=area.pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            end_place(ending, data["on"], by=signed_in(request), reason=data["reason"])
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            return _done(request, area, _("Đã ghi {name} kết thúc.").format(name=ending.name))
    return _form(request, area, form, _("Kết thúc {name}").format(name=ending.name))


def _kept(request: HttpRequest, key: int) -> Branch:
    area = branch_today(request, key)
    allowed_or_404(may_keep_places(signed_in(request), area))
    return area


def _done(request: HttpRequest, area: Branch, sentence: str) -> HttpResponse:
    say(request, sentence)
    return redirect("organisations:places", area.pk)


def _form(request: HttpRequest, area: Branch, form: Any, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "branch": area,
        "crumbs": crumbs(signed_in(request), area, today(), itself=True),
    }
    return render(request, "organisations/form.html", context)
