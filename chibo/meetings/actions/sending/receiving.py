"""The one door for recordings from phones and files."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.rules import Refusal, require
from chibo.base.text import format_date
from chibo.meetings.actions.minutes import hand_in
from chibo.meetings.actions.sending.beginning import begin
from chibo.meetings.actions.sending.beside import settle_beside
from chibo.meetings.actions.sending.items import settle_items
from chibo.meetings.actions.sending.people import settle_guests, settle_roll
from chibo.meetings.actions.sending.settling import Settling
from chibo.meetings.models import Meeting, Sending
from chibo.meetings.queries.recordings import Recording
from chibo.meetings.rules import may_record
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

# A phone's clock further off than this gives its meetings wrong days and hours.
_CLOCK_MAY_DIFFER = timedelta(minutes=15)


class WrongClock(Refusal):
    """The phone must show its days and hours to a person before they are believed."""


@transaction.atomic
def receive_recording(
    organisation: Organisation, sent: Recording, *, by: User, from_file: bool = False
) -> Sending:
    """Record what a phone sent; the same sending again changes nothing and answers the same.

    Raises Differing, WrongClock or another Refusal with nothing written.
    """
    of = branch(organisation, sent.opening["held_on"])
    require(by, may_record, of.path)
    # One recording of a unit at a time: two devices that send together are settled one after the other.
    organisation = Organisation.objects.select_for_update().get(pk=of.pk)
    known = Sending.objects.filter(client_id=sent.sending).select_related("meeting").first()
    if known is not None:
        return _same(known, organisation)
    _check_clock(sent)
    settling = Settling(sent.choices)
    if sent.keeps_only:
        meeting = _the_meeting(organisation, sent)
    else:
        meeting = _recorded(organisation, sent, settling, by)
    return _kept(meeting, sent, settling, by, from_file=from_file)


def _recorded(organisation: Organisation, sent: Recording, settling: Settling, by: User) -> Meeting:
    meeting = begin(organisation, sent, settling, by=by)
    settle_roll(meeting, sent, settling, by=by)
    settle_guests(meeting, sent, settling, by=by)
    settle_items(meeting, sent, settling, by=by)
    settle_beside(meeting, sent, settling, by=by)
    settling.check()
    if sent.hands_in and meeting.is_open:
        hand_in(meeting, by=by)
    return meeting


def _same(known: Sending, organisation: Organisation) -> Sending:
    if known.meeting.organisation_id != organisation.pk:
        raise Refusal(_("Mã của bản ghi đã dùng cho đơn vị khác; mở lại trang trên máy."))
    return known


def _check_clock(sent: Recording) -> None:
    off = sent.sent_at - timezone.now()
    if sent.is_clock_checked or abs(off) <= _CLOCK_MAY_DIFFER:
        return
    sentence = _(
        "Đồng hồ của máy {fast} {minutes} phút so với máy chủ. Xem lại ngày họp {day} và giờ họp đã ghi, rồi "
        "bấm gửi lại."
    )
    raise WrongClock(
        sentence.format(
            fast=_("nhanh") if off > timedelta() else _("chậm"),
            minutes=abs(off) // timedelta(minutes=1),
            day=format_date(sent.opening["held_on"]),
        )
    )


def _the_meeting(organisation: Organisation, sent: Recording) -> Meeting:
    day, kind = sent.opening["held_on"], sent.opening["kind"]
    found = Meeting.objects.filter(organisation=organisation, held_on=day, kind=kind).first()
    if found is None:
        raise Refusal(
            _("Chưa có buổi họp nào để giữ kèm bản ghi này; hãy gửi bản ghi như bình thường.")
        )
    return found


def _kept(
    meeting: Meeting, sent: Recording, settling: Settling, by: User, *, from_file: bool
) -> Sending:
    sending = Sending(
        meeting=meeting,
        client_id=sent.sending,
        sent_by=by,
        received_at=timezone.now(),
        content=dict(sent.content),
        differences=settling.kept,
        is_applied=not sent.keeps_only,
        is_from_file=from_file,
    )
    sending.full_clean(exclude=["meeting", "sent_by", "differences"])
    sending.save()
    verb = "meeting.taken_from_file" if from_file else "meeting.sent_from_phone"
    note(by, verb, meeting, path=meeting.path)
    return sending
