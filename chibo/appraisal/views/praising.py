"""Praise proposed for many of those a committee rated best."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.appraisal.actions.following import Praising, propose_commendation
from chibo.appraisal.forms.registering import PraiseManyForm
from chibo.appraisal.models import Commendation, Cycle, Rated
from chibo.appraisal.queries.board import with_units
from chibo.appraisal.queries.cycles import years_at_top
from chibo.appraisal.queries.levels import TOP
from chibo.appraisal.rules import may_keep
from chibo.appraisal.views.fetching import PAGE_LENGTH, cycle_frame, cycle_or_404
from chibo.base.views.filling_in import fill_in, posted
from chibo.rulebook.queries import NoRuleOnDay, rule


def praise_many(request: HttpRequest, key: int) -> HttpResponse:
    user, cycle = cycle_or_404(request, key)
    if not may_keep(user, cycle.path) or cycle.cancelled_on:
        raise Http404
    best = with_units(cycle.rows.filter(rank=TOP), cycle).order_by("kind", "path", "name_sort")
    page = Paginator(best.filter(commendation=None), PAGE_LENGTH).get_page(request.GET.get("trang"))
    rows: list[Rated] = list(page.object_list)
    form = PraiseManyForm(
        posted(request),
        offered=[row.pk for row in rows],
        initial={"proposed_on": timezone.localdate()},
    )

    def act() -> Any:
        given = {name: form.cleaned_data[name] for name in ("what", "proposed_on", "reason")}
        asked = [Praising(row, **given) for row in rows if row.pk in form.chosen]
        return propose_commendation(asked, by=user)

    context = cycle_frame(user, cycle, {"label": _("Đề nghị khen thưởng")}) | {
        "page": page,
        "lines": _lines(rows, _asked_years(cycle.last_day)),
        "ticked": form.ticked,
        **_proposed(cycle),
        "back": cycle.get_absolute_url(),
    }
    return fill_in(
        request,
        form,
        act,
        context,
        done=_("Đã ghi đề nghị khen thưởng."),
        to=request.path,
        template="appraisal/praise.html",
    )


def _proposed(cycle: Cycle) -> dict[str, Any]:
    rows = Commendation.objects.filter(rated__cycle=cycle).select_related("rated")
    return {
        "proposed": rows.order_by("rated__kind", "rated__name_sort")[:PAGE_LENGTH],
        "proposed_count": rows.count(),
    }


def _lines(rows: Sequence[Rated], asked: int | None) -> list[dict[str, Any]]:
    runs = years_at_top(rows)
    return [
        {
            "row": row,
            "key": str(row.pk),
            "years": runs[row.pk],
            "higher": asked is not None and runs[row.pk] >= asked,
        }
        for row in rows
    ]


def _asked_years(on: Any) -> int | None:
    """From how many years in a row the level above may be asked; None where no rule is known."""
    try:
        return rule("appraisal.commended_years_in_row", on).years
    except NoRuleOnDay:
        return None
