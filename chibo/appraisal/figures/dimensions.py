"""Ways ratings are broken down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from chibo.appraisal.queries.levels import list_of
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


@dataclass(frozen=True)
class ByScheme(ByKey):
    """By year, and by level as that year's scheme called it: names of different years are never mixed. A group's
    key is the year and the code of the level ("2016-clean_strong"); years in order, the best level first."""

    label: Words
    kind: str

    def key(self, _scope: Scope) -> Concat:
        year = Cast("cycle__year", CharField())
        return Concat(year, Value("-"), "decided_level", output_field=CharField())

    def named(self, counts: Mapping[Any, int], _scope: Scope) -> list[Group]:
        levels = list_of(self.kind)
        told = sorted((key[:4], -(levels.rank(key[5:]) or 0), key) for key in counts)
        return [
            Group(
                key,
                _("năm {year}: {level}").format(year=year, level=levels.label(key[5:])),
                counts[key],
            )
            for year, _rank, key in told
        ]

    def narrow(self, rows: QuerySet[Any], _scope: Scope, key: str) -> QuerySet[Any]:
        year, _dash, level = key.partition("-")
        known = rows.filter(decided_level=level)
        return known.filter(cycle__year=int(year)) if year.isdecimal() else known.none()
