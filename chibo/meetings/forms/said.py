"""What is typed about petitions, praise and criticism, and who spoke."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.meetings.models import Attendance, Raised, Remark
from chibo.members.models import Person


class PetitionForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Loại"), choices=Raised.choices, widget=forms.RadioSelect, initial=Raised.PETITION
    )
    asked = forms.CharField(
        label=_("Nhân dân kiến nghị, có ý kiến gì"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ghi nội dung; không ghi tên, số điện thoại, giấy tờ của người nêu."),
        error_messages={"required": _("Nhập nội dung kiến nghị.")},
    )
    place = forms.CharField(
        label=_("Địa bàn"),
        max_length=200,
        help_text=_("Bản, tiểu khu, nhóm hộ."),
        error_messages={"required": _("Nhập địa bàn.")},
    )
    due_on = DayField(
        label=_("Hạn trả lời"),
        required=False,
        help_text=_("Để trống thì lấy mức của quy định; ý kiến ghi nhận không có hạn."),
    )


class RemarkForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.ChoiceField(
        label=_("Đồng chí"), error_messages={"required": _("Chọn đồng chí.")}
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=Remark.Kind.choices)
    words = forms.CharField(
        label=_("Về việc gì"),
        max_length=1000,
        widget=forms.TextInput(attrs={"list": "cau-mau-nhan-xet"}),
        error_messages={"required": _("Nhập nội dung.")},
    )

    def __init__(self, data: Any, *, people: Sequence[Person], **more: Any) -> None:
        super().__init__(data, **more)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Chọn")),
            *((key, one.full_name) for key, one in self.people.items()),
        ]


class SpeakersForm(forms.Form):
    spoke = forms.TypedMultipleChoiceField(
        label=_("Đã phát biểu"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, present: Sequence[Attendance], **more: Any) -> None:
        ticked = [row.person_id for row in present if row.spoke]
        super().__init__(data, initial={"spoke": ticked}, **more)
        field = self.fields["spoke"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(row.person_id, row.person.full_name) for row in present]


class PassForm(forms.Form):
    to = forms.CharField(
        label=_("Chuyển đến"),
        max_length=200,
        help_text=_("Cơ quan, bộ phận, như Ủy ban nhân dân xã."),
        error_messages={"required": _("Ghi nơi được chuyển kiến nghị.")},
    )
    on = DayField(label=_("Ngày chuyển"), error_messages={"required": _("Nhập ngày chuyển.")})


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Trả lời thế nào, kết quả ra sao"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Ghi nội dung trả lời.")},
    )
    on = DayField(label=_("Ngày trả lời"), error_messages={"required": _("Nhập ngày trả lời.")})
