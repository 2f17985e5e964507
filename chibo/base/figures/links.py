"""The address of a number: the page that shows its definition and lists its rows. Built here only."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from chibo.base.figures.definition import Scope
from chibo.base.periods import Period


def number_address(
    figure: str,
    branch_id: int,
    *,
    day: date | None = None,
    period: Period | None = None,
    key: str = "",
    by: str = "",
    where: Sequence[str] = (),
    tree: date | None = None,
) -> str:
    """`/so/<figure>?dv=…`: `ky` over a period, else `ngay` (none means today); `khoa` is the figure's own
    key, `theo` the breakdown shown. Each of `where` names a line of a breakdown: "sex:female" keeps the
    women, "sex:" those whose sex is not recorded. `cay` is the day whose tree is asked (Scope.tree)."""
    asked = [("dv", str(branch_id))]
    asked += [("ky", period.code)] if period else []
    asked += [("ngay", day.isoformat())] if day and not period else []
    asked += [("cay", tree.isoformat())] if tree else []
    asked += [("khoa", key)] if key else []
    asked += [("theo", by)] if by else []
    asked += [("loc", one) for one in where]
    return f"/so/{figure}?{_written(tuple(asked))}"


@lru_cache(4_000)
def _written(asked: tuple[tuple[str, str], ...]) -> str:
    """A report has hundreds of numbers, and the next one opened many of the same."""
    return urlencode(asked, safe=".:")


def number_url(figure: str, scope: Scope, by: str = "", group: str = "") -> str:
    """The page behind a figure asked of a scope, or behind one line of a breakdown of it."""
    return number_address(
        figure,
        scope.branch.pk,
        day=scope.as_of,
        period=scope.period,
        key=scope.key,
        where=[f"{by}:{group}"] if by else [],
        tree=scope.tree,
    )
