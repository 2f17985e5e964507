"""Letters and slips as .docx and .pdf, one or all that wait to be sent."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.papers import Paper
from chibo.base.sending import sent_papers
from chibo.members.actions.transfers.printing import note_letters_printed
from chibo.members.models import Transfer
from chibo.members.papers.letters import goes_abroad, introduction, slip, work_sheet
from chibo.members.queries.letters import to_send
from chibo.members.views.transfers.inbox import reading_names
from chibo.members.views.transfers.letter import has_introduction, has_slip, letter_or_404

_KINDS: dict[str, tuple[Callable[[Transfer], bool], Callable[[Transfer], Paper]]] = {
    "giay-gioi-thieu": (has_introduction, introduction),
    "phieu-cong-tac": (goes_abroad, work_sheet),
    "phieu-bao": (has_slip, slip),
}
MOST_AT_ONCE = 200


@require_safe
def paper(request: HttpRequest, letter_id: int, which: str, form: str) -> HttpResponse:
    letter = letter_or_404(request, letter_id)
    has, made = _KINDS.get(which, (None, None))
    if has is None or made is None or not has(letter):
        raise Http404
    name = f"{which} {letter.number} {letter.person.full_name}"
    answer = sent_papers(made(letter), name=name, ending=form)
    note_letters_printed([letter], by=signed_in(request))
    return answer


@require_safe
def papers(request: HttpRequest, org: int, form: str) -> HttpResponse:
    """All letters of ours that wait to be sent from here, in one file."""
    of, user = reading_names(request, org), signed_in(request)
    found = to_send(user, of).select_related("person", "issuer").prefetch_related("steps")
    letters = [one for one in found.order_by("issued_on", "pk") if has_introduction(one)]
    if not letters:
        raise Http404
    name = _("Giấy giới thiệu cần gửi {name}").format(name=of.short_name)
    chosen = letters[:MOST_AT_ONCE]
    answer = sent_papers(*map(introduction, chosen), name=name, ending=form)
    note_letters_printed(chosen, by=user)
    return answer
