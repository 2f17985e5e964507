"""What is typed to begin a plan, and into its parts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.assignments.forms import GiveForm
from chibo.base.fields import ChoiceOrNone, DayField
from chibo.base.text import clean
from chibo.consolidation.models import (
    Conclusion,
    FollowUpKind,
    ForceRole,
    Judgement,
    Plan,
    SolutionGroup,
)
from chibo.members.forms.decision import DecisionForm
from chibo.members.models import Person, Post
from chibo.rulebook.queries import add_months, code_list


class LinesField(forms.CharField):
    """One a line; cleans to a list of what was typed."""

    widget = forms.Textarea

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), max_length=6000, **more)

    def to_python(self, value: Any) -> Any:
        lines = [clean(line) for line in str(value or "").splitlines()]
        return [line for line in lines if line]


def _text(label: Any, most: int, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class PlanForm(DecisionForm):
    """`confirmed` are conclusions that hold: those ticked are weaknesses to overcome."""

    legend = _("Văn bản kế hoạch: chọn trong sổ hoặc ghi mới")

    started_on = DayField(
        label=_("Bắt đầu củng cố"), error_messages={"required": _("Nhập ngày bắt đầu.")}
    )
    ends_on = DayField(
        label=_("Hạn hoàn thành"), error_messages={"required": _("Nhập hạn hoàn thành.")}
    )
    weak = forms.MultipleChoiceField(
        label=_("Dấu hiệu đã xác nhận"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = LinesField(
        label=_("Hạn chế, yếu kém khác"), required=False, help_text=_("Mỗi dòng một hạn chế.")
    )
    causes = _text(
        _("Nguyên nhân"), 3000, error_messages={"required": _("Ghi nguyên nhân yếu kém.")}
    )
    aims = _text(_("Mục tiêu, yêu cầu"), 3000, required=False)
    solutions = LinesField(
        label=_("Các nhóm giải pháp"),
        required=False,
        help_text=_("Mỗi dòng một nhóm; biện pháp, người làm và hạn ghi sau ở từng nhóm."),
    )

    def __init__(self, data: Any, *, confirmed: Sequence[Conclusion], **more: Any) -> None:
        super().__init__(data, **more)
        self.confirmed = {str(one.pk): one for one in confirmed}
        field = self.fields["weak"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (key, f"{one.criterion_label}: {one.reason}") for key, one in self.confirmed.items()
        ]
        field.initial = list(self.confirmed)
        if not self.confirmed:
            del self.fields["weak"]
        self.fields["paper_kind"].initial = "plan"


class CorrectForm(forms.Form):
    causes = _text(
        _("Nguyên nhân"), 3000, error_messages={"required": _("Ghi nguyên nhân yếu kém.")}
    )
    aims = _text(_("Mục tiêu, yêu cầu"), 3000, required=False)


class GroupsForm(forms.Form):
    solutions = LinesField(
        label=_("Các nhóm giải pháp"),
        help_text=_("Mỗi dòng một nhóm."),
        error_messages={"required": _("Nhập nhóm giải pháp.")},
    )


class WeaknessForm(forms.Form):
    criterion = ChoiceOrNone(label=_("Tiêu chí"), choices=(), required=False)
    what = forms.CharField(
        label=_("Hạn chế, yếu kém"),
        max_length=500,
        error_messages={"required": _("Nhập hạn chế phải khắc phục.")},
    )

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["criterion"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _now("Không theo tiêu chí")),
            *code_list("weakness_criteria").choices(),
        ]


class MeasureForm(GiveForm):
    """A measure is work: who it may be given to is offered as there."""

    field_order = ("group", "what", "to", "helpers", "given_on", "due_on")

    def __init__(self, data: Any, *, groups: Sequence[SolutionGroup], **more: Any) -> None:
        super().__init__(data, **more)
        del self.fields["origin"]
        self.groups = {str(one.pk): one for one in groups}
        self.fields["group"] = forms.ChoiceField(
            label=_("Nhóm giải pháp"),
            choices=[(key, f"{one.number}. {one.title}") for key, one in self.groups.items()],
        )
        self.order_fields(self.field_order)

    @property
    def chosen_group(self) -> SolutionGroup:
        return self.groups[self.cleaned_data["group"]]


class SeatForm(forms.Form):
    role = forms.ChoiceField(label=_("Vai trò"), choices=ForceRole.choices)
    office = forms.CharField(
        label=_("Chức vụ, cơ quan"),
        max_length=200,
        help_text=_("Như Chủ tịch Ủy ban MTTQ xã, Trưởng Công an xã."),
        error_messages={"required": _("Nhập chức vụ, cơ quan.")},
    )
    person = ChoiceOrNone(
        label=_("Đồng chí có hồ sơ"), choices=(), required=False, nothing=_("Theo chức vụ")
    )
    started_on = DayField(
        label=_("Tham gia từ ngày"), error_messages={"required": _("Nhập ngày tham gia.")}
    )

    def __init__(self, data: Any, *, people: Sequence[Person], **more: Any) -> None:
        super().__init__(data, **more)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _now("Theo chức vụ")),
            *((key, one.full_name) for key, one in self.people.items()),
        ]


class SendingForm(DecisionForm):
    legend = _("Văn bản tăng cường: chọn trong sổ hoặc ghi mới")

    post = ChoiceOrNone(label=_("Chức vụ đã ghi trong hồ sơ"), choices=(), required=False)
    name = forms.CharField(label=_("Họ và tên"), max_length=120, required=False)
    office = forms.CharField(label=_("Giữ chức vụ"), max_length=200, required=False)
    sent_from = forms.CharField(
        label=_("Tăng cường từ"),
        max_length=200,
        error_messages={"required": _("Nhập nơi tăng cường.")},
    )
    started_on = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày.")})

    def __init__(self, data: Any, *, posts: Sequence[Post], **more: Any) -> None:
        super().__init__(data, **more)
        self.posts = {str(one.pk): one for one in posts}
        positions = code_list("positions")
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _now("Ghi bằng lời ở dưới")),
            *(
                (key, f"{one.person.full_name} – {positions.label(one.position)}")
                for key, one in self.posts.items()
            ),
        ]


class FollowForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại"), choices=FollowUpKind.choices)
    month = forms.ChoiceField(
        label=_("Kỳ, có tháng"), help_text=_("Sơ kết, báo cáo: chọn tháng đầu của kỳ.")
    )
    written_on = DayField(label=_("Ghi ngày"), error_messages={"required": _("Nhập ngày ghi.")})
    judgement = forms.ChoiceField(
        label=_("Nhận định"),
        choices=Judgement.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn nhận định.")},
    )
    text = _text(
        _("Việc đã làm, kết quả"),
        2000,
        4,
        error_messages={"required": _("Ghi việc đã làm, kết quả.")},
    )
    attended = forms.CharField(label=_("Tổ công tác dự sinh hoạt"), max_length=300, required=False)
    ahead = _text(_("Việc phải làm tiếp"), 1000, 2, required=False)

    def __init__(self, data: Any, *, plan: Plan, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        first, months = plan.started_on.replace(day=1), []
        while first <= on:
            months.append((f"{first:%Y-%m}", f"{first:%m/%Y}"))
            first = add_months(first, 1)
        field = self.fields["month"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = months[::-1]

    @property
    def day(self) -> date:
        return date.fromisoformat(f"{self.cleaned_data['month']}-01")


class ClearForm(forms.Form):
    on = DayField(label=_("Khắc phục xong ngày"), error_messages={"required": _("Nhập ngày.")})
    evidence = _text(
        _("Minh chứng đã khắc phục"), 500, error_messages={"required": _("Ghi minh chứng.")}
    )


class ReasonForm(forms.Form):
    on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})
    reason = _text(_("Lý do"), 1000, error_messages={"required": _("Ghi lý do.")})


class MoveForm(DecisionForm):
    """A plan is given up, or taken up again: why, and the paper that says so."""

    legend = _("Văn bản quyết định: chọn trong sổ hoặc ghi mới")
    on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})
    reason = _text(_("Lý do"), 1000, error_messages={"required": _("Ghi lý do.")})


class ExtendForm(MoveForm):
    ends_on = DayField(label=_("Hạn mới"), error_messages={"required": _("Nhập hạn mới.")})


class CloseForm(DecisionForm):
    legend = _("Quyết định, thông báo công nhận: chọn trong sổ hoặc ghi mới")
    on = DayField(label=_("Công nhận ngày"), error_messages={"required": _("Nhập ngày.")})
    outcome = _text(
        _("Kết luận"), 1000, error_messages={"required": _("Ghi kết luận khi kết thúc.")}
    )
