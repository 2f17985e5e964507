"""What is typed about commitments, models and praise."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.documents.forms import PapersField
from chibo.members.models import Person
from chibo.organisations.queries.tree import Branch
from chibo.study.forms.studies import TicksForm
from chibo.study.models import Act, CommitmentKind, Outcome, Stage


def _years(today: int) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in (today + 1, today, today - 1, today - 2)]


class CommitForm(TicksForm):
    """For the unit, or for the members ticked on the page (none offered: the unit only)."""

    kind = forms.ChoiceField(
        label=_("Loại"), choices=CommitmentKind.choices, widget=forms.RadioSelect
    )
    made_on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})
    act = ChoiceOrNone(
        label=_("Chuẩn mực đạo đức của đơn vị"),
        choices=Act.choices,
        required=False,
        help_text=_("Chỉ chọn khi ghi chuẩn mực đạo đức của đơn vị."),
    )
    text = forms.CharField(
        label=_("Nội dung"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    of_unit = forms.BooleanField(label=_("Ghi cho chính đơn vị"), required=False)

    def __init__(
        self, data: Any, *, offered: Sequence[int], keeper: int, year: int, **more: Any
    ) -> None:
        super().__init__(data, offered=offered, **more)
        self.fields["year"] = forms.ChoiceField(label=_("Năm"), choices=_years(year))
        self.fields["papers"] = PapersField(
            keeper=keeper, label=_("Văn bản"), required=False,
            help_text=_("Số và ký hiệu đã có trong sổ văn bản, nếu có."),
        )  # fmt: skip
        self.order_fields(["kind", "year", "made_on", "of_unit", "act", "text", "papers"])

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if not given.get("of_unit") and not given.get("chon"):
            self.add_error("of_unit", _now("Chọn đơn vị, hoặc đảng viên trong danh sách."))
        standards = given.get("kind") == CommitmentKind.ETHICS and given.get("of_unit")
        if standards and not given.get("act"):
            self.add_error("act", _now("Chọn xây dựng mới, rà soát hay sửa đổi."))
        return given


class OwnCommitForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Loại"), choices=CommitmentKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Tôi đăng ký"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Ghi nội dung đăng ký.")},
    )

    def __init__(self, data: Any, *, year: int, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["year"] = forms.ChoiceField(label=_("Năm"), choices=_years(year)[:2])
        self.order_fields(["kind", "year"])


class ReviewForm(forms.Form):
    quarter = forms.ChoiceField(
        label=_("Quý"), choices=[(str(one), str(one)) for one in range(1, 5)]
    )
    on = DayField(label=_("Ngày kiểm điểm"), error_messages={"required": _("Nhập ngày.")})
    outcome = forms.ChoiceField(
        label=_("Kết quả"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(label=_("Nhận xét"), max_length=500, required=False)


class _OneForm(forms.Form):
    """Chooses a unit among some, or a member among some."""

    def __init__(
        self, data: Any, *, units: Sequence[Branch], people: Sequence[Person], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.units = {str(one.pk): one for one in units}
        self.people = {str(one.pk): one for one in people}
        self.fields["unit"] = forms.ChoiceField(
            label=_("Đơn vị"), choices=[(key, one.short_name) for key, one in self.units.items()]
        )
        self.fields["person"] = ChoiceOrNone(
            label=_("Cá nhân"),
            choices=[(key, one.full_name) for key, one in self.people.items()],
            nothing=_("Tập thể đơn vị"),
            required=False,
        )

    @property
    def person(self) -> Person | None:
        return self.people.get(self.cleaned_data["person"])


class ModelForm(_OneForm):
    name = forms.CharField(
        label=_("Tên mô hình"), max_length=200, error_messages={"required": _("Nhập tên mô hình.")}
    )
    about = forms.CharField(
        label=_("Nội dung, cách làm"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    registered_on = DayField(
        label=_("Ngày đăng ký"), error_messages={"required": _("Nhập ngày đăng ký.")}
    )


class StageForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Tình trạng"), choices=Stage.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày.")})
    remark = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)


class PraiseForm(_OneForm):
    what = forms.CharField(
        label=_("Hình thức, thành tích"),
        max_length=300,
        help_text=_("Như Giấy khen: tập thể tiêu biểu học tập và làm theo Bác năm 2026."),
        error_messages={"required": _("Nhập hình thức, thành tích.")},
    )
    given_on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})

    def __init__(self, data: Any, *, keeper: int, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["papers"] = PapersField(
            keeper=keeper, label=_("Quyết định"), required=False,
            help_text=_("Số và ký hiệu đã có trong sổ văn bản, nếu có."),
        )  # fmt: skip
