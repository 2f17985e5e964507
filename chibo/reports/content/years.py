"""Ratings of several years in one table."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.figures import Reading
from chibo.base.papers import Drawing
from chibo.base.periods import Period
from chibo.base.text import format_number
from chibo.reports.content.charts import shares_of
from chibo.reports.content.ground import Ground, group_number, share
from chibo.reports.content.pieces import Grid, Head, Piece, Row
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers
from chibo.rulebook.queries import code_list

_BEST = 4


def ratings_by_year(ground: Ground, more: Mapping[str, Any]) -> Grid | None:
    """Five years of ratings, each under the names of its own scheme and of its own base; in a report of a year."""
    numbers = ground.numbers
    ask = Ask(more["figure"], when="years", by="scheme")
    if not tells_years(numbers):
        return None
    if not numbers.reading(replace(ask, by="")).value:
        return None
    years: dict[str, dict[str, Reading]] = {}
    for key, reading in numbers.groups(ask).items():
        years.setdefault(key.partition("-")[0], {})[key] = reading
    rows = [
        row for year, found in years.items() for row in _year_of_ratings(ask, year, found, numbers)
    ]
    heads = (
        Head(_("Số lượng"), 1.4, by_themselves=True),
        Head(_("Tỷ lệ %"), 1.4, by_themselves=True),
    )
    name, label = f"{ask.figure}_years", _("Năm, mức xếp loại")
    return Grid(name, "", label, heads, tuple(rows), drawings=_drawn(years, more["levels"]))


def _drawn(years: Mapping[str, Mapping[str, Reading]], levels: str) -> tuple[Drawing, ...]:
    """The same rank has the same grey in every year, whatever it was called."""
    ranks = code_list(levels)
    marked = {
        year: [
            (str(place), one, _BEST - (ranks.rank(key.partition("-")[2]) or 1))
            for place, (key, one) in enumerate(found.items(), start=1)
        ]
        for year, found in years.items()
    }
    return shares_of(marked, _("Cơ cấu xếp loại qua các năm (mức: số lượng)"))


def tells_years(numbers: Numbers) -> bool:
    return numbers.period == Period.year(numbers.period.last.year)


def _year_of_ratings(
    ask: Ask, year: str, found: Mapping[str, Reading], numbers: Numbers
) -> list[Row]:
    """The year with how many were rated, then its levels as shares of those."""
    base = sum(reading.value or 0 for reading in found.values())
    means = _("được xếp loại của năm {year}").format(year=year)
    own = {key: replace(one, base=base, base_means=means) for key, one in found.items()}
    title = _("Năm {year}: được xếp loại").format(year=year)
    whole = Row("", title, (Piece(format_number(base)), Piece("100%" if base else "")), True)
    return [
        whole,
        *(
            Row(
                str(place),
                reading.label.partition(": ")[2],
                (group_number(ask, key, reading, numbers), share(reading.value, base, numbers)),
            )
            for place, (key, reading) in enumerate(own.items(), start=1)
        ),
    ]
