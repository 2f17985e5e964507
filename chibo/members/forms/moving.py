"""Movements of one member: to another cell, out of the books; leaves and their ends."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.members.forms.behind import BEHIND, REQUEST, add_papers, add_request
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.entering import add_outside, cell_field, day_field, decision_group, grouped
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

Groups = list[tuple[Any, list[forms.BoundField]]]
_DAY_NEEDED = gettext_lazy("Nhập ngày có hiệu lực.")
NEEDS_REASON = frozenset({"removed", "expelled", "left", "admission_cancelled"})


class _WithDecision(DecisionForm):
    title: Any = ""

    @property
    def groups(self) -> Groups:
        own = [name for name in self.fields if name not in self.DECISION]
        return grouped(self, (self.title, own), decision_group())


class TransferForm(_WithDecision):
    title = gettext_lazy("Chuyển sinh hoạt trong nội bộ")

    def __init__(self, data: Any = None, *, cells: Sequence[Branch], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["cell"] = cell_field(cells)
        self.fields["cell"].label = _("Chi bộ nơi đến")
        self.fields["on"] = day_field(gettext_lazy("Sinh hoạt ở chi bộ mới từ ngày"), _DAY_NEEDED)
        self.fields["reason"] = _reason(required=False)


class LeaveBooksForm(_WithDecision):
    """`kind` is one of members.actions.moving.LEAVING_KINDS."""

    title = gettext_lazy("Biến động")

    def __init__(self, data: Any = None, *, kind: str, **more: Any) -> None:
        super().__init__(data, **more)
        label = (
            gettext_lazy("Ngày từ trần") if kind == "died" else gettext_lazy("Có hiệu lực từ ngày")
        )
        self.fields["on"] = day_field(label, _DAY_NEEDED)
        if kind == "moved_out":
            add_outside(
                self, gettext_lazy("Ghi nơi chuyển đến, ví dụ: Đảng bộ phường Bến, tỉnh Xa.")
            )
        add_papers(self, kind)
        self.fields["reason"] = _reason(required=kind in NEEDS_REASON)

    @property
    def papers_told(self) -> dict[str, Any]:
        """Facts named as in members.actions.departing.Papers."""
        names = [name for name in BEHIND if name in self.fields]
        return {name: self.cleaned_data[name] for name in names}


class ExemptForm(_WithDecision):
    title = gettext_lazy("Miễn công tác, sinh hoạt đảng")

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["reason"] = ChoiceOrNone(
            label=gettext_lazy("Lý do"),
            choices=code_list("exemption_reasons").choices(),
            error_messages={"required": gettext_lazy("Chọn lý do miễn sinh hoạt.")},
        )
        self.fields["on"] = day_field(gettext_lazy("Được miễn từ ngày"), _DAY_NEEDED)
        self.fields["until"] = DayField(
            label=gettext_lazy("Được miễn đến ngày"),
            help_text=gettext_lazy("Bắt buộc, trừ khi miễn vì tuổi cao, sức yếu."),
            required=False,
        )
        add_request(self)

    @property
    def request(self) -> dict[str, Any]:
        """Facts named as in members.actions.leaves.Request."""
        return {name: self.cleaned_data[name] for name in REQUEST}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        reason, until, on = given.get("reason"), given.get("until"), given.get("on")
        listed = code_list("exemption_reasons")
        temporary = bool(reason and listed.item(reason).extra.get("temporary"))
        if temporary and not until and "until" not in self.errors:
            self.add_error("until", _("Miễn tạm thời phải có ngày kết thúc."))
        if until and on and until < on:
            self.add_error("until", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return given


class SuspendForm(_WithDecision):
    title = gettext_lazy("Đình chỉ sinh hoạt đảng")

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["reason"] = _reason(required=True)
        self.fields["on"] = day_field(gettext_lazy("Đình chỉ từ ngày"), _DAY_NEEDED)
        self.fields["until"] = DayField(label=gettext_lazy("Thời hạn đến ngày"), required=False)


class StayForm(_WithDecision):
    title = gettext_lazy("Sinh hoạt tạm thời nơi khác")

    def __init__(self, data: Any = None, *, cells: Sequence[Branch], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["on"] = day_field(gettext_lazy("Từ ngày"), _DAY_NEEDED)
        self.fields["until"] = DayField(label=gettext_lazy("Thời hạn đến ngày"), required=False)
        self.fields["cell"] = cell_field(cells)
        self.fields["cell"].label = _("Chi bộ nơi đến, trong đảng bộ này")
        self.fields["cell"].required = False
        self.fields["cell"].initial = None
        self.fields["outside_unit"] = forms.CharField(
            label=gettext_lazy("Hoặc đơn vị ngoài hệ thống"), max_length=250, required=False
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if bool(given.get("cell")) == bool(given.get("outside_unit")):
            self.add_error(
                "cell", _("Ghi một nơi: chi bộ trong đảng bộ này hoặc đơn vị ngoài hệ thống.")
            )
        if given.get("until") and given.get("on") and given["until"] < given["on"]:
            self.add_error("until", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return given


class EndForm(forms.Form):
    """The end of a leave or an office."""

    on = DayField(
        label=gettext_lazy("Kết thúc từ ngày"),
        error_messages={"required": gettext_lazy("Nhập ngày kết thúc.")},
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=200, required=False)

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", ["on", "reason"]))


class WithdrawForm(forms.Form):
    """Why a line of a file is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: nhập nhầm. Nhật ký giữ lại dòng này cùng lý do."),
        error_messages={"required": gettext_lazy("Ghi lý do, ví dụ: nhập nhầm.")},
    )

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", ["reason"]))


def _reason(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=300,
        required=required,
        error_messages={"required": gettext_lazy("Ghi lý do.")},
    )
