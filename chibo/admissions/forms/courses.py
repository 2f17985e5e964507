"""What is typed about a class, its list and its certificates."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.admissions.models import CourseKind, Participant
from chibo.admissions.queries.courses import Offered
from chibo.base.fields import ChoiceOrNone, DayField
from chibo.members.models import Person
from chibo.organisations.queries.tree import Branch


class CourseForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Loại lớp"), choices=CourseKind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Tên lớp"),
        max_length=200,
        help_text=_("Như Lớp bồi dưỡng nhận thức về Đảng khóa I năm 2026."),
        error_messages={"required": _("Nhập tên lớp.")},
    )
    held_by = forms.CharField(
        label=_("Nơi mở lớp"),
        max_length=200,
        help_text=_("Cơ quan mở lớp ghi trên giấy chứng nhận, kể cả khi lớp do nơi khác mở."),
        error_messages={"required": _("Nhập nơi mở lớp.")},
    )
    first_day = DayField(
        label=_("Khai giảng"), error_messages={"required": _("Nhập ngày khai giảng.")}
    )
    last_day = DayField(label=_("Bế giảng"), error_messages={"required": _("Nhập ngày bế giảng.")})


class CorrectCourseForm(CourseForm):
    """The kind of a class with a list stays what it is."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["kind"]


class SendForm(forms.Form):
    """Ticks among those offered, and among people found by name with the cell that sends them."""

    def __init__(
        self,
        data: Any,
        *,
        offered: Sequence[Offered],
        found: Sequence[Person],
        cells: Sequence[Branch],
    ) -> None:
        super().__init__(data)
        self.offered = {str(one.person.pk): one for one in offered}
        self.found = {str(one.pk): one for one in found}
        self.fields["nguoi"] = forms.MultipleChoiceField(
            choices=[(key, key) for key in [*self.offered, *self.found]],
            error_messages={"required": _("Chọn ít nhất một người.")},
        )
        self.fields["chi_bo"] = ChoiceOrNone(
            label=_("Chi bộ cử"),
            choices=[(str(one.pk), one.short_name) for one in cells],
            required=False,
            help_text=_("Với người tìm theo tên dưới đây."),
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        strangers = [key for key in given.get("nguoi", []) if key in self.found]
        if strangers and not given.get("chi_bo"):
            self.add_error("chi_bo", _now("Chọn chi bộ cử người tìm theo tên."))
        return given

    @property
    def chosen(self) -> list[tuple[Person, int]]:
        """Each person with the key of the cell that sends them."""
        return [
            (self.offered[key].person, self.offered[key].cell_id)
            if key in self.offered
            else (self.found[key], int(self.cleaned_data["chi_bo"]))
            for key in self.cleaned_data["nguoi"]
        ]


class CertificatesForm(forms.Form):
    """One day for all; a number for each, or the first of numbers in a row. Who is not ticked gets none."""

    on = DayField(label=_("Ngày cấp"), error_messages={"required": _("Nhập ngày cấp.")})
    first_number = forms.CharField(
        label=_("Đánh số liên tiếp từ"),
        max_length=40,
        required=False,
        help_text=_("Như 15 hoặc 15-GCN/TTCT; số ghi riêng ở từng người được giữ nguyên."),
    )

    def __init__(self, data: Any, *, waiting: Sequence[Participant], **more: Any) -> None:
        super().__init__(data, **more)
        self.waiting = {str(one.pk): one for one in waiting}
        self.fields["cap"] = forms.MultipleChoiceField(
            choices=[(key, key) for key in self.waiting],
            error_messages={"required": _("Chọn ít nhất một học viên.")},
        )
        for key in self.waiting:
            self.fields[f"so_{key}"] = forms.CharField(max_length=60, required=False)

    def clean_first_number(self) -> str:
        text = str(self.cleaned_data["first_number"]).strip()
        if text and not text.split("-")[0].strip().isdecimal():
            raise forms.ValidationError(
                _now("Số đầu bắt đầu bằng chữ số, như 15 hoặc 15-GCN/TTCT.")
            )
        return text

    @property
    def given(self) -> list[tuple[Participant, str]]:
        """Each ticked person with a number; numbers in a row pass over those typed by hand."""
        row = _numbers_from(self.cleaned_data["first_number"])
        return [
            (self.waiting[key], self.cleaned_data[f"so_{key}"] or next(row, ""))
            for key in self.waiting
            if key in self.cleaned_data["cap"]
        ]


def _numbers_from(first: str) -> Any:
    """15-GCN/TTCT, 16-GCN/TTCT…; as wide as the first (015, 016). Nothing without a first."""
    if not first:
        return
    digits, dash, rest = first.partition("-")
    number, width = int(digits), len(digits.strip())
    while True:
        yield f"{number:0{width}d}{dash}{rest}"
        number += 1


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"), max_length=200, error_messages={"required": _("Ghi lý do.")}
    )
