"""What is typed about a course, who is sent to it, and its results."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.study.models import Result, TrainingKind


class TrainingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại lớp"), choices=TrainingKind.choices)
    name = forms.CharField(
        label=_("Tên lớp"), max_length=200, error_messages={"required": _("Nhập tên lớp.")}
    )
    held_by = forms.CharField(
        label=_("Nơi mở lớp"),
        max_length=200,
        error_messages={"required": _("Nhập nơi mở lớp.")},
    )
    first_day = DayField(
        label=_("Khai giảng"), error_messages={"required": _("Nhập ngày khai giảng.")}
    )
    last_day = DayField(label=_("Bế giảng"), error_messages={"required": _("Nhập ngày bế giảng.")})
    planned = forms.IntegerField(
        label=_("Kế hoạch cử (người)"), min_value=0, max_value=5000, required=False
    )


class ResultForm(forms.Form):
    result = forms.ChoiceField(label=_("Kết quả"), choices=Result.choices, widget=forms.RadioSelect)
    certificate_number = forms.CharField(
        label=_("Số văn bằng, chứng chỉ"), max_length=60, required=False
    )
    certificate_on = DayField(label=_("Ngày cấp"), required=False)
    dropped_reason = forms.CharField(
        label=_("Lý do không hoàn thành"), max_length=200, required=False
    )

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if given.get("result") == Result.DROPPED and not given.get("dropped_reason"):
            self.add_error("dropped_reason", _now("Ghi lý do không hoàn thành."))
        return given


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do.")}
    )
