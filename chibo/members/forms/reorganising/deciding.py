"""What is decided, its confirmation by the name typed, and the reason of taking it back."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.base.text import clean, fold
from chibo.organisations.models import ReorganisationKind


class StartForm(forms.Form):
    """What is decided and from when."""

    kind = forms.ChoiceField(
        label=_("Hình thức"), choices=ReorganisationKind.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("Có hiệu lực từ ngày"))
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=60, required=False)
    decided_on = DayField(label=_("Ngày quyết định"), required=False)
    decided_by = forms.CharField(label=_("Cơ quan ra quyết định"), max_length=200, required=False)

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(
                _now("Ngày này chưa đến; soạn khi quyết định đã có hiệu lực.")
            )
        return day

    @property
    def citation(self) -> dict[str, Any]:
        names = ("decision_number", "decided_on", "decided_by")
        return {name: self.cleaned_data[name] for name in names}


class ConfirmForm(forms.Form):
    """Danger: the name is typed."""

    typed_name = forms.CharField(max_length=200)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed_name"].label = _now("Gõ “{name}” để xác nhận").format(name=name)

    def clean_typed_name(self) -> str:
        typed = clean(self.cleaned_data["typed_name"])
        if fold(typed) != fold(self.name):
            raise forms.ValidationError(
                _now("Tên gõ lại phải đúng là “{name}”.").format(name=self.name)
            )
        return typed


class UndoForm(forms.Form):
    reason = forms.CharField(label=_("Lý do hoàn tác"), max_length=300)
