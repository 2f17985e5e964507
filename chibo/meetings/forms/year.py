"""What the year of a committee's meetings is asked about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField


class MomentForm(forms.Form):
    """A day whose year before and year after are set side by side."""

    moc = DayField(required=False, label=_("Ngày mốc"))
