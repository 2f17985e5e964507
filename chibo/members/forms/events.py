"""Extending, ending and cancelling leaves and decisions; months noted towards a removal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField, PartialDateField
from chibo.members.forms.behind import REQUEST, add_request
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.entering import day_field, decision_group, grouped
from chibo.members.forms.moving import Groups
from chibo.members.models import Exemption, Inactivity, Outcome, Suspension
from chibo.rulebook.queries import code_list

Decided = Exemption | Suspension


class _Decided(DecisionForm):
    title: Any = ""

    @property
    def groups(self) -> Groups:
        own = [name for name in self.fields if name not in self.DECISION]
        return grouped(self, (self.title, own), decision_group())


class ExtendForm(_Decided):
    """A leave goes on by a new decision; only an exemption has a request behind it."""

    title = gettext_lazy("Gia hạn")

    def __init__(self, data: Any = None, *, leave: Decided, **more: Any) -> None:
        super().__init__(data, **more)
        self.excused = isinstance(leave, Exemption)
        self.fields["on"] = day_field(
            gettext_lazy("Gia hạn từ ngày"), gettext_lazy("Nhập ngày bắt đầu gia hạn.")
        )
        self.fields["until"] = DayField(label=gettext_lazy("Đến ngày"), required=False)
        if self.excused:
            self.fields["reason"] = ChoiceOrNone(
                label=gettext_lazy("Lý do"),
                choices=code_list("exemption_reasons").choices(),
                error_messages={"required": gettext_lazy("Chọn lý do miễn sinh hoạt.")},
                initial=leave.reason,
            )
            add_request(self)
        else:
            self.fields["reason"] = forms.CharField(
                label=gettext_lazy("Lý do"),
                max_length=300,
                initial=leave.reason,
                error_messages={"required": gettext_lazy("Ghi lý do.")},
            )

    @property
    def request(self) -> dict[str, Any] | None:
        """Facts named as in members.actions.leaves.Request; None of a suspension."""
        return {name: self.cleaned_data[name] for name in REQUEST} if self.excused else None


class EndDecidedForm(_Decided):
    """An exemption ends early or in time; a suspension leads back or to discipline."""

    title = gettext_lazy("Kết thúc")
    _ENDS = (Outcome.RETURNED, Outcome.DISCIPLINED)

    def __init__(self, data: Any = None, *, leave: Decided, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["on"] = day_field(
            gettext_lazy("Kết thúc từ ngày"), gettext_lazy("Nhập ngày kết thúc.")
        )
        if isinstance(leave, Suspension):
            self.fields["outcome"] = ChoiceOrNone(
                label=gettext_lazy("Kết quả"),
                choices=[(one.value, one.label) for one in self._ENDS],
                error_messages={"required": gettext_lazy("Chọn kết quả của việc đình chỉ.")},
            )
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Lý do"), max_length=300, required=False
        )

    @property
    def outcome(self) -> str:
        return str(self.cleaned_data.get("outcome") or Outcome.RETURNED)


class CancelDecisionForm(_Decided):
    """The decision is cancelled by another one."""

    title = gettext_lazy("Hủy quyết định")

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["on"] = day_field(
            gettext_lazy("Hủy từ ngày"), gettext_lazy("Nhập ngày của quyết định hủy.")
        )
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Lý do hủy"),
            max_length=300,
            error_messages={"required": gettext_lazy("Ghi lý do hủy quyết định.")},
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("paper") and not given.get("paper_number") and not self.errors:
            self.add_error(
                "paper", _("Ghi quyết định hủy: chọn trong sổ văn bản hoặc ghi văn bản mới.")
            )
        return given


class InactivityForm(forms.Form):
    """A month without cell life or without dues, from a paper."""

    month = PartialDateField(
        label=gettext_lazy("Tháng"),
        help_text=gettext_lazy("Như 03/2026."),
        error_messages={"required": gettext_lazy("Nhập tháng, như 03/2026.")},
    )
    kind = ChoiceOrNone(
        label=gettext_lazy("Việc"),
        choices=Inactivity.choices,
        error_messages={"required": gettext_lazy("Chọn không sinh hoạt hay không đóng đảng phí.")},
    )
    source = forms.CharField(
        label=gettext_lazy("Ghi từ giấy tờ nào"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: biên bản họp chi bộ ngày 05/03/2026, sổ thu đảng phí."),
        error_messages={"required": gettext_lazy("Ghi giấy tờ làm căn cứ.")},
    )
    good_reason = forms.CharField(
        label=gettext_lazy("Lý do chính đáng"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Có lý do chính đáng thì tháng này không tính để xem xét xóa tên."),
    )

    def clean_month(self) -> Any:
        month = self.cleaned_data["month"]
        if month and month.precision == "year":
            raise forms.ValidationError(_("Ghi cả tháng, như 03/2026."))
        return month

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))


class ExcuseForm(forms.Form):
    good_reason = forms.CharField(
        label=gettext_lazy("Lý do chính đáng"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Ghi lý do chính đáng, ví dụ: đi viện, chi bộ cho nghỉ.")
        },
    )

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", ["good_reason"]))
