"""Decisions about a member on paper, from the movement or leave they carry."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.papers import Paper
from chibo.base.sending import sent_papers
from chibo.members.actions.dossiers import note_dossier_print
from chibo.members.models import Exemption, Membership, Suspension
from chibo.members.papers.decisions import (
    OF_MOVEMENTS,
    Decision,
    decision_paper,
    excusing,
    excusing_resolution,
    suspending,
)
from chibo.members.papers.notices import NOTICES, notice_paper
from chibo.members.views.finding import person_or_404
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch

_LEAVES: Mapping[str, tuple[Any, Callable[[Any, str], Decision]]] = {
    "mien": (Exemption, excusing),
    "dinh-chi": (Suspension, suspending),
}
_MOVES: Mapping[str, Collection[str]] = {"bien-dong": OF_MOVEMENTS, "phieu-bao": NOTICES}


@require_safe
def decision(request: HttpRequest, key: int, what: str, about: int, form: str) -> HttpResponse:
    """`what` is bien-dong, mien or dinh-chi, or phieu-bao for the notice of a movement; `about` the movement or
    leave."""
    person = person_or_404(request, key)
    found = _found(person, what, about)
    stay, day = _stay_about(person, found)
    paper = _written(what, found, branch(Organisation(pk=stay.cell_id), day))
    name = f"{paper.kind} {paper.summary} {person.full_name}"
    answer = sent_papers(paper, name=name, ending=form)
    note_dossier_print(person, "person.decision_printed", by=signed_in(request), path=stay.path)
    return answer


def _written(what: str, found: Any, cell: Branch) -> Paper:
    if what == "phieu-bao":
        return notice_paper(found, cell)
    if what == "mien" and found.paper is None:
        return excusing_resolution(found, cell)
    write = OF_MOVEMENTS[found.kind] if what in _MOVES else _LEAVES[what][1]
    return decision_paper(write(found, cell.name), found.person, cell)


def _stay_about(person: Any, found: Any) -> tuple[Membership, date]:
    """Where the decision met the member: who comes back in the new cell, others as they stood on the eve."""
    on = getattr(found, "started_on", None) or found.happened_on
    held = Membership.objects.filter(person=person, started_on__lte=on).order_by("-started_on")
    comes = getattr(found, "to_cell_id", None) is not None
    stay = held.first() if comes else held.filter(started_on__lt=on).first() or held.first()
    if stay is None:
        raise Http404
    return stay, on if comes else max(stay.started_on, on - timedelta(days=1))


def _found(person: Any, what: str, about: int) -> Any:
    found = None
    if what in _MOVES:
        moves = person.movements.select_related("paper", "departure", "person")
        found = moves.filter(pk=about, kind__in=_MOVES[what]).first()
    elif what in _LEAVES:
        leaves = _LEAVES[what][0].objects.filter(pk=about, person=person)
        found = leaves.select_related("paper", "person").first()
    if found is None:
        raise Http404
    return found
