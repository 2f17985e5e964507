"""A recording that came as a file: tried first, then taken in by the same door as one that was sent."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.meetings.actions.sending.receiving import receive_recording
from chibo.meetings.models import Sending
from chibo.meetings.queries.recordings import Handed
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import NotInTree


@transaction.atomic
def rehearse_file(handed: Handed, *, by: User) -> Sending:
    """What taking the file in would make, with nothing left behind. Raises what `take_file` raises."""
    sending = take_file(handed, by=by)
    transaction.set_rollback(True)
    return sending


@transaction.atomic
def take_file(handed: Handed, *, by: User) -> Sending:
    """Record what the file holds; what the phone has sent meanwhile is the same sending.

    Raises Differing or another Refusal with nothing written."""
    # A file lies about for days: its clock says nothing, the person at the screen reads the day and hours.
    sent = replace(handed.recording, is_clock_checked=True)
    unit = Organisation.objects.filter(pk=handed.organisation).first()
    try:
        if unit is None:
            raise NotInTree
        return receive_recording(unit, sent, by=by, from_file=True)
    except NotInTree as gone:
        sentence = _(
            "Tại ngày họp {day}, chi bộ trong tệp chưa thành lập hoặc đã kết thúc hoạt động: không ghi vào sổ "
            "được. Xem lại ngày họp trên điện thoại rồi lưu tệp lần nữa, hoặc giữ biên bản giấy theo hồ sơ "
            "của chi bộ."
        )
        raise Refusal(sentence.format(day=format_date(sent.opening["held_on"]))) from gone
