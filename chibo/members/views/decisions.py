"""Decisions about a member on paper, from the movement or leave they carry."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.sending import sent_papers
from chibo.members.actions.dossiers import note_dossier_print
from chibo.members.models import Exemption, Membership, Suspension
from chibo.members.papers.decisions import (
    OF_MOVEMENTS,
    Decision,
    decision_paper,
    excusing,
    suspending,
)
from chibo.members.papers.heads import grassroots_head
from chibo.members.queries.roll import with_cell_names
from chibo.members.views.finding import person_or_404
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

_LEAVES: dict[str, tuple[Any, Callable[[Any, str], Decision]]] = {
    "mien": (Exemption, excusing),
    "dinh-chi": (Suspension, suspending),
}


@require_safe
def decision(request: HttpRequest, key: int, what: str, about: int, form: str) -> HttpResponse:
    """`what` is bien-dong, mien or dinh-chi; `about` the movement or leave."""
    person = person_or_404(request, key)
    found, write = _found(person, what, about)
    stay, day = _stay_about(person, found)
    named: Any = with_cell_names(Membership.objects.filter(pk=stay.pk), day).get()
    cell = branch(Organisation(pk=stay.cell_id), day)
    paper = decision_paper(
        write(found, named.cell_name or cell.name), person, cell.name, grassroots_head(cell)
    )
    name = f"quyet dinh {paper.summary} {person.full_name}"
    answer = sent_papers(paper, name=name, ending=form)
    note_dossier_print(person, "person.decision_printed", by=signed_in(request), path=stay.path)
    return answer


def _stay_about(person: Any, found: Any) -> tuple[Membership, date]:
    """Where the decision met the member: who comes back in the new cell, others as they stood on the eve."""
    on = getattr(found, "started_on", None) or found.happened_on
    held = Membership.objects.filter(person=person, started_on__lte=on).order_by("-started_on")
    comes = getattr(found, "to_cell_id", None) is not None
    stay = held.first() if comes else held.filter(started_on__lt=on).first() or held.first()
    if stay is None:
        raise Http404
    return stay, on if comes else max(stay.started_on, on - timedelta(days=1))


def _found(person: Any, what: str, about: int) -> tuple[Any, Callable[[Any, str], Decision]]:
    if what == "bien-dong":
        moves = person.movements.select_related("paper", "departure", "person")
        move = moves.filter(pk=about, kind__in=OF_MOVEMENTS).first()
        if move:
            return move, OF_MOVEMENTS[move.kind]
    elif what in _LEAVES:
        model, write = _LEAVES[what]
        leave = model.objects.filter(pk=about, person=person).select_related("paper", "person")
        if found := leave.first():
            return found, write
    raise Http404
