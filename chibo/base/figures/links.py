"""The address of a number: the page that shows its definition and lists its rows. Built here only."""

from urllib.parse import urlencode

from chibo.base.figures.definition import Scope


def number_url(figure: str, scope: Scope, by: str = "", group: str = "") -> str:
    """`/so/<figure>?dv=…`: `ngay` or, over a period, `ky`; `khoa` is the figure's own key; `loc`
    names one line of a breakdown, "sex:female" ("sex:" is the line of unknown values)."""
    asked = {"dv": str(scope.branch.pk)}
    if scope.period:
        asked["ky"] = scope.period.code
    else:
        asked["ngay"] = scope.as_of.isoformat()
    if scope.key:
        asked["khoa"] = scope.key
    if by:
        asked["loc"] = f"{by}:{group}"
    return f"/so/{figure}?{urlencode(asked, safe='.:')}"
