"""Who paid, for which months, on what day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.dues.forms.fields import MoneyField
from chibo.dues.models import Method

PREFIX = "thang-"


class TakenForm(forms.Form):
    """What all receipts of one sheet share."""

    paid_on = DayField(label=_("Nộp ngày"), error_messages={"required": _("Nhập ngày nộp.")})
    method = forms.ChoiceField(label=_("Hình thức"), choices=Method.choices, initial="cash")
    received_by = forms.CharField(label=_("Người thu"), max_length=120, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=200, required=False)


class CollectForm(TakenForm):
    """Ticks among the members of a cell, by primary key: each ticked paid all that is owed."""

    def __init__(self, data: Any, *, offered: Sequence[int], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["chon"] = forms.MultipleChoiceField(
            choices=[(str(key), str(key)) for key in offered],
            error_messages={
                "required": _("Chọn ít nhất một người đã nộp."),
                "invalid_choice": _("Có người không còn khoản phải đóng; tải lại trang."),
            },
        )

    @property
    def ticked(self) -> set[str]:
        return {str(key) for key in self["chon"].value() or ()}

    @property
    def chosen(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["chon"]]


class PayForm(TakenForm):
    """One member, an amount for each month that is paid."""

    def __init__(self, data: Any, *, months: Sequence[date], **more: Any) -> None:
        super().__init__(data, **more)
        self.months = list(months)
        for month in self.months:
            self.fields[f"{PREFIX}{month:%Y-%m}"] = MoneyField(
                label=_now("Tháng {month}").format(month=f"{month:%m/%Y}"), required=False
            )

    def amount_fields(self) -> list[tuple[date, forms.BoundField]]:
        return [(month, self[f"{PREFIX}{month:%Y-%m}"]) for month in self.months]

    def shared_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in TakenForm.base_fields]

    @property
    def paid(self) -> dict[date, int]:
        given = {month: self.cleaned_data.get(f"{PREFIX}{month:%Y-%m}") for month in self.months}
        return {month: amount for month, amount in given.items() if amount}

    def clean(self) -> dict[str, Any] | None:
        if not self.errors and not self.paid:
            raise forms.ValidationError(_now("Ghi số tiền của ít nhất một tháng."))
        return self.cleaned_data


class CancelForm(forms.Form):
    on = DayField(label=_("Hủy ngày"), error_messages={"required": _("Nhập ngày hủy.")})
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do hủy.")}
    )


class ExcuseForm(forms.Form):
    """Months that are over and unpaid, and why that is in order."""

    def __init__(self, data: Any, *, months: Sequence[date], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["months"] = forms.MultipleChoiceField(
            label=_now("Những tháng có lý do"),
            choices=[(f"{month:%Y-%m}", f"{month:%m/%Y}") for month in months],
            widget=forms.CheckboxSelectMultiple,
            initial=[f"{month:%Y-%m}" for month in months],
            error_messages={"required": _now("Chọn ít nhất một tháng.")},
        )
        self.fields["reason"] = forms.CharField(
            label=_now("Lý do"),
            max_length=200,
            required=False,
            help_text=_now(
                "Như đi làm xa, đã xin đóng sau. Vẫn còn nợ, nhưng không tính là không đóng không lý do. Để "
                "trống là bỏ lý do đã ghi."
            ),
        )
