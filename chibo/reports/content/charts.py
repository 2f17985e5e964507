"""Drawings of the tables of a report, each made of the cells of the table it stands above."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from chibo.base.figures import Reading
from chibo.base.papers import Drawing
from chibo.base.papers.drawing import Bar, Share, Step, bars, shares, steps
from chibo.base.text import format_number
from chibo.reports.content.pieces import Row

# A single bar, or the shares of one, show nothing that its number does not say.
_FEWEST = 2


def bars_of(rows: Iterable[Row], caption: str, women: int) -> tuple[Drawing, ...]:
    """The members each row counts first, in them the women, whom it counts in that column."""
    lines = [one for row in rows if (one := _bar(row, women))]
    if len(lines) < _FEWEST:
        return ()
    most = max(lines, key=lambda one: one.value)
    told = _("Biểu đồ thanh vẽ từ bảng bên dưới: {n} dòng, dài nhất là {label}, {shown}.").format(
        n=len(lines), label=most.label, shown=most.shown
    )
    drawn = bars(lines, (_("Đảng viên"), _("Trong đó nữ")))
    return tuple(
        Drawing(svg, caption if place == 0 else _("{caption} (tiếp)").format(caption=caption), told)
        for place, svg in enumerate(drawn)
    )


def _bar(row: Row, women: int) -> Bar | None:
    whole, inner = (_value(row.cells[at].reading) for at in (0, women))
    if whole is None:
        return None
    more = _(" (nữ {n})").format(n=format_number(inner)) if inner else ""
    return Bar(row.label, whole, f"{format_number(whole)}{more}", inner)


def _value(reading: Reading | None) -> int | None:
    return int(reading.value) if reading and reading.value is not None else None


def steps_of(lines: list[Step], caption: str) -> tuple[Drawing, ...]:
    svg, origin = steps(lines)
    told = _(
        "Biểu đồ bậc vẽ từ bảng bên dưới: từ {first} ({n}) đến {last} ({m}), mỗi bậc một loại tăng, giảm."
    ).format(
        first=lines[0].label.lower(),
        n=lines[0].shown,
        last=lines[-1].label.lower(),
        m=lines[-1].shown,
    )
    if origin:
        caption = _("{caption} (thang đo bắt đầu từ {n})").format(
            caption=caption, n=format_number(origin)
        )
    return (Drawing(svg, caption, told),)


Level = tuple[str, Reading, int]


def shares_of(years: Mapping[str, Sequence[Level]], caption: str) -> tuple[Drawing, ...]:
    """Year → its levels, the best first: mark in the table, reading, and which of the four it is."""
    lines = [
        Share(
            _("Năm {year} ({n})").format(year=year, n=format_number(_sum(found))),
            [(mark, _value(one) or 0, grey) for mark, one, grey in found],
        )
        for year, found in years.items()
        if _sum(found) >= _FEWEST
    ]
    if len(lines) < _FEWEST:
        return ()
    told = _(
        "Biểu đồ cơ cấu vẽ từ bảng bên dưới: mỗi năm một thanh, các phần theo thứ tự mức trong bảng."
    )
    return (Drawing(shares(lines), caption, told),)


def _sum(found: Iterable[Level]) -> int:
    return sum(_value(one) or 0 for _mark, one, _grey in found)
