"""What a committee says of a sign of weakness; milestones and their results."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.consolidation.models import MilestoneResult
from chibo.members.forms.decision import DecisionForm
from chibo.rulebook.queries import code_list, rule


class ConcludeForm(forms.Form):
    confirmed = forms.ChoiceField(
        label=_("Kết luận"),
        choices=[("co", _("Xác nhận là yếu kém")), ("khong", _("Gác lại, chưa coi là yếu kém"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn xác nhận hoặc gác lại.")},
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi lý do kết luận.")},
    )
    evidence = forms.CharField(label=_("Minh chứng"), max_length=500, required=False)
    concluded_on = DayField(
        label=_("Ngày kết luận"), error_messages={"required": _("Nhập ngày kết luận.")}
    )


class SeenForm(ConcludeForm):
    """A sign the records do not tell, such as a quarrel: the committee names the criterion itself."""

    field_order = ("criterion", "confirmed", "reason", "evidence", "concluded_on")

    def __init__(self, data: Any, *, on: Any, **more: Any) -> None:
        super().__init__(data, **more)
        del self.fields["confirmed"]
        codes = code_list("weakness_criteria")
        wanted = rule("consolidation.criteria", on).entries()
        self.fields["criterion"] = forms.ChoiceField(
            label=_("Tiêu chí"), choices=[(code, codes.label(code)) for code in wanted]
        )
        self.fields["evidence"].required = True
        self.fields["evidence"].error_messages["required"] = _("Ghi minh chứng.")
        self.order_fields(self.field_order)


class MilestoneForm(forms.Form):
    what = forms.CharField(
        label=_("Mốc phải đạt"),
        max_length=200,
        help_text=_("Như nông thôn mới, thôn không còn hộ nghèo."),
        error_messages={"required": _("Nhập mốc phải đạt.")},
    )
    set_on = DayField(label=_("Đặt ra ngày"), error_messages={"required": _("Nhập ngày đặt ra.")})
    due_on = DayField(label=_("Hạn"), error_messages={"required": _("Nhập hạn.")})


class ResultForm(DecisionForm):
    legend = _("Quyết định công nhận, nếu có")
    result = forms.ChoiceField(
        label=_("Kết quả"), choices=MilestoneResult.choices, widget=forms.RadioSelect
    )
    on = DayField(
        label=_("Ngày có kết quả"), error_messages={"required": _("Nhập ngày có kết quả.")}
    )
    evidence = forms.CharField(label=_("Minh chứng"), max_length=300, required=False)
