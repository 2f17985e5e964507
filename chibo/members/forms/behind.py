"""What stands behind an exemption or a departure: application, the cell's resolution, certificates."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.rulebook.queries import code_list

REQUEST = ("applied_on", "medical_paper", "resolved_on")
BEHIND = ("grounds", "applied_on", "resolved_on", "cause", "certificate", "notified_on")
_BY_KIND = {
    "removed": ("grounds", "resolved_on"),
    "left": ("applied_on", "resolved_on", "notified_on"),
    "expelled": ("notified_on",),
    "died": ("cause", "certificate", "notified_on"),
}


def add_papers(form: forms.Form, kind: str) -> None:
    """The fields of a Departure that this kind of leaving has."""
    for name in _BY_KIND.get(kind, ()):
        form.fields[name] = _FIELDS[name]()


def add_request(form: forms.Form) -> None:
    for name in REQUEST:
        form.fields[name] = _FIELDS[name]()


def _grounds() -> forms.Field:
    return ChoiceOrNone(
        label=gettext_lazy("Căn cứ xóa tên"),
        choices=code_list("removal_grounds").choices(),
        help_text=gettext_lazy(
            "Những tháng đã ghi không sinh hoạt, không đóng đảng phí được giữ lại cùng quyết định."
        ),
        error_messages={"required": gettext_lazy("Chọn căn cứ xóa tên.")},
    )


def _day(label: Any) -> Callable[[], forms.Field]:
    return lambda: DayField(label=label, required=False)


def _text(label: Any, longest: int, hint: Any = "") -> Callable[[], forms.Field]:
    return lambda: forms.CharField(label=label, max_length=longest, help_text=hint, required=False)


_FIELDS: dict[str, Callable[[], forms.Field]] = {
    "grounds": _grounds,
    "applied_on": _day(gettext_lazy("Đơn đề ngày")),
    "resolved_on": _day(gettext_lazy("Nghị quyết chi bộ ngày")),
    "medical_paper": _text(
        gettext_lazy("Giấy tờ y tế"),
        200,
        gettext_lazy("Khi miễn vì sức khỏe, ví dụ: sổ khám bệnh viện huyện 03/2026."),
    ),
    "cause": _text(gettext_lazy("Nguyên nhân từ trần"), 200),
    "certificate": _text(
        gettext_lazy("Giấy chứng tử"), 120, gettext_lazy("Số, ngày, nơi cấp, như ghi trên giấy.")
    ),
    "notified_on": _day(gettext_lazy("Phiếu báo gửi ngày")),
}
