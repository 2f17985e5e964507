"""How many organisations a branch has, of which kind."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByField, ByKey, Figure, Group, Part, Scope, Words, register
from chibo.organisations.models import Organisation, Placement
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.queries.succession import Source, sources_of
from chibo.organisations.queries.tree import (
    Branch,
    basic_profiles,
    cells_in,
    grassroots_kinds,
    path_ids,
    standing_in,
    under,
)
from chibo.rulebook.queries import code_list

BELOW_GRASSROOTS = ("sectional_committee", "sub_grassroots_committee", "subordinate_cell")
COMMUNE_TYPES = ("commune", "ward", "township", "special_zone")


@dataclass(frozen=True)
class ByChild(ByKey):
    """Breaks rows down by the direct children of the branch, by the tree path each row carries; in the tree
    of another day, by where that belongs in it."""

    label: Words
    column: str = "path"

    def key(self, _scope: Scope) -> Any:
        return F(self.column)

    def named(self, counts: Mapping[Any, int], scope: Scope) -> list[Group]:
        return children_by_path(counts, scope)

    def narrow(self, rows: QuerySet[Any], scope: Scope, key: str) -> QuerySet[Any]:
        if scope.tree:
            return child_in_tree(rows, self.key(scope), scope, key)
        segment = Organisation(pk=int(key)).segment
        return rows.filter(under(scope.branch.path + segment, self.column))


def children_by_path(counts: Mapping[str, int], scope: Scope) -> list[Group]:
    """Counts of paths as counts of children. In the tree of another day what belongs to none of them,
    such as who came to a cell after two were made one, is told apart."""
    found: Counter[int] = Counter()
    for path, number in counts.items():
        found[child_id(path, scope.branch)] += number
    groups = named_children(found, scope)
    own = found[scope.branch.pk] if scope.tree else 0
    shared = Group(str(scope.branch.pk), _now("Không của riêng đơn vị nào"), own)
    return [*groups, shared] if own else groups


def child_in_tree(rows: QuerySet[Any], key: Any, scope: Scope, child: str) -> QuerySet[Any]:
    """Rows of one group of `children_by_path`; `key` is the path that they are counted by."""
    return at_paths(rows, key, lambda path: str(child_id(path, scope.branch)) == child)


def at_paths(rows: QuerySet[Any], key: Any, wanted: Callable[[str], bool]) -> QuerySet[Any]:
    """Rows counted by a path that is wanted."""
    told = rows.alias(placed_at=key)
    found = told.order_by().values_list(key, flat=True).distinct()
    return told.filter(placed_at__in=[path for path in found if wanted(path)])


@dataclass(frozen=True)
class BySource(ByKey):
    """By the unit whose row it was, in a branch asked in the tree of another day: old units apart."""

    label: Words
    column: str = "path"

    def key(self, _scope: Scope) -> F:
        return F(self.column)

    def named(self, counts: Mapping[Any, int], scope: Scope) -> list[Group]:
        found = [
            Group(
                str(one.key), one.name, sum(n for path, n in counts.items() if _within(path, one))
            )
            for one in sources_of(scope.branch)
        ]
        return [group for group in found if group.value]

    def narrow(self, rows: QuerySet[Any], scope: Scope, key: str) -> QuerySet[Any]:
        paths = [
            path for one in sources_of(scope.branch) if str(one.key) == key for path in one.paths
        ]
        condition = Q(pk__in=[])
        for path in paths:
            condition |= under(path, self.column)
        return rows.filter(condition)


def _within(path: str, one: Source) -> bool:
    return any(path.startswith(top) for top in one.paths)


def child_id(path: str, of: Branch) -> int:
    """The direct child of the branch that a path passes through, in the tree the branch is asked in; the
    branch itself for its own rows."""
    if of.homes:
        path = of.homes.home(path) or of.path
    return path_ids(path[: len(of.path) + SEGMENT])[-1]


def named_children(counts: Mapping[int, int], scope: Scope) -> list[Group]:
    return [
        Group(str(row.pk), row.short_name, counts.get(row.pk, 0)) for row in scope.branch.children
    ]


@dataclass(frozen=True)
class ByForm5(ByKey):
    """By the line of form 5 that the basic organisation at or above a row stands in: a commune's village cells
    count with the commune. `path` is the row's own, `basic` the column that names that organisation, if any."""

    label: Words
    path: str = "path"
    basic: str = ""

    def key(self, _scope: Scope) -> Any:
        return F(self.basic or self.path)

    def named(self, counts: Mapping[Any, int], scope: Scope) -> list[Group]:
        lines = {key: _form5(code) for key, code in scope.branch.basic_types.items()}
        found: Counter[str] = Counter()
        for key, n in counts.items():
            above = [key] if self.basic else path_ids(key)
            found[next((lines[one] for one in above if one in lines), "")] += n
        return [Group(line, self._label(line), found[line]) for line in sorted(found)]

    def _label(self, line: str) -> str:
        items = code_list("base_types").items()
        names = [item.label for item in items if line and _form5(item.code) == line]
        return ", ".join(names) or _now("Chưa rõ loại hình")

    def narrow(self, rows: QuerySet[Any], scope: Scope, key: str) -> QuerySet[Any]:
        codes = [item.code for item in code_list("base_types").items() if _form5(item.code) == key]
        if self.basic:
            meant = basic_profiles(scope.branch).filter(base_type__in=codes).values("organisation")
            return rows.filter(**{f"{self.basic}__in": meant})
        above = Placement.objects.on(scope.as_of).filter(
            path=Substr(OuterRef(self.path), 1, Length("path")),
            organisation__in=basic_profiles(scope.branch).values("organisation"),
        )
        typed = above.filter(
            organisation__in=basic_profiles(scope.branch)
            .filter(base_type__in=codes)
            .values("organisation")
        )
        return rows.filter(Exists(typed)) if key else rows.filter(~Exists(above) | Exists(typed))


def _form5(base_type: str) -> str:
    known = {item.code: item for item in code_list("base_types").items()}
    return str(known[base_type].extra.get("form5", "")) if base_type in known else ""


def base_type_codes(key: str) -> list[str]:
    """A base type and all below it: `agency` covers schools, stations, offices."""
    types = code_list("base_types")
    return [key, *(code for item in types.children(key) for code in base_type_codes(item.code))]


def _no_reason(_scope: Scope) -> str:
    return ""


def _cells(scope: Scope) -> QuerySet[Organisation]:
    return cells_in(scope.branch)


def _of_type(scope: Scope) -> Q:
    return Q(profile__base_type__in=base_type_codes(scope.key)) if scope.key else Q()


def _communes(scope: Scope) -> QuerySet[Organisation]:
    rows = standing_in(scope.branch)
    return rows.filter(profile__base_type__in=COMMUNE_TYPES)


def _base_types(on: date) -> dict[str, str]:
    return dict(code_list("base_types").choices(on))


def _base_type_names(_values: Any, scope: Scope) -> dict[str, str]:
    return _base_types(scope.as_of)


def _kind_names(_values: Any, scope: Scope) -> dict[str, str]:
    return dict(code_list("organisation_kinds").choices(scope.as_of))


def _grassroots(scope: Scope) -> QuerySet[Organisation]:
    return standing_in(scope.branch).filter(profile__kind__in=grassroots_kinds())


def _below_grassroots(scope: Scope) -> QuerySet[Organisation]:
    return standing_in(scope.branch).filter(profile__kind__in=BELOW_GRASSROOTS)


register(
    Figure(
        id="grassroots_organisations",
        label=_("Tổ chức cơ sở đảng"),
        unit=_("tổ chức"),
        definition=_("Số đảng bộ cơ sở và chi bộ cơ sở trong nhánh tại ngày xem."),
        takes="date",
        lists="organisations",
        rows=_grassroots,
        unknown=_no_reason,
        dimensions={
            "kind": ByField(_("Loại tổ chức"), "profile__kind", _kind_names),
            "form5": ByForm5(_("Dòng của biểu 5"), "placement__path", "pk"),
            "form6": ByForm5(_("Cột của biểu 6"), "placement__path", "pk"),
            "child": ByChild(_("Đơn vị trực thuộc"), "placement__path"),
        },
    ),
    Figure(
        id="subordinate_organisations",
        label=_("Đảng bộ bộ phận, chi bộ trực thuộc"),
        unit=_("tổ chức"),
        definition=_(
            "Số đảng bộ bộ phận, chi bộ trực thuộc tổ chức cơ sở trong nhánh tại ngày xem."
        ),
        takes="date",
        lists="organisations",
        rows=_below_grassroots,
        unknown=_no_reason,
        dimensions={
            "kind": ByField(_("Loại tổ chức"), "profile__kind", _kind_names),
            "form5": ByForm5(_("Dòng của biểu 5"), "placement__path"),
            "form6": ByForm5(_("Cột của biểu 6"), "placement__path"),
            "child": ByChild(_("Đơn vị trực thuộc"), "placement__path"),
        },
    ),
    Figure(
        id="cells",
        label=_("Chi bộ"),
        unit=_("chi bộ"),
        definition=_("Số chi bộ đang hoạt động trong toàn nhánh tại ngày xem, không tính tổ đảng."),
        takes="date",
        lists="organisations",
        rows=Part(_cells, _of_type),
        unknown=_no_reason,
        keys=_base_types,
        dimensions={
            "base_type": ByField(_("Loại hình"), "profile__base_type", _base_type_names),
            "kind": ByField(_("Loại tổ chức"), "profile__kind", _kind_names),
            "child": ByChild(_("Đơn vị trực thuộc"), "placement__path"),
        },
    ),
    Figure(
        id="communes",
        label=_("Xã, phường, thị trấn"),
        unit=_("đơn vị"),
        definition=_("Số đảng bộ xã, phường, thị trấn, đặc khu trong nhánh tại ngày xem."),
        takes="date",
        lists="organisations",
        rows=_communes,
        unknown=_no_reason,
        dimensions={"base_type": ByField(_("Loại hình"), "profile__base_type", _base_type_names)},
    ),
)
