"""What cells propose: all of them side by side, and a cell's sheet with a level and the votes for each."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.admissions.queries.voters import entitled_in_cell
from chibo.appraisal.actions.rating import Proposed, propose
from chibo.appraisal.forms.rating import ProposalForm
from chibo.appraisal.models import CellProposal, Cycle, Kind, Rated
from chibo.appraisal.queries.board import cell_lines
from chibo.appraisal.queries.caps import caps
from chibo.appraisal.queries.cycles import TO_RATE, ranked, rows_visible_to, rule_of
from chibo.appraisal.queries.evidence import evidence
from chibo.appraisal.queries.levels import brief_of, levels_on
from chibo.appraisal.rules import may_propose
from chibo.appraisal.views.board import caps_shown
from chibo.appraisal.views.fetching import PAGE_LENGTH, cycle_frame, cycle_or_404
from chibo.base.views.filling_in import fill_in, posted
from chibo.organisations.queries.tree import Branch, NotInTree, branch


@require_safe
def cells(request: HttpRequest, key: int) -> HttpResponse:
    """How far each cell has come, and how its levels are spread; a level above sees where the best are many."""
    user, cycle = cycle_or_404(request, key)
    rows = rows_visible_to(user, timezone.localdate()).filter(cycle=cycle)
    lines = cell_lines(rows, cycle)
    page = Paginator(lines, PAGE_LENGTH).get_page(request.GET.get("trang"))
    levels = levels_on(Kind.MEMBER, cycle.last_day)
    going_on = not cycle.cancelled_on and not cycle.told
    context = cycle_frame(user, cycle, {"label": _("Đề nghị của chi bộ")}) | {
        "page": page,
        "levels": [brief_of(Kind.MEMBER, one.code) for one in levels],
        "lines": [
            {
                "line": line,
                "counts": [line.counts[one.code] for one in levels],
                "own": brief_of(Kind.CELL, line.own) if line.own else "",
                "may_propose": going_on and may_propose(user, line.path),
            }
            for line in page.object_list
        ],
        "sums": [sum(line.counts[one.code] for line in lines) for one in levels],
        "listed": sum(line.listed for line in lines),
        "proposed": sum(line.proposed for line in lines),
    }
    return render(request, "appraisal/cells.html", context)


def sheet(request: HttpRequest, key: int, cell: int) -> HttpResponse:
    user, cycle = cycle_or_404(request, key)
    of = _branch_or_404(cell)
    if not may_propose(user, of.path) or cycle.cancelled_on or cycle.told:
        raise Http404
    listed = rows_visible_to(user, timezone.localdate()).filter(TO_RATE, cycle=cycle, unit=cell)
    beside = listed.select_related("cycle", "person", "unit")
    whole = list(beside.order_by("kind", "name_sort", "pk"))
    if not whole:
        raise Http404
    unit = whole[0].unit
    waiting = [row for row in whole if not row.decided_level]
    page = Paginator(waiting, PAGE_LENGTH).get_page(request.GET.get("trang"))
    rows = list(page.object_list)
    known = CellProposal.objects.filter(cycle=cycle, cell=unit).first()
    form = _form(request, rows, known)

    def act() -> Any:
        held_on, absent = form.cleaned_data["held_on"], form.cleaned_data["excused_absent"]
        levels = _proposed(form, rows)
        return propose(cycle, unit, held_on, levels, by=user, excused_absent=absent)

    context = _context(user, cycle, of, known) | _caps(cycle, whole)
    context |= {"page": page, "lines": _lines(user, cycle, rows, form, of)}
    return fill_in(
        request,
        form,
        act,
        context,
        done=_("Đã ghi đề nghị của chi bộ."),
        to=request.get_full_path(),
        template="appraisal/cell.html",
    )


def _form(request: HttpRequest, rows: list[Rated], known: CellProposal | None) -> ProposalForm:
    initial = {
        "held_on": known.held_on if known else timezone.localdate(),
        "excused_absent": known.excused_absent if known else None,
    }
    return ProposalForm(posted(request), rows=rows, initial=initial)


def _proposed(form: ProposalForm, rows: list[Rated]) -> dict[int, Proposed]:
    given = form.cleaned_data
    return {
        row.pk: Proposed(given[f"m{row.pk}"], given[f"v{row.pk}"])
        for row in rows
        if given[f"m{row.pk}"]
    }


def _context(user: User, cycle: Cycle, of: Branch, known: CellProposal | None) -> dict[str, Any]:
    day = known.held_on if known else timezone.localdate()
    who = entitled_in_cell(of.pk, day)
    return cycle_frame(user, cycle, {"label": of.short_name}) | {
        "cell": of,
        "who": who,
        "base": known.base if known else who.total - who.away - who.excused,
        "back": cycle.get_absolute_url(),
    }


def _lines(
    user: User, cycle: Cycle, rows: list[Rated], form: ProposalForm, of: Branch
) -> list[dict[str, Any]]:
    conditions = evidence(user, cycle, rows, timezone.localdate(), [of])
    return [
        {
            "row": row,
            "level": form[f"m{row.pk}"],
            "votes": form[f"v{row.pk}"],
            "own": brief_of(row.kind, row.own_level) if row.own_level else "",
            "conditions": conditions.get(row.pk, []),
        }
        for row in rows
    ]


def _caps(cycle: Cycle, listed: Iterable[Rated]) -> dict[str, Any]:
    """Of what the cell proposed, by itself: the cap is counted above it, this is to go by."""
    proposed = Counter((row.kind, row.group, row.proposed_level) for row in listed)
    found = caps(rule_of(cycle), ranked(proposed))
    return caps_shown([cap for cap in found if cap.best or cap.good])


def _branch_or_404(key: int) -> Branch:
    try:
        return branch(key, timezone.localdate())
    except NotInTree as gone:
        raise Http404 from gone
