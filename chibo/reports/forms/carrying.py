"""Key cards taken down, files taken in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.organisations.queries.tree import Branch
from chibo.reports.rules.carrying import LARGEST_FILE


class KeyForm(forms.Form):
    organisation = forms.ChoiceField(label=gettext_lazy("Khóa của"))
    card = forms.CharField(
        label=gettext_lazy("Mã khóa"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("106 ký tự như đơn vị kia gửi; khoảng trắng, xuống dòng không sao."),
    )
    heard = forms.CharField(
        label=gettext_lazy("Dấu khóa nghe đọc"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Gọi cho đơn vị kia theo số đã biết, nhờ đọc 16 ký tự dấu khóa trên màn hình của họ."
        ),
    )
    compared_with = forms.CharField(
        label=gettext_lazy("Đã đối chiếu với"),
        max_length=200,
        help_text=gettext_lazy(
            "Ai đọc, qua đâu; như: đồng chí Lan, Ban Tổ chức, điện thoại cơ quan."
        ),
    )

    def __init__(self, data: Any, others: Sequence[Branch]) -> None:
        super().__init__(data)
        field: Any = self.fields["organisation"]
        field.choices = [(str(one.pk), one.name) for one in others]


class CarriedFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp đơn vị mang đến"),
        widget=forms.ClearableFileInput(attrs={"accept": ".nop"}),
        help_text=gettext_lazy("Tệp có đuôi .nop, do đơn vị lập ở trang Bản nộp."),
        error_messages={
            "required": gettext_lazy("Chọn tệp."),
            "empty": gettext_lazy("Tệp rỗng: chép lại từ đơn vị gửi."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("Tệp lớn quá {n} MB, không phải bản nộp.").format(n=LARGEST_FILE // 1_000_000)
            )
        return file


class RetireKeyForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Lý do thôi dùng"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi lý do thôi dùng khóa.")},
    )
