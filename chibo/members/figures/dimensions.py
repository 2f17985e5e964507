"""Ways to break memberships down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.figures import ByField, ByKey, Dimension, Group, Scope, Words
from chibo.members.figures.traits import ByBelief, ByJoining, ByTrait
from chibo.members.models import Qualification, Sex, Status
from chibo.members.queries.ages import aged
from chibo.members.queries.belonging import origin
from chibo.organisations.figures import (
    ByChild,
    ByForm5,
    BySource,
    at_paths,
    child_id,
    child_in_tree,
    children_by_path,
    named_children,
)
from chibo.organisations.models import Organisation, Placement, Profile
from chibo.organisations.queries.tree import grassroots_kinds, path_ids, under
from chibo.rulebook.queries import code_list

Rows = QuerySet[Any]


def list_names(name: str) -> Any:
    """Labels of a rulebook list, in its order."""

    def names(_values: Any, _scope: Scope) -> dict[str, str]:
        return dict(code_list(name).choices())

    return names


def _choices(pairs: list[tuple[str, Any]]) -> Any:
    def names(_values: Any, _scope: Scope) -> dict[str, str]:
        return {code: str(label) for code, label in pairs}

    return names


def _child_at(scope: Scope, path: str, day: str) -> Any:
    """The path a row about a person is counted by; asked in the tree of another day, where the person
    belongs in it (queries.belonging.origin)."""
    homes, of = scope.branch.homes, scope.branch
    return origin(homes.apart(lambda one: child_id(one, of)) if homes else (), path, day)


@dataclass(frozen=True)
class ByChildOfPeople(ByChild):
    """By direct child, for rows about people: `day` is the day from which a row lies where it does."""

    day: str = "happened_on"

    def key(self, scope: Scope) -> Any:
        return _child_at(scope, self.column, self.day)


@dataclass(frozen=True)
class ByChildUnit(ByKey):
    """By direct child, grouping on the coarsest column memberships carry that lies at or below the children."""

    label: Words

    def key(self, scope: Scope) -> Any:
        if scope.tree:
            return _child_at(scope, "path", "started_on")
        return F(self._column(scope))

    def named(self, counted: Mapping[Any, int], scope: Scope) -> list[Group]:
        if scope.tree:
            return children_by_path(counted, scope)
        children = {unit.pk: unit.path for unit in scope.branch.children}
        deeper = [key for key in counted if key and key not in children]
        places = children | (self._paths(deeper, scope.as_of) if deeper else {})
        counts: dict[int, int] = {}
        for key, n in counted.items():
            child = child_id(places.get(key, scope.branch.path), scope.branch)
            counts[child] = counts.get(child, 0) + n
        return named_children(counts, scope)

    def narrow(self, rows: Rows, scope: Scope, key: str) -> Rows:
        if scope.tree:
            return child_in_tree(rows, self.key(scope), scope, key)
        return rows.filter(under(scope.branch.path + Organisation(pk=int(key)).segment))

    @staticmethod
    def _paths(keys: list[int], on: date) -> dict[int, str]:
        rows = Placement.objects.on(on).filter(organisation__in=keys)
        return dict(rows.values_list("organisation_id", "path"))

    def _column(self, scope: Scope) -> str:
        if scope.branch.kind == "centre":
            return "province_id"
        return "cell_id" if scope.branch.kind in _at_or_below_grassroots() else "grassroots_id"


def _at_or_below_grassroots() -> list[str]:
    kinds = code_list("organisation_kinds")
    below = [
        child for code in grassroots_kinds() for child in kinds.item(code).extra.get("children", [])
    ]
    return [*grassroots_kinds(), *below]


@dataclass(frozen=True)
class ByBaseType(ByKey):
    """By the base type of the member's cell on the day; asked in the tree of another day, of the cell where
    they belong in it, as it was then."""

    label: Words

    def key(self, scope: Scope) -> Any:
        if not scope.tree:
            return F("cell_id")
        return origin(scope.branch.homes.apart(lambda path: _cell_at(path, scope)))

    def named(self, counted: Mapping[Any, int], scope: Scope) -> list[Group]:
        types = self._types(scope)
        counts: dict[str, int] = {}
        for key, n in counted.items():
            cell = _cell_at(key, scope) if scope.tree else key
            counts[types.get(cell, "")] = counts.get(types.get(cell, ""), 0) + n
        return _labelled(counts, dict(code_list("base_types").choices()))

    @staticmethod
    def _types(scope: Scope) -> dict[int, str]:
        day = scope.tree or scope.as_of
        standing = Placement.objects.on(day).filter(under(scope.branch.path))
        rows = Profile.objects.on(day).filter(organisation__in=standing.values("organisation"))
        return dict(rows.values_list("organisation_id", "base_type"))

    def narrow(self, rows: Rows, scope: Scope, key: str) -> Rows:
        if scope.tree:
            types = self._types(scope)
            return at_paths(
                rows, self.key(scope), lambda path: types.get(_cell_at(path, scope), "") == key
            )
        cells = Profile.objects.on(scope.as_of).filter(base_type=key).values("organisation")
        return rows.filter(cell__in=cells)


def _cell_at(path: str, scope: Scope) -> int:
    """The unit in the other tree that what has this path belongs to."""
    return path_ids(scope.branch.homes.home(path) or scope.branch.path)[-1]


@dataclass(frozen=True)
class ByLevel(ByKey):
    """By the highest level reached on a ladder by the day."""

    label: Words
    ladder: str
    list_name: str

    def key(self, scope: Scope) -> Subquery:
        held = Qualification.objects.filter(person=OuterRef("person"), ladder=self.ladder)
        reached = held.filter(reached_by(scope.as_of))
        return Subquery(reached.order_by("-rank").values("rank")[:1])

    def named(self, counts: Mapping[Any, int], _scope: Scope) -> list[Group]:
        labels = {item.rank: item.label for item in code_list(self.list_name).items()}
        known = [
            Group(str(rank), label, counts[rank])
            for rank, label in labels.items()
            if rank in counts
        ]
        unknown = sum(n for rank, n in counts.items() if rank not in labels)
        return known + ([Group("", _("Chưa ghi"), unknown)] if unknown else [])

    def narrow(self, rows: Rows, scope: Scope, key: str) -> Rows:
        ranked = rows.annotate(top_rank=self.key(scope))
        return ranked.filter(top_rank=int(key)) if key else ranked.filter(top_rank__isnull=True)


def reached_by(day: date) -> Q:
    """A level whose day is unknown counts on every day."""
    return Q(reached_on__isnull=True) | Q(reached_on__lte=day)


@dataclass(frozen=True)
class ByAge(ByKey):
    """By the age bands of the statistical forms, at the close of the day."""

    label: Words
    column: str = "born_on"

    def key(self, scope: Scope) -> Case:
        whens = [
            When(
                aged(scope.as_of, band.extra.get("from"), band.extra.get("to"), self.column),
                then=Value(band.code),
            )
            for band in code_list("age_bands").items()
        ]
        return Case(*whens, default=Value(""), output_field=CharField())

    def names(self, _values: Any, _scope: Scope) -> dict[str, str]:
        return {band.code: band.label for band in code_list("age_bands").items()}

    def named(self, counts: Mapping[Any, int], scope: Scope) -> list[Group]:
        return _labelled(counts, self.names((), scope))

    def narrow(self, rows: Rows, scope: Scope, key: str) -> Rows:
        return rows.annotate(band=self.key(scope)).filter(band=key)


def _labelled(counts: Mapping[Any, int], labels: Mapping[str, str]) -> list[Group]:
    known = [Group(key, label, counts[key]) for key, label in labels.items() if counts.get(key)]
    unknown = sum(n for key, n in counts.items() if key not in labels)
    return known + ([Group("", _("Chưa rõ"), unknown)] if unknown else [])


SEX_NAMES = _choices(Sex.choices)
STATUS_NAMES = _choices(Status.choices)

MEMBER_DIMENSIONS: dict[str, Dimension] = {
    "child": ByChildUnit(gettext_lazy("Đơn vị trực thuộc")),
    "source": BySource(gettext_lazy("Đơn vị trước sắp xếp")),
    "status": ByField(gettext_lazy("Tình trạng"), "status", STATUS_NAMES),
    "sex": ByField(gettext_lazy("Giới tính"), "sex", SEX_NAMES),
    "age": ByAge(gettext_lazy("Tuổi")),
    "ethnicity": ByField(gettext_lazy("Dân tộc"), "ethnicity", list_names("ethnicities")),
    "religion": ByField(gettext_lazy("Tôn giáo"), "religion", list_names("religions")),
    "schooling": ByLevel(gettext_lazy("Giáo dục phổ thông"), "schooling", "schooling"),
    "professional": ByLevel(gettext_lazy("Chuyên môn"), "professional", "professional_levels"),
    "theory": ByLevel(gettext_lazy("Lý luận chính trị"), "theory", "theory_levels"),
    "occupation": ByField(
        gettext_lazy("Nghề nghiệp"), "person__occupation", list_names("occupations")
    ),
    "base_type": ByBaseType(gettext_lazy("Loại hình chi bộ")),
    "form5": ByForm5(gettext_lazy("Dòng của biểu 5"), basic="grassroots_id"),
    "title": ByLevel(gettext_lazy("Học hàm"), "title", "academic_titles"),
    "belief": ByBelief(gettext_lazy("Theo tôn giáo")),
    "trait": ByTrait(gettext_lazy("Đặc điểm thống kê")),
    "joined": ByJoining(gettext_lazy("Thời kỳ vào Đảng")),
}
