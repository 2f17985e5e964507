"""The matter of a member is postponed, a case is suspended; it goes on again."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.inspection.models import Inspected, Inspection, Pause
from chibo.inspection.rules import check_pause, check_under_way, may_handle


@dataclass(frozen=True)
class NewPause:
    """`inspected` for a member whose matter waits, none for the whole case; `child_born_on` for nursing,
    otherwise `until`, the day it is expected to go on."""

    reason: str
    started_on: date
    until: date | None = None
    inspected: Inspected | None = None
    child_born_on: date | None = None
    text: str = ""
    number: str = ""


@transaction.atomic
def pause_inspection(inspection: Inspection, new: NewPause, *, by: User) -> Pause:
    """It stands still from a day; time limits wait for it."""
    hold(inspection)
    require(by, may_handle, inspection)
    check_under_way(inspection)
    days = [new.started_on, new.child_born_on]
    check_has_come((day for day in days if day), _("ghi khi đã có quyết định hoãn, tạm dừng"))
    if new.started_on < inspection.opened_on:
        raise Refusal(_("Chỉ hoãn, tạm dừng từ ngày mở cuộc kiểm tra trở đi."))
    row = Pause(
        inspection=inspection,
        inspected=new.inspected,
        reason=new.reason,
        text=clean(new.text),
        number=clean(new.number),
        started_on=new.started_on,
        child_born_on=new.child_born_on,
        until=None if new.child_born_on else new.until,
    )
    check_pause(row)
    _check_alone(row)
    saved(row)
    note(by, "inspection.paused", row, path=inspection.path)
    return row


def _check_alone(row: Pause) -> None:
    """Two pauses of the same do not overlap; the database knows of those that run."""
    others = Pause.objects.filter(inspection=row.inspection, inspected=row.inspected)
    if others.filter(ended_on__gt=row.started_on).exists():
        raise Refusal(_("Lần hoãn, tạm dừng trước chưa hết vào ngày này."))


@transaction.atomic
def resume_inspection(row: Pause, on: date, *, by: User, note_text: str = "") -> Pause:
    """It goes on again from a day."""
    hold(row.inspection, row)
    require(by, may_handle, row.inspection)
    check_under_way(row.inspection)
    check_has_come([on], _("ghi khi đã tiếp tục"))
    if row.ended_on:
        raise Refusal(_("Đã ghi tiếp tục."))
    before = snapshot(row)
    row.ended_on, row.end_note = on, clean(note_text)
    saved(row)
    note(by, "inspection.resumed", row, path=row.inspection.path, before=before)
    return row
