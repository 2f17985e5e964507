"""Addresses of numbers as pages link them: on today's pages they keep to today."""

from collections.abc import Sequence
from datetime import date

from chibo.base.asof import AsOf
from chibo.base.figures import Reading
from chibo.base.figures.links import number_address
from chibo.base.periods import Period


def number_url(
    figure: str,
    branch: int,
    on: AsOf,
    *,
    key: str = "",
    period: Period | None = None,
    by: str = "",
    where: Sequence[str] = (),
    tree: date | None = None,
) -> str:
    day = None if on.is_today else on.day
    return number_address(
        figure, branch, day=day, period=period, key=key, by=by, where=where, tree=tree
    )


def reading_url(reading: Reading, on: AsOf, **more: str) -> str:
    """The page behind a figure as it was read."""
    scope = reading.scope
    period = scope.period if reading.figure.takes == "period" else None
    return number_url(
        reading.figure.id, scope.branch.pk, on, key=scope.key, period=period, by=more.get("by", "")
    )
