"""What is typed about programmes, inspections, their steps and what they find."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.inspection.forms.choosing import MembersField, UnitsField
from chibo.inspection.models import Manner, Nature, ObjectKind, Subject
from chibo.organisations.queries.tree import Branch

_CELL_SUBJECTS = [(Subject.CELL.value, Subject.CELL.label)]


def subjects_of(of: Branch) -> list[tuple[str, str]]:
    """A cell inspects as a cell; a committee in the name of its bodies, or keeps the books of a cell."""
    if of.is_cell:
        return [(str(value), str(label)) for value, label in _CELL_SUBJECTS]
    return [(value, str(label)) for value, label in Subject.choices]


def _units(of: Branch, units: Sequence[Branch]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in (of, *units)]


class ProgrammeForm(forms.Form):
    def __init__(
        self, data: Any, *, of: Branch, units: Sequence[Branch], year: int, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.fields["unit"] = forms.ChoiceField(label=_("Của"), choices=_units(of, units))
        self.fields["subject"] = forms.ChoiceField(label=_("Chủ thể"), choices=subjects_of(of))
        self.fields["year"] = forms.TypedChoiceField(
            label=_("Năm"),
            choices=[(str(n), str(n)) for n in (year, year + 1, year - 1)],
            coerce=int,
        )
        self.fields["number"] = forms.CharField(
            label=_("Số chương trình"),
            max_length=60,
            required=False,
            help_text=_("Như 01-CTr/UBKT."),
        )
        self.fields["decided_on"] = DayField(
            label=_("Ngày ban hành"), error_messages={"required": _("Nhập ngày ban hành.")}
        )


class ItemForm(forms.Form):
    nature = forms.ChoiceField(label=_("Loại"), choices=Nature.choices, widget=forms.RadioSelect)
    manner = forms.ChoiceField(
        label=_("Hình thức"), choices=Manner.choices, widget=forms.RadioSelect
    )
    object_kind = forms.ChoiceField(
        label=_("Đối tượng"), choices=ObjectKind.choices, widget=forms.RadioSelect
    )
    objects_planned = forms.IntegerField(label=_("Số đối tượng"), min_value=1, max_value=500)
    topic = forms.CharField(
        label=_("Nội dung"), max_length=500, error_messages={"required": _("Nhập nội dung.")}
    )
    starts_on = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày.")})
    until = DayField(label=_("Đến ngày"), error_messages={"required": _("Nhập ngày.")})


class InspectionForm(forms.Form):
    """`items` are what the programmes of the year still plan."""

    nature = forms.ChoiceField(label=_("Loại"), choices=Nature.choices, widget=forms.RadioSelect)
    manner = forms.ChoiceField(
        label=_("Hình thức"), choices=Manner.choices, widget=forms.RadioSelect
    )
    topic = forms.CharField(
        label=_("Nội dung"),
        max_length=500,
        error_messages={"required": _("Nhập nội dung kiểm tra, giám sát.")},
    )
    opened_on = DayField(
        label=_("Ngày quyết định"), error_messages={"required": _("Nhập ngày quyết định.")}
    )
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=60, required=False)
    looks_from = DayField(label=_("Mốc xem xét từ ngày"), required=False)
    looks_until = DayField(label=_("Mốc xem xét đến ngày"), required=False)
    committees = forms.BooleanField(
        label=_("Đối tượng là chi ủy, cấp ủy của các tổ chức đã chọn"), required=False
    )
    outline = forms.CharField(
        label=_("Đề cương gợi ý báo cáo"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    dispersed = forms.BooleanField(
        label=_("Chi bộ hoạt động phân tán hoặc có nhiều tổ đảng"),
        required=False,
        help_text=_("Chỉ hỏi khi chi bộ giám sát theo chuyên đề."),
    )

    def __init__(
        self,
        data: Any,
        *,
        of: Branch,
        units: Sequence[Branch],
        items: Sequence[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["unit"] = forms.ChoiceField(label=_("Của"), choices=_units(of, units))
        self.fields["subject"] = forms.ChoiceField(label=_("Chủ thể"), choices=subjects_of(of))
        self.fields["item"] = ChoiceOrNone(
            label=_("Theo chương trình"),
            choices=items,
            nothing=_("Ngoài chương trình"),
            required=False,
        )
        self.fields["units"] = UnitsField(
            units=units or [of], label=_("Tổ chức được kiểm tra, giám sát"), required=False
        )
        self._ask_people(of)
        self.order_fields(
            [
                *("subject", "unit", "nature", "manner", "item", "topic", "opened_on"),
                *("decision_number", "looks_from", "looks_until", "people", "units", "committees"),
                *("head", "team", "outline", "dispersed"),
            ]
        )

    def _ask_people(self, of: Branch) -> None:
        self.fields["people"] = MembersField(
            of=of,
            label=_("Đảng viên được kiểm tra, giám sát"),
            required=False,
            help_text=_("Mỗi dòng một họ tên; trùng tên thì ghi thêm chi bộ trong ngoặc."),
        )
        self.fields["head"] = MembersField(
            of=of, many=False, label=_("Trưởng đoàn"), required=False
        )
        self.fields["team"] = MembersField(
            of=of,
            label=_("Thành viên đoàn"),
            required=False,
            help_text=_("Thành viên đoàn đọc được hồ sơ này."),
        )


class StepForm(forms.Form):
    def __init__(self, data: Any, *, steps: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["code"] = forms.ChoiceField(label=_("Bước"), choices=steps)
        self.fields["on"] = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})
        self.fields["number"] = forms.CharField(
            label=_("Số văn bản"), max_length=60, required=False
        )
        self.fields["text"] = forms.CharField(
            label=_("Ghi chú"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
        )


class ConcludeForm(forms.Form):
    on = DayField(label=_("Ngày thông báo kết luận"), error_messages={"required": _("Nhập ngày.")})
    number = forms.CharField(label=_("Số thông báo"), max_length=60, required=False)
    conclusion = forms.CharField(
        label=_("Kết luận"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Ghi kết luận.")},
    )


class RemedyForm(forms.Form):
    """`takers` are those looked at and the units of the keeper: "p12" a person, "u3" a unit."""

    def __init__(self, data: Any, *, takers: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["who"] = forms.ChoiceField(label=_("Ai làm"), choices=takers)
        self.fields["what"] = forms.CharField(
            label=_("Việc phải làm"),
            max_length=500,
            help_text=_(
                "Câu này hiện ở việc được giao, ai xem việc của đơn vị đều đọc được: ghi việc phải làm, không ghi "
                "nội dung vụ việc."
            ),
            error_messages={"required": _("Ghi việc phải làm.")},
        )
        self.fields["on"] = DayField(
            label=_("Giao ngày"), error_messages={"required": _("Nhập ngày.")}
        )
        self.fields["due_on"] = DayField(
            label=_("Hạn"), error_messages={"required": _("Nhập hạn.")}
        )


class RecheckForm(forms.Form):
    on = DayField(label=_("Phúc tra ngày"), error_messages={"required": _("Nhập ngày.")})
    result = forms.CharField(
        label=_("Kết quả phúc tra"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Ghi kết quả phúc tra.")},
    )


class DayForm(forms.Form):
    on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})


class ReasonForm(DayForm):
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do.")}
    )


class TeamForm(forms.Form):
    def __init__(self, data: Any, *, of: Branch, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["head"] = MembersField(
            of=of, many=False, label=_("Trưởng đoàn"), required=False
        )
        self.fields["deputy"] = MembersField(of=of, label=_("Phó trưởng đoàn"), required=False)
        self.fields["team"] = MembersField(of=of, label=_("Thành viên"), required=False)

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if not self.errors and not any(given.get(name) for name in self.fields):
            self.add_error("team", _now("Ghi ít nhất một người."))
        return given


class ReaderForm(DayForm):
    """`users` are accounts with a duty where the inspection is kept."""

    def __init__(self, data: Any, *, users: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["user"] = forms.ChoiceField(label=_("Tài khoản"), choices=users)
        self.fields["reason"] = forms.CharField(
            label=_("Lý do được xem"),
            max_length=300,
            error_messages={"required": _("Ghi lý do được xem.")},
        )
        self.order_fields(["user", "reason", "on"])
