"""How an organisation was rated in a year, and for how many years in a row at the top."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.appraisal.models import Rated
from chibo.appraisal.queries.cycles import not_rated_words, run_ending, years_of
from chibo.appraisal.queries.levels import TOP, label_of
from chibo.base.figures import Figure, Scope, register

_FIRST_YEAR = 1990


def years(on: date) -> dict[str, str]:
    return {str(year): str(year) for year in range(_FIRST_YEAR, on.year + 1)}


def year_of(scope: Scope) -> int:
    return int(scope.key or scope.as_of.year)


def _of_the_year(scope: Scope) -> QuerySet[Any]:
    return years_of([scope.branch.pk], scope.as_of).filter(cycle__year=year_of(scope))


def _not_rated(scope: Scope) -> str:
    if _of_the_year(scope).exists():
        return ""
    return not_rated_words(scope.branch.name, year_of(scope))


def _said(scope: Scope) -> str:
    row = _of_the_year(scope).first()
    return label_of(row.kind, row.decided_level) if row else ""


def _run(scope: Scope) -> QuerySet[Rated]:
    """Every year of the run is a row."""
    rows = years_of([scope.branch.pk], scope.as_of)
    ranks = dict(rows.order_by("decided_on").values_list("cycle__year", "rank"))
    last = year_of(scope)
    count = run_ending(ranks, last, TOP)
    found: QuerySet[Rated] = rows.filter(cycle__year__range=(last - count + 1, last), rank=TOP)
    return found


register(
    Figure(
        id="organisation_rating",
        label=_("Xếp loại tổ chức đảng"),
        unit="",
        definition=_(
            "Mức được công nhận của chính tổ chức này trong năm, theo quyết định có tại ngày xem. Mức tự xếp loại "
            "và mức đề nghị không tính. Chưa có quyết định là chưa xếp loại, không phải mức thấp nhất."
        ),
        takes="date",
        lists="ratings",
        rows=_of_the_year,
        unknown=_not_rated,
        says=_said,
        keys=years,
        key_is_part=False,
    ),
    Figure(
        id="top_rating_run",
        label=_("Số năm liền xếp mức cao nhất"),
        unit=_("năm"),
        definition=_(
            "Số năm liên tục, tính đến năm hỏi, tổ chức này được xếp mức cao nhất: trong sạch, vững mạnh đến năm "
            "2017; hoàn thành xuất sắc nhiệm vụ từ năm 2018."
        ),
        takes="date",
        lists="ratings",
        rows=_run,
        unknown=_not_rated,
        keys=years,
        key_is_part=False,
    ),
)
