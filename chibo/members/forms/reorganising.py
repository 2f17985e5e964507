"""The steps of a reorganisation: each form turns what is typed into a further plan. Nothing is saved here."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.base.text import clean, fold
from chibo.members.queries.reorganising.hanging import (
    CARRY,
    END,
    GIVE,
    DutyFate,
    Hanging,
    PlaceFate,
    PostFate,
)
from chibo.members.queries.reorganising.names import SameName
from chibo.members.queries.reorganising.records import Named
from chibo.members.queries.reorganising.rolls import Divided
from chibo.organisations.models import ReorganisationKind
from chibo.organisations.plan import END as ENDS
from chibo.organisations.plan import KEEP, MERGE, NewUnit, Plan, Row
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

K = ReorganisationKind
NEW = "+1"


class StartForm(forms.Form):
    """What is decided and from when."""

    kind = forms.ChoiceField(
        label=_("Hình thức"), choices=ReorganisationKind.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("Có hiệu lực từ ngày"))
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=60, required=False)
    decided_on = DayField(label=_("Ngày quyết định"), required=False)
    decided_by = forms.CharField(label=_("Cơ quan ra quyết định"), max_length=200, required=False)

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(
                _now("Ngày này chưa đến; soạn khi quyết định đã có hiệu lực.")
            )
        return day

    @property
    def citation(self) -> dict[str, Any]:
        names = ("decision_number", "decided_on", "decided_by")
        return {name: self.cleaned_data[name] for name in names}


_NEEDS: dict[str, tuple[str, ...]] = {
    K.MERGE: ("old", "into", "name", "short_name", "code", "base_type", "cells"),
    K.SPLIT: ("old", "units", "ends"),
    K.UPGRADE: ("old", "name", "short_name", "code", "unit_kind", "base_type", "cells"),
    K.TRANSFER: ("old", "under"),
    K.RENAME: ("old",),
    K.DISSOLVE: ("old",),
    K.LEVEL: ("old",),
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
        self._offer(units)

    def _offer(self, units: Sequence[Branch]) -> None:
        names = {one.pk: one.short_name for one in (*units, self.top)}
        self.fields["old"].choices = [  # type: ignore[attr-defined]
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
                first = list(self.fields[name].choices)[:1]  # type: ignore[attr-defined]
                self.fields[name].choices = [*first, *choices]  # type: ignore[attr-defined]

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
        founds = self.kind == K.UPGRADE or (self.kind == K.MERGE and not data.get("into"))
        if founds and not data.get("name"):
            self.add_error("name", _now("Ghi tên đơn vị mới."))
        if self.kind == K.UPGRADE and not data.get("unit_kind"):
            self.add_error("unit_kind", _now("Chọn loại tổ chức."))
        if self.kind == K.UPGRADE and not _lines(data.get("cells")):
            self.add_error("cells", _now("Ghi tên các chi bộ của đảng bộ mới."))
        if self.kind == K.SPLIT and not _lines(data.get("units")):
            self.add_error("units", _now("Ghi tên đơn vị mới tách ra."))
        if self.kind == K.TRANSFER and not data.get("under"):
            self.add_error("under", _now("Chọn tổ chức tiếp nhận."))
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
    def lines(self) -> list[dict[str, Any]]:
        return [
            {
                "unit": unit,
                "above": self.shape.inside.get(unit.parent_id or 0),
                "cells": [self[f"{part}-{unit.pk}"] for part in ("do", "to", "name")],
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


class PeopleForm(forms.Form):
    """Each member of a divided cell with the cell they go to."""

    def __init__(self, *args: Any, divided: Sequence[Divided], cells: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.divided, self.cells = divided, cells
        listed = forms.TextInput(attrs={"list": "chi-bo", "autocomplete": "off"})
        self.fields["rest"] = forms.CharField(
            label=_("Mọi người chưa chọn về chi bộ"), required=False, widget=listed
        )
        for one in divided:
            self.fields[f"p-{one.person.pk}"] = forms.CharField(
                label=_now("Chi bộ mới của {name}").format(name=one.person.full_name),
                required=False,
                initial=cells.label(one.to),
                widget=forms.TextInput(
                    attrs={"class": "input", "list": "chi-bo", "autocomplete": "off"}
                ),
            )

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [{"of": one, "field": self[f"p-{one.person.pk}"]} for one in self.divided]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, typed in list(data.items()):
            if typed and not self.cells.ref(typed):
                self.add_error(
                    name, _now("Không có chi bộ “{text}” trong phương án.").format(text=typed)
                )
        return data

    def plan(self, before: Plan) -> Plan:
        people = dict(before.people)
        rest = self.cleaned_data["rest"]
        for one in self.divided:
            chosen = self.cells.ref(self.cleaned_data[f"p-{one.person.pk}"] or rest)
            people.pop(one.person.pk, None)
            if chosen and chosen != str(one.cell):
                people[one.person.pk] = chosen
        return replace(before, people=people)


class WorkForm(forms.Form):
    """Duties one by one, offices by position, and the names of places that would stand twice."""

    def __init__(
        self,
        *args: Any,
        hanging: Hanging,
        same: Sequence[SameName],
        places: Sequence[PlaceFate],
        may_give: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hanging, self.same, self.places = hanging, same, places
        for fate in hanging.duties:
            self._add_duty(fate, may_give=may_give)
        for position in self.positions:
            self._add_position(position)
        for place in places:
            self.fields[f"v-{place.place.pk}"] = forms.CharField(
                label=_now("Tên mới của {name}").format(name=place.place.name),
                required=False,
                max_length=120,
                initial=place.name,
                widget=forms.TextInput(attrs={"class": "input"}),
            )
        for n, name in enumerate(same):
            self.fields[f"n-{n}"] = forms.BooleanField(
                label=_now("Giữ {count} tổ chức cùng tên “{name}”").format(
                    count=len(name.units), name=name.name
                ),
                required=False,
                initial=name.accepted,
            )

    @property
    def positions(self) -> dict[str, list[PostFate]]:
        found: dict[str, list[PostFate]] = {}
        for fate in self.hanging.posts:
            found.setdefault(fate.post.position, []).append(fate)
        return found

    def _add_duty(self, fate: DutyFate, *, may_give: bool) -> None:
        choices = [(END, _("Thôi giao"))]
        choices += [(GIVE, _("Giao ở đơn vị mới"))] if fate.to and may_give else []
        self.fields[f"d-{fate.duty.pk}"] = forms.ChoiceField(
            label=_now("Nhiệm vụ của {name}").format(name=fate.duty.user.full_name),
            choices=choices,
            initial=GIVE if fate.given else END,
            widget=forms.Select(attrs={"class": "input"}),
        )

    def _add_position(self, position: str) -> None:
        fates = self.positions[position]
        choices = [(END, _("Thôi giữ"))]
        choices += [(CARRY, _("Giữ tiếp ở đơn vị mới"))] if any(one.to for one in fates) else []
        self.fields[f"c-{position}"] = forms.ChoiceField(
            label=code_list("positions").label(position),
            choices=choices,
            initial=CARRY if any(one.carried for one in fates) else END,
            widget=forms.Select(attrs={"class": "input"}),
        )

    def plan(self, before: Plan) -> Plan:
        data = self.cleaned_data
        hanging = self.hanging
        accepted = {fold(one.name) for n, one in enumerate(self.same) if data[f"n-{n}"]}
        renamed = {
            fate.place.pk: name
            for fate in self.places
            if (name := clean(data[f"v-{fate.place.pk}"])) and name != fate.place.name
        }
        shown = {fate.place.pk for fate in self.places}
        kept = {key: name for key, name in before.places.items() if key not in shown}
        return replace(
            before,
            duties={fate.duty.pk: data[f"d-{fate.duty.pk}"] for fate in hanging.duties},
            posts={fate.post.pk: data[f"c-{fate.post.position}"] for fate in hanging.posts},
            places=kept | renamed,
            accepted=tuple(sorted(accepted)),
        )


class ConfirmForm(forms.Form):
    """Danger: the name is typed."""

    typed_name = forms.CharField(max_length=200)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed_name"].label = _now("Gõ “{name}” để xác nhận").format(name=name)

    def clean_typed_name(self) -> str:
        typed = clean(self.cleaned_data["typed_name"])
        if fold(typed) != fold(self.name):
            raise forms.ValidationError(
                _now("Tên gõ lại phải đúng là “{name}”.").format(name=self.name)
            )
        return typed


class UndoForm(forms.Form):
    reason = forms.CharField(label=_("Lý do hoàn tác"), max_length=300)
