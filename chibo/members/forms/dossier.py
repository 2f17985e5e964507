"""The paper dossier at the screen: looking through it, its place, loans, the yearly supplement."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.members.forms.entering import day_field, grouped
from chibo.members.forms.moving import Groups
from chibo.members.models import DossierItem, DossierState
from chibo.members.queries.dossiers import Contents, Line
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import Item, code_list

_CHECKED = gettext_lazy("Kiểm kê ngày")
_MOST_SHEETS = 2000


def document_name(document: Item) -> str:
    """ "07. Quyết định công nhận đảng viên chính thức"."""
    return f"{document.extra['prefix']}. {document.label}"


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=_MOST_SHEETS, required=False, localize=False
    )


class CheckForm(forms.Form):
    """The whole dossier at once: what each document was found to be. `more` is one the index has not."""

    def __init__(self, data: Any = None, *, contents: Contents, **more: Any) -> None:
        super().__init__(data, **more)
        self.contents = contents
        self.fields["on"] = day_field(_CHECKED, gettext_lazy("Nhập ngày kiểm kê."))
        for line in contents.lines:
            self._add(line)
        there = {line.document.code for line in contents.lines}
        others = [
            (item.code, document_name(item))
            for item in code_list("dossier_documents").items()
            if item.code not in there
        ]
        self.fields["more"] = ChoiceOrNone(
            label=gettext_lazy("Tài liệu khác có trong hồ sơ"),
            choices=others,
            nothing=gettext_lazy("Không"),
            required=False,
        )
        self.fields["more_state"] = forms.ChoiceField(
            label=gettext_lazy("Tình trạng"), choices=DossierState.choices, required=False
        )

    def _add(self, line: Line) -> None:
        code, name = line.document.code, document_name(line.document)
        self.fields[f"state_{code}"] = ChoiceOrNone(
            label=_("Tình trạng: {name}").format(name=name),
            choices=DossierState.choices,
            nothing=gettext_lazy("Chưa kiểm kê"),
            required=False,
            initial=line.item.state if line.item else "",
        )
        self.fields[f"sheets_{code}"] = _number(_("Số tờ: {name}").format(name=name))
        self.fields[f"sheets_{code}"].initial = line.item.sheets if line.item else None

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "line": line,
                "name": document_name(line.document),
                "state": self[f"state_{line.document.code}"],
                "sheets": self[f"sheets_{line.document.code}"],
            }
            for line in self.contents.lines
        ]

    @property
    def found(self) -> list[dict[str, Any]]:
        """Facts named as in members.actions.dossiers.Finding; what an earlier look said of the rest stays."""
        given = self.cleaned_data
        told = []
        for line in self.contents.lines:
            code = line.document.code
            if state := given.get(f"state_{code}"):
                kept = _kept(line.item)
                told.append(
                    kept | {"document": code, "state": state, "sheets": given[f"sheets_{code}"]}
                )
        if given.get("more"):
            told.append({"document": given["more"], "state": given["more_state"] or "original"})
        return told


def _kept(item: DossierItem | None) -> dict[str, Any]:
    names = ("copies", "dated_on", "place", "note")
    return {name: getattr(item, name) for name in names} if item else {}


class DocumentForm(forms.Form):
    """All about one document of the dossier."""

    on = day_field(_CHECKED, gettext_lazy("Nhập ngày kiểm kê."))
    state = ChoiceOrNone(
        label=gettext_lazy("Tình trạng"),
        choices=DossierState.choices,
        error_messages={"required": gettext_lazy("Chọn tình trạng của tài liệu.")},
    )
    copies = _number(gettext_lazy("Số bản"))
    sheets = _number(gettext_lazy("Số tờ"))
    dated_on = DayField(label=gettext_lazy("Ngày của tài liệu"), required=False)
    place = forms.CharField(label=gettext_lazy("Để riêng ở"), max_length=120, required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=200, required=False)

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))


class ShelfForm(forms.Form):
    """Who keeps the dossier and where it lies."""

    def __init__(self, data: Any = None, *, custodians: Sequence[Branch], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["on"] = day_field(gettext_lazy("Để ở đây từ ngày"), gettext_lazy("Nhập ngày."))
        self.fields["custodian"] = ChoiceOrNone(
            label=gettext_lazy("Cấp ủy giữ hồ sơ"),
            choices=[(str(one.pk), one.name) for one in custodians],
            nothing=gettext_lazy("Nơi khác, ghi ở dưới"),
            required=False,
        )
        for name, label, longest in (
            ("outside_custodian", gettext_lazy("Nơi giữ ngoài hệ thống"), 250),
            ("cabinet", gettext_lazy("Tủ"), 40),
            ("shelf", gettext_lazy("Ngăn"), 40),
            ("box", gettext_lazy("Hộp, cặp"), 40),
            ("handover", gettext_lazy("Phiếu giao nhận"), 120),
        ):
            self.fields[name] = forms.CharField(label=label, max_length=longest, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("custodian") and not given.get("outside_custodian"):
            self.add_error("custodian", _("Ghi cấp ủy giữ hồ sơ, hoặc nơi giữ ngoài hệ thống."))
        return given

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))


class LoanForm(forms.Form):
    borrower = forms.CharField(
        label=gettext_lazy("Người mượn, đơn vị"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi người mượn và đơn vị.")},
    )
    purpose = forms.CharField(label=gettext_lazy("Mục đích"), max_length=200, required=False)
    lent_on = day_field(gettext_lazy("Ngày mượn"), gettext_lazy("Nhập ngày mượn."))
    due_on = day_field(gettext_lazy("Hẹn trả"), gettext_lazy("Nhập ngày hẹn trả."))
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=200, required=False)

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))


class ReturnForm(forms.Form):
    on = day_field(gettext_lazy("Ngày trả"), gettext_lazy("Nhập ngày trả."))
    remark = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Ví dụ: thiếu tờ nào, hư hỏng gì."),
    )

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))


class SheetForm(forms.Form):
    """What a member's supplement sheet says; "không thay đổi" is a legal answer."""

    on = day_field(gettext_lazy("Ngày nộp phiếu"), gettext_lazy("Nhập ngày nộp phiếu."))
    unchanged = forms.BooleanField(label=gettext_lazy("Không thay đổi"), required=False)
    changes = forms.CharField(
        label=gettext_lazy("Thay đổi khai trong phiếu"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Mỗi dòng một thay đổi; hệ thống điền sẵn những gì đã ghi trong năm."
        ),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        told = bool((given.get("changes") or "").strip())
        if told == bool(given.get("unchanged")):
            self.add_error(
                "changes",
                _("Ghi những gì thay đổi, hoặc chọn “Không thay đổi”; không để trống cả hai."),
            )
        return given

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))
