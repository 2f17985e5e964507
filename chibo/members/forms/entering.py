"""Bringing somebody into a cell's books."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.members.forms.columns import FileForm
from chibo.members.forms.decision import DecisionForm
from chibo.members.models import Status
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

NEW_FILE = (
    "full_name",
    "sex",
    "born",
    "ethnicity",
    "religion",
    "national_id",
    "card_number",
    "native_province",
    "native_detail",
    "home_province",
    "home_detail",
    "occupation",
    "occupation_text",
    "joined",
    "official",
)
SCOPES = (
    ("other_province", gettext_lazy("Tỉnh, thành phố khác")),
    ("same_province", gettext_lazy("Đơn vị khác trong tỉnh")),
)
STARTING_LEVELS = (
    ("schooling", gettext_lazy("Học vấn"), "schooling"),
    ("professional", gettext_lazy("Chuyên môn"), "professional_levels"),
    ("theory", gettext_lazy("Lý luận chính trị"), "theory_levels"),
)


def cell_field(cells: Sequence[Branch]) -> forms.ChoiceField:
    field = ChoiceOrNone(
        label=gettext_lazy("Chi bộ"),
        choices=[(str(cell.pk), cell.short_name) for cell in cells],
        error_messages={"required": gettext_lazy("Chọn chi bộ nơi đồng chí này sinh hoạt.")},
    )
    if len(cells) == 1:
        field.initial = str(cells[0].pk)
    return field


def day_field(label: Any, sentence: Any, **more: Any) -> DayField:
    return DayField(label=label, error_messages={"required": sentence}, **more)


class EnterForm(FileForm, DecisionForm):
    """A new file and the day its person enters a cell. `kind` is registered or moved_in."""

    def __init__(
        self, data: Any = None, *, cells: Sequence[Branch], kind: str, **more: Any
    ) -> None:
        super().__init__(data, names=NEW_FILE, **more)
        self.kind = kind
        self.fields["cell"] = cell_field(cells)
        self.fields["on"] = day_field(_DAY_LABELS[kind], gettext_lazy("Nhập ngày."))
        self.fields["status"] = forms.ChoiceField(
            label=gettext_lazy("Tình trạng"), choices=Status.choices, initial=Status.OFFICIAL
        )
        if kind == "moved_in":
            add_outside(self)
        for name, label, listed in STARTING_LEVELS:
            choices = code_list(listed).choices()
            self.fields[f"level_{name}"] = ChoiceOrNone(
                label=label, choices=choices, nothing=gettext_lazy("Chưa ghi"), required=False
            )

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        entering = ["cell", "on", "status"]
        entering += ["outside_unit", "outside_scope"] if self.kind == "moved_in" else []
        levels = [f"level_{name}" for name, _label, _list in STARTING_LEVELS]
        return grouped(
            self,
            (_("Nơi sinh hoạt"), entering),
            (_("Nhân thân, nơi ở"), NEW_FILE[:11]),
            (_("Công việc, trình độ"), [*NEW_FILE[11:13], *levels]),
            (_("Ngày vào Đảng"), NEW_FILE[13:]),
            decision_group(),
        )

    @property
    def levels(self) -> list[tuple[str, str]]:
        given = self.cleaned_data
        return [
            (name, given[f"level_{name}"])
            for name, _label, _list in STARTING_LEVELS
            if given.get(f"level_{name}")
        ]


_DAY_LABELS = {
    "registered": gettext_lazy("Có tên trong sổ từ ngày"),
    "moved_in": gettext_lazy("Ngày chuyển đến"),
    "restored": gettext_lazy("Ngày phục hồi"),
}


class ReenterForm(DecisionForm):
    """Somebody who has left comes back: restored, or moved in again from outside."""

    def __init__(
        self, data: Any = None, *, cells: Sequence[Branch], kind: str, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.kind = kind
        self.fields["cell"] = cell_field(cells)
        self.fields["on"] = day_field(_DAY_LABELS[kind], gettext_lazy("Nhập ngày."))
        self.fields["status"] = forms.ChoiceField(
            label=gettext_lazy("Tình trạng"), choices=Status.choices, initial=Status.OFFICIAL
        )
        if kind == "moved_in":
            add_outside(self)
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Lý do, ghi chú"), max_length=300, required=False
        )
        if kind == "restored":
            self.fields["uninterrupted"] = forms.BooleanField(
                label=gettext_lazy("Tuổi Đảng coi như không gián đoạn"),
                help_text=gettext_lazy(
                    "Chỉ chọn khi quyết định phục hồi ghi như vậy; không chọn thì thời gian ở ngoài "
                    "Đảng không tính vào tuổi Đảng."
                ),
                required=False,
            )

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        own = [name for name in self.fields if name not in self.DECISION]
        return grouped(self, (_("Nơi sinh hoạt"), own), decision_group())


def add_outside(form: forms.Form, sentence: Any = None) -> None:
    """Where from or where to, when that is no unit of this installation."""
    missing = sentence or gettext_lazy(
        "Ghi nơi chuyển đến từ đâu, ví dụ: Đảng bộ phường Bến, tỉnh Xa."
    )
    form.fields["outside_unit"] = forms.CharField(
        label=gettext_lazy("Đảng bộ nơi đi")
        if sentence is None
        else gettext_lazy("Đảng bộ nơi đến"),
        max_length=250,
        error_messages={"required": missing},
    )
    form.fields["outside_scope"] = ChoiceOrNone(
        label=gettext_lazy("Phạm vi"),
        choices=SCOPES,
        error_messages={
            "required": gettext_lazy("Chọn trong tỉnh hay tỉnh khác: biểu thống kê tách hai dòng.")
        },
    )


def decision_group() -> tuple[Any, Iterable[str]]:
    return _("Quyết định, giấy giới thiệu (nếu có)"), DecisionForm.DECISION


def grouped(
    form: forms.BaseForm, *groups: tuple[Any, Iterable[str]]
) -> list[tuple[Any, list[forms.BoundField]]]:
    return [(title, [form[name] for name in names]) for title, names in groups]
