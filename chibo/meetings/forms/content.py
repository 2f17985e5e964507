"""What is typed about a point of the agenda: what was said, the three counts, the work given."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.members.models import Person

_MOST = 9999


def _title() -> forms.CharField:
    return forms.CharField(
        label=_("Nội dung"), max_length=300, error_messages={"required": _("Nhập nội dung.")}
    )


class NewItemForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    title = _title()


class ItemForm(forms.Form):
    title = _title()
    opinions = forms.CharField(
        label=_("Ý kiến thảo luận"),
        max_length=10000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    conclusion = forms.CharField(
        label=_("Kết luận của chủ trì"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _count(label: Any) -> forms.IntegerField:
    wrong = _("Nhập số phiếu từ 0 trở lên.")
    names = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        label=label, min_value=0, max_value=_MOST, error_messages=dict.fromkeys(names, wrong)
    )


class VoteForm(forms.Form):
    in_favour = _count(_("Tán thành"))
    against = _count(_("Không tán thành"))
    other = _count(_("Ý kiến khác"))


class WorkForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.CharField(
        label=_("Việc giao"), max_length=500, error_messages={"required": _("Nhập nội dung việc.")}
    )
    person = forms.ChoiceField(
        label=_("Giao cho"), error_messages={"required": _("Chọn đồng chí nhận việc.")}
    )
    due_on = DayField(label=_("Hạn"), error_messages={"required": _("Nhập hạn.")})

    def __init__(self, data: Any, *, people: Sequence[Person], **more: Any) -> None:
        super().__init__(data, **more)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Chọn")),
            *((key, one.full_name) for key, one in self.people.items()),
        ]
