"""Form fields that read what people type: days and partly known dates as dd/mm/yyyy, codes, phone keyboards."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.partial_dates import NotADate, PartialDate
from chibo.base.text import format_date


class _TypedDate(forms.CharField):
    """Text in, a date of some precision out; shows dates back as they are written here."""

    def __init__(self, **more: Any) -> None:
        # no max_length: its check would measure the date, and PartialDate refuses long text itself
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "40"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs)} | more)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return str(value)
        return format_date(value) if isinstance(value, date) else value

    def _read(self, value: Any) -> PartialDate | None:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except NotADate as problem:
            raise forms.ValidationError(problem.sentence) from problem


class PartialDateField(_TypedDate):
    """03/02/2014, 02/2014 or 2014: cleans to a PartialDate or None."""

    def __init__(self, **more: Any) -> None:
        hint = gettext_lazy("Như 03/02/2014; chỉ biết tháng, năm thì ghi 02/2014, 2014.")
        super().__init__(**{"help_text": hint} | more)

    def to_python(self, value: Any) -> Any:
        return self._read(value)


class DayField(_TypedDate):
    """A whole day: cleans to a date or None."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"help_text": gettext_lazy("Như 03/02/2014.")} | more)

    def to_python(self, value: Any) -> Any:
        read = self._read(value)
        if read is None:
            return None
        if read.precision != "day":
            raise forms.ValidationError(_("Ghi đủ ngày, tháng, năm, như 03/02/2014."))
        return read.day


class ChoiceOrNone(forms.ChoiceField):
    """A select whose first line means nothing chosen; cleans to "" then."""

    def __init__(self, *, choices: Any, nothing: Any = "", **more: Any) -> None:
        super().__init__(choices=[("", nothing or gettext_lazy("Chọn")), *choices], **more)


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field that gets its choices when the form is shown."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


def plain_choices(form: forms.BaseForm, name: str) -> list[tuple[str, Any]]:
    """Of a field without groups: code and label."""
    return [(str(code), label) for code, label in choice_field(form, name).choices]  # type: ignore[misc,union-attr]  # lazy ones are typed apart


class CitedForm(forms.Form):
    """A change from a day on, with the decision behind it."""

    on = DayField(label=gettext_lazy("Có hiệu lực từ ngày"))
    decision_number = forms.CharField(
        label=gettext_lazy("Số quyết định"), max_length=60, required=False
    )
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"), required=False)
    decided_by = forms.CharField(
        label=gettext_lazy("Cơ quan ra quyết định"), max_length=200, required=False
    )

    field_order: list[str] | None = None

    @property
    def citation(self) -> dict[str, Any]:
        names = ("decision_number", "decided_on", "decided_by")
        return {name: self.cleaned_data[name] for name in names}

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Ngày này chưa đến; ghi khi quyết định đã có hiệu lực."))
        return day
