"""Papers and workbooks of a round of badges to take along; each taking out is in the journal."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.papers import Paper
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import write_workbook
from chibo.base.text import format_date
from chibo.members.actions.reading import note_export
from chibo.members.papers.badges import book, decision, list_paper, proposal, sheet
from chibo.members.queries.badge_rounds import BadgeRound, of_the_year
from chibo.members.rules import may_export
from chibo.members.views.badges.round import NEEDING_A_LIST, asked_round

_PAPERS: Mapping[str, Callable[[BadgeRound], Paper]] = {
    "danh-sach": list_paper,
    "to-trinh": proposal,
    "quyet-dinh": decision,
    "so-theo-doi": lambda found: book(
        found.of, of_the_year(found.of, found.round.day.year), found.round.day.year
    ),
}


@require_safe
def badge_paper(request: HttpRequest, org: int, which: str, form: str) -> HttpResponse:
    asked = asked_round(request, org)
    if which not in _PAPERS or not may_export(asked.user, asked.of):
        raise Http404
    found = asked.found
    if which in NEEDING_A_LIST and not found.on_the_list:
        messages.error(
            request, _("Đợt này chưa có ai trong danh sách: chốt danh sách trước khi in.")
        )
        return redirect(asked.url)
    name = f"{which} huy hieu Dang {found.round.day.isoformat()}"
    answer = (
        sent_file(_workbook(found, which), name, form)
        if form == "xlsx"
        else sent_papers(_PAPERS[which](found), name=name, ending=form)
    )
    said = _("{what}, đợt {day}").format(what=which, day=format_date(found.round.day))
    note_export(asked.of, len(found.on_the_list), said, by=asked.user)
    return answer


def _workbook(found: BadgeRound, which: str) -> bytes:
    year = found.round.day.year
    if which == "so-theo-doi":
        return write_workbook([sheet(of_the_year(found.of, year), str(year))])
    return write_workbook([sheet(found.awards, _("Huy hiệu Đảng"))])
