"""What comes with a file that a program sends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField


class SentListForm(forms.Form):
    file = forms.FileField(label=_("Tệp danh sách"))
    as_of = DayField(label=_("Danh sách tính đến ngày"))
    books_from = DayField(label=_("Sổ bắt đầu từ ngày"), required=False)
