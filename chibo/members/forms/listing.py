"""The address of a members list as typed values. What it does not understand is left aside."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import plain_choices
from chibo.members.models import Sex
from chibo.members.queries.listing import ORDERS, Asked
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

STATES = (
    ("du-bi", _("Dự bị")),
    ("chinh-thuc", _("Chính thức")),
    ("den-han", _("Đến hạn chuyển chính thức")),
    ("huy-hieu", _("Huy hiệu Đảng đợt tới")),
    ("mien", _("Miễn sinh hoạt")),
    ("dinh-chi", _("Đình chỉ sinh hoạt")),
    ("tam-thoi", _("Sinh hoạt tạm thời nơi khác")),
    ("thieu", _("Thiếu thông tin")),
    ("ho-so-du", _("Hồ sơ giấy đủ tài liệu")),
    ("ho-so-thieu", _("Hồ sơ giấy còn thiếu")),
    ("ho-so-chua-ke", _("Hồ sơ giấy chưa kiểm kê")),
)
OFFICE = "chuc-vu"
OFFICES = (
    ("bi-thu", _("Bí thư")),
    ("cap-uy", _("Cấp ủy viên")),
    ("can-bo-xa", _("Cán bộ, công chức xã")),
    ("can-bo-thon", _("Cán bộ thôn, bản")),
    ("giu", _("Đang giữ chức vụ")),
)
# name in the address → column of Asked, label of the chip, rulebook list
CODES = {
    "dan-toc": ("ethnicity", _("Dân tộc"), "ethnicities"),
    "tuoi": ("age", _("Tuổi"), "age_bands"),
    "ton-giao": ("religion", _("Tôn giáo"), "religions"),
    "van-hoa": ("schooling", _("Học vấn"), "schooling"),
    "chuyen-mon": ("professional", _("Chuyên môn"), "professional_levels"),
    "ly-luan": ("theory", _("Lý luận chính trị"), "theory_levels"),
}


class ListForm(forms.Form):
    """Bound to the address; `units` are the direct children the list may be narrowed to."""

    def __init__(self, data: Any, *, units: Sequence[Branch] = ()) -> None:
        super().__init__(data)
        chosen: dict[str, tuple[Any, Any]] = {
            "trang-thai": (_("Tình trạng"), list(STATES)),
            "chi-bo": (
                _("Chi bộ") if all(unit.is_cell for unit in units) else _("Đơn vị"),
                [(str(unit.pk), unit.short_name) for unit in units],
            ),
            "gioi": (_("Giới"), list(Sex.choices)),
        } | {
            name: (label, code_list(listed).choices())
            for name, (_column, label, listed) in CODES.items()
        }
        chosen[OFFICE] = (_("Chức vụ"), list(OFFICES))
        self.fields["tim"] = forms.CharField(required=False, max_length=120)
        for name, (label, choices) in chosen.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        orders = [order for name in ORDERS for order in (name, f"-{name}")]
        self.fields["sap"] = forms.ChoiceField(
            choices=[(order, order) for order in orders], required=False
        )
        self.is_valid()

    def asked(self) -> Asked:
        given = self.cleaned_data.get
        codes = {column: given(name) or "" for name, (column, _label, _list) in CODES.items()}
        return Asked(
            text=given("tim") or "",
            state=given("trang-thai") or "",
            unit=int(given("chi-bo") or 0),
            sex=given("gioi") or "",
            office=given(OFFICE) or "",
            **codes,
        )

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sap") or "ten"

    def chosen_label(self, name: str) -> str:
        """What a chip shows when its condition is on; "" when it is off."""
        value = self.cleaned_data.get(name)
        return next((str(label) for code, label in self.choices(name) if code == value), "")

    def choices(self, name: str) -> list[tuple[str, Any]]:
        return plain_choices(self, name)

    def sentence(self) -> list[str]:
        """The conditions in words, for a note on paper or in a workbook."""
        said = [f"{_('Tìm')}: {self.cleaned_data['tim']}"] if self.cleaned_data.get("tim") else []
        return said + [
            f"{field.label}: {self.chosen_label(name)}"
            for name, field in self.fields.items()
            if name not in ("tim", "sap") and self.cleaned_data.get(name)
        ]


class SavedViewForm(forms.Form):
    ten = forms.CharField(
        label=_("Tên bộ lọc"),
        max_length=60,
        error_messages={"required": _("Đặt tên cho bộ lọc, ví dụ: Nữ chưa có thẻ.")},
    )
