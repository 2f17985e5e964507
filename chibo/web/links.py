"""Addresses of numbers: every figure a page shows opens onto its rows."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from chibo.base.asof import AsOf
from chibo.base.figures import Reading
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
) -> str:
    """`where` narrows the rows: "sex:female" keeps the women. A period stands for its own day."""
    asked: list[tuple[str, str]] = [("dv", str(branch))]
    asked += [("ky", period.code)] if period else []
    asked += [("ngay", on.day.isoformat())] if not period and not on.is_today else []
    asked += [("khoa", key)] if key else []
    asked += [("theo", by)] if by else []
    asked += [("loc", one) for one in where]
    return f"{reverse('web:number', args=[figure])}?{urlencode(asked)}"


def reading_url(reading: Reading, on: AsOf, **more: str) -> str:
    """The page behind a figure as it was read."""
    scope = reading.scope
    period = scope.period if reading.figure.takes == "period" else None
    return number_url(
        reading.figure.id, scope.branch.pk, on, key=scope.key, period=period, by=more.get("by", "")
    )
