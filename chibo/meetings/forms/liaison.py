"""What is typed about committee members in charge: who follows what, when they come, what they saw."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.members.models import Person
from chibo.organisations.models import Place
from chibo.organisations.queries.tree import Branch

_DAYS = 12


def _text(label: Any, *, most: int, rows: int = 3, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AssignForm(forms.Form):
    """`to` holds "c-<key of a cell>" and "p-<key of a place>" among those offered."""

    person = ChoiceOrNone(
        label=_("Đồng chí"),
        choices=[],
        error_messages={"required": _("Chọn đồng chí phụ trách.")},
    )
    to = forms.MultipleChoiceField(
        label=_("Phụ trách"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một chi bộ hoặc một thôn, bản.")},
    )
    on = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày bắt đầu.")})
    topic = forms.CharField(
        label=_("Nội dung theo dõi riêng"),
        max_length=300,
        required=False,
        help_text=_("Để trống nếu theo dõi chung. Như: vận động hộ dân di dời khỏi khu vực thác."),
    )

    def __init__(
        self,
        data: Any,
        *,
        people: Sequence[Person],
        cells: Sequence[Branch],
        places: Sequence[Place],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.people = {str(one.pk): one for one in people}
        self.cells = {f"c-{one.pk}": one for one in cells}
        self.places = {f"p-{one.pk}": one for one in places}
        self._choices("person", [("", _now("Chọn")), *self._names()])
        units = [(key, one.short_name) for key, one in self.cells.items()]
        villages = [(key, one.name) for key, one in self.places.items()]
        groups = [(_now("Chi bộ"), units), (_now("Thôn, bản, đơn vị"), villages)]
        self._choices("to", [group for group in groups if group[1]])

    def _names(self) -> list[tuple[str, str]]:
        return [(key, one.full_name) for key, one in self.people.items()]

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class EndForm(forms.Form):
    on = DayField(label=_("Thôi phụ trách từ ngày"), error_messages={"required": _("Nhập ngày.")})
    reason = forms.CharField(
        label=_("Lý do"), max_length=200, error_messages={"required": _("Ghi lý do.")}
    )


class PlanForm(forms.Form):
    """`days` cleans to the days typed, one a line or between commas."""

    days = forms.CharField(
        label=_("Các ngày dự họp"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một ngày, như 05/12/2026; nhiều nhất 12 ngày."),
        error_messages={"required": _("Nhập ít nhất một ngày.")},
    )
    of_village = forms.BooleanField(
        label=_("Họp thôn, bản (không phải họp chi bộ)"), required=False
    )

    def clean_days(self) -> list[date]:
        typed = self.cleaned_data["days"].replace(",", "\n").replace(";", "\n").split("\n")
        field = DayField()
        found = {field.clean(one.strip()) for one in typed if one.strip()}
        if len(found) > _DAYS:
            raise forms.ValidationError(_now("Nhập nhiều nhất 12 ngày một lần."))
        return sorted(found)


class ToldForm(forms.Form):
    came_on = DayField(label=_("Đã dự ngày"), error_messages={"required": _("Nhập ngày đã dự.")})
    of_village = forms.BooleanField(
        label=_("Họp thôn, bản (không phải họp chi bộ)"), required=False
    )
    raised = _text(
        _("Ý kiến nêu tại buổi họp"),
        most=5000,
        hint=_("Ghi nội dung, không ghi tên và số giấy tờ của người dân."),
    )
    remark = _text(_("Nhận xét, kiến nghị với đảng ủy"), most=5000)


class MissForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do không dự"), max_length=200, error_messages={"required": _("Ghi lý do.")}
    )


class FollowUpForm(forms.Form):
    """Work for the cell, or for a member of the committee, after a visit."""

    what = forms.CharField(
        label=_("Nội dung việc"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Nhập nội dung việc.")},
    )
    to = forms.ChoiceField(
        label=_("Giao cho"), error_messages={"required": _("Chọn nơi hoặc người nhận việc.")}
    )
    given_on = DayField(label=_("Giao ngày"), error_messages={"required": _("Nhập ngày giao.")})
    due_on = DayField(label=_("Hạn"), error_messages={"required": _("Nhập hạn.")})

    def __init__(self, data: Any, *, takers: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(takers)
