"""The half-year or the year is closed: results of the unit and all below it, ticked and frozen."""

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.base.periods import Period
from chibo.base.text import format_date
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch
from chibo.organisations.views.fetching import counted_or_404
from chibo.targets.actions.closing import Closing, close_targets
from chibo.targets.forms.deciding import TickedForm
from chibo.targets.models import Moment, Target
from chibo.targets.queries.listing import to_close
from chibo.targets.queries.progress import Progress, progress, with_history
from chibo.targets.rules import may_close
from chibo.targets.views.board import next_moment
from chibo.targets.views.fetching import FIRST_YEAR, PAGE_LENGTH, frame
from chibo.targets.views.lines import line_of


def close(request: HttpRequest, org: int) -> HttpResponse:
    """`lan=half` or `lan=end` of the year `nam`; the numbers are those of its last day."""
    user, of = counted_or_404(request, org)
    if not may_close(user, of.path):
        raise Http404
    year = asked_year(request, FIRST_YEAR)
    moment = _moment_or_404(request, of, year)
    on = _last_day(year, moment)
    page = _open_targets(request, of, year, moment)
    come = on <= of.on
    found = progress(list(page.object_list), on, of.on, here=[of]) if come else []
    known = [one for one in found if one.standing.value is not None]
    form = TickedForm(posted(request), offered=[one.target.pk for one in known])
    label = str(Moment(moment).label)
    context = frame(user, of, "board", {"label": label}) | {
        "title": _("{moment} năm {year}").format(moment=label, year=year),
        "day": format_date(on),
        "come": come,
        "page": page,
        "rows": _rows(found, of.on),
        "ticked": form.ticked or [str(one.target.pk) for one in known],
        "moments": _moments(request.path, year, moment),
        "back": f"{reverse('targets:board', args=[of.pk])}?nam={year}",
    }

    def act() -> Any:
        note = form.cleaned_data["note"]
        return close_targets([Closing(key, moment, note) for key in form.chosen], on, by=user)

    return fill_in(
        request,
        form,
        act,
        context,
        done=_("Đã chốt kết quả."),
        to=request.get_full_path(),
        template="targets/close.html",
    )


def _moment_or_404(request: HttpRequest, of: Branch, year: int) -> str:
    moment = request.GET.get("lan") or next_moment(of.on, year) or Moment.HALF
    if moment not in Moment.values:
        raise Http404
    return moment


def _last_day(year: int, moment: str) -> date:
    return date(year, 6, 30) if moment == Moment.HALF else date(year, 12, 31)


def _open_targets(request: HttpRequest, of: Branch, year: int, moment: str) -> Page[Target]:
    rows = to_close(of.path, Period.year(year), moment).order_by("path", "first_day", "pk")
    return Paginator(with_history(rows), PAGE_LENGTH).get_page(request.GET.get("trang"))


def _moments(path: str, year: int, now: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": f"{path}?nam={year}&lan={code}", "current": code == now}
        for code, label in Moment.choices
    ]


def _rows(found: list[Progress], on: date) -> list[dict[str, Any]]:
    keys = {one.target.organisation_id for one in found}
    known = Profile.objects.on(on).filter(organisation__in=keys)
    names = dict(known.values_list("organisation_id", "short_name"))
    return [
        {
            "key": str(one.target.pk),
            "line": line_of(one),
            "unit": names.get(one.target.organisation_id, ""),
            "known": one.standing.value is not None,
        }
        for one in found
    ]
