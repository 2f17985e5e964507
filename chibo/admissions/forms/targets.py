"""Targets for the organisation and everything directly under it, on one page."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.admissions.models import AdmissionTarget
from chibo.base.fields import DayField
from chibo.organisations.queries.tree import Branch


class NumberOrRange(forms.CharField):
    """ "5", "5-7" or nothing: cleans to (low, high), (None, None) when empty."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "size": "8"}
        super().__init__(widget=forms.TextInput(attrs=attrs), required=False, **more)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").replace("–", "-").replace(" ", "")
        if not text:
            return None, None
        match = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", text, re.ASCII)
        if not match:
            raise forms.ValidationError(_now("Ghi một số như 5, hoặc một khoảng như 5-7."))
        low, high = int(match[1]), int(match[2]) if match[2] else None
        if high is not None and high <= low:
            raise forms.ValidationError(_now("Số trên phải lớn hơn số dưới, như 5-7."))
        return low, high


class PeriodForm(forms.Form):
    """The span targets are given for, in the address: changing it shows what was given for that one."""

    tu = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày đầu kỳ.")})
    den = DayField(label=_("Đến hết ngày"), error_messages={"required": _("Nhập ngày cuối kỳ.")})

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        first, last = given.get("tu"), given.get("den")
        if first and last and last < first:
            self.add_error("den", _now("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."))
        return given


class TargetsForm(forms.Form):
    """One line an organisation, under the name t_<key>; empty takes its target back."""

    def __init__(
        self, data: Any, *, units: Sequence[Branch], there: Mapping[int, AdmissionTarget]
    ) -> None:
        super().__init__(data)
        self.units = units
        for unit in units:
            target = there.get(unit.pk)
            self.fields[f"t_{unit.pk}"] = NumberOrRange(
                label=unit.short_name, initial=shown(target) if target else ""
            )

    @property
    def lines(self) -> list[tuple[Branch, forms.BoundField]]:
        return [(unit, self[f"t_{unit.pk}"]) for unit in self.units]


def shown(target: AdmissionTarget) -> str:
    """As it is typed and printed: 5 or 5-7."""
    return str(target.low) if target.high is None else f"{target.low}-{target.high}"


class FreezeForm(forms.Form):
    on = DayField(
        label=_("Theo danh sách tại ngày"),
        help_text=_("Thường là ngày đầu năm; lấy trưởng bản và đảng viên như sổ ghi tại ngày đó."),
        error_messages={"required": _("Nhập ngày chốt.")},
    )
