"""Admitting somebody, and recognising a probationary member."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.base.text import format_date
from chibo.members.forms.columns import FileForm
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.entering import (
    NEW_FILE,
    STARTING_LEVELS,
    cell_field,
    decision_group,
    grouped,
)
from chibo.members.forms.moving import Groups
from chibo.members.queries.coming import Probation
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

_KNOWN_LATER = frozenset({"joined", "official", "card_number"})
NEW_MEMBER = tuple(name for name in NEW_FILE if name not in _KNOWN_LATER)


class AdmissionFacts(forms.Form):
    """The two days of an admission: Party age counts from the first, probation from the second."""

    decided_on = DayField(
        label=gettext_lazy("Ngày quyết định kết nạp"),
        help_text=gettext_lazy("Tuổi Đảng tính từ ngày này."),
        error_messages={"required": gettext_lazy("Nhập ngày của quyết định kết nạp.")},
    )
    ceremony_on = DayField(
        label=gettext_lazy("Ngày lễ kết nạp"),
        help_text=gettext_lazy("12 tháng dự bị tính từ ngày này."),
        error_messages={"required": gettext_lazy("Nhập ngày tổ chức lễ kết nạp.")},
    )
    referees = forms.CharField(
        label=gettext_lazy("Người giới thiệu"), max_length=300, required=False
    )
    is_readmission = forms.BooleanField(label=gettext_lazy("Kết nạp lại"), required=False)

    FACTS = ("decided_on", "ceremony_on", "referees", "is_readmission")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        decided, ceremony = given.get("decided_on"), given.get("ceremony_on")
        if decided and ceremony and ceremony < decided:
            self.add_error(
                "ceremony_on", _("Lễ kết nạp phải tổ chức từ ngày có quyết định trở đi.")
            )
        return given


class AdmitForm(FileForm, DecisionForm, AdmissionFacts):
    """A new file with the facts of its admission."""

    def __init__(self, data: Any = None, *, cells: Sequence[Branch], **more: Any) -> None:
        super().__init__(data, names=NEW_MEMBER, **more)
        self.fields["cell"] = cell_field(cells)
        for name, label, listed in STARTING_LEVELS:
            choices = code_list(listed).choices()
            self.fields[f"level_{name}"] = ChoiceOrNone(
                label=label, choices=choices, nothing=gettext_lazy("Chưa ghi"), required=False
            )

    @property
    def groups(self) -> Groups:
        levels = [f"level_{name}" for name, _label, _list in STARTING_LEVELS]
        title, paper = decision_group()
        return grouped(
            self,
            (_("Kết nạp"), ["cell", *self.FACTS]),
            (_("Nhân thân, nơi ở"), NEW_MEMBER[:-2]),
            (_("Công việc, trình độ"), [*NEW_MEMBER[-2:], *levels]),
            (title, paper),
        )

    @property
    def levels(self) -> list[tuple[str, str]]:
        given = self.cleaned_data
        found = [(name, given.get(f"level_{name}")) for name, _label, _list in STARTING_LEVELS]
        return [(name, level) for name, level in found if level]


class AdmitKnownForm(DecisionForm, AdmissionFacts):
    """Somebody who already has a file: an outstanding person, an official, one who once left."""

    def __init__(self, data: Any = None, *, cells: Sequence[Branch], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["cell"] = cell_field(cells)

    @property
    def groups(self) -> Groups:
        return grouped(self, (_("Kết nạp"), ["cell", *self.FACTS]), decision_group())


class RecogniseForm(DecisionForm):
    """The day the probation ended is offered as the day of effect, however late the decision."""

    decided_on = DayField(
        label=gettext_lazy("Ngày quyết định công nhận"),
        error_messages={"required": gettext_lazy("Nhập ngày của quyết định công nhận.")},
    )
    effective_on = DayField(
        label=gettext_lazy("Ngày chính thức"),
        error_messages={"required": gettext_lazy("Nhập ngày được công nhận chính thức.")},
    )

    def __init__(self, data: Any = None, *, probation: Probation | None, **more: Any) -> None:
        super().__init__(data, **more)
        if probation:
            self.fields["effective_on"].initial = probation.ends
            self.fields["effective_on"].help_text = _(
                "Là ngày hết {n} tháng dự bị tính từ {began}, kể cả khi xét muộn."
            ).format(n=probation.months.months, began=format_date(probation.began))

    @property
    def groups(self) -> Groups:
        return grouped(
            self, (_("Công nhận chính thức"), ["decided_on", "effective_on"]), decision_group()
        )
