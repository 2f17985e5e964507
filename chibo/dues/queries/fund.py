"""The summary book of a unit: month by month what came in, what was handed on and spent, and what was left."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from chibo.dues.models import HANDED_OVER, MAY_BE_SPENT, EntryKind, FundEntry, Payment, Remittance
from chibo.dues.queries.months import month_of, months_of_year
from chibo.organisations.models import Profile
from chibo.organisations.queries.succession import predecessors
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class Flow:
    """đồng of a month or a year: paid by members, handed in from below, other income, handed on, kept of it by the
    share, spent, handed over when the unit ended."""

    paid: int = 0
    received: int = 0
    other: int = 0
    handed_on: int = 0
    kept: int = 0
    spent: int = 0
    over: int = 0

    def __add__(self, more: "Flow") -> "Flow":
        mine, theirs = vars(self), vars(more)
        return Flow(**{name: mine[name] + theirs[name] for name in mine})

    @property
    def went(self) -> int:
        return self.spent + self.over

    @property
    def change(self) -> int:
        return self.paid + self.received + self.other - self.handed_on - self.spent - self.over


@dataclass(frozen=True)
class BookMonth:
    """A line of the book; `so_far` is what was handed on since January."""

    month: date
    opening: int
    flow: Flow
    so_far: int

    @property
    def closing(self) -> int:
        return self.opening + self.flow.change


@dataclass(frozen=True)
class FundBook:
    opening: int
    months: list[BookMonth]
    flow: Flow

    @property
    def closing(self) -> int:
        return self.opening + self.flow.change

    @property
    def went_label(self) -> str:
        """What its last column but one holds."""
        return _("Chi, bàn giao") if self.flow.over else _("Chi")


def fund_book(unit: int, year: int, on: date) -> FundBook:
    """The months of a year that have begun by a day. Four questions whatever the number of entries."""
    flows = _flows(unit, min(on, date(year, 12, 31)))
    balance = opening = sum(flow.change for month, flow in flows.items() if month.year < year)
    months, so_far, whole = [], 0, Flow()
    for month in months_of_year(year):
        if month > on:
            break
        flow = flows.get(month, Flow())
        so_far, whole = so_far + flow.handed_on, whole + flow
        months.append(BookMonth(month, balance, flow, so_far))
        balance += flow.change
    return FundBook(opening, months, whole)


def _flows(unit: int, until: date) -> dict[date, Flow]:
    standing = Q(cancelled_on__isnull=True)
    paid = Payment.objects.filter(standing, cell=unit, paid_on__lte=until)
    received = Remittance.objects.filter(standing, receiver=unit, handed_on__lte=until)
    handed = Remittance.objects.filter(standing, unit=unit, handed_on__lte=until)
    entries = FundEntry.objects.filter(standing, unit=unit, on__lte=until)
    flows: dict[date, Flow] = defaultdict(Flow)
    _add(flows, paid.values_list("paid_on", "amount"), "paid")
    _add(flows, received.values_list("handed_on", "amount"), "received")
    for day, amount, kept in handed.order_by().values_list("handed_on", "amount", "kept"):
        flows[month_of(day)] += Flow(handed_on=amount, kept=kept)
    for day, amount, kind in entries.order_by().values_list("on", "amount", "kind"):
        flows[month_of(day)] += Flow(**{_column(kind): amount})
    return dict(flows)


def _column(kind: str) -> str:
    if kind in HANDED_OVER:
        return "over"
    return "spent" if kind == EntryKind.SPENT else "other"


def _add(flows: dict[date, Flow], rows: Iterable[Any], name: str) -> None:
    for day, amount in rows:
        flows[month_of(day)] += Flow(**{name: amount})


def may_spend(unit: int, on: date | None = None) -> int:
    """What was kept of money handed on, brought forward and granted, less what was spent, by a day or ever."""
    remitted = Q(unit=unit, cancelled_on__isnull=True)
    kept = Remittance.objects.filter(remitted)
    entries = FundEntry.objects.filter(remitted)
    if on:
        kept, entries = kept.filter(handed_on__lte=on), entries.filter(on__lte=on)
    told = entries.aggregate(
        came=Sum("amount", filter=Q(kind__in=MAY_BE_SPENT)),
        went=Sum("amount", filter=Q(kind__in=(EntryKind.SPENT, EntryKind.OUT_KEPT))),
    )
    share = kept.aggregate(n=Sum("kept"))["n"] or 0
    return int(share + (told["came"] or 0) - (told["went"] or 0))


@dataclass(frozen=True)
class Held:
    """đồng a unit holds: of it `kept` may be spent, `dues` were taken in and not handed on."""

    kept: int
    dues: int


def held_by(units: Iterable[int]) -> dict[int, Held]:
    """All that is in their books, of units that hold anything; in four questions."""
    keys = set(units)
    standing = Q(cancelled_on__isnull=True)
    whole: dict[int, int] = defaultdict(int)
    kept: dict[int, int] = defaultdict(int)
    paid = _sums(Payment.objects.filter(standing, cell__in=keys), "cell")
    received = _sums(Remittance.objects.filter(standing, receiver__in=keys), "receiver")
    for unit, amount in [*paid, *received]:
        whole[unit] += amount
    handed = Remittance.objects.filter(standing, unit__in=keys).order_by().values_list("unit")
    for unit, amount, share in handed.annotate(n=Sum("amount"), k=Sum("kept")):
        whole[unit] -= amount
        kept[unit] += share
    for unit, kind, amount in _sums(
        FundEntry.objects.filter(standing, unit__in=keys), "unit", "kind"
    ):
        sign = -1 if kind in (EntryKind.SPENT, *HANDED_OVER) else 1
        whole[unit] += sign * amount
        if kind in (EntryKind.SPENT, EntryKind.OUT_KEPT, *MAY_BE_SPENT):
            kept[unit] += sign * amount
    return {
        unit: Held(min(max(kept[unit], 0), there), there - min(max(kept[unit], 0), there))
        for unit, there in sorted(whole.items())
        if there > 0
    }


def _sums(rows: Any, *by: str) -> Any:
    return rows.order_by().values_list(*by).annotate(n=Sum("amount"))


def handed_over_here(of: Branch) -> list[tuple[int, str]]:
    """(key, name) of units merged into this one whose fund closed then."""
    came = FundEntry.objects.filter(unit__in=predecessors(of), kind__in=HANDED_OVER)
    known = Profile.objects.filter(organisation__in=came.values("unit")).order_by("started_on")
    return sorted(dict(known.values_list("organisation", "short_name")).items())


def called_on(units: Iterable[int], on: date) -> dict[int, str]:
    """What they are called on a day, or were when they ended."""
    rows = Profile.objects.filter(organisation__in=set(units), started_on__lte=on)
    return dict(rows.order_by("started_on").values_list("organisation", "short_name"))


def entries_of(unit: int, year: int) -> Any:
    return FundEntry.objects.filter(unit=unit, year=year)
