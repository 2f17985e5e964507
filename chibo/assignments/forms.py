"""What is typed about work: to give it, and what became of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.assignments.models import Assignment
from chibo.base.fields import DayField
from chibo.members.models import Person
from chibo.organisations.queries.tree import Branch

_MOST = 100


class GiveForm(forms.Form):
    """`to` is "m-<key of a person>" or "u-<key of a unit>" among those offered."""

    what = forms.CharField(
        label=_("Nội dung việc"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Việc gì, đến mức nào là xong."),
        error_messages={"required": _("Nhập nội dung việc.")},
    )
    to = forms.ChoiceField(
        label=_("Giao cho"), error_messages={"required": _("Chọn đồng chí hoặc chi bộ nhận việc.")}
    )
    helpers = forms.CharField(label=_("Phối hợp"), max_length=300, required=False)
    given_on = DayField(label=_("Giao ngày"), error_messages={"required": _("Nhập ngày giao.")})
    due_on = DayField(label=_("Hạn"), error_messages={"required": _("Nhập hạn.")})
    origin = forms.CharField(
        label=_("Giao tại"),
        max_length=200,
        required=False,
        help_text=_("Như Sinh hoạt chi bộ tháng 7/2018, Kế hoạch 12-KH/ĐU."),
    )

    def __init__(
        self, data: Any, *, people: Sequence[Person], units: Sequence[Branch], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.people = {f"m-{one.pk}": one for one in people}
        self.units = {f"u-{one.pk}": one for one in units}
        members = [(key, one.full_name) for key, one in self.people.items()]
        cells = [(key, one.short_name) for key, one in self.units.items()]
        groups = [(_now("Đảng viên"), members), (_now("Tổ chức"), cells)]
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn")), *(group for group in groups if group[1])]

    @property
    def person(self) -> Person | None:
        return self.people.get(self.cleaned_data["to"])

    @property
    def unit(self) -> Branch | None:
        return self.units.get(self.cleaned_data["to"])


class _Said(forms.Form):
    on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})
    text = forms.CharField(
        label=_("Nội dung"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProgressForm(_Said):
    progress = forms.IntegerField(
        label=_("Tiến độ (%)"),
        min_value=0,
        max_value=_MOST,
        error_messages={
            "required": _("Nhập tiến độ."),
            "invalid": _("Nhập số từ 0 đến 100."),
            "min_value": _("Nhập số từ 0 đến 100."),
            "max_value": _("Nhập số từ 0 đến 100."),
        },
    )
    evidence = forms.CharField(label=_("Minh chứng"), max_length=300, required=False)
    field_order = ("on", "progress", "text", "evidence")


class DoneForm(_Said):
    evidence = forms.CharField(
        label=_("Minh chứng"),
        max_length=300,
        required=False,
        help_text=_("Văn bản, số liệu, nơi xem được kết quả."),
    )


class VerifyForm(_Said):
    pass


class ReasonForm(_Said):
    text = forms.CharField(
        label=_("Lý do"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi lý do.")},
    )


class ExtendForm(ReasonForm):
    due = DayField(label=_("Hạn mới"), error_messages={"required": _("Nhập hạn mới.")})
    field_order = ("on", "due", "text")


def opening_of(work: Assignment, today: Any) -> dict[str, Any]:
    """What the forms about one piece of work begin with."""
    return {"on": today, "progress": work.progress}
