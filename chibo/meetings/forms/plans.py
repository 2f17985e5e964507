"""What is typed about meetings to come: one, a year of them, another day, a point of the agenda."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.meetings.forms.opening import time_field
from chibo.meetings.queries.patterns import LAST, Pattern
from chibo.members.models import Person
from chibo.rulebook.queries import code_list

_MONTHS = 12
_LONGEST = 31
_SPAN = (1930, 2100)


class _AboutForm(forms.Form):
    """What a plan says beside its kind and day."""

    starts_at = time_field(_("Bắt đầu"), required=True, sentence=_("Nhập giờ bắt đầu."))
    place = forms.CharField(
        label=_("Địa điểm"), max_length=200, error_messages={"required": _("Nhập địa điểm.")}
    )
    theme = forms.CharField(
        label=_("Chuyên đề"),
        max_length=300,
        required=False,
        help_text=_(
            "Tên chuyên đề; làm liền sau sinh hoạt thường kỳ cùng ngày thì thành phần riêng."
        ),
    )
    leader = ChoiceOrNone(label=_("Chủ trì"), choices=[], required=False)
    remark = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def __init__(self, data: Any, *, people: Sequence[Person], **more: Any) -> None:
        super().__init__(data, **more)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["leader"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Chọn chủ trì")),
            *((key, one.full_name) for key, one in self.people.items()),
        ]

    def about(self) -> dict[str, Any]:
        """What the action takes of this form."""
        given = self.cleaned_data
        names = ("starts_at", "place", "theme", "remark")
        return {name: given[name] for name in names} | {
            "leader": self.people.get(given["leader"]),
        }


class PlanForm(_AboutForm):
    kind = forms.ChoiceField(label=_("Loại buổi"))
    planned_on = DayField(label=_("Ngày họp"), error_messages={"required": _("Nhập ngày họp.")})
    with_template = forms.BooleanField(
        label=_("Kèm chương trình mẫu"), required=False, initial=True
    )
    field_order: tuple[str, ...] = (
        "kind",
        "planned_on",
        "starts_at",
        "place",
        "theme",
        "leader",
        "remark",
    )

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = code_list("meeting_kinds").choices()


class CorrectPlanForm(_AboutForm):
    pass


class YearForm(PlanForm):
    """A pattern and the months it holds for; `planned_on` is not asked."""

    _BY_DAY, _BY_WEEKDAY = "ngay", "thu"
    year = forms.IntegerField(
        label=_("Năm"),
        min_value=_SPAN[0],
        max_value=_SPAN[1],
        error_messages={"required": _("Nhập năm."), "invalid": _("Nhập năm bằng số.")},
    )
    first_month = forms.TypedChoiceField(
        label=_("Từ tháng"), coerce=int, choices=[(n, str(n)) for n in range(1, _MONTHS + 1)]
    )
    every = forms.TypedChoiceField(
        label=_("Định kỳ"),
        coerce=int,
        choices=[(1, _("Hằng tháng")), (3, _("Ba tháng một lần")), (6, _("Sáu tháng một lần"))],
    )
    by = forms.ChoiceField(
        label=_("Cách chọn ngày"),
        choices=[
            (_BY_DAY, _("Một ngày cố định trong tháng")),
            (_BY_WEEKDAY, _("Một thứ trong tháng")),
        ],
        widget=forms.RadioSelect,
        initial=_BY_DAY,
    )
    day = forms.IntegerField(
        label=_("Ngày"),
        required=False,
        min_value=1,
        max_value=_LONGEST,
        help_text=_("Như 5 là ngày 5 hằng tháng; tháng thiếu ngày thì lấy ngày cuối tháng."),
        error_messages={"invalid": _("Nhập số từ 1 đến 31.")},
    )
    nth = forms.TypedChoiceField(
        label=_("Lần thứ"),
        coerce=int,
        required=False,
        choices=[
            (1, _("đầu tiên trong tháng")),
            (2, _("thứ hai trong tháng")),
            (3, _("thứ ba trong tháng")),
            (4, _("thứ tư trong tháng")),
            (LAST, _("cuối cùng trong tháng")),
        ],
    )
    weekday = forms.TypedChoiceField(
        label=_("Thứ"),
        coerce=int,
        required=False,
        choices=[
            (5, _("Thứ Bảy")),
            (6, _("Chủ nhật")),
            (0, _("Thứ Hai")),
            (1, _("Thứ Ba")),
            (2, _("Thứ Tư")),
            (3, _("Thứ Năm")),
            (4, _("Thứ Sáu")),
        ],
    )
    off_holidays = forms.BooleanField(
        label=_("Trùng ngày nghỉ lễ, tết thì lùi sang ngày liền sau"), required=False, initial=True
    )
    field_order = (
        *("kind", "year", "first_month", "every", "by", "day", "weekday", "nth", "off_holidays"),
        *("starts_at", "place", "theme", "leader", "remark", "with_template"),
    )

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        del self.fields["planned_on"]

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if given.get("by") == self._BY_DAY and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Nhập ngày trong tháng, như 5."))
        return given

    def days(self) -> list[date]:
        given = self.cleaned_data
        by_day = given["by"] == self._BY_DAY
        months = range(given["first_month"], _MONTHS + 1, given["every"])
        if by_day:
            pattern = Pattern(months, day=given["day"], off_holidays=given["off_holidays"])
        else:
            pattern = Pattern(
                months,
                nth=given["nth"],
                weekday=given["weekday"],
                off_holidays=given["off_holidays"],
            )
        return pattern.days(given["year"])


class MoveForm(forms.Form):
    planned_on = DayField(label=_("Ngày mới"), error_messages={"required": _("Nhập ngày mới.")})
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do dời ngày họp.")}
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do hủy buổi họp.")}
    )


class PointForm(forms.Form):
    title = forms.CharField(
        label=_("Nội dung"), max_length=300, error_messages={"required": _("Nhập nội dung.")}
    )
    is_thematic = forms.BooleanField(label=_("Thuộc phần chuyên đề"), required=False)
