"""When a case or the matter of one member stands still, and what that does to its days."""

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.inspection.models import Discipline, Inspection, Pause
from chibo.inspection.queries.pauses import NURSING_RULE, nursing_ends, still_days_of
from chibo.inspection.rules.discipline import rule_or_none
from chibo.rulebook.queries import code_list, rule, source_line

NURSING, OTHER = "nursing", "other"


def check_pause(pause: Pause) -> None:
    """Refuse a reason that is not of its kind, and what leaves the reason or the end open."""
    item = code_list("pause_reasons").item(pause.reason)
    member = pause.inspected is not None and pause.inspected.person_id is not None
    if item.extra["of"] == "member" and not member:
        raise Refusal(
            _("“{reason}” là lý do hoãn một đảng viên: chọn đảng viên ấy.").format(
                reason=item.label
            )
        )
    if item.extra["of"] == "case" and pause.inspected is not None:
        raise Refusal(
            _("“{reason}” là lý do tạm dừng cả cuộc: không chọn đảng viên.").format(
                reason=item.label
            )
        )
    if pause.reason == OTHER and not pause.text:
        raise Refusal(_("Nói rõ lý do tạm dừng."))
    _check_nursing(pause)


def _check_nursing(pause: Pause) -> None:
    if (pause.reason == NURSING) != (pause.child_born_on is not None):
        raise Refusal(_("Ghi ngày sinh của con khi hoãn vì nuôi con nhỏ; lý do khác thì để trống."))
    if pause.child_born_on is None:
        return
    if pause.child_born_on > pause.started_on:
        raise Refusal(_("Con chưa sinh thì hoãn vì mang thai."))
    known = rule(NURSING_RULE, timezone.localdate())
    end = nursing_ends(pause.child_born_on)
    if end <= pause.started_on:
        raise Refusal(
            _("Con sinh ngày {born} đã đủ {n} tháng ngày {end}, không hoãn nữa. {source}.").format(
                born=format_date(pause.child_born_on),
                n=known.integer(),
                end=format_date(end),
                source=source_line(known),
            )
        )


def check_going_on(inspection: Inspection, on: date) -> None:
    """Refuse a step on a day on which the case stands still."""
    if on in still_days_of(inspection, max(on, timezone.localdate())):
        raise Refusal(
            _("Cuộc kiểm tra đang hoãn, tạm dừng ngày {day}: ghi tiếp tục trước.").format(
                day=format_date(on)
            )
        )


def check_not_postponed(row: Discipline) -> None:
    """Refuse to discipline a member whose matter the same keeper has postponed on that day. What others
    keep is not asked: the refusal would tell of it."""
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=row.decided_on)
    pause = Pause.objects.filter(
        running,
        inspected__person__isnull=False,
        inspected__person=row.person_id,
        inspection__keeper=row.keeper_id,
        inspection__cancelled_on__isnull=True,
        started_on__lte=row.decided_on,
    ).first()
    if pause is None:
        return
    known = rule_or_none(NURSING_RULE, row.decided_on)
    source = f" {source_line(known)}." if known else ""
    raise Refusal(
        _("Đang hoãn xem xét kỷ luật từ ngày {day} ({reason}): ghi tiếp tục trước.").format(
            day=format_date(pause.started_on),
            reason=code_list("pause_reasons").label(pause.reason).lower(),
        )
        + source
    )
