"""What is typed about the fund of a unit, and about money that came from below."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField, choice_field
from chibo.dues.forms.fields import MoneyField
from chibo.dues.models import BY_HAND, EntryKind
from chibo.rulebook.queries import code_list


class EntryForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[(kind.value, kind.label) for kind in BY_HAND],
        initial=EntryKind.SPENT,
    )
    on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})
    amount = MoneyField(label=_("Số tiền (đồng)"), error_messages={"required": _("Nhập số tiền.")})
    purpose = ChoiceOrNone(
        label=_("Nội dung chi"),
        choices=(),
        nothing=_("Chọn khi ghi chi"),
        required=False,
    )
    what = forms.CharField(
        label=_("Diễn giải"),
        max_length=200,
        help_text=_("Như Mua báo Nhân Dân quý III."),
        error_messages={"required": _("Ghi diễn giải.")},
    )
    voucher = forms.CharField(label=_("Số chứng từ"), max_length=60, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = code_list("dues_spending").choices()
        choice_field(self, "purpose").choices = [("", _now("Chọn khi ghi chi")), *choices]

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        spent = given.get("kind") == EntryKind.SPENT
        if spent and not given.get("purpose"):
            self.add_error("purpose", _now("Chọn nội dung chi."))
        if not spent:
            given["purpose"] = ""
        return given


class ConfirmForm(forms.Form):
    """When the money came and who took it."""

    on = DayField(label=_("Nhận ngày"), error_messages={"required": _("Nhập ngày nhận.")})
    received_by = forms.CharField(
        label=_("Người nhận"),
        max_length=120,
        error_messages={"required": _("Nhập người nhận.")},
    )


class ReceiveForm(ConfirmForm):
    """The same for papers ticked, by primary key."""

    def __init__(self, data: Any, *, offered: Sequence[int], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["chon"] = forms.MultipleChoiceField(
            choices=[(str(key), str(key)) for key in offered],
            initial=[str(key) for key in offered],
            error_messages={
                "required": _("Chọn ít nhất một phiếu."),
                "invalid_choice": _("Có phiếu đã xác nhận hoặc đã hủy; tải lại trang."),
            },
        )

    @property
    def ticked(self) -> set[str]:
        return {str(key) for key in self["chon"].value() or ()}

    @property
    def chosen(self) -> set[int]:
        return {int(key) for key in self.cleaned_data["chon"]}
