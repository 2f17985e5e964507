"""The step of units: which the decision names and what it makes of them, drawn as a further plan."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, choice_field, plain_choices
from chibo.base.text import clean
from chibo.organisations.models import ReorganisationKind
from chibo.organisations.plan import END as ENDS
from chibo.organisations.plan import KEEP, MERGE, NewUnit, Plan, Row
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

K = ReorganisationKind
NEW = "+1"

_NEEDS: dict[str, tuple[str, ...]] = {
    K.MERGE: ("old", "into", "name", "short_name", "code", "base_type", "cells"),
    K.SPLIT: ("old", "units", "ends"),
    K.UPGRADE: ("old", "name", "short_name", "code", "unit_kind", "base_type", "cells"),
    K.TRANSFER: ("old", "under"),
    K.RENAME: ("old",),
    K.DISSOLVE: ("old",),
    K.LEVEL: ("old",),
}
_MUST: dict[str, dict[str, Any]] = {
    K.SPLIT: {"units": _("Ghi tên đơn vị mới tách ra.")},
    K.UPGRADE: {
        "name": _("Ghi tên đơn vị mới."),
        "unit_kind": _("Chọn loại tổ chức."),
        "cells": _("Ghi tên các chi bộ của đảng bộ mới."),
    },
    K.TRANSFER: {"under": _("Chọn tổ chức tiếp nhận.")},
}
_LEAST = {K.MERGE: 2}


class UnitsForm(forms.Form):
    """Which units the decision names, and what it makes of them."""

    old = forms.MultipleChoiceField(
        label=_("Đơn vị cũ"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn đơn vị trong quyết định.")},
    )
    into = ChoiceOrNone(
        label=_("Đơn vị sau hợp nhất"), choices=[], required=False, nothing=_("Lập đơn vị mới")
    )
    name = forms.CharField(label=_("Tên đơn vị mới"), max_length=200, required=False)
    short_name = forms.CharField(label=_("Tên ngắn"), max_length=100, required=False)
    code = forms.CharField(
        label=_("Mã tổ chức"), required=False, help_text=_("14 chữ số, như 38.168.053.000.001.")
    )
    unit_kind = ChoiceOrNone(label=_("Loại tổ chức"), choices=[], required=False)
    base_type = ChoiceOrNone(label=_("Loại hình"), choices=[], required=False)
    under = ChoiceOrNone(label=_("Về trực thuộc"), choices=[], required=False)
    units = forms.CharField(
        label=_("Đơn vị mới tách ra"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Mỗi dòng một tên, như Đảng bộ xã Mường Mới."),
    )
    ends = forms.BooleanField(label=_("Đơn vị cũ kết thúc sau khi chia"), required=False)
    cells = forms.CharField(
        label=_("Chi bộ lập mới"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Mỗi dòng một tên. Để nhập nhiều chi bộ cũ vào một chi bộ mang tên mới."),
    )

    def __init__(
        self, *args: Any, kind: str, units: Sequence[Branch], top: Branch, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.top = kind, top
        self.by_key = {str(one.pk): one for one in units}
        for name in set(self.fields) - set(_NEEDS[kind]):
            del self.fields[name]
        for name, sentence in _MUST.get(kind, {}).items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence
        if kind == K.MERGE:
            self.fields["name"].help_text = _("Phải có khi lập đơn vị mới.")
        self._offer(units)

    def _offer(self, units: Sequence[Branch]) -> None:
        names = {one.pk: one.short_name for one in (*units, self.top)}
        choice_field(self, "old").choices = [
            (str(one.pk), _with_parent(one, self.top, names)) for one in units
        ]
        offered = {
            "into": [(str(one.pk), one.name) for one in units],
            "under": [(str(one.pk), one.name) for one in (self.top, *units) if not one.is_cell],
            "base_type": code_list("base_types").choices(timezone.localdate()),
            "unit_kind": [
                pair
                for pair in code_list("organisation_kinds").choices(timezone.localdate())
                if pair[0].endswith("_committee")
            ],
        }
        for name, choices in offered.items():
            if name in self.fields:
                nothing = plain_choices(self, name)[:1]
                choice_field(self, name).choices = [*nothing, *choices]

    def clean_old(self) -> list[Branch]:
        found = [self.by_key[key] for key in self.cleaned_data["old"]]
        if len(found) < _LEAST.get(K(self.kind), 1):
            raise forms.ValidationError(_now("Chọn từ hai đơn vị trở lên."))
        if self.kind in (K.MERGE, K.SPLIT) and len({one.is_cell for one in found}) > 1:
            raise forms.ValidationError(_now("Chọn toàn chi bộ, hoặc toàn đảng bộ."))
        if self.kind in (K.SPLIT, K.UPGRADE, K.DISSOLVE) and len(found) > 1:
            raise forms.ValidationError(
                _now("Mỗi phương án một đơn vị; soạn riêng cho đơn vị khác.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.kind == K.MERGE and not data.get("into") and not data.get("name"):
            self.add_error("name", _now("Ghi tên đơn vị mới."))
        chosen = {str(one.pk) for one in data.get("old", [])}
        if self.kind == K.MERGE and data.get("into") and data["into"] not in chosen:
            self.add_error("into", _now("Đơn vị nhận phải nằm trong các đơn vị đã chọn."))
        return data

    def plan(self, before: Plan) -> Plan:
        """The plan that follows; choices already made for units still inside are kept."""
        data = self.cleaned_data
        old: list[Branch] = data["old"]
        new, rows = _drawn(self.kind, old, data, self.top)
        own = {row.unit for row in rows}
        refs = {one.ref for one in new}
        kept = [
            row
            for row in before.rows
            if row.unit not in own | set(before.old) and _still(row, refs)
        ]
        keys = tuple(one.pk for one in old)
        if self.kind == K.RENAME:
            rows = tuple(before.row(key) for key in keys)
        return replace(before, old=keys, new=tuple(new), rows=(*rows, *kept))


def _still(row: Row, refs: Iterable[str]) -> bool:
    return not row.to.startswith("+") or row.to in refs


def _with_parent(one: Branch, top: Branch, names: dict[int, str]) -> str:
    above = names.get(one.parent_id or 0, "")
    return one.name if one.parent_id == top.pk or not above else f"{one.name} ({above})"


def _lines(text: str | None) -> list[str]:
    return [clean(line) for line in (text or "").splitlines() if clean(line)]


def _drawn(
    kind: str, old: Sequence[Branch], data: dict[str, Any], top: Branch
) -> tuple[list[NewUnit], tuple[Row, ...]]:
    """The new units and the rows of the old ones."""
    first, above = old[0], str(old[0].parent_id or top.pk)
    new: list[NewUnit] = []
    if kind in (K.MERGE, K.UPGRADE) and not data.get("into"):
        new.append(
            _successor(
                kind, first, data, above if len({o.parent_id for o in old}) == 1 else str(top.pk)
            )
        )
    if kind == K.SPLIT:
        new += [
            NewUnit(f"+{n}", name, first.kind, above, base_type=first.base_type)
            for n, name in enumerate(_lines(data["units"]), 1)
        ]
    home = data.get("into") or NEW
    cells_at = above if first.is_cell and kind == K.MERGE else home
    new += [
        NewUnit(f"+{n}", name, "subordinate_cell", cells_at)
        for n, name in enumerate(_lines(data.get("cells")), len(new) + 1)
    ]
    return new, tuple(_row(kind, one, data, home) for one in old)


def _successor(kind: str, first: Branch, data: dict[str, Any], above: str) -> NewUnit:
    return NewUnit(
        NEW,
        clean(data["name"]),
        data["unit_kind"] if kind == K.UPGRADE else first.kind,
        above,
        clean(data["short_name"]),
        data["base_type"] or ("" if kind == K.UPGRADE else first.base_type),
        data["code"].replace(".", ""),
    )


def _row(kind: str, one: Branch, data: dict[str, Any], home: str) -> Row:
    if kind in (K.MERGE, K.UPGRADE):
        return Row(one.pk) if home == str(one.pk) else Row(one.pk, MERGE, home)
    if kind == K.TRANSFER:
        return Row(one.pk, KEEP, data["under"])
    ends = kind in (K.DISSOLVE, K.LEVEL) or (kind == K.SPLIT and data["ends"])
    return Row(one.pk, ENDS if ends else KEEP)
