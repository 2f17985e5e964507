"""How a meeting began, who came beside the roll, what must be mended."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.meetings.models import Meeting
from chibo.members.models import Person
from chibo.rulebook.queries import code_list

_TIMES = ["%H:%M", "%Hh%M", "%H.%M"]


def time_field(label: Any, *, required: bool, sentence: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=_TIMES,
        help_text=_("Như 19:30."),
        error_messages={"required": sentence, "invalid": _("Ghi giờ như 19:30.")},
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "maxlength": "5"}),
    )


class OpeningForm(forms.Form):
    """`client_id` is made with the page, so that the same page sent twice opens one meeting."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Loại buổi"))
    held_on = DayField(label=_("Ngày họp"), error_messages={"required": _("Nhập ngày họp.")})
    starts_at = time_field(_("Bắt đầu"), required=True, sentence=_("Nhập giờ bắt đầu."))
    ends_at = time_field(_("Kết thúc"), required=False, sentence="")
    place = forms.CharField(
        label=_("Địa điểm"), max_length=200, error_messages={"required": _("Nhập địa điểm.")}
    )
    chair = ChoiceOrNone(label=_("Chủ trì"), choices=[], required=False)
    minute_taker = ChoiceOrNone(label=_("Thư ký"), choices=[], required=False)
    theme = forms.CharField(
        label=_("Chuyên đề"),
        max_length=300,
        required=False,
        help_text=_("Tên chuyên đề, kể cả khi làm liền sau sinh hoạt thường kỳ cùng ngày."),
    )
    dues_status = forms.CharField(
        label=_("Tình hình đóng đảng phí"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"list": "cau-mau-dang-phi"}),
    )
    remark = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def __init__(
        self, data: Any, *, people: Sequence[Person], known: Meeting | None = None, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.people = {str(one.pk): one for one in people}
        for name, choices in (
            ("kind", code_list("meeting_kinds").choices()),
            ("chair", self._names(_("Chọn chủ trì"))),
            ("minute_taker", self._names(_("Chọn thư ký"))),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if known is not None:
            for name in ("kind", "held_on"):
                self.fields[name].disabled = True

    def _names(self, nothing: Any) -> list[tuple[str, Any]]:
        return [("", nothing), *((key, one.full_name) for key, one in self.people.items())]

    def person(self, name: str) -> Person | None:
        """Who was chosen as `chair` or `minute_taker`."""
        return self.people.get(self.cleaned_data[name])


class GuestForm(forms.Form):
    name = forms.CharField(
        label=_("Họ và tên"), max_length=100, error_messages={"required": _("Nhập họ và tên.")}
    )
    post = forms.CharField(label=_("Chức vụ"), max_length=150, required=False)
    unit = forms.CharField(
        label=_("Đơn vị"),
        max_length=200,
        required=False,
        help_text=_("Nơi người ấy công tác hoặc sinh hoạt đảng."),
    )
    is_in_charge = forms.BooleanField(label=_("Cấp ủy viên phụ trách chi bộ"), required=False)


class CommentForm(forms.Form):
    comment = forms.CharField(
        label=_("Cần sửa gì"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi rõ phải sửa gì.")},
    )
