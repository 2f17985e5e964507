"""The report of collection and remittance (báo cáo thu nộp đảng phí) of a unit in a period and its year."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.asking import rows_together
from chibo.base.periods import Period
from chibo.base.text import format_number
from chibo.dues.models import HANDED_OVER, Charge, EntryKind, FundEntry, Payment, Remittance
from chibo.dues.queries.months import month_of
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch, branches, path_ids, places_ever, under_ever

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
    span, so_far, before = _books(of, period, year)
    last = min(period.last, timezone.localdate())
    known = branches([of.pk], last).get(of.pk)
    members = roll(known).count() if known else 0
    return [
        *_collected(of, members, span.told(), so_far.told()),
        *_used(span.told(), so_far.told(), before.balance()),
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


@dataclass(frozen=True)
class _Books:
    """What the books of a branch hold of a span, summed: dues and receipts by path; receipts of its own, when it
    is a cell; remittances of units by unit; those handed to the branch itself; entries of its own fund by kind."""

    of: Branch
    due: list[Any]
    receipts: list[Any]
    own: list[Any]
    handed: list[Any]
    received: list[Any]
    entries: list[Any]

    def told(self) -> _Told:
        of = self.of.pk
        received = _sum(self.received)
        own, below = _split(self.handed, lambda row: row.unit_id == of)
        return _Told(
            due=_sum(self.due),
            collected=_sum(self.receipts),
            kept_below=_sum(below, "share"),
            received=received,
            kept=_sum(own, "share"),
            handed_on=_sum(own),
            taken_in=_sum(self.own) + received,
            **self.fund(),
        )

    def fund(self) -> dict[str, int]:
        """What came into the unit's own fund otherwise, and what was spent."""
        told = {"spent": 0, "other": 0, "over": 0}
        for row in self.entries:
            kind = "over" if row.kind in HANDED_OVER else "other"
            told["spent" if row.kind == EntryKind.SPENT else kind] += row.n
        return told

    def balance(self) -> int:
        """What the unit holds when the span is all that ever was."""
        fund = self.fund()
        came = _sum(self.own) + _sum(self.received) + fund["other"]
        return came - fund["spent"] - fund["over"] - _sum(self.handed)


def _split(rows: list[Any], belongs: Callable[[Any], bool]) -> tuple[list[Any], list[Any]]:
    return [row for row in rows if belongs(row)], [row for row in rows if not belongs(row)]


def _sum(rows: Iterable[Any], column: str = "n") -> int:
    return sum(getattr(row, column) or 0 for row in rows)


def _books(of: Branch, period: Period, year: Period) -> tuple[_Books, _Books, _Books]:
    """Of a period, of its year so far, and of the unit alone up to its eve; in one question."""
    before = Period(_START, max(period.eve, _START + timedelta(days=1)))
    spans = list(dict.fromkeys([period.first, year.first]))
    asked = [_asked(of, Period(first, period.last)) for first in spans]
    found = iter(rows_together([*chain(*asked), *_asked_before(of, before)]))
    books = {first: _Books(of, *islice(found, len(asked[0]))) for first in spans}
    return books[period.first], books[year.first], _Books(of, [], [], *found)


def _asked(of: Branch, span: Period) -> list[QuerySet[Any, Any]]:
    return [
        _due(of, span),
        _summed(_receipts(of, span), "path"),
        _summed(_own_receipts(of, span), "cell_id"),
        _remitted(of, span),
        _summed(Remittance.objects.filter(_standing(span), receiver=of.pk), "receiver_id"),
        _entries(of, span),
    ]


def _asked_before(of: Branch, span: Period) -> list[QuerySet[Any, Any]]:
    handed = Remittance.objects.filter(_standing(span), unit=of.pk)
    return [
        _summed(_own_receipts(of, span), "cell_id"),
        _summed(handed, "unit_id"),
        _summed(Remittance.objects.filter(_standing(span), receiver=of.pk), "receiver_id"),
        _entries(of, span),
    ]


def _summed(rows: QuerySet[Any], *by: str) -> QuerySet[Any, Any]:
    return rows.order_by().values(*by).annotate(n=Sum("amount"))


def _due(of: Branch, span: Period) -> QuerySet[Any, Any]:
    months = (month_of(span.first), span.last)
    return _summed(Charge.objects.filter(places_ever(of, "path"), month__range=months), "path")


def _receipts(of: Branch, span: Period) -> QuerySet[Payment]:
    return Payment.objects.filter(
        places_ever(of, "path"), cancelled_on__isnull=True, paid_on__range=(span.first, span.last)
    )


def _own_receipts(of: Branch, span: Period) -> QuerySet[Payment]:
    days = (span.first, span.last)
    return Payment.objects.filter(cell=of.pk, cancelled_on__isnull=True, paid_on__range=days)


def _remitted(of: Branch, span: Period) -> QuerySet[Any, Any]:
    rows = Remittance.objects.filter(under_ever(of, "path"), _standing(span))
    return _summed(rows, "unit_id", "path").annotate(share=Sum("kept"))


def _entries(of: Branch, span: Period) -> QuerySet[Any, Any]:
    days = (span.first, span.last)
    rows = FundEntry.objects.filter(unit=of.pk, cancelled_on__isnull=True, on__range=days)
    return _summed(rows, "kind")


def _standing(span: Period) -> Q:
    return Q(cancelled_on__isnull=True, handed_on__range=(span.first, span.last))


def child_lines(of: Branch, period: Period) -> list[ChildLine]:
    """The units directly below, by their paths of today; in one question."""
    children = {child.pk: child.short_name for child in of.children}
    if of.is_cell or not children:
        return []
    due, receipts, handed = rows_together(
        [_due(of, period), _summed(_receipts(of, period), "path"), _remitted(of, period)]
    )
    own = [row for row in handed if row.unit_id in children]
    told = {
        "due": _by_child([row for row in due if row.n], children),
        "collected": _by_child(receipts, children),
        "kept": _by_child(own, children, "share"),
        "handed_on": _by_child(own, children),
    }
    return [
        ChildLine(name, **{what: found.get(key, 0) for what, found in told.items()})
        for key, name in children.items()
        if any(key in found for found in told.values())
    ]


def _by_child(rows: Iterable[Any], children: dict[int, str], column: str = "n") -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows:
        child = next((key for key in path_ids(row.path) if key in children), None)
        if child is not None:
            found[child] = found.get(child, 0) + (getattr(row, column) or 0)
    return found
