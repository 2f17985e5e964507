"""Money of units that end: their fund closes at nothing, and who keeps on their matters has it in its own."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.dues.models import DuesTerms, EntryKind, FundEntry
from chibo.dues.queries.fund import Held, called_on, held_by
from chibo.dues.queries.money import covering
from chibo.dues.queries.months import month_of, next_month
from chibo.dues.rules.rates import money
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import latest_paths


class FundsFollow:
    """A Carrier (organisations.consequences). What a unit keeps goes on in the fund of who keeps on its matters;
    what it took in and had not handed on is handed on there with the month of the reorganisation. A zone of the
    minimum wage on which all that become one agree goes on too."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = [unit.pk for unit in shape.ended]
        found = held_by(ended)
        told = [
            (_("{n} đơn vị bàn giao số đảng phí được giữ lại {sum}, vào quỹ của đơn vị tiếp nhận."),
             [one.kept for one in found.values() if one.kept]),
            (_("{n} đơn vị bàn giao đảng phí đã thu, chưa nộp cấp trên {sum}; đơn vị tiếp nhận nộp."),
             [one.dues for one in found.values() if one.dues]),
        ]  # fmt: skip
        lines = [
            Consequence(words.format(n=len(sums), sum=money(sum(sums))), len(sums))
            for words, sums in told
            if sums
        ]
        return [*lines, *_handed_on_already(shape, found)]

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        left = held_by(fates.heirs)
        rows = [
            *_entries(left, {unit: unit for unit in left}, _OUT, fates, fates.on - _DAY),
            *_entries(left, fates.heirs, _IN, fates, fates.on),
        ]
        trace.create(rows)
        terms = _lead_zones(fates, trace)
        moved = [Line("dues.fund_moved", row, row.path, after=snapshot(row)) for row in rows]
        set_ = [
            Line("dues.terms_set", row, fates.paths[row.organisation_id], after=snapshot(row))
            for row in terms
        ]
        note_all(by, [*moved, *set_])


_DAY = timedelta(days=1)
_OUT_TO, _IN_FROM = gettext_noop("Bàn giao cho {unit}"), gettext_noop("Nhận bàn giao của {unit}")
_OUT = (EntryKind.OUT_KEPT, EntryKind.OUT_DUES)
_IN = (EntryKind.IN_KEPT, EntryKind.IN_DUES)


def _entries(
    held: Mapping[int, Held],
    to: Mapping[int, int],
    kinds: tuple[EntryKind, EntryKind],
    fates: Fates,
    on: date,
) -> list[FundEntry]:
    """A line for each sum in the book of `to`, with the next numbers of its year."""
    names = called_on([*held, *fates.heirs.values()], fates.on)
    paths = {**latest_paths(held), **fates.paths}
    numbers = _numbers([to[unit] for unit in held], on.year)
    rows = []
    for unit, has in held.items():
        other = names.get(fates.heirs[unit] if kinds is _OUT else unit, "")
        for kind, amount in zip(kinds, (has.kept, has.dues), strict=True):
            if amount > 0:
                numbers[to[unit]] += 1
                rows.append(
                    FundEntry(
                        unit_id=to[unit],
                        path=paths[to[unit]],
                        kind=kind,
                        year=on.year,
                        number=numbers[to[unit]],
                        on=on,
                        amount=amount,
                        what=_(_OUT_TO if kinds is _OUT else _IN_FROM).format(unit=other)[:200],
                    )
                )
    return rows


def _numbers(units: Iterable[int], year: int) -> dict[int, int]:
    """The last number of each in the year."""
    rows = FundEntry.objects.filter(unit__in=set(units), year=year).order_by()
    told = dict(rows.values("unit").annotate(n=Max("number")).values_list("unit", "n"))
    return {unit: told.get(unit, 0) for unit in units}


def _handed_on_already(shape: Shape, held: Mapping[int, Held]) -> list[Consequence]:
    """Who takes dues over has handed on that month before: they would be handed on by nobody."""
    month = month_of(shape.on)
    heirs = {shape.heir(unit) for unit, has in held.items() if has.dues}
    found = (covering(int(ref), month, next_month(month)) for ref in heirs if ref.isdecimal())
    told = _(
        "Phiếu nộp {number} của {unit} đã gồm tháng {month}: hủy phiếu, hoặc nộp hết đảng phí đã thu của đơn vị "
        "kết thúc trước."
    )
    return [
        Consequence(
            told.format(
                number=one.full_number,
                unit=shape.short_name(str(one.unit_id)),
                month=f"{month:%m/%Y}",
            ),
            1,
            blocking=True,
        )
        for one in found
        if one
    ]


def _lead_zones(fates: Fates, trace: Trace) -> list[DuesTerms]:
    """From the month of the reorganisation, where nothing is said of the unit in their place."""
    told: dict[int, set[int | None]] = {}
    known = DuesTerms.objects.open().filter(organisation__in={*fates.units, *fates.units.values()})
    zones = dict(known.values_list("organisation", "wage_zone"))
    for unit, heir in fates.units.items():
        told.setdefault(heir, set()).add(zones.get(unit))
    rows = [
        DuesTerms(organisation_id=heir, started_on=month_of(fates.on), wage_zone=agreed)
        for heir, (agreed, *more) in told.items()
        if agreed and not more and heir not in zones
    ]
    trace.create(rows)
    return rows
