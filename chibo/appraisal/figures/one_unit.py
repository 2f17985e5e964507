"""How an organisation was rated in a year, and for how many years in a row at the top."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from chibo.appraisal.queries.cycles import not_rated_words, years_of
from chibo.appraisal.queries.levels import TOP, label_of
from chibo.base.figures import Figure, Scope, UnlessAny, register

_FIRST_YEAR = 1990


def years(on: date) -> dict[str, str]:
    return {str(year): str(year) for year in range(_FIRST_YEAR, on.year + 1)}


def year_of(scope: Scope) -> int:
    return int(scope.key or scope.as_of.year)


def _of_the_year(scope: Scope) -> QuerySet[Any]:
    return years_of([scope.branch.pk], scope.as_of).filter(cycle__year=year_of(scope))


def _not_rated(scope: Scope) -> str:
    return not_rated_words(scope.branch.name, year_of(scope))


def _said(scope: Scope) -> str:
    row = _of_the_year(scope).first()
    return label_of(row.kind, row.decided_level) if row else ""


def _at_the_top(scope: Scope) -> QuerySet[Any]:
    """Years up to the one asked whose last decision is of the highest level."""
    rows = years_of([scope.branch.pk], scope.as_of)
    later = rows.filter(cycle__year=OuterRef("cycle__year"), decided_on__gt=OuterRef("decided_on"))
    return rows.filter(~Exists(later), rank=TOP, cycle__year__lte=year_of(scope))


def _run(scope: Scope) -> QuerySet[Any]:
    """Every year of the run is a row: from it on, as many years are at the top as there are years."""
    top = _at_the_top(scope)
    since = top.filter(cycle__year__gte=OuterRef("cycle__year")).order_by().values("unit")
    unbroken = since.annotate(years=Count("cycle__year", distinct=True)).values("years")
    years_there = year_of(scope) + 1 - F("cycle__year")
    return top.alias(unbroken=Subquery(unbroken)).filter(unbroken=years_there)


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
        unknown=UnlessAny(_of_the_year, _not_rated),
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
        unknown=UnlessAny(_of_the_year, _not_rated),
        keys=years,
        key_is_part=False,
    ),
)
