"""The step of rows: what becomes of each unit of the branch, as a further plan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.text import clean, fold
from chibo.members.queries.reorganising.records import Named
from chibo.organisations.plan import END as ENDS
from chibo.organisations.plan import KEEP, MERGE, Plan, Row
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import Branch

MOVE = "move"
DO = [
    (KEEP, _("Giữ nguyên")),
    (MOVE, _("Chuyển về")),
    (MERGE, _("Nhập vào")),
    (ENDS, _("Kết thúc")),
]


class RowsForm(forms.Form):
    """One line per unit: what becomes of it, where it goes, what it is called."""

    def __init__(
        self,
        *args: Any,
        shape: Shape,
        units: Sequence[Branch],
        cells: Named,
        committees: Named,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shape, self.units = shape, units
        self.cells, self.committees = cells, committees
        for unit in units:
            self._add(unit)

    def _add(self, unit: Branch) -> None:
        row = self.shape.row(unit.pk)
        named = self.cells if row.do == MERGE and unit.is_cell else self.committees
        do = MOVE if row.do == KEEP and row.to else row.do
        label = {"name": unit.name}
        self.fields[f"do-{unit.pk}"] = forms.ChoiceField(
            label=_now("Xử lý {name}").format(**label),
            choices=DO,
            initial=do,
            widget=forms.Select(attrs={"class": "input"}),
        )
        self.fields[f"to-{unit.pk}"] = forms.CharField(
            label=_now("Nơi nhận {name}").format(**label),
            required=False,
            max_length=200,
            initial=named.label(row.to),
            widget=forms.TextInput(
                attrs={
                    "class": "input",
                    "list": "chi-bo" if unit.is_cell else "don-vi",
                    "autocomplete": "off",
                }
            ),
        )
        self.fields[f"name-{unit.pk}"] = forms.CharField(
            label=_now("Tên mới của {name}").format(**label),
            required=False,
            max_length=200,
            initial=row.name,
            widget=forms.TextInput(attrs={"class": "input"}),
        )

    @property
    def headings(self) -> tuple[str, ...]:
        return (_now("Xử lý"), _now("Nơi nhận"), _now("Tên mới (nếu đổi)"))

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [
            {
                "unit": unit,
                "above": self.shape.inside.get(unit.parent_id or 0),
                "cells": [
                    (self[f"{part}-{unit.pk}"], heading)
                    for part, heading in zip(("do", "to", "name"), self.headings, strict=True)
                ],
            }
            for unit in self.units
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for unit in self.units:
            if data.get(f"do-{unit.pk}") in (MOVE, MERGE):
                self._resolve(unit, data)
        return data

    def _resolve(self, unit: Branch, data: dict[str, Any]) -> None:
        merges = data[f"do-{unit.pk}"] == MERGE
        named = self.cells if merges and unit.is_cell else self.committees
        typed = data.get(f"to-{unit.pk}", "")
        ref = named.ref(typed)
        if not ref or ref == str(unit.pk):
            self.add_error(
                f"to-{unit.pk}",
                _now("Ghi nơi nhận {name}, chọn trong danh sách gợi ý.").format(
                    name=unit.short_name
                ),
            )
        data[f"ref-{unit.pk}"] = ref

    def plan(self, before: Plan) -> Plan:
        shown = {unit.pk for unit in self.units}
        rows = [row for row in before.rows if row.unit not in shown]
        rows += [row for unit in self.units if (row := self._told(unit, before)) is not None]
        order = {key: n for n, key in enumerate(before.old)}
        rows.sort(key=lambda row: order.get(row.unit, len(order)))
        return replace(before, rows=tuple(rows))

    def _told(self, unit: Branch, before: Plan) -> Row | None:
        """None for a unit that goes on as it is and that the decision does not name."""
        data = self.cleaned_data
        do, name = data[f"do-{unit.pk}"], clean(data[f"name-{unit.pk}"])
        changed = "" if name == unit.name else name
        row = Row(
            unit.pk,
            KEEP if do == MOVE else do,
            data.get(f"ref-{unit.pk}", "") if do in (MOVE, MERGE) else "",
            changed,
            _short(unit, changed),
        )
        return row if row != Row(unit.pk) or unit.pk in before.old else None


def _short(unit: Branch, name: str) -> str:
    """A new name shortened as the old one was: Chi bộ bản Vặt is Bản Vặt."""
    short = unit.short_name
    if not name or fold(unit.name) == fold(short) or not unit.name.lower().endswith(short.lower()):
        return ""
    left = name.removeprefix(unit.name[: -len(short)])
    return left[:1].upper() + left[1:] if left != name else ""
