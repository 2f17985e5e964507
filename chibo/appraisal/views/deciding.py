"""The decision: what the committee rated becomes the rating, within the cap; taken back with a reason."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chibo.appraisal.actions.deciding import Deciding, Given, decide, withdraw_decision
from chibo.appraisal.actions.rating import rate
from chibo.appraisal.forms.cycles import DecideForm, ReasonForm
from chibo.appraisal.models import Cycle, Decision, Kind, Rated
from chibo.appraisal.queries.board import kinds_listed
from chibo.appraisal.queries.bulk import proposals_untaken
from chibo.appraisal.queries.caps import caps
from chibo.appraisal.queries.cycles import TO_RATE, ranked, rule_of, tally_of
from chibo.appraisal.queries.levels import LOWEST, list_of
from chibo.appraisal.rules import may_rate
from chibo.appraisal.views.board import caps_shown
from chibo.appraisal.views.fetching import cycle_frame, cycle_or_404, kept_cycle_or_404
from chibo.base.views.filling_in import fill_in, posted
from chibo.organisations.queries.naming import committee_name
from chibo.organisations.queries.tree import Branch

_MOST_ASKED = 60


def decision(request: HttpRequest, key: int) -> HttpResponse:
    user, cycle = kept_cycle_or_404(request, key)
    if cycle.told:
        raise Http404
    ready = list(_ready(cycle))
    frame = cycle_frame(user, cycle, {"label": _("Quyết định")})
    form = _form(request, cycle, ready, frame["of"])

    def act() -> Any:
        given = form.cleaned_data
        deciding = Deciding(given["decided_on"], form.paper, given["decided_by"])
        return decide(cycle, _levels(ready, given), deciding, by=user)

    page = (
        frame
        | _caps(cycle)
        | {
            "ready": len(ready),
            "waiting": cycle.rows.filter(TO_RATE, committee_level="", decided_level="").count(),
            "decisions": cycle.decisions.select_related("paper"),
            "back": cycle.get_absolute_url(),
        }
    )
    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã ghi quyết định xếp loại."),
        to=request.path,
        template="appraisal/decide.html",
    )


def _form(request: HttpRequest, cycle: Cycle, ready: list[Rated], of: Branch) -> DecideForm:
    return DecideForm(
        posted(request),
        kinds=_kinds(cycle, ready),
        lowest=[row for row in ready if row.is_person and _is_lowest(row)][:_MOST_ASKED],
        keeper=of.papers_keeper,
        initial={
            "kinds": sorted({row.kind for row in ready}),
            "decided_on": timezone.localdate(),
            "decided_by": committee_name(of),
        },
    )


def _levels(ready: list[Rated], given: dict[str, Any]) -> dict[int, Given]:
    """Of the kinds this decision is about: the committee's level, and for the lowest its ground."""
    return {
        row.pk: Given(
            row.committee_level,
            given.get(f"ground{row.pk}", ""),
            given.get(f"cause{row.pk}", ""),
        )
        for row in ready
        if row.kind in given["kinds"]
    }


def _ready(cycle: Cycle) -> Any:
    """Rated by the committee, not decided yet."""
    rows = cycle.rows.filter(TO_RATE, decided_level="").exclude(committee_level="")
    return rows.only("pk", "kind", "name", "committee_level", "cycle").order_by("kind", "name_sort")


def _is_lowest(row: Rated) -> bool:
    return list_of(row.kind).rank(row.committee_level) == LOWEST


def _kinds(cycle: Cycle, ready: list[Rated]) -> list[tuple[str, str]]:
    counts = Counter(row.kind for row in ready)
    return [
        (
            kind,
            _("{kind}: {n} đã được cấp ủy đánh giá").format(kind=Kind(kind).label, n=counts[kind]),
        )
        for kind in kinds_listed(cycle)
        if counts[kind]
    ]


def _caps(cycle: Cycle) -> dict[str, Any]:
    """As it would stand if everything rated so far were decided; what only cells proposed is not counted."""
    rated = cycle.rows.filter(TO_RATE).exclude(committee_level="", decided_level="")
    found = caps(rule_of(cycle), ranked(tally_of(rated, "working")))
    return caps_shown(found)


def withdraw(request: HttpRequest, decision: int) -> HttpResponse:
    found = Decision.objects.filter(pk=decision, withdrawn_on=None).first()
    if found is None:
        raise Http404
    user, cycle = kept_cycle_or_404(request, found.cycle_id)
    form = ReasonForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        given = form.cleaned_data
        return withdraw_decision(found, given["on"], given["reason"], by=user)

    page = cycle_frame(user, cycle, {"label": _("Thu hồi quyết định")}) | {
        "title": _("Thu hồi quyết định"),
        "lead": str(found),
        "note": _("Những ai xếp loại theo quyết định này trở lại chưa xếp loại."),
        "submit": _("Thu hồi"),
        "back": cycle.get_absolute_url(),
    }
    back = cycle.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã thu hồi quyết định."), to=back)


@require_POST
def take_over(request: HttpRequest, key: int) -> HttpResponse:
    """The committee takes over what the cells proposed, where it has not rated itself."""
    user, cycle = cycle_or_404(request, key)
    if not may_rate(user, cycle.path) or cycle.cancelled_on or cycle.told:
        raise Http404
    kind = request.POST.get("doi-tuong", "")
    changed = rate(cycle, proposals_untaken(cycle, kind), by=user)
    messages.success(
        request, _("Đã lấy đề nghị của chi bộ cho {n} đối tượng.").format(n=len(changed))
    )
    return redirect(
        f"{cycle.get_absolute_url()}?doi-tuong={kind}" if kind in Kind.values else cycle
    )
