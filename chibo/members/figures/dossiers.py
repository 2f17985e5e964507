"""Paper dossiers looked through and complete; supplement sheets collected."""

from datetime import date

from django.db.models import Q
from django.db.models import QuerySet as Rows
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.figures import Figure, Part, Scope, UnlessAny, Words, register
from chibo.members.figures.dimensions import MEMBER_DIMENSIONS
from chibo.members.figures.scopes import ON_THE_ROLL, books_not_begun, on_the_roll
from chibo.members.models import Membership
from chibo.members.queries.dossiers import is_complete, is_indexed
from chibo.members.queries.year_changes import asked_for, handed_in, sheet_year

_FIRST = 2016


def _indexed(scope: Scope) -> Q:
    return is_indexed(scope.as_of)


def _complete(scope: Scope) -> Q:
    return is_complete(scope.as_of)


def _not_looked_through(scope: Scope) -> str:
    return _("Chưa có số liệu: {name} chưa kiểm kê hồ sơ nào.").format(name=scope.branch.name)


def _year(scope: Scope) -> int:
    return int(scope.key) if scope.key else sheet_year(scope.as_of)


def _asked(scope: Scope) -> Rows[Membership]:
    return asked_for(on_the_roll(scope), _year(scope))


def _handed_in(scope: Scope) -> Rows[Membership]:
    return _asked(scope).filter(handed_in(_year(scope), scope.as_of))


def _years(on: date) -> dict[str, str]:
    return {str(year): _("năm {year}").format(year=year) for year in range(on.year, _FIRST, -1)}


def _figure(name: str, label: Words, definition: Words, where: Part) -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=gettext_lazy("hồ sơ"),
        definition=definition,
        takes="date",
        lists="memberships",
        rows=where,
        unknown=UnlessAny(Part(on_the_roll, _indexed), _not_looked_through, books_not_begun),
        base=on_the_roll,
        base_means=ON_THE_ROLL,
        dimensions=MEMBER_DIMENSIONS,
    )


register(
    _figure(
        "dossiers_indexed",
        gettext_lazy("Hồ sơ giấy đã kiểm kê"),
        gettext_lazy(
            "Đảng viên có ít nhất một tài liệu đã ghi trong mục lục hồ sơ tính đến ngày xem."
        ),
        Part(on_the_roll, _indexed),
    ),
    _figure(
        "dossiers_complete",
        gettext_lazy("Hồ sơ giấy đủ tài liệu"),
        gettext_lazy(
            "Hồ sơ đã kiểm kê có đủ bản gốc hoặc bản sao mọi tài liệu phải có theo quá trình đã ghi của "
            "đảng viên; tài liệu ghi “Không phải có” không tính là thiếu."
        ),
        Part(on_the_roll, _complete),
    ),
    Figure(
        id="supplement_sheets_collected",
        label=gettext_lazy("Phiếu bổ sung hồ sơ đã thu"),
        unit=gettext_lazy("phiếu"),
        definition=gettext_lazy(
            "Phiếu bổ sung hồ sơ đảng viên đã thu của một năm (khóa là năm; không có khóa là năm trước năm "
            "xem), trong số đảng viên có tên cả cuối năm đó và tại ngày xem."
        ),
        takes="date",
        lists="memberships",
        rows=_handed_in,
        unknown=books_not_begun,
        base=_asked,
        base_means=gettext_lazy("đảng viên phải nộp phiếu bổ sung của năm"),
        keys=_years,
        dimensions=MEMBER_DIMENSIONS,
    ),
)
