"""How many members, cells, grassroots organisations and agencies stand at a level, always of those rated."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.appraisal.figures.dimensions import ByScheme, ByUnitKind
from chibo.appraisal.figures.one_unit import year_of, years
from chibo.appraisal.models import Kind, Rated, Unrated
from chibo.appraisal.queries.cycles import DECIDED, TO_RATE, standing
from chibo.appraisal.queries.levels import names_of_ranks, rank_keys, rank_of_key
from chibo.base.figures import ByField, Dimension, Figure, Part, Scope, UnlessAny, Words, register
from chibo.members.figures.dimensions import list_names
from chibo.organisations.figures import ByChild, ByForm5
from chibo.organisations.queries.tree import under_ever

RowsOf = Callable[[Scope], QuerySet[Any]]


def _rated(kind: str) -> RowsOf:
    """Yearly ratings decided, of the years that end in the period. A year's rating counts for that year also
    when it was decided after its end."""

    def rows(scope: Scope) -> QuerySet[Any]:
        return Rated.objects.filter(
            DECIDED,
            standing("cycle__"),
            under_ever(scope.branch, "path"),
            kind=kind,
            cycle__quarter=0,
            cycle__year__range=_years_in(scope),
        )

    return rows


def _years_in(scope: Scope) -> tuple[int, int]:
    """Years whose last day lies in the period: no year, (1, 0), in a period without one."""
    first, last = scope.span.first, scope.span.last
    through = last.year if (last.month, last.day) == (12, 31) else last.year - 1
    return first.year, through


def _at(kind: str) -> Callable[[Scope], Q]:
    def where(scope: Scope) -> Q:
        return Q(rank=rank_of_key(kind, scope.key)) if scope.key else Q()

    return where


def _from(kind: str) -> Callable[[Scope], Q]:
    def where(scope: Scope) -> Q:
        return Q(rank__gte=rank_of_key(kind, scope.key))

    return where


def _keys(kind: str) -> Callable[[date], Mapping[str, str]]:
    def keys(_on: date) -> Mapping[str, str]:
        return rank_keys([kind])

    return keys


def _none_yet(scope: Scope) -> str:
    first, last = _years_in(scope)
    if first > last:
        return _now("Chưa xếp loại trong kỳ: năm {year} chưa kết thúc.").format(
            year=scope.span.last.year
        )
    return _now("Chưa xếp loại: {name} chưa có quyết định xếp loại của năm {year}.").format(
        name=scope.branch.name, year=last
    )


def _by_level(kind: str) -> dict[str, Dimension]:
    def names(_values: Any, _scope: Scope) -> Mapping[Any, str]:
        return names_of_ranks([kind])

    found: dict[str, Dimension] = {
        "level": ByField(_("Mức xếp loại"), "rank", names),
        "unit_kind": ByUnitKind(_("Loại tổ chức")),
        "form6": ByForm5(_("Cột của biểu 6")),
        "scheme": ByScheme(_("Năm, mức theo tên của năm ấy"), kind),
        "ground": ByField(_("Căn cứ"), "ground", list_names("not_met_grounds")),
    }
    if kind != Kind.AGENCY:
        found["child"] = ByChild(_("Đơn vị trực thuộc"))
    return found


def _figure(
    name: str, kind: str, label: Words, unit: Words, base_means: Words, *, cumulative: bool = False
) -> Figure:
    rows = _rated(kind)
    definition = (
        _(
            "Số được xếp mức ấy trở lên (cộng dồn các mức cao hơn), theo quyết định của các năm kết thúc trong "
            "kỳ."
        )
        if cumulative
        else _(
            "Số được xếp đúng mức ấy theo quyết định của các năm kết thúc trong kỳ; không chọn mức là tất cả đã "
            "xếp loại. Tên mức cũ cùng thứ bậc tính chung: yếu kém là mức thấp nhất."
        )
    )
    return Figure(
        id=name,
        label=label,
        unit=unit,
        definition=definition,
        takes="period",
        lists="ratings",
        rows=Part(rows, _from(kind) if cumulative else _at(kind)),
        unknown=UnlessAny(rows, _none_yet),
        base=rows,
        base_means=base_means,
        keys=_keys(kind),
        key_needed=cumulative,
        dimensions=_by_level(kind),
    )


_WHOM: Sequence[tuple[str, str, Words, Words, Words]] = (
    ("members", Kind.MEMBER, _("Đảng viên xếp loại"), _("đảng viên"),
     _("đảng viên được xếp loại (không tính miễn, đình chỉ, chưa xếp loại)")),
    ("leaders", Kind.LEADER, _("Cán bộ lãnh đạo, quản lý xếp loại"), _("lượt chức vụ"),
     _("chức vụ của cán bộ lãnh đạo, quản lý được xếp loại")),
    ("sectional", Kind.SECTIONAL, _("Đảng bộ bộ phận xếp loại"), _("tổ chức"),
     _("đảng bộ bộ phận được xếp loại")),
    ("cells", Kind.CELL, _("Chi bộ xếp loại"), _("chi bộ"), _("chi bộ trực thuộc được xếp loại")),
    ("grassroots", Kind.GRASSROOTS, _("Tổ chức cơ sở đảng xếp loại"), _("tổ chức"),
     _("tổ chức cơ sở đảng được xếp loại")),
    ("agencies", Kind.AGENCY, _("Cơ quan, đơn vị xếp loại"), _("cơ quan, đơn vị"),
     _("cơ quan, đơn vị được xếp loại")),
)  # fmt: skip

_FROM: Mapping[str, Words] = {
    Kind.MEMBER: _("Đảng viên xếp loại từ mức ấy trở lên"),
    Kind.CELL: _("Chi bộ xếp loại từ mức ấy trở lên"),
    Kind.GRASSROOTS: _("Tổ chức cơ sở đảng xếp loại từ mức ấy trở lên"),
}

register(
    *(
        _figure(f"{name}_rated", kind, label, unit, means)
        for name, kind, label, unit, means in _WHOM
    ),
    *(
        _figure(f"{name}_rated_from", kind, _FROM[kind], unit, means, cumulative=True)
        for name, kind, _label, unit, means in _WHOM
        if kind in _FROM
    ),
)


def _listed(scope: Scope) -> QuerySet[Any]:
    return Rated.objects.filter(
        standing("cycle__"),
        under_ever(scope.branch, "path"),
        cycle__quarter=0,
        cycle__year=year_of(scope),
        cycle__frozen_on__lte=scope.as_of,
    )


def _to_rate(scope: Scope) -> QuerySet[Any]:
    return _listed(scope).filter(TO_RATE)


def _decided_by(scope: Scope) -> Q:
    return Q(decided_on__lte=scope.as_of)


def _no_list(scope: Scope) -> str:
    return _now("Chưa có số liệu: chưa chốt danh sách xếp loại năm {year} của {name}.").format(
        year=year_of(scope), name=scope.branch.name
    )


def _kinds(_values: Any, _scope: Scope) -> Mapping[Any, str]:
    return {code: str(label) for code, label in Kind.choices}


def _reasons(_values: Any, _scope: Scope) -> Mapping[Any, str]:
    return {code: str(label) for code, label in Unrated.choices}


register(
    Figure(
        id="rating_status",
        label=_("Đã có quyết định xếp loại"),
        unit=_("đối tượng"),
        definition=_(
            "Trong danh sách phải xếp loại của năm đã chốt (đảng viên, tổ chức, cơ quan), số đã có quyết định tại "
            "ngày xem. Người, tổ chức ngoài diện không ở mẫu số."
        ),
        takes="date",
        lists="ratings",
        rows=Part(_to_rate, _decided_by, of_the_whole=True),
        unknown=UnlessAny(_to_rate, _no_list),
        base=_to_rate,
        base_means=_("đối tượng phải xếp loại theo danh sách đã chốt"),
        keys=years,
        key_is_part=False,
        dimensions={"kind": ByField(_("Đối tượng"), "kind", _kinds)},
    ),
    Figure(
        id="not_rated",
        label=_("Ngoài diện xếp loại, chưa xếp loại"),
        unit=_("đối tượng"),
        definition=_("Có tên trong danh sách đã chốt của năm nhưng không xếp loại, kèm lý do."),
        takes="date",
        lists="ratings",
        rows=lambda scope: _listed(scope).exclude(TO_RATE),
        unknown=UnlessAny(_listed, _no_list),
        keys=years,
        key_is_part=False,
        dimensions={
            "kind": ByField(_("Đối tượng"), "kind", _kinds),
            "reason": ByField(_("Lý do"), "unrated", _reasons),
            "unit_kind": ByUnitKind(_("Loại tổ chức")),
            "form6": ByForm5(_("Cột của biểu 6")),
        },
    ),
)
