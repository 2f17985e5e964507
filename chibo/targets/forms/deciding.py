"""What a committee says about a number that waits; which targets are closed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    viec = forms.ChoiceField(choices=[("duyet", ""), ("tra", "")])
    said = forms.CharField(
        label=_("Ý kiến"),
        max_length=300,
        required=False,
        help_text=_("Trả lại thì ghi lý do."),
    )

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if given.get("viec") == "tra" and not given.get("said"):
            self.add_error("said", _now("Ghi lý do trả lại."))
        return given


class TickedForm(forms.Form):
    """Rows ticked on a page, with a remark for all of them."""

    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, data: Any, *, offered: Sequence[int], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["chon"] = forms.TypedMultipleChoiceField(
            coerce=int,
            choices=[(key, str(key)) for key in offered],
            error_messages={"required": _("Chọn ít nhất một dòng.")},
        )

    @property
    def ticked(self) -> list[str]:
        data: Any = self.data
        return data.getlist("chon") if self.is_bound else []

    @property
    def chosen(self) -> list[int]:
        found: list[int] = self.cleaned_data["chon"]
        return found
