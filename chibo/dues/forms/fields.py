"""Months typed as 11/2026 and amounts of đồng as 8.500.000."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import NotANumber, clean, format_number, parse_decimal

_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
_MONTHS = 12
_MOST = 1_000_000_000


class MonthField(forms.CharField):
    """11/2026: cleans to the first day of the month, or None."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "10"}
        more.setdefault("help_text", gettext_lazy("Như 11/2026."))
        super().__init__(widget=forms.TextInput(attrs=attrs), **more)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%m/%Y}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = _MONTH.fullmatch(clean(text))
        if not found or not 1 <= int(found[1]) <= _MONTHS or int(found[2]) < 1:
            raise forms.ValidationError(_("Ghi tháng và năm, như 11/2026."))
        return date(int(found[2]), int(found[1]), 1)


class MoneyField(forms.CharField):
    """8.500.000 or 8500000: cleans to whole đồng, or None."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **more)

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            amount = parse_decimal(text.removesuffix("đ").strip())
        except NotANumber as problem:
            raise forms.ValidationError(problem.sentence) from problem
        if amount != int(amount) or not 0 <= amount <= _MOST:
            raise forms.ValidationError(_("Ghi số tiền chẵn đồng, như 8.500.000."))
        return int(amount)
