"""One small picture for each unit: what a figure came to at the ends of the last years, or months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.figures import Figure, Reading, Scope, read_together
from chibo.base.periods import Period
from chibo.base.text import format_decimal, format_number, text_sort_key
from chibo.organisations.queries.tree import Branch, branches_by_day
from chibo.rulebook.queries import add_months
from chibo.web.queries.side_by_side import Beside, know_units

YEARLY, MONTHLY = "nam", "thang"
_POINTS = {YEARLY: 6, MONTHLY: 12}
WIDTH, HEIGHT, _EDGE = 140, 64, 5
# So many grey lines tell where the others stand; more of them only make the page heavy.
_DRAWN = 100


@dataclass(frozen=True)
class Point:
    """One end of a year or month: the period up to it, cut at the day the page speaks of."""

    period: Period
    label: str

    @property
    def day(self) -> date:
        return self.period.last


def points(pace: str, day: date) -> list[Point]:
    """From the oldest; the last reaches to the day."""
    return [_point(pace, day, back) for back in range(_POINTS[pace] - 1, -1, -1)]


def _point(pace: str, day: date, back: int) -> Point:
    if pace == MONTHLY:
        first = add_months(day.replace(day=1), -back)
        whole = Period.month(first.year, first.month)
        return Point(replace(whole, last=min(whole.last, day)), f"{first:%m/%y}")
    whole = Period.year(day.year - back)
    return Point(replace(whole, last=min(whole.last, day)), str(whole.first.year))


@dataclass(frozen=True)
class Panel:
    """A unit with its reading at every point; None where it did not stand."""

    unit: Branch
    readings: list[Reading | None]

    @property
    def values(self) -> list[float | None]:
        return [None if one is None else measure(one) for one in self.readings]

    @property
    def last(self) -> float | None:
        return self.values[-1]

    @property
    def change(self) -> float | None:
        """From the first point there is a value for to the last; None while there are not two."""
        known = [value for value in self.values if value is not None]
        return known[-1] - known[0] if self.last is not None and len(known) > 1 else None


def measure(reading: Reading) -> float | None:
    """What is drawn and sorted by: the share where there is a base, else the number."""
    if reading.value is None:
        return None
    if reading.base is None:
        return float(reading.value)
    return None if reading.percent is None else float(reading.percent)


def in_words(value: float | None, *, share: bool) -> str:
    if value is None:
        return ""
    return f"{format_decimal(round(value, 1))}%" if share else format_number(value)


def panels(
    asked: Figure, units: Sequence[Branch], of: Branch, ends: Sequence[Point]
) -> list[Panel]:
    keys = {(unit.pk, end.day) for unit in units for end in ends}
    stood = branches_by_day(keys | {(of.pk, end.day) for end in ends})
    inside = {end: _inside(units, stood, of, end) for end in ends}
    know_units([one for one in inside.values() if one])
    read = [_read(asked, units, stood, inside[end], of, end) for end in ends]
    return [Panel(unit, [at_end.get(unit.pk) for at_end in read]) for unit in units]


_Stood = Mapping[tuple[int, date], Branch]
_Within = tuple[Branch, list[Branch]]


def _inside(units: Sequence[Branch], stood: _Stood, of: Branch, end: Point) -> _Within | None:
    """The branch at the end of the period with those of the units that hung in it."""
    whole = stood.get((of.pk, end.day))
    then = [stood[unit.pk, end.day] for unit in units if (unit.pk, end.day) in stood]
    return (whole, [unit for unit in then if unit.path.startswith(whole.path)]) if whole else None


def _read(
    asked: Figure,
    units: Sequence[Branch],
    stood: _Stood,
    within: _Within | None,
    of: Branch,
    end: Point,
) -> dict[int, Reading]:
    """Units as they stood at the end of the period; those that hung elsewhere then are asked alone."""
    then = [stood[unit.pk, end.day] for unit in units if (unit.pk, end.day) in stood]
    scope = Scope(of, end.day, end.period if asked.takes == "period" else None)
    found: list[Reading] = []
    if within:
        found = Beside(*within).read(asked, replace(scope, branch=within[0]))
    inside = within[1] if within else []
    elsewhere = [unit for unit in then if unit not in inside]
    found += read_together([(asked, replace(scope, branch=unit)) for unit in elsewhere])
    return {one.scope.branch.pk: one for one in found}


def since_known(
    found: Sequence[Panel], ends: Sequence[Point]
) -> tuple[list[Panel], Sequence[Point]]:
    """Without the first points that no unit has a value for; all of them when there is none at all."""
    at = next((n for n in range(len(ends)) if any(one.values[n] is not None for one in found)), 0)
    return [Panel(one.unit, one.readings[at:]) for one in found], ends[at:]


ORDERS = ("gia-tri", "thay-doi", "ten")


def ordered(found: Sequence[Panel], by: str) -> list[Panel]:
    """By value or change, the greatest first and the unknown last, or by name."""
    if by == "ten":
        return sorted(found, key=lambda one: text_sort_key(one.unit.short_name))

    def weight(one: Panel) -> tuple[bool, float, tuple[object, ...]]:
        number = one.change if by == "thay-doi" else one.last
        return number is None, -(number or 0), (text_sort_key(one.unit.short_name),)

    return sorted(found, key=weight)


def order_labels() -> dict[str, str]:
    return dict(zip(ORDERS, (_("Giá trị"), _("Thay đổi"), _("Tên")), strict=True))


@dataclass(frozen=True)
class Scale:
    """The axes common to all panels: from 0 to the greatest value of any."""

    top: float
    count: int

    def path(self, values: Sequence[float | None]) -> str:
        """An SVG path through the values; a gap where there is none."""
        drawn, pen = [], "M"
        for at, value in enumerate(values):
            if value is None:
                pen = "M"
                continue
            drawn.append(f"{pen}{self.x(at)} {self.y(value)}")
            pen = "L"
        return "".join(drawn)

    def x(self, at: int) -> int:
        return round(_EDGE + at * (WIDTH - 2 * _EDGE) / max(self.count - 1, 1))

    def y(self, value: float) -> int:
        return round(HEIGHT - _EDGE - value * (HEIGHT - 2 * _EDGE) / self.top)


def scale_of(found: Sequence[Panel]) -> Scale:
    values = [value for one in found for value in one.values if value is not None]
    return Scale(max([*values, 1]), len(found[0].readings) if found else 0)


def everybody(found: Sequence[Panel], scale: Scale) -> str:
    """The grey lines behind each panel's own."""
    return "".join(scale.path(one.values) for one in found[:_DRAWN])
