"""What is typed at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _


class KeepForm(forms.Form):
    note = forms.CharField(
        label=_("Giấy tờ đã đối chiếu, lý do để nguyên"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Ghi giấy tờ đã đối chiếu hoặc lý do để nguyên.")},
        help_text=_("Ví dụ: đã đối chiếu căn cước và giấy khai sinh, hồ sơ ghi đúng."),
    )


class ReasonForm(forms.Form):
    why = forms.CharField(
        label=_("Giấy tờ căn cứ"),
        max_length=300,
        error_messages={"required": _("Ghi giấy tờ làm căn cứ, như phiếu đối chiếu đã ký.")},
        help_text=_("Ghi chung cho các dòng sửa lần này; vào nhật ký của từng hồ sơ."),
    )
