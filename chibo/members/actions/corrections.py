"""A member asks for a correction of the own file; the office answers."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.members.models import CorrectionRequest, Person
from chibo.members.queries.reach import is_own_file, stood_in
from chibo.members.rules.corrections import check_unanswered, may_answer

MOST_OPEN = 10


@transaction.atomic
def ask_correction(
    person: Person, about: str, wanted: str, evidence: str = "", *, by: User
) -> CorrectionRequest:
    """Only of the own file, and not more than ten at a time."""
    require(by, is_own_file, person)
    if person.corrections.filter(answered_on=None).count() >= MOST_OPEN:
        raise Refusal(_("Đang có 10 đề nghị chờ trả lời; chờ văn phòng trả lời rồi gửi tiếp."))
    asked = CorrectionRequest(
        person=person,
        about=clean(about),
        wanted=clean(wanted),
        evidence=clean(evidence),
        asked_on=timezone.localdate(),
    )
    asked.full_clean(exclude=["person"])
    asked.save()
    note(by, "correction.asked", asked, path=_place(person))
    return asked


@transaction.atomic
def answer_correction(
    asked: CorrectionRequest, accepted: bool | None, answer: str, *, by: User, on: date
) -> CorrectionRequest:
    """`accepted`: the file was corrected; else the answer says why not."""
    require(by, may_answer, asked.person)
    asked = CorrectionRequest.objects.select_for_update().get(pk=asked.pk)
    check_unanswered(asked)
    before = snapshot(asked)
    asked.answered_on, asked.accepted, asked.answer = on, accepted, clean(answer)
    asked.full_clean(exclude=["person"])
    asked.save()
    note(by, "correction.answered", asked, path=_place(asked.person), before=before)
    return asked


def _place(person: Person) -> str:
    return next(iter(stood_in(person)), "")
