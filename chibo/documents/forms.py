from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.base.text import clean
from chibo.documents.models import Audience, Paper
from chibo.documents.queries import named
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list


class PapersField(forms.CharField):
    """Papers of the register named as 05-CT/TW, parted by commas; cleans to a list of Paper."""

    def __init__(self, *, keeper: int, **kwargs: Any) -> None:
        super().__init__(max_length=300, **kwargs)
        self.keeper = keeper

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return [
            self._paper(clean(part)) for part in text.replace(";", ",").split(",") if part.strip()
        ]

    def _paper(self, number: str) -> Paper:
        found = named(self.keeper, number)
        if not found:
            raise forms.ValidationError(
                _now("Sổ chưa có văn bản số “{number}”; vào sổ văn bản đó trước.").format(
                    number=number[:60]
                )
            )
        return found[0]


class PaperForm(forms.Form):
    number = forms.CharField(label=_("Số"), max_length=20)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=40, help_text=_("Như KH/ĐU, QĐ/TW."))
    kind = ChoiceOrNone(label=_("Loại văn bản"), choices=[])
    issued_on = DayField(label=_("Ngày ban hành"))
    issuer_name = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    level = ChoiceOrNone(label=_("Cấp ban hành"), choices=[], required=False)
    summary = forms.CharField(
        label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    secrecy = forms.ChoiceField(
        label=_("Độ mật"),
        choices=[],
        help_text=_(
            "Văn bản mật chỉ ghi số, ký hiệu và nơi lưu; không chép nội dung mật vào trích yếu."
        ),
    )
    effective_on = DayField(label=_("Có hiệu lực từ"), required=False)
    signed_by = forms.CharField(label=_("Người ký"), max_length=120, required=False)

    def __init__(self, *args: Any, keeper: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["kind"] = ChoiceOrNone(
            label=_("Loại văn bản"), choices=code_list("document_types").choices(today)
        )
        self.fields["level"] = ChoiceOrNone(
            label=_("Cấp ban hành"), choices=code_list("issuer_levels").choices(), required=False
        )
        secrecy = self.fields["secrecy"]
        assert isinstance(secrecy, forms.ChoiceField)
        secrecy.choices = code_list("secrecy_levels").choices()
        self.fields["implements"] = PapersField(
            keeper=keeper,
            label=_("Thực hiện văn bản"),
            required=False,
            help_text=_("Số và ký hiệu của văn bản đã có trong sổ, cách nhau bằng dấu phẩy."),
        )

    def clean_issued_on(self) -> Any:
        day = self.cleaned_data["issued_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_now("Ngày ban hành không được sau hôm nay."))
        return day


class CirculateForm(forms.Form):
    """`to` cleans to keys of the cells asked. More cells than `MOST_NAMED` are not offered one by one."""

    MOST_NAMED = 200
    due_on = DayField(
        label=_("Phổ biến xong trước ngày"),
        error_messages={"required": _("Nhập hạn phổ biến.")},
    )
    remark = forms.CharField(
        label=_("Nội dung cần nhấn mạnh"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chi bộ đọc được khi đưa văn bản vào chương trình sinh hoạt."),
    )
    audience = forms.ChoiceField(
        label=_("Giao cho"), choices=Audience.choices, widget=forms.RadioSelect, initial="all"
    )
    kinds = forms.MultipleChoiceField(
        label=_("Loại hình"), required=False, widget=forms.CheckboxSelectMultiple
    )
    cells = forms.MultipleChoiceField(
        label=_("Chi bộ"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, cells: Sequence[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = cells
        types = code_list("base_types")
        counts = Counter(cell.base_type for cell in cells if cell.base_type in types)
        kinds = [(code, f"{types.label(code)} ({n})") for code, n in counts.most_common()]
        self._choices("kinds", kinds)
        names = [(str(cell.pk), cell.short_name) for cell in cells]
        self._choices("cells", names if len(names) <= self.MOST_NAMED else [])
        left = {"kinds": not kinds, "cells": len(names) > self.MOST_NAMED}
        codes = {"kinds": Audience.KINDS, "cells": Audience.CHOSEN}
        gone = [codes[name] for name, empty in left.items() if empty]
        self._choices("audience", [one for one in Audience.choices if one[0] not in gone])
        for name in (name for name, empty in left.items() if empty):
            del self.fields[name]

    def _choices(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        kinds, named = given.get("kinds", []), given.get("cells", [])
        asked = given.get("audience", "")
        given["to"] = [
            cell.pk
            for cell in self.offered
            if asked == Audience.ALL
            or (asked == Audience.KINDS and cell.base_type in kinds)
            or (asked == Audience.CHOSEN and str(cell.pk) in named)
        ]
        if asked and not given["to"]:
            beside = {Audience.KINDS: "kinds", Audience.CHOSEN: "cells"}.get(asked)
            self.add_error(beside, _now("Chọn ít nhất một chi bộ phải phổ biến."))
        return given


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do thôi giao"),
        max_length=300,
        error_messages={"required": _("Ghi lý do thôi giao phổ biến.")},
    )


class CancelForm(forms.Form):
    on = DayField(label=_("Hủy từ ngày"))
    reason = forms.CharField(label=_("Lý do hủy"), max_length=300)
