"""What the screen sends: which report to begin, the words of a passage, what the paper says of itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.accounts.models import User
from chibo.base.fields import DayField, choice_field
from chibo.base.periods import Period
from chibo.reports.content.own_text import for_editing
from chibo.reports.content.pieces import Passage
from chibo.reports.models import Report
from chibo.reports.outlines import kinds_of, outline
from chibo.reports.queries.reports import reporting_units


class BeginForm(forms.Form):
    """Organisations are those the person may report for on the last day of the period."""

    ky = forms.CharField(widget=forms.HiddenInput)
    organisation = forms.TypedChoiceField(label=_("Tổ chức đảng"), coerce=int)
    kind = forms.ChoiceField(label=_("Mẫu báo cáo"))

    def __init__(self, data: Any, *, user: User, period: Period, organisation: str = "") -> None:
        super().__init__(data, initial={"ky": period.code, "organisation": organisation})
        units = reporting_units(user, period.last)
        choice_field(self, "organisation").choices = [(unit.pk, unit.name) for unit in units]
        choice_field(self, "kind").choices = [
            (kind, outline(kind).label) for kind in kinds_of(period)
        ]

    @property
    def has_kinds(self) -> bool:
        return bool(choice_field(self, "kind").choices)

    @property
    def has_units(self) -> bool:
        return bool(choice_field(self, "organisation").choices)


class TermForm(forms.Form):
    """The days of a term, from one congress to the next."""

    tu = DayField(label=_("Từ ngày đại hội"), error_messages={"required": _("Nhập ngày đầu.")})
    den = DayField(label=_("Đến ngày"), error_messages={"required": _("Nhập ngày cuối.")})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("tu"), found.get("den")
        if first and last:
            if last < first or not Period(first, last).is_term:
                raise forms.ValidationError(
                    _("Nhiệm kỳ dài từ hai năm trở lên; kỳ ngắn hơn thì chọn ở ô trên.")
                )
            return {"first": first, "last": last}
        return found


class PassageForm(forms.Form):
    """`shown` is the text the person started from; a number left as it was shown stays live."""

    text = forms.CharField(
        label=_("Nội dung"),
        max_length=8000,
        widget=forms.Textarea,
        error_messages={"required": _("Ghi nội dung của đoạn, hoặc bấm “Thôi”.")},
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Căn cứ của số tự ghi"),
        required=False,
        max_length=300,
        help_text=_(
            "Bắt buộc khi có số không lấy từ hồ sơ (trừ ngày tháng, năm, số văn bản), "
            "như: theo báo cáo của chi bộ ngày 02/7."
        ),
    )

    def __init__(self, data: Any, passage: Passage, earlier: Passage | None = None) -> None:
        """`earlier` is a version to begin from. Nothing of it counts as shown: a number that was set by hand in
        it stays set by hand."""
        begun = earlier or passage
        text = for_editing(begun)
        initial = {"text": text, "shown": "" if earlier else text, "note": begun.note}
        super().__init__(data, initial=initial, auto_id="doan_%s")


class ImprintForm(forms.Form):
    number = forms.IntegerField(label=_("Số"), required=False, min_value=1, max_value=9999)
    signed_on = DayField(label=_("Ngày ký"), required=False)
    place = forms.CharField(label=_("Nơi ký"), required=False, max_length=80)

    def __init__(self, data: Any, report: Report, place: str) -> None:
        super().__init__(
            data,
            initial={
                "number": report.number,
                "signed_on": report.signed_on,
                "place": report.place or place,
            },
        )
