"""The report of collection and remittance (báo cáo thu nộp đảng phí) of a unit in a period and its year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.periods import Period
from chibo.base.text import format_number
from chibo.dues.models import HANDED_OVER, Charge, EntryKind, FundEntry, Payment, Remittance
from chibo.dues.queries.months import month_of
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch, branches, path_ids, under_ever

_START = date(2000, 1, 1)


@dataclass(frozen=True)
class ReportLine:
    """One row of the form: its code, what it says, its unit, the period's number and that since 1 January; None
    where a sum of a year makes no sense."""

    code: str
    label: str
    unit: str
    value: int
    so_far: int | None

    @property
    def shown(self) -> tuple[str, str]:
        return format_number(self.value), "" if self.so_far is None else format_number(self.so_far)


@dataclass(frozen=True)
class ChildLine:
    """A unit below: what was due for months of the period, taken in on its days, kept and handed on by it."""

    name: str
    due: int
    collected: int
    kept: int
    handed_on: int


def report_lines(of: Branch, period: Period) -> list[ReportLine]:
    """A constant number of questions."""
    year = Period(date(period.last.year, 1, 1), period.last)
    span, so_far = _told(of, period), _told(of, year)
    last = min(period.last, timezone.localdate())
    known = branches([of.pk], last).get(of.pk)
    members = roll(known).count() if known else 0
    return [
        *_collected(of, members, span, so_far),
        *_used(span, so_far, _balance(of, period.eve)),
    ]


def _collected(of: Branch, members: int, span: "_Told", so_far: "_Told") -> list[ReportLine]:
    """Lines 01 to 05; what comes from below has no line in a cell."""
    dong = _("đồng")
    lines = [
        ReportLine(
            "01",
            _("Tổng số đảng viên cuối kỳ"),
            _("người"),
            members,
            None,
        ),
        ReportLine("02", _("Đảng phí phải thu của các tháng trong kỳ"), dong, span.due, so_far.due),
        ReportLine(
            "03", _("Đảng phí đã thu của đảng viên"), dong, span.collected, so_far.collected
        ),
    ]
    if not of.is_cell:
        lines += [
            ReportLine("04", _("Cấp dưới giữ lại"), dong, span.kept_below, so_far.kept_below),
            ReportLine("05", _("Đã nhận của cấp dưới nộp"), dong, span.received, so_far.received),
        ]
    return lines


def _used(span: "_Told", so_far: "_Told", opening: int) -> list[ReportLine]:
    """Lines 06 to 11: what is kept, handed on, spent, and what remains of it."""
    dong = _("đồng")
    handed_over = [
        ReportLine("09a", _("Đã bàn giao khi sắp xếp tổ chức"), dong, span.over, so_far.over)
    ]
    return [
        ReportLine("06", _("Đơn vị được trích giữ lại"), dong, span.kept, so_far.kept),
        ReportLine("07", _("Đã nộp cấp trên"), dong, span.handed_on, so_far.handed_on),
        ReportLine(
            "08",
            _("Thu khác: dư mang sang, cấp trên cấp, nhận bàn giao"),
            dong,
            span.other,
            so_far.other,
        ),
        ReportLine("09", _("Đã chi từ số được giữ lại"), dong, span.spent, so_far.spent),
        *(handed_over if so_far.over else []),
        ReportLine("10", _("Dư đầu kỳ"), dong, opening, None),
        ReportLine(
            "11",
            _("Dư cuối kỳ (dư đầu kỳ và số thu, trừ số đã nộp, đã chi)"),
            dong,
            opening + span.taken_in + span.other - span.handed_on - span.spent - span.over,
            None,
        ),
    ]


@dataclass(frozen=True)
class _Told:
    due: int
    collected: int
    kept_below: int
    received: int
    kept: int
    handed_on: int
    taken_in: int
    other: int
    spent: int
    over: int


def _told(of: Branch, period: Period) -> _Told:
    receipts = _receipts(of, period.first, period.last)
    handed = _handed(of, period.first, period.last)
    own, below = handed.filter(unit=of.pk), handed.exclude(unit=of.pk)
    received = _sum(Remittance.objects.filter(_standing(period), receiver=of.pk))
    own_receipts = _sum(receipts.filter(cell=of.pk))
    due = Charge.objects.filter(
        under_ever(of, "path"), month__range=(month_of(period.first), period.last)
    )
    return _Told(
        due=_sum(due),
        collected=_sum(receipts),
        kept_below=_sum(below, "kept"),
        received=received,
        kept=_sum(own, "kept"),
        handed_on=_sum(own),
        taken_in=own_receipts + received,
        **_fund(of, period.first, period.last),
    )


def _fund(of: Branch, first: date, last: date) -> dict[str, int]:
    """What came into the unit's own fund otherwise, and what was spent."""
    rows = FundEntry.objects.filter(unit=of.pk, cancelled_on__isnull=True, on__range=(first, last))
    spent = Sum("amount", filter=Q(kind=EntryKind.SPENT))
    over = Sum("amount", filter=Q(kind__in=HANDED_OVER))
    other = Sum("amount", filter=~Q(kind__in=(EntryKind.SPENT, *HANDED_OVER)))
    told = rows.order_by().aggregate(spent=spent, other=other, over=over)
    return {name: int(told[name] or 0) for name in ("spent", "other", "over")}


def _standing(period: Period) -> Q:
    return Q(cancelled_on__isnull=True, handed_on__range=(period.first, period.last))


def _receipts(of: Branch, first: date, last: date) -> QuerySet[Payment]:
    return Payment.objects.filter(
        under_ever(of, "path"), cancelled_on__isnull=True, paid_on__range=(first, last)
    )


def _handed(of: Branch, first: date, last: date) -> QuerySet[Remittance]:
    return Remittance.objects.filter(under_ever(of, "path"), _standing(Period(first, last)))


def _sum(
    rows: QuerySet[Charge] | QuerySet[Payment] | QuerySet[Remittance], column: str = "amount"
) -> int:
    return int(rows.order_by().aggregate(n=Sum(column))["n"] or 0)


def _balance(of: Branch, on: date) -> int:
    """What the unit holds at the close of a day: all that came in, less handed on and spent."""
    fund = _fund(of, _START, on)
    before = Period(_START, max(on, _START + timedelta(days=1)))
    own = _sum(Payment.objects.filter(cell=of.pk, cancelled_on__isnull=True, paid_on__lte=on))
    received = _sum(Remittance.objects.filter(_standing(before), receiver=of.pk))
    other = fund["other"] - fund["spent"] - fund["over"]
    return own + received + other - _sum(Remittance.objects.filter(_standing(before), unit=of.pk))


def child_lines(of: Branch, period: Period) -> list[ChildLine]:
    """The units directly below, by their paths of today; in four questions."""
    children = {child.pk: child.short_name for child in of.children}
    if of.is_cell or not children:
        return []
    due = Charge.objects.filter(
        under_ever(of, "path"), month__range=(month_of(period.first), period.last), amount__gt=0
    )
    receipts = _receipts(of, period.first, period.last)
    handed = _handed(of, period.first, period.last).filter(unit__in=children)
    told = {
        "due": _by_child(due.values_list("path", "amount"), children),
        "collected": _by_child(receipts.values_list("path", "amount"), children),
        "kept": _by_child(handed.values_list("path", "kept"), children),
        "handed_on": _by_child(handed.values_list("path", "amount"), children),
    }
    return [
        ChildLine(name, **{what: found.get(key, 0) for what, found in told.items()})
        for key, name in children.items()
        if any(key in found for found in told.values())
    ]


def _by_child(rows: Iterable[tuple[str, int | None]], children: dict[int, str]) -> dict[int, int]:
    found: dict[int, int] = {}
    for path, amount in rows:
        child = next((key for key in path_ids(path) if key in children), None)
        if child is not None:
            found[child] = found.get(child, 0) + (amount or 0)
    return found
