"""The schedule: a unit's year, a month of all units below, laying down a year at once."""

from calendar import monthrange
from datetime import date
from itertools import groupby
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
from chibo.assignments.queries.takers import people_to_give
from chibo.base.acting import carried_out
from chibo.base.asof import AsOf
from chibo.base.sending import sent_papers
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.planning import Planning, Point, plan_meetings
from chibo.meetings.actions.printing import print_schedule
from chibo.meetings.forms.plans import PlanForm, YearForm
from chibo.meetings.models import PlannedMeeting
from chibo.meetings.papers.schedule import schedule_paper
from chibo.meetings.queries.plans import free_days, named, plans_in, visible_to, with_theme
from chibo.meetings.rules import may_print, may_record
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import named_or_404

PAGE_LENGTH = 50
WEEKDAYS = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
_MONTHS = 12


@require_safe
def plans(request: HttpRequest, org: int) -> HttpResponse:
    """A cell's year; of a committee one month of everybody below, so that its members can choose."""
    user, of = named_or_404(request, org)
    month = _month(request.GET.get("thang", ""), of.on)
    rows = _shown(user, of, month)
    page = Paginator(rows, PAGE_LENGTH)
    shown = page.get_page(request.GET.get("trang"))
    context = {
        "of": of,
        "page": shown,
        "groups": _groups(list(shown.object_list), of),
        "choices": _choices(request.path, month, of),
        "when": str(month.year) if of.is_cell else f"{month:%m/%Y}",
        "may_plan": may_record(user, of.path),
        "may_print": may_print(user, of.path),
        "month": f"{month:%Y-%m}",
        "crumbs": _crumbs(user, of, _("Lịch họp")),
        "tabs": tabs(user, of, AsOf(of.on), "sinh-hoat"),
    }
    return render(request, "meetings/plans.html", context)


def _shown(user: User, of: Branch, month: date) -> Any:
    """In order of days: a cell's year, of a committee the month."""
    rows = visible_to(user, of.on) & plans_in(of)
    if of.is_cell:
        rows = rows.filter(planned_on__year=month.year)
    else:
        last = month.replace(day=monthrange(month.year, month.month)[1])
        rows = rows.filter(planned_on__range=(month, last))
    found = named(rows, of.on).select_related("leader", "meeting")
    return found.order_by("planned_on", "starts_at", "pk")


@require_safe
def schedule(request: HttpRequest, org: int, ending: str) -> HttpResponse:
    """What the page shows, all of it, as a paper to hang up."""
    user, of = named_or_404(request, org)
    if not may_print(user, of.path):
        raise Http404
    month = _month(request.GET.get("thang", ""), of.on)
    when = _("tháng {month} năm {year}").format(month=month.month, year=month.year)
    if of.is_cell:
        when = _("năm {year}").format(year=month.year)
    paper = schedule_paper(of, _shown(user, of, month), when)
    answer = sent_papers(paper, name=f"{_('Lịch họp')} {of.short_name} {when}", ending=ending)
    print_schedule(of, ending, by=user)
    return answer


def plan_one(request: HttpRequest, org: int) -> HttpResponse:
    user, of = _planned_or_404(request, org)
    people = people_to_give(user, of)
    initial = {"kind": "regular", "planned_on": of.on, "place": _usual_place(of)}
    form = PlanForm(posted(request), people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        days = [form.cleaned_data["planned_on"]]
        made = carried_out(form, lambda: plan_meetings(_plannings(form, of, days), by=user))
        if made and form.is_valid():
            messages.success(request, _("Đã đưa vào lịch."))
            return redirect(made[0])
    return _form_page(request, user, of, form, _("Thêm buổi vào lịch"))


def plan_year(request: HttpRequest, org: int) -> HttpResponse:
    user, of = _planned_or_404(request, org)
    initial = {
        "kind": "regular",
        "year": of.on.year,
        "first_month": of.on.month,
        "every": 1,
        "place": _usual_place(of),
    }
    form = YearForm(posted(request), people=people_to_give(user, of), initial=initial)
    if request.method == "POST" and form.is_valid():
        days = form.days()
        free = free_days(of.pk, form.cleaned_data["kind"], days)
        made = carried_out(form, lambda: plan_meetings(_plannings(form, of, free), by=user))
        if made is not None and form.is_valid():
            messages.success(request, _year_said(len(made), len(days) - len(made)))
            return redirect(f"{reverse('meetings:plans', args=[of.pk])}?thang={days[0]:%Y-%m}")
    return _form_page(request, user, of, form, _("Lập lịch cả năm"))


def _planned_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = named_or_404(request, org)
    if not may_record(user, of.path):
        raise Http404
    return user, of


def _plannings(form: PlanForm, of: Branch, days: list[date]) -> list[Planning]:
    organisation = organisation_of(of)
    kind, about = form.cleaned_data["kind"], form.about()
    return [
        Planning(organisation, kind, day, **about, points=_points(form, of, day)) for day in days
    ]


def _points(form: PlanForm, of: Branch, day: date) -> list[Point]:
    if not form.cleaned_data["with_template"]:
        return []
    given = form.cleaned_data
    titles = with_theme(given["kind"], given["theme"], of, day)
    return [Point(title, is_thematic=themed) for title, themed in titles]


def _year_said(made: int, kept: int) -> str:
    said = ngettext("Đã lập {n} buổi.", "Đã lập {n} buổi.", made).format(n=made)
    if kept:
        said += " " + _("{n} tháng đã có buổi cùng loại, giữ nguyên.").format(n=kept)
    return said


def _usual_place(of: Branch) -> str:
    last = PlannedMeeting.objects.filter(organisation=of.pk).order_by("-planned_on").first()
    return last.place if last else ""


def _form_page(
    request: HttpRequest, user: User, of: Branch, form: PlanForm, title: str
) -> HttpResponse:
    back = reverse("meetings:plans", args=[of.pk])
    context = {
        "form": form,
        "title": title,
        "of": of,
        "submit": title,
        "back": back,
        "crumbs": [
            *_crumbs(user, of, _("Lịch họp"))[:-1],
            {"label": _("Lịch họp"), "url": back},
            {"label": title},
        ],
    }
    return render(request, "meetings/plan_form.html", context)


def _crumbs(user: User, of: Branch, label: str) -> list[dict[str, str]]:
    return [
        *crumbs(user, of, AsOf(of.on), itself=True),
        {"label": _("Sinh hoạt"), "url": reverse("meetings:list", args=[of.pk])},
        {"label": label},
    ]


def _groups(rows: list[Any], of: Branch) -> list[dict[str, Any]]:
    """A cell's year as one; a committee's month by day."""
    return [
        {"title": title, "rows": list(found)}
        for title, found in groupby(rows, key=lambda row: _group(row.planned_on, of))
    ]


def _group(day: date, of: Branch) -> str:
    if of.is_cell:
        return _("Năm {year}").format(year=day.year)
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def _month(asked: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)


def _choices(path: str, month: date, of: Branch) -> list[dict[str, Any]]:
    """Years around the one shown, or the months beside the one shown."""
    if of.is_cell:
        years = range(max(month.year - 1, 1), min(month.year + 1, date.max.year) + 1)
        found = [(date(year, 1, 1), str(year)) for year in years]
    else:
        first = month.year * _MONTHS + month.month - 1
        near = [divmod(first + step, _MONTHS) for step in (-1, 0, 1, 2)]
        found = [
            (date(year, n + 1, 1), _("Tháng {month}/{year}").format(month=n + 1, year=year))
            for year, n in near
            if 0 < year <= date.max.year
        ]
    return [
        {
            "label": label,
            "url": f"{path}?thang={day:%Y-%m}",
            "current": day.year == month.year and (of.is_cell or day.month == month.month),
        }
        for day, label in found
    ]
