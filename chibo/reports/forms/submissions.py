"""Handing in and receiving, as typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.reports.frozen.narrative import SECTION
from chibo.reports.models import Submission


class HandInForm(forms.Form):
    """`problems` that are left make the sentence why a must."""

    note = forms.CharField(
        label=_("Giải trình chỗ chưa khớp"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bắt buộc khi còn chỗ chưa khớp; cấp trên đọc được."),
    )


class AcceptForm(forms.Form):
    words = forms.CharField(label=_("Ý kiến"), max_length=500, required=False)


class ReturnForm(forms.Form):
    why = forms.CharField(
        label=_("Lý do trả lại"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi lý do trả lại để đơn vị biết mà sửa.")},
    )


class ReopenForm(forms.Form):
    why = forms.CharField(
        label=_("Lý do mở lại"),
        max_length=300,
        error_messages={"required": _("Ghi lý do mở lại.")},
    )


class RemarkForm(forms.Form):
    """`about` is the line of a form or the place of a section; "" the whole sheet."""

    text = forms.CharField(
        label=_("Góp ý về ô này"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi ý kiến của cấp trên.")},
    )

    def __init__(self, data: Any, *, about: str) -> None:
        super().__init__(data)
        if not about:
            self.fields["text"].label = _("Góp ý về cả biểu, báo cáo này")
        elif about.startswith(SECTION):
            self.fields["text"].label = _("Góp ý về mục này")


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Trả lời"),
        max_length=500,
        error_messages={"required": _("Ghi câu trả lời.")},
    )


class SignedForm(forms.Form):
    """The paper it was signed with, and its scan."""

    number = forms.CharField(
        label=_("Số văn bản"), max_length=40, required=False, help_text=_("Như: 12-BC/ĐU.")
    )
    signed_on = DayField(label=_("Ngày ký"), required=False)
    file = forms.FileField(
        label=_("Bản ký quét lại"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        help_text=_("PDF, JPEG hoặc PNG."),
        error_messages={"empty": _("Tệp rỗng.")},
    )

    def __init__(self, data: Any, files: Any, submission: Submission) -> None:
        start = {"number": submission.number, "signed_on": submission.signed_on}
        super().__init__(data, files, initial=start)


class CallForm(forms.Form):
    due_on = DayField(label=_("Hạn nộp"))
