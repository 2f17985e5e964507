"""Ways the statistical forms break people down that other pages seldom need."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from chibo.base.figures import ByKey, Group, Scope, Words
from chibo.rulebook.queries import code_list

Rows = QuerySet[Any]
UNKNOWN = ""


@dataclass(frozen=True)
class ByTrait(ByKey):
    """By what the forms count apart (member of the youth union, owner of an enterprise…). One person may have
    several traits or none: the groups do not add up to the whole. `column` holds a list of codes."""

    label: Words
    column: str = "person__traits"

    def key(self, _scope: Scope) -> Cast:
        return Cast(self.column, TextField())

    def named(self, counts: Mapping[Any, int], _scope: Scope) -> list[Group]:
        found: dict[str, int] = {}
        for written, n in counts.items():
            for code in json.loads(written or "[]"):
                found[code] = found.get(code, 0) + n
        names = dict(code_list("member_traits").choices())
        return [Group(code, name, found[code]) for code, name in names.items() if code in found]

    def narrow(self, rows: Rows, scope: Scope, key: str) -> Rows:
        written = rows.annotate(traits_written=self.key(scope))
        return written.filter(traits_written__contains=json.dumps(key))


@dataclass(frozen=True)
class ByBelief(ByKey):
    """By whether a religion is recorded: the forms count the religious, told from the file."""

    label: Words
    column: str = "religion"

    def key(self, _scope: Scope) -> Case:
        return Case(
            When(**{self.column: "none", "then": Value("none")}),
            When(**{f"{self.column}__gt": "", "then": Value("religious")}),
            default=Value(UNKNOWN),
            output_field=CharField(),
        )

    def named(self, counts: Mapping[Any, int], _scope: Scope) -> list[Group]:
        names = {
            "religious": _("Theo tôn giáo"),
            "none": _("Không theo tôn giáo"),
            UNKNOWN: _("Chưa rõ"),
        }
        return [Group(key, name, counts[key]) for key, name in names.items() if counts.get(key)]

    def narrow(self, rows: Rows, scope: Scope, key: str) -> Rows:
        return rows.annotate(belief=self.key(scope)).filter(belief=key)


@dataclass(frozen=True)
class ByJoining(ByKey):
    """By the period of history somebody joined the Party in (list joining_periods)."""

    label: Words
    column: str = "person__joined_on"

    def key(self, _scope: Scope) -> Case:
        whens = [
            When(**self._within(item.extra), then=Value(item.code))
            for item in code_list("joining_periods").items()
        ]
        return Case(*whens, default=Value(UNKNOWN), output_field=CharField())

    def _within(self, extra: Mapping[str, Any]) -> dict[str, Any]:
        ends = {"from": "gte", "to": "lte"}
        return {f"{self.column}__{ends[end]}": day for end, day in extra.items() if end in ends}

    def named(self, counts: Mapping[Any, int], _scope: Scope) -> list[Group]:
        names = dict(code_list("joining_periods").choices()) | {UNKNOWN: _("Chưa rõ")}
        return [Group(key, name, counts[key]) for key, name in names.items() if counts.get(key)]

    def narrow(self, rows: Rows, scope: Scope, key: str) -> Rows:
        return rows.annotate(joining_period=self.key(scope)).filter(joining_period=key)
