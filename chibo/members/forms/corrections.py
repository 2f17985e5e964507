"""A correction a member asks for, and its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    about = forms.CharField(
        label=_("Mục cần sửa"),
        max_length=100,
        help_text=_("Như Ngày sinh, Trình độ lý luận chính trị, Ngày vào Đảng."),
        error_messages={"required": _("Ghi mục cần sửa.")},
    )
    wanted = forms.CharField(
        label=_("Nội dung đúng"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi nội dung đúng.")},
    )
    evidence = forms.CharField(
        label=_("Giấy tờ làm căn cứ"),
        max_length=300,
        required=False,
        help_text=_("Như Giấy khai sinh, bằng tốt nghiệp; mang bản gốc đến khi văn phòng hẹn."),
    )


class AnswerForm(forms.Form):
    accepted = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[("yes", _("Đã sửa hồ sơ")), ("no", _("Không sửa"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn đã sửa hoặc không sửa.")},
    )
    answer = forms.CharField(
        label=_("Trả lời"),
        max_length=500,
        required=False,
        help_text=_("Không sửa thì ghi vì sao."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
