"""Conditions from the decision to recognition: ceremony, member's file, class, the end of probation."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.admissions.queries.knowing import Known
from chibo.admissions.rules.checks.check import Check, doubt, met, unmet
from chibo.base.text import format_date
from chibo.members.queries.coming import Probation, probation_from
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule


def ceremony_deadline(known: Known) -> tuple[date | None, Rule] | None:
    """Last day for the ceremony and its rule; the day is None while the cell's receipt of the decision,
    from which the version then in force counts, is not recorded, or no calendar covers it."""
    if known.decided_on is None:
        return None
    limit = rule("admission.ceremony_deadline", known.decided_on)
    counts_from = rule("admission.ceremony_deadline_from", known.decided_on).text()
    received = counts_from == "decision_received_on"
    start = known.case.received_on if received else known.decided_on
    try:
        return (limit.after(start) if start else None), limit
    except NoRuleOnDay:
        return None, limit


def counts_from_receipt(decided_on: date) -> bool:
    from_rule = rule("admission.ceremony_deadline_from", decided_on)
    return from_rule.text() == "decision_received_on"


def check_ceremony(known: Known, held_on: date | None = None) -> Check | None:
    """Whether the ceremony is within its working days; nothing to say before a decision."""
    found = ceremony_deadline(known)
    held_on = held_on or known.ceremony_on
    if found is None or known.decided_on is None:
        return None
    last, limit = found
    if last is None:
        sentence = _("Chưa ghi ngày chi bộ nhận quyết định; hạn tổ chức lễ tính từ ngày đó.")
        return doubt("ceremony", sentence, limit)
    if held_on is None:
        return _awaited(last, limit, known.on)
    said = {
        "decided": format_date(known.decided_on),
        "days": limit.working_days,
        "last": format_date(last),
        "held": format_date(held_on),
    }
    if held_on > last:
        sentence = _(
            "Lễ kết nạp ngày {held} quá hạn {days} ngày làm việc (chậm nhất {last}, quyết định ngày "
            "{decided})."
        )
        return unmet("ceremony", sentence.format(**said), limit)
    sentence = _("Lễ kết nạp ngày {held}, trong hạn {days} ngày làm việc (chậm nhất {last}).")
    return met("ceremony", sentence.format(**said), limit)


def _awaited(last: date, limit: Rule, on: date) -> Check:
    """A ceremony not held yet, looked at on a day."""
    late = on > last
    sentence = (
        _("Đã quá hạn tổ chức lễ kết nạp: {days} ngày làm việc, đến {last}.")
        if late
        else _("Tổ chức lễ kết nạp trong {days} ngày làm việc, chậm nhất {last}.")
    )
    said = sentence.format(days=limit.working_days, last=format_date(last))
    return (unmet if late else doubt)("ceremony", said, limit)


def member_file_deadline(known: Known) -> tuple[date, Rule] | None:
    """Last day for declaring the member's résumé and sheet; None before the ceremony."""
    if known.ceremony_on is None:
        return None
    limit = rule("admission.member_file_deadline", known.ceremony_on)
    try:
        return limit.after(known.ceremony_on), limit
    except NoRuleOnDay:
        return None


def check_member_file(known: Known) -> Check | None:
    found = member_file_deadline(known)
    if found is None:
        return None
    last, limit = found
    rows = [known.done(code) for code in ("member_biography", "member_sheet")]
    days = [row.dated_on for row in rows if row and row.dated_on]
    said = {"days": limit.working_days, "last": format_date(last)}
    if all(rows):
        if days and max(days) > last:
            sentence = _(
                "Lý lịch đảng viên khai ngày {day}, quá hạn {days} ngày làm việc ({last})."
            )
            return doubt("member_file", sentence.format(day=format_date(max(days)), **said), limit)
        return met("member_file", _("Đã khai lý lịch đảng viên, phiếu đảng viên."), limit)
    late = known.on > last
    sentence = (
        _(
            "Đã quá hạn khai lý lịch đảng viên, phiếu đảng viên: {days} ngày làm việc sau lễ, đến {last}."
        )
        if late
        else _(
            "Khai lý lịch đảng viên, phiếu đảng viên trong {days} ngày làm việc, chậm nhất {last}."
        )
    )
    return (unmet if late else doubt)("member_file", sentence.format(**said), limit)


def check_new_member_class(known: Known, on: date) -> Check | None:
    """The class for new members comes before recognition; nothing to say where no rule asks for it."""
    asked = rule("probation.new_member_class_before_recognition", on)
    if not asked.boolean() or known.ceremony_on is None:
        return None
    held = known.new_member_certificate
    if held is not None and held.day <= on:
        sentence = _("Đã học lớp đảng viên mới, giấy chứng nhận ngày {day}.")
        return met("new_member_class", sentence.format(day=format_date(held.day)), asked)
    sentence = _(
        "Chưa có giấy chứng nhận lớp bồi dưỡng đảng viên mới; phải học xong trước khi công nhận."
    )
    return unmet("new_member_class", sentence, asked)


def probation_of(known: Known) -> Probation | None:
    return probation_from(known.ceremony_on) if known.ceremony_on else None


def check_recognition_day(known: Known, reviewed_on: date) -> Check | None:
    """The cell considers recognition after the probation, within its working days."""
    probation = probation_of(known)
    if probation is None:
        return None
    said = {
        "on": format_date(reviewed_on),
        "ceremony": format_date(probation.began),
        "months": probation.months.months,
        "ends": format_date(probation.ends),
        "last": format_date(probation.review_by) if probation.review_by else "",
    }
    if reviewed_on < probation.ends:
        sentence = _(
            "Ngày {on} chưa hết {months} tháng dự bị: kết nạp ngày {ceremony}, chi bộ xét công nhận từ "
            "ngày {ends}."
        )
        return unmet("recognition_day", sentence.format(**said), probation.months)
    if probation.review_by and reviewed_on > probation.review_by:
        sentence = _(
            "Chi bộ xét công nhận ngày {on}, quá hạn (chậm nhất {last}); ngày chính thức vẫn là ngày {ends}."
        )
        return doubt("recognition_day", sentence.format(**said), probation.deadline)
    sentence = _("Hết {months} tháng dự bị ngày {ends}; chi bộ xét ngày {on}.")
    return met("recognition_day", sentence.format(**said), probation.months)
