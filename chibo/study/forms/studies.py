"""What is typed about a study, its classes and its list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.documents.forms import PapersField
from chibo.study.models import Outside, StudyKind


class StudyForm(forms.Form):
    kind = forms.ChoiceField(label=_("Học gì"), choices=StudyKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Nội dung học tập"),
        max_length=300,
        help_text=_("Như Quán triệt Nghị quyết Đại hội Đảng bộ tỉnh."),
        error_messages={"required": _("Nhập nội dung học tập.")},
    )
    theme_year = forms.IntegerField(
        label=_("Chuyên đề của năm"),
        min_value=2007,
        max_value=2100,
        required=False,
        help_text=_("Chỉ ghi với chuyên đề năm học tập và làm theo Bác."),
    )
    frozen_on = DayField(
        label=_("Chốt danh sách ngày"),
        error_messages={"required": _("Nhập ngày chốt danh sách.")},
        help_text=_("Ai có tên trong sổ ngày ấy thì phải học; về sau không đổi."),
    )
    closes_on = DayField(
        label=_("Học xong trước ngày"), error_messages={"required": _("Nhập hạn học xong.")}
    )
    harvest_due_on = DayField(
        label=_("Hạn nộp bài thu hoạch"),
        required=False,
        help_text=_("Để trống nếu không yêu cầu bài thu hoạch."),
    )
    register_by = DayField(
        label=_("Hạn đăng ký làm theo Bác"),
        required=False,
        help_text=_("Chỉ với chuyên đề năm."),
    )

    def __init__(self, data: Any, *, keeper: int, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["papers"] = PapersField(
            keeper=keeper,
            label=_("Văn bản phải quán triệt"),
            required=False,
            help_text=_("Số và ký hiệu đã có trong sổ văn bản, cách nhau bằng dấu phẩy."),
        )
        self.order_fields(["kind", "title", "papers", "theme_year"])

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if given.get("kind") == StudyKind.THEME and not given.get("theme_year"):
            self.add_error("theme_year", _now("Ghi chuyên đề của năm nào."))
        if given.get("kind") == StudyKind.PAPER and "papers" in given and not given["papers"]:
            self.add_error("papers", _now("Ghi ít nhất một văn bản phải quán triệt."))
        return given


class SessionForm(forms.Form):
    held_on = DayField(label=_("Ngày học"), error_messages={"required": _("Nhập ngày học.")})
    place = forms.CharField(
        label=_("Địa điểm"), max_length=200, error_messages={"required": _("Nhập địa điểm.")}
    )
    speaker = forms.CharField(label=_("Báo cáo viên"), max_length=200, required=False)
    others_present = forms.IntegerField(
        label=_("Người ngoài Đảng cùng dự"),
        min_value=0,
        max_value=5000,
        initial=0,
        help_text=_("Chỉ ghi số người; không ghi tên."),
    )
    others_said = forms.CharField(
        label=_("Người ngoài Đảng là ai"),
        max_length=200,
        required=False,
        help_text=_("Như cán bộ đoàn thể, trưởng bản."),
    )


class TicksForm(forms.Form):
    """Ticks among people shown on one page, by the primary keys of what was offered."""

    needs_one = False

    def __init__(self, data: Any, *, offered: Sequence[int], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["chon"] = forms.MultipleChoiceField(
            choices=[(str(key), str(key)) for key in offered],
            required=self.needs_one,
            error_messages={"required": _("Chọn ít nhất một người.")},
        )

    @property
    def ticked(self) -> set[str]:
        """What the page shows ticked: as typed, or as it was."""
        return {str(key) for key in self["chon"].value() or ()}

    @property
    def chosen(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["chon"]]


class SendForm(TicksForm):
    needs_one = True


class HarvestForm(TicksForm):
    needs_one = True
    on = DayField(label=_("Nộp ngày"), error_messages={"required": _("Nhập ngày nộp.")})


class OutsideForm(forms.Form):
    outside = ChoiceOrNone(
        label=_("Diện"),
        choices=[one for one in Outside.choices if one[0] != Outside.ELSEWHERE],
        nothing=_("Phải học"),
        required=False,
    )
    reason = forms.CharField(
        label=_("Lý do"), max_length=200, error_messages={"required": _("Ghi lý do.")}
    )


class ReasonForm(forms.Form):
    on = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày.")})
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do.")}
    )
