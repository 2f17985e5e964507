"""What is typed about decisions of discipline and about letters."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField, choice_field
from chibo.documents.forms import PapersField
from chibo.inspection.forms.choosing import MembersField
from chibo.inspection.forms.violations import ViolationsForm
from chibo.inspection.models import SETTLED_WORDS, Body, ComplaintKind
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list


def _number(label: Any, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=5000,
        required=required,
        error_messages={"required": _("Nhập số phiếu.")},
    )


class DisciplineForm(ViolationsForm):
    """`units` may be disciplined, `deciders` decide: choices of keys and names."""

    form = forms.ChoiceField(label=_("Hình thức"))
    body = forms.ChoiceField(
        label=_("Cấp quyết định"), choices=Body.choices, widget=forms.RadioSelect
    )
    decided_on = DayField(
        label=_("Ngày quyết định"),
        error_messages={"required": _("Nhập ngày quyết định.")},
        help_text=_("Chi bộ: ngày công bố kết quả biểu quyết, quyết định có hiệu lực ngay."),
    )
    effective_on = DayField(label=_("Có hiệu lực từ"), required=False)
    concluded_on = DayField(label=_("Kết luận vi phạm ngày"), required=False)
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=60, required=False)
    why = forms.CharField(
        label=_("Lý do kỷ luật"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi lý do kỷ luật.")},
    )
    heard_on = DayField(label=_("Nghe đảng viên trình bày ngày"), required=False)
    not_heard_because = forms.CharField(
        label=_("Lý do không nghe được"), max_length=300, required=False
    )
    votes = _number(_("Số phiếu tán thành"))
    base = _number(_("Số người có quyền biểu quyết"))
    cell_votes = _number(_("Phiếu tán thành tại chi bộ"), required=False)
    cell_base = _number(_("Đảng viên được triệu tập tại chi bộ"), required=False)
    handed_on = DayField(label=_("Trao quyết định ngày"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        of: Branch,
        units: Sequence[tuple[str, str]],
        deciders: Sequence[tuple[str, str]],
        keeper: int,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["person"] = MembersField(
            of=of,
            many=False,
            label=_("Đảng viên"),
            required=False,
            help_text=_("Họ và tên; trùng tên thì ghi thêm chi bộ trong ngoặc."),
        )
        self.fields["unit"] = ChoiceOrNone(
            label=_("Hoặc tổ chức đảng"), choices=units, nothing=_("Không"), required=False
        )
        self.fields["decided_by"] = forms.ChoiceField(label=_("Của"), choices=deciders)
        self.fields["papers"] = PapersField(
            keeper=keeper, label=_("Văn bản trong sổ"), required=False,
            help_text=_("Số và ký hiệu, nếu quyết định đã vào sổ văn bản."),
        )  # fmt: skip
        self._offer(self.fields["form"], code_list("discipline_forms").choices())
        self.order_fields(["person", "unit", "form", "body", "decided_by", "decided_on"])
        self.add_violations(least=1)

    @staticmethod
    def _offer(field: Any, choices: Sequence[tuple[str, str]]) -> None:
        field.choices = choices


class HandOverForm(forms.Form):
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=60, required=False)
    handed_on = DayField(label=_("Trao quyết định ngày"), required=False)


class ComplaintForm(forms.Form):
    """`decisions` and `units` are choices of keys and names."""

    kind = forms.ChoiceField(
        label=_("Loại đơn"), choices=ComplaintKind.choices, widget=forms.RadioSelect
    )
    received_on = DayField(label=_("Ngày nhận"), error_messages={"required": _("Nhập ngày nhận.")})
    sender = forms.CharField(label=_("Người gửi"), max_length=150, required=False)
    anonymous = forms.BooleanField(label=_("Nặc danh, mạo danh"), required=False)
    what = forms.CharField(
        label=_("Nội dung"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Ghi nội dung đơn.")},
    )

    def __init__(
        self,
        data: Any,
        *,
        of: Branch,
        decisions: Sequence[tuple[str, str]],
        units: Sequence[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["discipline"] = ChoiceOrNone(
            label=_("Khiếu nại quyết định"), choices=decisions, required=False
        )
        self.fields["person"] = MembersField(
            of=of, many=False, label=_("Đảng viên bị tố cáo"), required=False
        )
        self.fields["unit"] = ChoiceOrNone(
            label=_("Hoặc tổ chức bị tố cáo"), choices=units, nothing=_("Không"), required=False
        )
        self.fields["refused"] = ChoiceOrNone(
            label=_("Không giải quyết vì"),
            choices=code_list("complaint_refusals").choices(),
            nothing=_("Đơn được giải quyết"),
            required=False,
        )
        self.order_fields(
            ["kind", "received_on", "sender", "anonymous", "discipline", "person", "unit"]
        )


class SettleForm(forms.Form):
    settled = forms.ChoiceField(label=_("Kết quả"), choices=(), widget=forms.RadioSelect)
    on = DayField(label=_("Ngày giải quyết"), error_messages={"required": _("Nhập ngày.")})
    outcome = forms.CharField(
        label=_("Nội dung giải quyết"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Ghi nội dung giải quyết.")},
    )

    def __init__(self, data: Any, *, kind: str, **more: Any) -> None:
        super().__init__(data, **more)
        words = SETTLED_WORDS[ComplaintKind(kind)]
        choices = [(one.value, label) for one, label in words.items()]
        choice_field(self, "settled").choices = choices
