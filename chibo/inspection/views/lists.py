"""Inspections of an organisation: totals for everybody who counts there, the list for its duty."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.figures import Scope, figure, number_url, read_together
from chibo.base.periods import Period
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year, year_segments
from chibo.inspection.actions.opening import (
    Looked,
    NewInspection,
    open_inspections,
    read_register,
)
from chibo.inspection.actions.programmes import read_programmes
from chibo.inspection.forms.inspections import InspectionForm
from chibo.inspection.models import ProgrammeItem, TeamRole
from chibo.inspection.queries.inspections import kept_by
from chibo.inspection.queries.names import unit_names
from chibo.inspection.queries.reach import inspections_visible_to, programmes_visible_to
from chibo.inspection.rules import may_inspect
from chibo.inspection.views.fetching import FIRST_YEAR, PAGE_LENGTH, frame, kept_or_404, units_below
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.organisations.views.fetching import counted_or_404

_TOTALS = (
    "inspected_organisations",
    "inspected_members",
    "violations_found",
    "inspection_remedies_open",
    "disciplined_members",
    "disciplined_organisations",
)


@require_safe
def overview(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    year = asked_year(request, FIRST_YEAR)
    context = frame(user, of, "list") | {
        "year": year,
        "years": year_segments(request.path, year),
        "totals": _totals(of, year),
    }
    if may_inspect(user, of.pk):
        rows = inspections_visible_to(user) & kept_by(of.pk, year)
        rows = rows.annotate(
            looked_at=Count("objects_inspected", distinct=True),
        ).order_by("-opened_on", "-pk")
        page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
        if page.object_list:
            read_register(organisation_of(of), f"kiem-tra {year}", by=user)
        names = unit_names([one.unit_id for one in page.object_list], of.on)
        context |= {
            "page": page,
            "rows": [
                {"one": one, "unit": names.get(one.unit_id, ""), "word": state_word(one)}
                for one in page.object_list
            ],
        }
    return render(request, "inspection/list.html", context)


def state_word(one: Any) -> tuple[str, str]:
    if one.cancelled_on:
        return _("Đã thôi"), ""
    if one.archived_on:
        return _("Đã nộp lưu"), "ok"
    return (_("Đã kết luận"), "info") if one.concluded_on else (_("Đang làm"), "warn")


def _totals(of: Branch, year: int) -> list[dict[str, Any]]:
    """The year so far: each total opens onto its page, where only those who may read see rows."""
    last = min(of.on, of.on.replace(year=year, month=12, day=31))
    span = Period(last.replace(month=1, day=1), last)
    asked = [
        (
            figure(name),
            Scope(of, last).over(span) if figure(name).takes == "period" else Scope(of, last),
        )
        for name in _TOTALS
    ]
    return [
        {
            "label": one.label,
            "value": one.value,
            "said": one.said,
            "unit": one.figure.unit,
            "base": one.base,
            "url": number_url(one.figure.id, one.scope),
        }
        for one in read_together(asked)
    ]


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    planned = _planned(user, of)
    form = InspectionForm(
        posted(request),
        of=of,
        units=units_below(of),
        items=[(key, f"{one.starts_on:%m/%Y}: {one.topic}"[:120]) for key, one in planned.items()],
        initial={
            "opened_on": of.on,
            "nature": "inspection",
            "manner": "thematic",
            "subject": "cell" if of.is_cell else "inspection_committee",
        }
        | _from_the_programme(planned.get(request.GET.get("noi-dung", ""))),
    )

    def act() -> Any:
        given = form.cleaned_data
        return open_inspections(organisation_of(of), [_made(given, planned)], by=user)[0]

    page = frame(user, of, "list", {"label": _("Mở cuộc kiểm tra, giám sát")}) | {
        "title": _("Mở cuộc kiểm tra, giám sát"),
        "lead": of.name,
        "note": _("Chỉ đồng chí, đoàn kiểm tra và người được nêu tên đọc được hồ sơ này."),
        "submit": _("Mở cuộc kiểm tra"),
        "back": reverse("inspection:list", args=[of.pk]),
    }
    return fill_in(
        request, form, act, page, done=_("Đã mở cuộc kiểm tra, giám sát."),
        to=lambda one: one.get_absolute_url(),
    )  # fmt: skip


def _planned(user: User, of: Branch) -> dict[str, ProgrammeItem]:
    """What programmes of this year and the last foresee; reading them is journalled."""
    items = ProgrammeItem.objects.filter(
        programme__in=programmes_visible_to(user).filter(keeper=of.pk),
        programme__year__gte=of.on.year - 1,
        dropped_on__isnull=True,
    )
    planned = {str(one.pk): one for one in items.select_related("programme")}
    if planned:
        read_programmes(organisation_of(of), of.on.year, by=user)
    return planned


def _from_the_programme(item: ProgrammeItem | None) -> dict[str, Any]:
    """What the programme of the year says already of the inspection begun from it."""
    if item is None:
        return {}
    return {
        "item": str(item.pk),
        "subject": item.programme.subject,
        "unit": str(item.programme.unit_id),
        "nature": item.nature,
        "manner": item.manner,
        "topic": item.topic,
    }


def _made(given: dict[str, Any], planned: dict[str, ProgrammeItem]) -> NewInspection:
    units = {one.pk: one for one in Organisation.objects.filter(pk__in=given["units"])}
    objects = [Looked(person=one) for one in given["people"]]
    objects += [Looked(unit=units[key], committee=given["committees"]) for key in given["units"]]
    team = [(one, TeamRole.HEAD.value) for one in given["head"]]
    team += [(one, TeamRole.MEMBER.value) for one in given["team"]]
    return NewInspection(
        unit=Organisation.objects.get(pk=int(given["unit"])),
        subject=given["subject"],
        nature=given["nature"],
        manner=given["manner"],
        topic=given["topic"],
        opened_on=given["opened_on"],
        objects=objects,
        team=team,
        item=planned.get(given["item"]),
        decision_number=given["decision_number"],
        outline=given["outline"],
        looks_from=given["looks_from"],
        looks_until=given["looks_until"],
        dispersed=given["dispersed"],
    )
