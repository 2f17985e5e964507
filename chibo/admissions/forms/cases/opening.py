"""Beginning to follow somebody, handing the case on, going back, stopping, taking it up again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.admissions.queries.stages import Stage
from chibo.base.fields import ChoiceOrNone, DayField
from chibo.members.forms.columns import FileForm
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.entering import cell_field, decision_group, grouped
from chibo.members.forms.moving import Groups
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

NEW_PERSON = (
    "full_name",
    "sex",
    "born",
    "ethnicity",
    "religion",
    "national_id",
    "phone",
    "native_detail",
    "home_detail",
    "occupation",
    "occupation_text",
    "union_joined",
)


def day(label: Any, sentence: Any = "", **more: Any) -> DayField:
    """A day that must be given when there is a sentence for its absence."""
    errors = {"required": sentence} if sentence else {}
    return DayField(label=label, required=bool(sentence), error_messages=errors, **more)


def today_field(label: Any) -> DayField:
    return day(label, gettext_lazy("Nhập ngày."), initial=timezone.localdate)


class BeginForm(forms.Form):
    """What is said of the case; a former member also how they left."""

    opened_on = today_field(gettext_lazy("Theo dõi từ ngày"))
    source = forms.CharField(
        label=gettext_lazy("Nguồn giới thiệu"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Như Đoàn Thanh niên xã, Hội Phụ nữ bản, chi bộ phát hiện."),
    )
    is_readmission = forms.BooleanField(
        label=gettext_lazy("Đã từng là đảng viên (xét kết nạp lại)"), required=False
    )
    left_party_how = forms.ChoiceField(label=gettext_lazy("Ra khỏi Đảng vì"), required=False)
    left_party_on = day(gettext_lazy("Ngày ra khỏi Đảng"))
    record_cleared_on = day(gettext_lazy("Ngày được xóa án tích"))

    CASE = ("cell", "opened_on", "source")
    BEFORE = ("is_readmission", "left_party_how", "left_party_on", "record_cleared_on")

    def __init__(self, data: Any = None, *, cells: Sequence[Branch], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["cell"] = cell_field(cells)
        self.fields["cell"].label = _("Chi bộ theo dõi")
        self.fields["cell"].error_messages["required"] = _("Chọn chi bộ theo dõi.")
        ways = self.fields["left_party_how"]
        assert isinstance(ways, forms.ChoiceField)
        ways.choices = [("", _("Chọn")), *code_list("departures_before_readmission").choices()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_readmission") and not given.get("left_party_how"):
            self.add_error("left_party_how", _("Chọn lý do ra khỏi Đảng trước đây."))
        return given

    @property
    def about_case(self) -> dict[str, Any]:
        """Facts named as in actions.opening.NewCase, without the person."""
        given = self.cleaned_data
        names = [name for name in (*self.CASE, *self.BEFORE) if name != "cell"]
        return {"cell_id": int(given["cell"])} | {name: given[name] for name in names}


class KnownCaseForm(BeginForm):
    """Somebody who already has a file."""

    @property
    def groups(self) -> Groups:
        return grouped(self, (_("Theo dõi"), self.CASE), (_("Đã từng vào Đảng"), self.BEFORE))


class NewCaseForm(FileForm, BeginForm):
    """Somebody new, with the first lines of a file."""

    def __init__(self, data: Any = None, *, cells: Sequence[Branch], **more: Any) -> None:
        super().__init__(data, names=NEW_PERSON, cells=cells, **more)
        self.fields["level_schooling"] = ChoiceOrNone(
            label=_("Học vấn"),
            choices=code_list("schooling").choices(),
            nothing=_("Chưa ghi"),
            required=False,
        )

    @property
    def groups(self) -> Groups:
        return grouped(
            self,
            (_("Theo dõi"), self.CASE),
            (_("Nhân thân"), [*NEW_PERSON, "level_schooling"]),
            (_("Đã từng vào Đảng"), self.BEFORE),
        )


class OnForm(forms.Form):
    """One day."""

    def __init__(self, data: Any = None, *, label: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["on"] = today_field(label)

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))


class MoveCaseForm(OnForm):
    def __init__(self, data: Any = None, *, cells: Sequence[Branch], **more: Any) -> None:
        super().__init__(data, label=_("Chi bộ mới theo dõi từ ngày"), **more)
        self.fields["cell"] = cell_field(cells)
        self.fields["cell"].label = _("Chi bộ mới")


class BackForm(OnForm):
    """The stages are those before the present one."""

    def __init__(self, data: Any = None, *, stages: Sequence[Stage], **more: Any) -> None:
        super().__init__(data, label=_("Từ ngày"), **more)
        self.fields["stage"] = ChoiceOrNone(
            label=_("Quay lại giai đoạn"),
            choices=[(stage.code, stage.label) for stage in stages],
            error_messages={"required": _("Chọn giai đoạn quay lại.")},
        )
        self.fields["reason"] = reason_field()
        self.order_fields(["stage", "on", "reason"])


class LeaveForm(DecisionForm):
    """`struck` offers the decision by which a probationary member is struck off."""

    def __init__(self, data: Any = None, *, struck: bool = False, **more: Any) -> None:
        super().__init__(data, **more)
        self.struck = struck
        self.fields["reason"] = ChoiceOrNone(
            label=_("Lý do dừng"),
            choices=code_list("leaving_pipeline_reasons").choices(),
            error_messages={"required": _("Chọn lý do dừng xem xét.")},
            initial="struck_off" if struck else "",
        )
        self.fields["on"] = today_field(_("Dừng từ ngày"))
        self.fields["remark"] = forms.CharField(
            label=_("Nói rõ"), max_length=300, required=False, widget=forms.Textarea
        )
        if not struck:
            for name in self.DECISION:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return super().clean() if self.struck else self.cleaned_data

    @property
    def groups(self) -> Groups:
        own = (_("Dừng xem xét"), ["reason", "on", "remark"])
        return grouped(self, own, decision_group()) if self.struck else grouped(self, own)


class ReasonForm(forms.Form):
    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["reason"] = reason_field()

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", ["reason"]))


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Lý do"),
        max_length=300,
        error_messages={"required": _("Ghi lý do.")},
        widget=forms.Textarea,
    )
