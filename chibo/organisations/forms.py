"""What people type to change the tree. Forms clean; actions decide and save."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, CitedForm, DayField
from chibo.base.text import format_date, text_sort_key
from chibo.organisations.models import Profile, Purpose
from chibo.organisations.queries.accounts import Given
from chibo.organisations.queries.tree import Branch, as_branch, cells_in
from chibo.rulebook.queries import code_list


def kinds_under(parent: Branch | None) -> list[tuple[str, str]]:
    """Kinds that may hang under the parent today; for the first organisation those that stand by themselves."""
    kinds = code_list("organisation_kinds")
    today = timezone.localdate()
    if parent is None:
        alone = [item.code for item in kinds.items() if _stands_alone(item.code, item.extra)]
        return [(code, label) for code, label in kinds.choices(today) if code in alone]
    allowed = kinds.item(parent.kind).extra.get("children", [])
    return [(code, label) for code, label in kinds.choices(today) if code in allowed]


def _stands_alone(code: str, extra: Mapping[str, Any]) -> bool:
    """Neither a group within a cell nor a cell under a grassroots committee."""
    return code != "party_group" and bool(not extra.get("is_cell") or extra.get("is_grassroots"))


def base_types() -> list[tuple[str, str]]:
    return code_list("base_types").choices(timezone.localdate())


class FoundForm(CitedForm):
    name = forms.CharField(label=_("Tên tổ chức"), max_length=200)
    short_name = forms.CharField(
        label=_("Tên ngắn"),
        max_length=100,
        required=False,
        help_text=_("Tên dùng trong bảng, như Bản Vặt."),
    )
    kind = ChoiceOrNone(label=_("Loại tổ chức"), choices=[])
    base_type = ChoiceOrNone(label=_("Loại hình"), choices=[], required=False)
    code = forms.CharField(
        label=_("Mã tổ chức"),
        required=False,
        help_text=_("14 chữ số, như 38.168.053.000.001."),
    )

    field_order = ["name", "short_name", "kind", "base_type", "code", "on"]

    def __init__(self, *args: Any, parent: Branch | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = ChoiceOrNone(label=_("Loại tổ chức"), choices=kinds_under(parent))
        self.fields["base_type"] = ChoiceOrNone(
            label=_("Loại hình"), choices=base_types(), required=False
        )


class RenameForm(CitedForm):
    leaves_a_past = True
    name = forms.CharField(label=_("Tên mới"), max_length=200)
    short_name = forms.CharField(label=_("Tên ngắn"), max_length=100, required=False)

    field_order = ["name", "short_name", "on"]


class KindForm(CitedForm):
    leaves_a_past = True
    kind = forms.ChoiceField(label=_("Loại tổ chức"), choices=[])
    base_type = ChoiceOrNone(label=_("Loại hình"), choices=[], required=False)
    code = forms.CharField(label=_("Mã tổ chức"), required=False)

    field_order = ["kind", "base_type", "code", "on"]

    def __init__(self, *args: Any, of: Branch, parent: Branch | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = dict(kinds_under(parent)) | {of.kind: of.kind_label}
        self.fields["kind"] = forms.ChoiceField(
            label=_("Loại tổ chức"), choices=list(kinds.items())
        )
        self.fields["base_type"] = ChoiceOrNone(
            label=_("Loại hình"), choices=base_types(), required=False
        )


class PlaceForm(CitedForm):
    name = forms.CharField(label=_("Tên"), max_length=120)
    kind = ChoiceOrNone(label=_("Loại"), choices=[])
    is_difficult = forms.BooleanField(label=_("Địa bàn khó khăn"), required=False)

    field_order = ["name", "kind", "is_difficult", "on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = code_list("place_kinds").choices(timezone.localdate())
        self.fields["kind"] = ChoiceOrNone(label=_("Loại"), choices=choices)


class CoverForm(forms.Form):
    """Which cell covers a place from a day on."""

    cell = ChoiceOrNone(label=_("Chi bộ phụ trách"), choices=[])
    on = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, area: Branch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cells = [as_branch(row, area.on) for row in cells_in(area)]
        cells.sort(key=lambda one: text_sort_key(one.short_name))
        choices = [(str(cell.pk), cell.short_name) for cell in cells]
        self.fields["cell"] = ChoiceOrNone(label=_("Chi bộ phụ trách"), choices=choices)


class UncoverForm(forms.Form):
    """From which day a cell no longer covers a place."""

    on = DayField(label=_("Thôi phụ trách từ ngày"))


class EndForm(forms.Form):
    """Ending something on a day, with the reason."""

    on = DayField(label=_("Kết thúc từ ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=300)


def initial_profile(profile: Profile) -> Mapping[str, Any]:
    """The present name, kind and code, to change from."""
    columns = ("name", "short_name", "kind", "base_type")
    return {name: getattr(profile, name) for name in columns} | {"code": profile.dotted_code}


class TokenForm(forms.Form):
    """What a program may do, within which duty and until when."""

    name = forms.CharField(
        label=_("Tên khóa"),
        max_length=80,
        help_text=_("Để nhớ chương trình nào dùng, như “Bảng tổng hợp của tỉnh”."),
    )
    duty = forms.TypedChoiceField(
        label=_("Trong nhiệm vụ"),
        coerce=int,
        help_text=_("Chương trình chỉ thấy đúng phần nhiệm vụ này được thấy."),
    )
    purposes = forms.MultipleChoiceField(
        label=_("Chương trình được làm"),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một việc.")},
    )
    expires_on = DayField(label=_("Hết hạn ngày"))

    def __init__(self, *args: Any, duties: Sequence[Given], **kwargs: Any) -> None:
        month = timezone.localdate() + timedelta(days=min(30, settings.API_DAYS))
        super().__init__(*args, **{"initial": {"expires_on": month}} | kwargs)
        chosen = self.fields["duty"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [(one.duty.pk, one.label) for one in duties]
        latest = timezone.localdate() + timedelta(days=settings.API_DAYS)
        self.fields["expires_on"].help_text = _now("Chậm nhất {day}.").format(
            day=format_date(latest)
        )
