"""Ways form 6 breaks ratings down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from chibo.base.figures import ByKey, Group, Scope, Words
from chibo.organisations.models import Profile
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class ByUnitKind(ByKey):
    """By the kind of organisation the rated unit is on the day: a đảng bộ cơ sở or a chi bộ cơ sở."""

    label: Words

    def key(self, scope: Scope) -> Subquery:
        profiles = Profile.objects.on(scope.as_of).filter(organisation=OuterRef("unit"))
        return Subquery(profiles.values("kind")[:1])

    def named(self, counts: Mapping[Any, int], scope: Scope) -> list[Group]:
        names = dict(code_list("organisation_kinds").choices(scope.as_of))
        return [Group(kind, names[kind], counts[kind]) for kind in names if kind in counts]

    def narrow(self, rows: QuerySet[Any], scope: Scope, key: str) -> QuerySet[Any]:
        return rows.alias(unit_kind=self.key(scope)).filter(unit_kind=key)
