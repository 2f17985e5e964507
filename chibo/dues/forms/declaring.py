"""What a member declares, what is decided for them, what applies at a unit, what is handed on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.dues.forms.fields import MoneyField, MonthField
from chibo.dues.models import ZONES, Method, ReliefKind
from chibo.dues.queries.months import next_month
from chibo.dues.rules.permits import decided_exemptions, declared_categories, reductions


class DeclareForm(forms.Form):
    since = MonthField(
        label=_("Áp dụng từ tháng"), error_messages={"required": _("Nhập tháng áp dụng.")}
    )
    declared_on = DayField(label=_("Ngày khai"), error_messages={"required": _("Nhập ngày khai.")})
    base = MoneyField(
        label=_("Thu nhập làm căn cứ một tháng (đồng)"),
        required=False,
        help_text=_(
            "Lương đóng bảo hiểm tháng trước, lương hưu hoặc trợ cấp. Nhóm đóng theo lương tối thiểu vùng, học "
            "sinh, sinh viên thì để trống. Trước tháng 02/2026: nhóm khác ghi mức chi bộ thống nhất."
        ),
    )
    pay = MoneyField(
        label=_("Tiền công đi làm thêm một tháng (đồng)"),
        required=False,
        help_text=_("Chỉ với người hưởng lương hưu còn làm việc."),
    )
    by_hand = MoneyField(
        label=_("Mức đóng ghi tay một tháng (đồng)"),
        required=False,
        help_text=_("Chỉ khi sổ quy định chưa có mức, như đảng viên ở ngoài nước."),
    )
    hand_reason = forms.CharField(label=_("Lý do ghi tay"), max_length=200, required=False)
    volunteered = MoneyField(
        label=_("Tự nguyện đóng thêm một tháng (đồng)"),
        required=False,
        help_text=_("Chi bộ báo cáo cấp trên quyết định; không tính là nợ khi chưa đóng."),
    )
    volunteer_note = forms.CharField(
        label=_("Căn cứ tự nguyện đóng thêm"), max_length=200, required=False
    )

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["category"] = forms.ChoiceField(
            label=_now("Nhóm đóng"),
            choices=[("", _now("Chọn")), *declared_categories()],
            error_messages={"required": _now("Chọn nhóm đóng.")},
        )
        self.order_fields(["category", "since", "declared_on"])

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if given.get("by_hand") is not None and not given.get("hand_reason"):
            self.add_error("hand_reason", _now("Ghi lý do vì sao mức đóng được ghi bằng tay."))
        if given.get("pay") is not None and given.get("category") != "working_pensioner":
            self.add_error("pay", _now("Chỉ ghi với người hưởng lương hưu còn làm việc."))
        return given


class ReliefForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Miễn hay giảm"), choices=ReliefKind.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do.")}
    )
    applied_on = DayField(label=_("Ngày làm đơn"), required=False)
    since = MonthField(label=_("Từ tháng"), error_messages={"required": _("Nhập tháng bắt đầu.")})
    last = MonthField(label=_("Đến hết tháng"), error_messages={"required": _("Nhập tháng cuối.")})
    decided_by = forms.CharField(
        label=_("Cấp quyết định"),
        max_length=200,
        error_messages={"required": _("Ghi cấp quyết định.")},
    )
    decided_on = DayField(
        label=_("Ngày quyết định"), error_messages={"required": _("Nhập ngày quyết định.")}
    )
    decision_number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)

    def __init__(self, data: Any, *, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        levels = [(str(one), f"{one}%") for one in reductions(on)]
        self.fields["percent"] = ChoiceOrNone(
            label=_now("Mức giảm"), choices=levels, required=False
        )
        self.fields["case"] = ChoiceOrNone(
            label=_now("Trường hợp miễn"),
            choices=decided_exemptions(),
            required=False,
            help_text=_now("Từ 50 năm tuổi Đảng thì hệ thống tự tính, không phải ghi."),
        )
        self.order_fields(["kind", "percent", "case"])

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if given.get("kind") == ReliefKind.REDUCED and not given.get("percent"):
            self.add_error("percent", _now("Chọn mức giảm."))
        if given.get("kind") == ReliefKind.EXEMPT and not given.get("case"):
            self.add_error("case", _now("Chọn trường hợp miễn."))
        return given

    @property
    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        percent = given.pop("percent")
        return given | {
            "percent": int(percent) if percent else None,
            "until": next_month(given.pop("last")),
        }


class EndReliefForm(forms.Form):
    until = MonthField(
        label=_("Đóng lại từ tháng"), error_messages={"required": _("Nhập tháng đóng lại.")}
    )
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do.")}
    )


class TermsForm(forms.Form):
    since = MonthField(label=_("Từ tháng"), error_messages={"required": _("Nhập tháng.")})
    wage_zone = ChoiceOrNone(
        label=_("Vùng lương tối thiểu"),
        choices=ZONES,
        nothing=_("Theo cấp trên"),
        required=False,
        help_text=_("Áp dụng cho đơn vị và mọi chi bộ trực thuộc chưa ghi riêng."),
    )
    keeps = forms.IntegerField(
        label=_("Được giữ lại (%)"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Chỉ ghi khi sổ quy định chưa có hoặc cấp trên quy định khác."),
    )
    decision_number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)
    decided_on = DayField(label=_("Ngày văn bản"), required=False)
    decided_by = forms.CharField(label=_("Cấp quy định"), max_length=200, required=False)

    @property
    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        zone = given.pop("wage_zone")
        return given | {"wage_zone": int(zone) if zone else None}


class RemitForm(forms.Form):
    first = MonthField(label=_("Từ tháng"), error_messages={"required": _("Nhập tháng đầu.")})
    last = MonthField(label=_("Đến tháng"), error_messages={"required": _("Nhập tháng cuối.")})
    handed_on = DayField(label=_("Nộp ngày"), error_messages={"required": _("Nhập ngày nộp.")})
    amount = MoneyField(
        label=_("Số tiền nộp, nếu khác số phải nộp (đồng)"),
        required=False,
        help_text=_("Để trống thì nộp đúng số phải nộp."),
    )
    reason = forms.CharField(label=_("Lý do nộp khác"), max_length=200, required=False)
    method = forms.ChoiceField(label=_("Hình thức"), choices=Method.choices, initial="cash")

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if given.get("amount") is not None and not given.get("reason"):
            self.add_error("reason", _now("Số nộp khác số phải nộp: ghi lý do."))
        return given
