"""What is typed about a resolution: its summary, the words of each part, and the day it is issued."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.base.text import clean


class ResolutionForm(forms.Form):
    """Fields `part0`, `part1`… under the titles of the parts."""

    summary = forms.CharField(
        label=_("Trích yếu"), max_length=300, error_messages={"required": _("Nhập trích yếu.")}
    )

    def __init__(
        self, data: Any, *, titles: Sequence[str], texts: Sequence[str], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.places = range(len(titles))
        for place, title in enumerate(titles):
            self.fields[f"part{place}"] = forms.CharField(
                label=title,
                max_length=20000,
                required=False,
                initial=texts[place] if place < len(texts) else "",
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    def texts(self) -> list[str]:
        return [self.cleaned_data[f"part{place}"] for place in self.places]


class IssueForm(forms.Form):
    """`term` is asked only where the books name none, `first` only for the first number of a term."""

    issued_on = DayField(
        label=_("Ngày ban hành"), error_messages={"required": _("Nhập ngày ban hành.")}
    )
    term = forms.CharField(
        label=_("Nhiệm kỳ"),
        max_length=9,
        help_text=_("Như 2025-2030; số văn bản liên tục trong nhiệm kỳ."),
        error_messages={"required": _("Nhập nhiệm kỳ.")},
    )
    first = forms.IntegerField(
        label=_("Số bắt đầu"),
        min_value=1,
        max_value=9999,
        initial=1,
        help_text=_("Ghi số tiếp theo nếu trong nhiệm kỳ đã cấp số trên sổ giấy."),
        error_messages={"required": _("Nhập số bắt đầu."), "invalid": _("Nhập số từ 1 trở lên.")},
    )

    def __init__(self, data: Any, *, term: str, is_first: bool, **more: Any) -> None:
        super().__init__(data, **more)
        self.known_term = term
        if term:
            del self.fields["term"]
        if not is_first:
            del self.fields["first"]

    def clean_term(self) -> str:
        return clean(self.cleaned_data["term"]).replace(" ", "").replace("–", "-")

    def given(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {
            "issued_on": found["issued_on"],
            "term": found.get("term", self.known_term),
            "first": found.get("first", 1),
        }
