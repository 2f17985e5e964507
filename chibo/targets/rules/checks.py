"""What a target must meet."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from chibo.base.figures import figure
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.targets.models import Measure, Span, Target, TargetVersion
from chibo.targets.queries.dictionary import indicators
from chibo.targets.queries.subjects import PLANNED_ELSEWHERE

_WHOLE_SHARE = Decimal(100)


def check_span(span: str, period: Period) -> None:
    """A half and a year are those of the calendar; a term is as long as it is."""
    fits = {
        Span.YEAR: period == Period.year(period.first.year),
        Span.HALF: period in (Period.half(period.first.year, 1), Period.half(period.first.year, 2)),
        Span.TERM: period.last.year > period.first.year,
    }
    if fits[Span(span)]:
        return
    told = {
        Span.YEAR: _("Chỉ tiêu năm tính từ 01/01 đến 31/12 của một năm."),
        Span.HALF: _("Chỉ tiêu 6 tháng tính từ 01/01 đến 30/06, hoặc từ 01/07 đến 31/12."),
        Span.TERM: _("Chỉ tiêu nhiệm kỳ, giai đoạn phải dài hơn một năm."),
    }
    raise Refusal(told[Span(span)])


def check_figure(target: Target) -> None:
    """Raise Refusal when no such figure, key or indicator may be made a target of."""
    if target.indicator:
        if target.indicator not in indicators():
            raise Refusal(_("Không có chỉ số “{code}”.").format(code=target.indicator))
        if target.measure != Measure.AMOUNT:
            raise Refusal(_("Chỉ số ghi bằng con số của nó, không ghi tỷ lệ."))
        return
    if target.figure in PLANNED_ELSEWHERE:
        raise Refusal(_("Chỉ tiêu kết nạp giao ở mục Phát triển đảng; bảng chỉ tiêu tự lấy từ đó."))
    found = figure(target.figure)
    found.check_key(target.key, target.last_day)
    has_base = found.base or target.cohort_id or (target.key and found.key_is_part)
    if target.measure == Measure.SHARE and not has_base:
        raise Refusal(
            _("Số liệu “{label}” không có mẫu số nên không tính được tỷ lệ.").format(
                label=found.label
            )
        )


def check_numbers(measure: str, least: Decimal | None, most: Decimal | None) -> None:
    if measure == Measure.SHARE and any(
        one is not None and not 0 <= one <= _WHOLE_SHARE for one in (least, most)
    ):
        raise Refusal(_("Tỷ lệ ghi từ 0 đến 100."))


def check_still_stands(target: Target) -> None:
    if target.ended_on:
        raise Refusal(
            _("Chỉ tiêu này đã thôi ngày {day}.").format(day=format_date(target.ended_on))
        )


def check_waits(version: TargetVersion) -> None:
    if not version.waits:
        raise Refusal(_("Số này đã được duyệt hoặc trả lại; tải lại trang để xem."))


def check_period_reached(target: Target, on: date) -> None:
    """Refuse to close a period before its first half is over."""
    half = target.first_day + (target.last_day - target.first_day) / 2
    if target.span == Span.YEAR:
        half = Period.half(target.first_day.year, 1).last
    if on < half:
        raise Refusal(_("Kỳ này mới chốt được từ ngày {day}.").format(day=format_date(half)))
