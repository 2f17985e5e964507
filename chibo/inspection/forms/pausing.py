"""What is typed about standing still, going on, and looking at more."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.inspection.forms.choosing import MembersField, UnitsField
from chibo.inspection.forms.inspections import DayForm
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list


class PauseForm(forms.Form):
    """`members` are those looked at that are members: keys and names."""

    number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)
    started_on = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày.")})
    child_born_on = DayField(
        label=_("Con sinh ngày"),
        required=False,
        help_text=_("Chỉ khi hoãn vì nuôi con nhỏ; ngày hết hoãn tính từ đây."),
    )
    until = DayField(
        label=_("Dự kiến đến ngày"),
        required=False,
        help_text=_("Ngày xem xét lại; hoãn vì nuôi con nhỏ thì để trống."),
    )
    text = forms.CharField(
        label=_("Nói rõ"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: Any, *, members: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["inspected"] = ChoiceOrNone(
            label=_("Hoãn đối với"),
            choices=members,
            nothing=_("Cả cuộc kiểm tra, giám sát"),
            required=False,
        )
        self.fields["reason"] = forms.ChoiceField(
            label=_("Lý do"),
            choices=code_list("pause_reasons").choices(),
            widget=forms.RadioSelect,
            error_messages={"required": _("Chọn lý do.")},
        )
        self.order_fields(["inspected", "reason"])


class ResumeForm(DayForm):
    note_text = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)


class ObjectsForm(DayForm):
    number = forms.CharField(label=_("Số quyết định bổ sung"), max_length=60, required=False)
    committees = forms.BooleanField(
        label=_("Đối tượng là chi ủy, cấp ủy của các tổ chức đã chọn"), required=False
    )

    def __init__(self, data: Any, *, of: Branch, units: Sequence[Branch], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["people"] = MembersField(
            of=of,
            label=_("Đảng viên được kiểm tra, giám sát"),
            required=False,
            help_text=_("Mỗi dòng một họ tên; trùng tên thì ghi thêm chi bộ trong ngoặc."),
        )
        self.fields["units"] = UnitsField(
            units=units or [of], label=_("Tổ chức được kiểm tra, giám sát"), required=False
        )
        self.order_fields(["on", "number", "people", "units", "committees"])

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if not self.errors and not given.get("people") and not given.get("units"):
            self.add_error("people", _now("Ghi ít nhất một đảng viên hoặc chọn một tổ chức."))
        return given
