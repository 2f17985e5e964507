"""Ways to break meetings and rolls down. `to` is how a row reaches its meeting: "" or "meeting__"."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import ExpressionWrapper, F, IntegerField, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.figures import ByField, ByKey, Dimension, Group, Scope, Words
from chibo.organisations.figures import child_in_tree, children_by_path, named_children
from chibo.organisations.queries.tree import path_ids, under_ever
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class ByChildUnit(ByKey):
    """By the direct child of the branch whose meeting it was, wherever that hung; the branch's own apart."""

    label: Words
    to: str = ""

    def key(self, _scope: Scope) -> F:
        return F(f"{self.to}path")

    def named(self, counts: Mapping[Any, int], scope: Scope) -> list[Group]:
        if scope.tree:
            return children_by_path(counts, scope)
        children = {child.pk for child in scope.branch.children}
        by_child: Counter[int] = Counter()
        for path, n in counts.items():
            below = (key for key in path_ids(path) if key in children)
            by_child[next(below, scope.branch.pk)] += n
        groups = named_children(by_child, scope)
        own = by_child.get(scope.branch.pk, 0)
        here = Group(str(scope.branch.pk), scope.branch.short_name, own)
        return [here, *groups] if own else groups

    def narrow(self, rows: QuerySet[Any], scope: Scope, key: str) -> QuerySet[Any]:
        if scope.tree:
            return child_in_tree(rows, self.key(scope), scope, key)
        child = next((one for one in scope.branch.children if str(one.pk) == key), None)
        if child is None:
            return rows.filter(**{f"{self.to}organisation": scope.branch.pk})
        return rows.filter(under_ever(child, f"{self.to}path"))


@dataclass(frozen=True)
class ByMonth(ByKey):
    """By calendar month, the earliest first; a key reads 201807."""

    label: Words
    to: str = ""

    def key(self, _scope: Scope) -> Any:
        day = f"{self.to}held_on"
        month = ExtractYear(day) * 100 + ExtractMonth(day)
        return ExpressionWrapper(month, output_field=IntegerField())

    def named(self, counts: Mapping[Any, int], _scope: Scope) -> list[Group]:
        return [Group(str(key), _month_label(key), counts[key]) for key in sorted(counts)]

    def narrow(self, rows: QuerySet[Any], _scope: Scope, key: str) -> QuerySet[Any]:
        year, month = divmod(int(key), 100)
        day = f"{self.to}held_on"
        return rows.filter(**{f"{day}__year": year, f"{day}__month": month})


def _month_label(key: int) -> str:
    return _("tháng {month}/{year}").format(month=key % 100, year=key // 100)


def kind_names(_values: Any, _scope: Scope) -> dict[str, str]:
    return dict(code_list("meeting_kinds").choices())


def kinds(on: date) -> dict[str, str]:
    return dict(code_list("meeting_kinds").choices(on))


def dimensions(to: str = "") -> dict[str, Dimension]:
    return {
        "child": ByChildUnit(gettext_lazy("Đơn vị trực thuộc"), to),
        "kind": ByField(gettext_lazy("Loại buổi"), f"{to}kind", kind_names),
        "month": ByMonth(gettext_lazy("Tháng"), to),
    }
