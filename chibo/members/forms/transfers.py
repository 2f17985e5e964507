"""Letters of introduction: written here, brought from outside, and each next step."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField, PartialDateField
from chibo.members.forms.columns import FileForm
from chibo.members.forms.entering import (
    NEW_FILE,
    SCOPES,
    STARTING_LEVELS,
    cell_field,
    day_field,
    grouped,
)
from chibo.members.forms.moving import Groups
from chibo.members.models import Person, Status
from chibo.members.queries.destinations import OFFERED, cells_called, full_names
from chibo.members.queries.routes import Box
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list, rule

_WHERE = ("own_cell", "other_cell", "outside_unit")
_ALONE = "abroad"
MOST_AT_ONCE = 200


class _LetterForm(forms.Form):
    """What every letter says; `levels` are the higher levels that may be passed over."""

    number = forms.CharField(
        label=gettext_lazy("Số giấy giới thiệu"),
        max_length=30,
        error_messages={"required": gettext_lazy("Nhập số giấy giới thiệu.")},
    )
    issued_on = DayField(
        label=gettext_lazy("Ngày cấp giấy"),
        error_messages={"required": gettext_lazy("Nhập ngày cấp giấy giới thiệu.")},
    )
    until = DayField(
        label=gettext_lazy("Sinh hoạt tạm thời đến ngày"),
        help_text=gettext_lazy("Chỉ ghi khi chuyển tạm thời."),
        required=False,
    )
    reason = forms.CharField(label=gettext_lazy("Lý do chuyển"), max_length=300, required=False)
    dues_paid_until = PartialDateField(
        label=gettext_lazy("Đã đóng đảng phí đến hết tháng"),
        help_text=gettext_lazy("Như 09/2026."),
        required=False,
    )

    def clean_dues_paid_until(self) -> date | None:
        known = self.cleaned_data["dues_paid_until"]
        if known is None:
            return None
        if known.precision == "year":
            raise forms.ValidationError(_("Ghi cả tháng và năm, như 09/2026."))
        month: date = known.day.replace(day=1)
        return month

    def _add_common(self, levels: Sequence[Box], on: date) -> None:
        kinds = code_list("transfer_kinds")
        self.fields["kind"] = forms.ChoiceField(
            label=_("Loại giấy"), choices=kinds.choices(), initial="official"
        )
        values = code_list("rule_values")
        self.fields["presented"] = forms.MultipleChoiceField(
            label=_("Giấy tờ kèm theo"),
            choices=[
                (code, values.label(code))
                for code in rule("transfers.file_to_present", on).entries()
            ],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        if levels:
            offered = [(str(box.where.pk), box.name) for box in levels if box.where]
            self.fields["through"] = forms.MultipleChoiceField(
                label=_("Giấy đi qua cấp"),
                choices=offered,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Bỏ chọn cấp không ghi vào giấy này."),
                required=False,
            )
            self.offered = [key for key, _name in offered]

    offered: Sequence[str] = ()

    @property
    def left_out(self) -> frozenset[int]:
        kept = self.cleaned_data.get("through") or []
        return frozenset(int(key) for key in self.offered if key not in kept)


class LetterForm(_LetterForm):
    """A letter for one member, or for those ticked among `people` (their numbers follow on)."""

    def __init__(
        self,
        data: Any = None,
        *,
        cells: Sequence[Branch],
        levels: Sequence[Box],
        people: Sequence[tuple[str, str]] = (),
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self._add_common(levels, timezone.localdate())
        if people:
            self.fields["people"] = forms.MultipleChoiceField(
                label=_("Đảng viên"),
                choices=people,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Nhiều nhất 200 người một lần; chi bộ đông thì mở trang của chi bộ ấy.")
                if len(people) >= MOST_AT_ONCE
                else "",
                error_messages={"required": _("Chọn ít nhất một đảng viên.")},
            )
            self.fields["number"].label = _("Số giấy đầu tiên")
            self.fields["number"].help_text = _("Các giấy sau lấy số tiếp theo.")
        self._add_destination(cells)
        self.fields["decision"] = forms.CharField(
            label=_("Quyết định chuyển công tác, nghỉ hưu…"), max_length=200, required=False
        )
        self.fields["decided_on"] = DayField(
            label=_("Quyết định có hiệu lực từ"),
            help_text=_("Hạn làm thủ tục chuyển chính thức tính từ ngày này."),
            required=False,
        )

    def _add_destination(self, cells: Sequence[Branch]) -> None:
        self.fields["own_cell"] = ChoiceOrNone(
            label=_("Chi bộ trong đảng bộ"),
            choices=[(str(cell.pk), cell.short_name) for cell in cells],
            required=False,
        )
        self.fields["other_cell"] = forms.CharField(
            label=_("Hoặc chi bộ thuộc đảng bộ khác có trên hệ thống"),
            help_text=_(
                "Tên chi bộ, dấu phẩy, tên đảng bộ: Chi bộ bản Bên, Đảng bộ xã Chiềng Bên."
            ),
            max_length=420,
            required=False,
        )
        self.fields["outside_unit"] = forms.CharField(
            label=_("Hoặc đơn vị ngoài hệ thống"),
            help_text=_("Như Đảng bộ phường Bến, tỉnh Xa."),
            max_length=250,
            required=False,
        )
        self.fields["outside_scope"] = ChoiceOrNone(
            label=_("Phạm vi (khi ra ngoài hệ thống)"), choices=SCOPES, required=False
        )

    def clean_other_cell(self) -> str:
        text = self.cleaned_data["other_cell"]
        self.other: Branch | None = None
        if not text:
            return ""
        today = timezone.localdate()
        found = cells_called(text, today)
        if not found:
            raise forms.ValidationError(
                _("Không có chi bộ nào tên như vậy trên hệ thống; ghi vào ô đơn vị ngoài hệ thống.")
            )
        if len(found) > 1:
            names = "; ".join(full_names(found[:OFFERED], today))
            raise forms.ValidationError(
                _("Có {n} chi bộ tên như vậy. Ghi rõ một chi bộ: {names}.").format(
                    n=len(found), names=names
                )
            )
        self.other = found[0]
        return str(text)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        typed = [name for name in _WHERE if given.get(name)]
        wrong = [name for name in _WHERE if name in self.errors]
        if len(typed) != 1 and not wrong:
            self.add_error(
                typed[1] if typed else "own_cell",
                _(
                    "Ghi nơi đến vào một trong ba ô: chi bộ trong đảng bộ, chi bộ khác, đơn vị ngoài."
                ),
            )
        abroad = str(given.get("kind", "")).startswith(_ALONE)
        if given.get("outside_unit") and not given.get("outside_scope") and not abroad:
            self.add_error(
                "outside_scope", _("Chọn trong tỉnh hay tỉnh khác: biểu thống kê tách hai dòng.")
            )
        if self.fields.get("people") and not str(given.get("number", "1")).isdigit():
            self.add_error("number", _("Ghi số bằng chữ số để các giấy sau lấy số tiếp theo."))
        return given

    @property
    def to_cell(self) -> int | None:
        given = self.cleaned_data
        if given["own_cell"]:
            return int(given["own_cell"])
        return self.other.pk if self.other else None

    @property
    def scope(self) -> str:
        """Who goes abroad leaves the province."""
        chosen: str = self.cleaned_data["outside_scope"]
        return chosen or ("other_province" if self.cleaned_data["outside_unit"] else "")

    @property
    def groups(self) -> Groups:
        letter = ["kind", "number", "issued_on", "dues_paid_until", "presented"]
        way = [*_WHERE, "outside_scope", *(["through"] if "through" in self.fields else [])]
        ground = ["reason", "decision", "decided_on", "until"]
        named = [("", ["people"])] if "people" in self.fields else []
        chosen = [(_("Đảng viên chuyển đi"), names) for _title, names in named]
        return grouped(
            self,
            *chosen,
            (_("Giấy giới thiệu"), letter),
            (_("Nơi đến: ghi một trong ba ô"), way),
            (_("Lý do, thời hạn"), ground),
        )


class ArrivalForm(FileForm, _LetterForm):
    """A letter from outside, with the file of who brought it; `person` when they have one here."""

    def __init__(
        self,
        data: Any = None,
        *,
        cells: Sequence[Branch],
        levels: Sequence[Box],
        person: Person | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, names=() if person else NEW_FILE, person=person, **more)
        self._add_common(levels, timezone.localdate())
        for kind in ("internal", "abroad_temporary"):
            self._without(kind)
        self._add_origin()
        self._add_arrival(cells)
        if person is None:
            self._add_levels()

    def _add_origin(self) -> None:
        self.fields["from_unit"] = forms.CharField(
            label=_("Đảng bộ nơi đi"),
            max_length=250,
            error_messages={
                "required": _("Ghi nơi chuyển đến từ đâu, ví dụ: Đảng bộ phường Bến, tỉnh Xa.")
            },
        )
        self.fields["scope"] = ChoiceOrNone(
            label=_("Phạm vi"),
            choices=SCOPES,
            error_messages={
                "required": _("Chọn trong tỉnh hay tỉnh khác: biểu thống kê tách hai dòng.")
            },
        )
        self.fields["valid_until"] = DayField(
            label=_("Giấy có giá trị đến"),
            help_text=_("Như ghi trên giấy; để trống thì tính theo quy định."),
            required=False,
        )

    def _add_arrival(self, cells: Sequence[Branch]) -> None:
        self.fields["arrived_on"] = day_field(_("Ngày nộp giấy"), _("Nhập ngày nộp giấy."))
        self.fields["arrived_on"].initial = timezone.localdate()
        self.fields["cell"] = cell_field(cells)
        self.fields["status"] = forms.ChoiceField(
            label=_("Tình trạng"), choices=Status.choices, initial=Status.OFFICIAL
        )

    def _add_levels(self) -> None:
        for name, label, listed in STARTING_LEVELS:
            self.fields[f"level_{name}"] = ChoiceOrNone(
                label=label,
                choices=code_list(listed).choices(),
                nothing=_("Chưa ghi"),
                required=False,
            )

    def _without(self, kind: str) -> None:
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [pair for pair in code_list("transfer_kinds").choices() if pair[0] != kind]

    @property
    def levels(self) -> list[tuple[str, str]]:
        given = self.cleaned_data
        named = [(name, given.get(f"level_{name}")) for name, _label, _list in STARTING_LEVELS]
        return [(name, level) for name, level in named if level]

    @property
    def groups(self) -> Groups:
        through = ["through"] if "through" in self.fields else []
        letter = ["kind", "number", "issued_on", "valid_until", "from_unit", "scope"]
        found = [
            (_("Giấy giới thiệu"), [*letter, "dues_paid_until", "presented"]),
            (_("Nơi nhận"), ["arrived_on", "cell", "status", "until", "reason", *through]),
        ]
        if not self.names:
            return grouped(self, *found)
        levels = [f"level_{name}" for name, _label, _list in STARTING_LEVELS]
        return grouped(
            self,
            *found,
            (_("Nhân thân, nơi ở"), NEW_FILE[:11]),
            (_("Công việc, trình độ"), [*NEW_FILE[11:13], *levels]),
            (_("Ngày vào Đảng"), NEW_FILE[13:]),
        )


class FillForm(forms.Form):
    """The next boxes of a letter: through which one, on which day."""

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["on"] = day_field(
            _("Ngày giới thiệu, tiếp nhận"), _("Nhập ngày."), initial=timezone.localdate()
        )
        self.fields["through"] = forms.ChoiceField(
            label=_("Ghi đến ô"), choices=choices, initial=choices[-1][0]
        )
        self.fields["remark"] = forms.CharField(label=_("Ghi chú"), max_length=200, required=False)

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", ["on", "through", "remark"]))


class CellForm(forms.Form):
    """The cell that receives the member."""

    def __init__(self, data: Any = None, *, cells: Sequence[Branch]) -> None:
        super().__init__(data)
        self.fields["cell"] = cell_field(cells)
        self.fields["cell"].label = _("Chi bộ tiếp nhận")

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", ["cell"]))


class ReasonForm(forms.Form):
    """Withdrawn or sent back, on a day and with a reason."""

    on = DayField(
        label=gettext_lazy("Ngày"),
        error_messages={"required": gettext_lazy("Nhập ngày.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=300,
        error_messages={"required": gettext_lazy("Ghi lý do rút hoặc trả lại giấy giới thiệu.")},
    )

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", ["on", "reason"]))


class SlipForm(forms.Form):
    """The answer of the unit outside."""

    on = DayField(
        label=gettext_lazy("Nơi đến tiếp nhận ngày"),
        error_messages={"required": gettext_lazy("Nhập ngày nơi đến tiếp nhận.")},
    )
    slip = forms.CharField(label=gettext_lazy("Số phiếu báo"), max_length=60, required=False)

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", ["on", "slip"]))


class OnDayForm(forms.Form):
    """A day and a remark: the letter is renewed, the member is back."""

    def __init__(self, data: Any = None, *, label: str, with_remark: bool = False) -> None:
        super().__init__(data)
        self.fields["on"] = day_field(label, _("Nhập ngày."), initial=timezone.localdate())
        if with_remark:
            self.fields["remark"] = forms.CharField(
                label=_("Ghi chú"), max_length=200, required=False
            )

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))
