"""When a letter is handled: in time, by somebody named, about something specific."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.inspection.models import Complaint, ComplaintKind, Discipline
from chibo.rulebook.queries import NoRuleOnDay, code_list, rule, source_line


def complaint_limit(discipline: Discipline) -> date | None:
    """The last day to complain, from the day the decision was handed over; None while that, or the working
    days of the year, are not known."""
    if discipline.handed_on is None:
        return None
    try:
        return rule("inspection.complaint_deadline", discipline.handed_on).after(
            discipline.handed_on
        )
    except NoRuleOnDay:
        return None


def settlement_limit(complaint: Complaint) -> date:
    return rule("inspection.complaint_settlement", complaint.received_on).after(
        complaint.received_on
    )


def check_refusal(kind: str, refused: str) -> None:
    if refused and code_list("complaint_refusals").item(refused).extra["kind"] != kind:
        raise Refusal(_("Lý do này dành cho loại đơn khác."))


def check_handled(row: Complaint) -> None:
    """Refuse to take in what the rules say is not handled, unless the reason is recorded."""
    if row.refused:
        return
    if row.kind == ComplaintKind.DENUNCIATION and row.anonymous:
        raise Refusal(
            _(
                "Tố cáo nặc danh không giải quyết: chọn lý do không giải quyết; nội dung cụ thể thì dùng để "
                "xem xét kiểm tra khi có dấu hiệu vi phạm."
            )
        )
    if row.discipline is None:
        return
    last = complaint_limit(row.discipline)
    if last and row.received_on > last:
        known = rule("inspection.complaint_deadline", row.received_on)
        raise Refusal(
            _(
                "Quyết định trao ngày {handed}; hạn khiếu nại {n} ngày làm việc, đến {last}. Đơn nhận ngày "
                "{day} đã quá hạn: chọn lý do không giải quyết. {source}."
            ).format(
                handed=format_date(row.discipline.handed_on or row.received_on),
                n=known.integer(),
                last=format_date(last),
                day=format_date(row.received_on),
                source=source_line(known),
            )
        )
