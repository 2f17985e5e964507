"""Petitions of the people and what became of them; praise and criticism of members."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.meetings.models import Meeting, Petition, Raised, Remark
from chibo.meetings.rules import check_may_write, may_answer, may_record
from chibo.meetings.rules.citizens import check_no_citizen
from chibo.members.models import Person
from chibo.rulebook.queries import rule


@dataclass(frozen=True)
class Asking:
    """`due_on` left out is the day the rulebook gives."""

    client_id: uuid.UUID
    kind: str
    asked: str
    place: str
    due_on: date | None = None


@dataclass(frozen=True)
class Saying:
    client_id: uuid.UUID
    person: Person
    kind: str
    words: str


@transaction.atomic
def raise_petition(meeting: Meeting, asking: Asking, *, by: User) -> Petition:
    """What people ask for or think; the same `client_id` again is the same petition."""
    hold(meeting)
    require(by, may_record, meeting.path)
    known = meeting.petitions.filter(client_id=asking.client_id).first()
    if known is not None:
        return known
    check_may_write(meeting)
    check_no_citizen(asking.asked, asking.place)
    petition = Petition(
        meeting=meeting,
        client_id=asking.client_id,
        kind=asking.kind,
        asked=clean(asking.asked),
        place=clean(asking.place),
    )
    if asking.kind == Raised.PETITION:
        petition.due_on = asking.due_on or _days_to_answer(meeting.held_on)
    petition.full_clean(exclude=["meeting"])
    petition.save()
    note(by, "petition.raised", petition, path=meeting.path)
    return petition


@transaction.atomic
def pass_petition(petition: Petition, to: str, on: date, *, by: User) -> Petition:
    """To whom it was passed for an answer, and when."""
    hold(petition)
    before = _begin(petition, on, by)
    check_no_citizen(to)
    petition.passed_to, petition.passed_on = clean(to), on
    return _save(petition, "petition.passed", before, by)


@transaction.atomic
def answer_petition(petition: Petition, answer: str, on: date, *, by: User) -> Petition:
    """What the people were told; said again, the journal keeps what was said before."""
    hold(petition)
    before = _begin(petition, on, by)
    check_no_citizen(answer)
    petition.answer, petition.answered_on = clean(answer), on
    return _save(petition, "petition.answered", before, by)


@transaction.atomic
def drop_petition(petition: Petition, *, by: User) -> None:
    """One entered by mistake is taken back while the minutes are still being written."""
    hold(petition.meeting, petition)
    meeting = petition.meeting
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    if petition.passed_on or petition.answered_on:
        raise Refusal(_("Kiến nghị này đã chuyển hoặc đã trả lời, không bỏ được."))
    note(by, "petition.dropped", petition, path=meeting.path, before=snapshot(petition))
    petition.delete()


@transaction.atomic
def remark_on(meeting: Meeting, saying: Saying, *, by: User) -> Remark:
    """Praise, a reminder, criticism; the same `client_id` again is the same remark."""
    hold(meeting)
    require(by, may_record, meeting.path)
    known = meeting.remarks.filter(client_id=saying.client_id).first()
    if known is not None:
        return known
    check_may_write(meeting)
    if not meeting.roll.filter(person=saying.person).exists():
        raise Refusal(_("Đồng chí này không có trong danh sách điểm danh của buổi."))
    remark = Remark(
        meeting=meeting,
        client_id=saying.client_id,
        person=saying.person,
        kind=saying.kind,
        words=clean(saying.words),
    )
    remark.full_clean(exclude=["meeting", "person"])
    remark.save()
    note(by, "meeting.remarked", remark, path=meeting.path)
    return remark


@transaction.atomic
def drop_remark(remark: Remark, *, by: User) -> None:
    """One entered by mistake is taken back while the minutes are still being written."""
    hold(remark.meeting)
    meeting = remark.meeting
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    note(by, "meeting.remark_dropped", remark, path=meeting.path, before=snapshot(remark))
    remark.delete()


def _days_to_answer(held_on: date) -> date:
    return rule("meetings.petition_answered_within", held_on).after(held_on)


def _begin(petition: Petition, on: date, by: User) -> dict[str, object]:
    held_on = petition.meeting.held_on
    require(by, may_answer, petition.meeting.path)
    check_has_come([on], _("ghi khi đã chuyển, đã trả lời"))
    if on < held_on:
        raise Refusal(
            _("Ngày này trước buổi nêu kiến nghị ({day}).").format(day=format_date(held_on))
        )
    return snapshot(petition)


def _save(petition: Petition, verb: str, before: dict[str, object], by: User) -> Petition:
    petition.full_clean()
    petition.save()
    note(by, verb, petition, path=petition.meeting.path, before=before)
    return petition
