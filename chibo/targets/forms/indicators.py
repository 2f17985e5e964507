"""What is typed about indicators."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.organisations.models import Place
from chibo.targets.forms.registering import NumberField
from chibo.targets.queries.dictionary import Indicator


class TellForm(forms.Form):
    value = NumberField(
        label=_("Giá trị"), help_text=_("Như 75,8."),
        error_messages={"required": _("Nhập giá trị.")},
    )  # fmt: skip
    told_on = DayField(
        label=_("Công bố ngày"), error_messages={"required": _("Nhập ngày công bố.")}
    )
    source = forms.CharField(
        label=_("Nguồn"), max_length=200,
        help_text=_("Như Báo cáo kinh tế - xã hội năm của UBND xã."),
        error_messages={"required": _("Ghi nguồn của con số.")},
    )  # fmt: skip
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(
        self,
        data: Any,
        *,
        known: Mapping[str, Indicator],
        places: Sequence[Place],
        year: int,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.places = {str(one.pk): one for one in places}
        years = [(str(one), str(one)) for one in range(year, year - 11, -1)]
        self.fields["indicator"] = forms.ChoiceField(
            label=_("Chỉ số"), choices=[(code, one.named) for code, one in known.items()]
        )
        self.fields["place"] = ChoiceOrNone(
            label=_("Của"),
            choices=[(key, one.name) for key, one in self.places.items()],
            nothing=_("Cả đơn vị"),
            required=False,
        )
        self.fields["year"] = forms.ChoiceField(label=_("Năm"), choices=years)
        self.order_fields(["indicator", "place", "year"])

    @property
    def place(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])


class CorrectForm(forms.Form):
    """Another value in place of one, or none at all."""

    value = NumberField(
        label=_("Giá trị đúng"), required=False,
        help_text=_("Để trống là rút hẳn, không thay."),
    )  # fmt: skip
    on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})
    source = forms.CharField(
        label=_("Nguồn"), max_length=200, required=False, help_text=_("Để trống là như cũ.")
    )
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do.")}
    )


class OwnIndicatorForm(forms.Form):
    label = forms.CharField(
        label=_("Tên chỉ số"), max_length=120, error_messages={"required": _("Nhập tên chỉ số.")}
    )
    unit = forms.CharField(
        label=_("Đơn vị tính"), max_length=60, help_text=_("Như triệu đồng, %, hộ."),
        error_messages={"required": _("Nhập đơn vị tính.")},
    )  # fmt: skip
    places = forms.TypedChoiceField(
        label=_("Chữ số thập phân"), coerce=int, choices=[(n, str(n)) for n in range(4)]
    )
    up = forms.BooleanField(label=_("Càng cao càng tốt"), required=False, initial=True)
    meaning = forms.CharField(label=_("Cách tính"), max_length=300, required=False)


class CohortForm(forms.Form):
    name = forms.CharField(
        label=_("Tên nhóm"), max_length=160, help_text=_("Như Đảng viên chưa có trung cấp lý luận đầu năm."),
        error_messages={"required": _("Nhập tên nhóm.")},
    )  # fmt: skip
    on = DayField(label=_("Chốt ngày"), error_messages={"required": _("Nhập ngày chốt.")})

    def __init__(self, data: Any, *, figures: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["figure"] = forms.ChoiceField(
            label=_("Lấy những người của số liệu"), choices=list(figures),
            help_text=_("Ai có trong danh sách của số liệu ngày chốt thì vào nhóm; về sau không đổi."),
        )  # fmt: skip
        self.order_fields(["name", "figure", "on"])
