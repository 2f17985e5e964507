"""What is typed about a cycle and its decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.appraisal.models import Kind, Unrated
from chibo.base.fields import ChoiceOrNone, DayField, choice_field
from chibo.documents.forms import PapersField
from chibo.documents.models import Paper
from chibo.rulebook.queries import code_list

_FIRST, _LAST = 1990, 2100


def year_field(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Năm"),
        min_value=_FIRST,
        max_value=_LAST,
        error_messages={"required": _("Nhập năm.")},
        **more,
    )


class CycleForm(forms.Form):
    year = year_field()
    quarter = forms.TypedChoiceField(
        label=_("Kỳ"),
        coerce=int,
        choices=[("0", _("Cả năm")), *((str(n), _("Quý") + f" {n}") for n in range(1, 5))],
    )
    frozen_on = DayField(
        label=_("Chốt danh sách ngày"),
        error_messages={"required": _("Nhập ngày chốt danh sách.")},
        help_text=_("Ai có tên trong sổ ngày ấy thì có trong danh sách; về sau không đổi."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Xếp loại những ai"),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một đối tượng.")},
    )
    cells_by = DayField(label=_("Chi bộ họp xong trước ngày"), required=False)
    decide_by = DayField(label=_("Cấp ủy quyết định trước ngày"), required=False)


def papers_field(keeper: int) -> PapersField:
    return PapersField(
        keeper=keeper,
        label=_("Số quyết định"),
        required=False,
        help_text=_("Số và ký hiệu đã có trong sổ văn bản, như 12-QĐ/ĐU."),
    )


class ReasonForm(forms.Form):
    on = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày.")})
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do.")}
    )


class SpecialForm(forms.Form):
    reason = forms.CharField(
        label=_("Căn cứ"),
        max_length=500,
        required=False,
        help_text=_("Như: tập thể có thành tích nổi trội, theo văn bản số nào."),
    )


class OutsideForm(forms.Form):
    unrated = ChoiceOrNone(
        label=_("Diện"), choices=Unrated.choices, nothing=_("Phải xếp loại"), required=False
    )
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do.")}
    )


class GroupForm(forms.Form):
    group = forms.CharField(
        label=_("Nhóm tính tỷ lệ"),
        max_length=80,
        required=False,
        help_text=_(
            "Những đối tượng có nhiệm vụ tương đồng ghi cùng tên nhóm; trống là chung một nhóm."
        ),
    )


class DecideForm(forms.Form):
    """Whom to decide on, and for each of those at the lowest level its ground and cause."""

    kinds = forms.MultipleChoiceField(
        label=_("Quyết định những ai"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một đối tượng.")},
    )
    decided_on = DayField(
        label=_("Ngày quyết định"), error_messages={"required": _("Nhập ngày quyết định.")}
    )
    decided_by = forms.CharField(label=_("Cơ quan quyết định"), max_length=250)

    def __init__(self, data: Any, *, kinds: Any, lowest: Any, keeper: int, **more: Any) -> None:
        super().__init__(data, **more)
        choice_field(self, "kinds").choices = kinds
        self.fields["papers"] = papers_field(keeper)
        self.lowest = list(lowest)
        for row in self.lowest:
            self.fields[f"ground{row.pk}"] = ChoiceOrNone(
                label=_("Căn cứ: %(name)s") % {"name": row.name},
                choices=code_list("not_met_grounds").choices(),
                nothing=_("Chọn căn cứ"),
                required=False,
            )
            self.fields[f"cause{row.pk}"] = forms.CharField(
                label=_("Nguyên nhân: %(name)s") % {"name": row.name},
                max_length=1000,
                required=False,
            )

    @property
    def paper(self) -> Paper | None:
        return next(iter(self.cleaned_data["papers"]), None)
