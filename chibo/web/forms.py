"""What people type at the doors: moves and ends of units, accounts, duties, filters of the journal."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.accounts.models import User
from chibo.base.fields import ChoiceOrNone, CitedForm, DayField
from chibo.base.text import clean, fold
from chibo.organisations.models import Role
from chibo.organisations.powers import Power
from chibo.organisations.queries.called import standing_called
from chibo.organisations.queries.tree import Branch


class OrganisationField(forms.CharField):
    """A code or a name of an organisation standing today, where the user has a power; cleans to a Branch."""

    def __init__(self, *, user: User, power: Power, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.user, self.power = user, power

    def clean(self, value: Any) -> Any:
        text = super().clean(value) or ""
        if not text:
            return None
        found = standing_called(self.user, self.power, clean(text), timezone.localdate())
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                _now(
                    "Không có tổ chức nào mang mã hoặc tên “{text}” trong phạm vi của đồng chí."
                ).format(text=clean(text)[:80])
            )
        raise forms.ValidationError(
            _now("Có {n} tổ chức cùng tên này; ghi mã tổ chức 14 chữ số.").format(n=len(found))
        )


class MoveForm(CitedForm):
    field_order = ["parent", "on"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = OrganisationField(
            user=user,
            power=Power.MANAGE_TREE,
            label=_("Về trực thuộc tổ chức"),
            help_text=_("Ghi tên đầy đủ hoặc mã tổ chức."),
        )
        self.order_fields(self.field_order)


class EndUnitForm(CitedForm):
    """Ending cannot be undone with a button, so the unit's name is typed."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)
    typed_name = forms.CharField(label=_("Gõ lại tên tổ chức để xác nhận"), max_length=200)

    field_order = ["on", "reason", "decision_number", "decided_on", "decided_by", "typed_name"]

    def __init__(self, *args: Any, unit: Branch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_typed_name(self) -> str:
        typed = clean(self.cleaned_data["typed_name"])
        if fold(typed) != fold(self.unit.name):
            raise forms.ValidationError(
                _now("Tên gõ lại phải đúng là “{name}”.").format(name=self.unit.name)
            )
        return typed


class AccountForm(forms.Form):
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=64,
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm; như hoa.vt"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)


class DutyForm(forms.Form):
    role = ChoiceOrNone(label=_("Nhiệm vụ"), choices=Role.choices)
    on = DayField(label=_("Từ ngày"))

    field_order = ["role", "organisation", "on"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = OrganisationField(
            user=user,
            power=Power.MANAGE_DUTIES,
            label=_("Tại tổ chức"),
            help_text=_("Ghi tên đầy đủ hoặc mã tổ chức."),
        )
        self.order_fields(self.field_order)


class EndDutyForm(forms.Form):
    on = DayField(label=_("Thôi từ ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=300, required=False)


class JournalFilter(forms.Form):
    """Filters of the journal's address; what cannot be read is left out."""

    tu = DayField(label=_("Từ ngày"), required=False)
    den = DayField(label=_("Đến ngày"), required=False)
    ai = forms.CharField(label=_("Người làm"), max_length=120, required=False)
    viec = forms.CharField(max_length=60, required=False)
    nguon = forms.CharField(max_length=10, required=False)
