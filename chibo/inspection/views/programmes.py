"""The yearly programmes of an organisation: what is planned, done, dropped."""

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year, year_segments
from chibo.inspection.actions.programmes import (
    NewItem,
    add_items,
    adopt_programme,
    drop_item,
    read_programmes,
)
from chibo.inspection.forms.inspections import ItemForm, ProgrammeForm, ReasonForm
from chibo.inspection.models import Programme, ProgrammeItem
from chibo.inspection.queries.names import unit_names
from chibo.inspection.queries.reach import programmes_visible_to
from chibo.inspection.views.fetching import FIRST_YEAR, frame, kept_or_404, units_below
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import organisation_of
from chibo.organisations.views.fetching import counted_or_404


@require_safe
def programmes(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    year = asked_year(request, FIRST_YEAR)
    found = list(programmes_visible_to(user).filter(keeper=of.pk, year=year))
    if found:
        read_programmes(organisation_of(of), year, by=user)
    items = ProgrammeItem.objects.filter(programme__in=found).annotate(
        opened=Count("inspections", filter=Q(inspections__cancelled_on__isnull=True)),
        concluded=Count("inspections", filter=Q(inspections__concluded_on__isnull=False)),
    )
    names = unit_names([one.unit_id for one in found], of.on)
    by_programme: dict[int, list[Any]] = {}
    for item in items.order_by("starts_on", "pk"):
        by_programme.setdefault(item.programme_id, []).append(
            {"item": item, "word": _word(item, of.on)}
        )
    context = frame(user, of, "programmes") | {
        "year": year,
        "years": year_segments(request.path, year),
        "programmes": [
            {"one": one, "unit": names.get(one.unit_id, ""), "items": by_programme.get(one.pk, [])}
            for one in found
        ],
    }
    return render(request, "inspection/programmes.html", context)


def _word(item: Any, on: Any) -> tuple[str, str]:
    if item.dropped_on:
        return _("Thôi làm"), ""
    if item.concluded:
        return _("Đã kết luận"), "ok"
    if item.opened:
        return _("Đang làm"), "info"
    return (_("Quá hạn"), "bad") if item.until < on else (_("Chưa làm"), "warn")


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    form = ProgrammeForm(
        posted(request),
        of=of,
        units=units_below(of),
        year=of.on.year,
        initial={"subject": "cell" if of.is_cell else "inspection_committee"},
    )

    def act() -> Any:
        given = form.cleaned_data
        unit = Organisation.objects.get(pk=int(given["unit"]))
        return adopt_programme(
            organisation_of(of),
            unit,
            given["subject"],
            given["year"],
            given["decided_on"],
            by=user,
            number=given["number"],
        )

    back = reverse("inspection:programmes", args=[of.pk])
    page = frame(user, of, "programmes", {"label": _("Ghi chương trình")}) | {
        "title": _("Ghi chương trình kiểm tra, giám sát"),
        "lead": of.name,
        "note": _("Thêm từng nội dung sau khi ghi chương trình."),
        "submit": _("Ghi chương trình"),
        "back": back,
    }
    return fill_in(
        request, form, act, page, done=_("Đã ghi chương trình."),
        to=lambda one: f"{back}?nam={one.year}",
    )  # fmt: skip


def programme_or_404(request: HttpRequest, key: int) -> Programme:
    found = programmes_visible_to(signed_in(request)).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def add(request: HttpRequest, programme: int) -> HttpResponse:
    one = programme_or_404(request, programme)
    user, of = counted_or_404(request, one.keeper_id)
    form = ItemForm(
        posted(request),
        initial={
            "nature": "inspection",
            "manner": "thematic",
            "object_kind": "organisation",
            "objects_planned": 1,
        },
    )

    def act() -> Any:
        return add_items(one, [NewItem(**form.cleaned_data)], by=user)

    back = f"{reverse('inspection:programmes', args=[of.pk])}?nam={one.year}"
    page = frame(user, of, "programmes", {"label": _("Thêm nội dung")}) | {
        "title": _("Thêm nội dung chương trình"),
        "lead": f"{one.get_subject_display()} · {one.year}",
        "note": _("Kiểm tra và giám sát ghi riêng."),
        "submit": _("Thêm nội dung"),
        "back": back,
    }
    return fill_in(request, form, act, page, done=_("Đã thêm nội dung."), to=back)


def drop(request: HttpRequest, item: int) -> HttpResponse:
    row = ProgrammeItem.objects.select_related("programme").filter(pk=item).first()
    if row is None:
        raise Http404
    one = programme_or_404(request, row.programme_id)
    user, of = counted_or_404(request, one.keeper_id)
    form = ReasonForm(posted(request), initial={"on": of.on})

    def act() -> Any:
        given = form.cleaned_data
        return drop_item(row, given["on"], given["reason"], by=user)

    back = f"{reverse('inspection:programmes', args=[of.pk])}?nam={one.year}"
    page = frame(user, of, "programmes", {"label": _("Thôi làm")}) | {
        "title": _("Thôi làm nội dung chương trình"),
        "lead": row.topic,
        "note": _("Nội dung vẫn ở chương trình, kèm lý do."),
        "submit": _("Ghi thôi làm"),
        "back": back,
    }
    return fill_in(request, form, act, page, done=_("Đã ghi thôi làm."), to=back)
