"""What people type while bringing a file in. Forms clean; actions decide and save."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.imports.models import Comparison, FileImport, SavedMapping
from chibo.imports.readers.fields import fields, guess_of
from chibo.imports.readers.tables import Table
from chibo.imports.rules.problems import Answers
from chibo.imports.workbook.export import left_out
from chibo.organisations.queries.tree import Branch

NO_FILE = {
    "required": _("Chọn tệp rồi tải lên."),
    "empty": _("Tệp rỗng, không có dữ liệu. Mở lại tệp gốc, lưu rồi tải lên lại."),
}
LEFT_OUT = _("Không nhập cột này")
_ALL_OFFERED_UP_TO, _SELECTS_UP_TO = 14, 31


class ListForm(forms.Form):
    """What a list is of."""

    as_of = DayField(label=_("Danh sách tính đến ngày"), help_text=_("Ngày của số liệu trong tệp."))
    books_from = DayField(
        label=_("Sổ bắt đầu từ ngày"),
        help_text=_(
            "Ai vào Đảng trước ngày này được ghi vào sổ từ ngày này; ai vào sau được ghi là kết nạp. "
            "Đơn vị đã có sổ thì giữ ngày sổ của đơn vị bắt đầu."
        ),
    )
    reported = forms.IntegerField(
        label=_("Số đảng viên đã báo cáo"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Để so với số dòng trong tệp."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class UploadForm(ListForm):
    file = forms.FileField(
        label=_("Tệp danh sách đảng viên"),
        help_text=_(
            "Tệp .xlsx, .xls hoặc .csv, tối đa 30 MB. Giữ nguyên cột của đồng chí cũng được."
        ),
        error_messages=NO_FILE,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
    )
    organisation = forms.TypedChoiceField(label=_("Nhập vào"), coerce=int)

    field_order = ["organisation", "file", "as_of", "books_from", "reported"]

    def __init__(self, *args: Any, places: Sequence[Branch], **kwargs: Any) -> None:
        today = timezone.localdate()
        begun = places[0].records_from if places else None
        first = {"as_of": today, "books_from": begun or today.replace(month=1, day=1)}
        super().__init__(*args, **{"initial": first} | kwargs)
        choices = [(place.pk, place.name) for place in places]
        chosen = self.fields["organisation"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = choices
        if len(choices) == 1:
            chosen.initial = choices[0][0]
            chosen.widget = forms.HiddenInput()


class _PlainSelect(forms.Select):
    """Drawn on one line: a wide file draws thirty of them."""

    template_name = "imports/select.html"


class _FieldByLabel(forms.CharField):
    """A field typed or picked by its label from the page's one list; empty leaves the column out."""

    def __init__(self, **more: Any) -> None:
        attrs = {"list": "all-fields", "autocomplete": "off", "placeholder": LEFT_OUT}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **more)

    def prepare_value(self, value: Any) -> Any:
        return fields()[value].label if value in fields() else value

    def to_python(self, value: Any) -> str:
        label = super().to_python(value) or ""
        found = next((one.code for one in fields().values() if one.label == label), "")
        if label and not found:
            raise forms.ValidationError(_now("Chọn một trường trong danh sách, hoặc để trống."))
        return found


class MeaningForm(forms.Form):
    """One select a column, named c0, c1…; `columns` pairs each with its heading and a real value."""

    def __init__(
        self, *args: Any, of: FileImport | Comparison, table: Table, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.of, self.table = of, table
        for key, meant in of.columns.items():
            self.fields[f"c{key}"] = self._question(meant)

    def _question(self, meant: dict[str, str]) -> forms.Field:
        named: dict[str, Any] = {"initial": meant["field"], "label": meant["heading"]}
        if self.by_label:
            return _FieldByLabel(**named)
        choices = _choices(self.of, meant["field"])
        return forms.ChoiceField(choices=choices, required=False, widget=_PlainSelect, **named)

    @property
    def by_label(self) -> list[str]:
        """Labels for the one list of a very wide file; empty when each column has a select of its own."""
        wide = len(self.of.columns) > _SELECTS_UP_TO
        return [field.label for field in fields().values()] if wide else []

    @property
    def columns(self) -> list[dict[str, Any]]:
        return [
            {
                "heading": meant["heading"],
                "sample": self.table.sample(int(key)),
                "state": meant["state"],
                "guess": guess_of(meant),
                "field": self[f"c{key}"],
            }
            for key, meant in self.of.columns.items()
        ]

    @property
    def chosen(self) -> dict[str, str]:
        """Column number → field."""
        return {
            name[1:]: value
            for name, value in self.cleaned_data.items()
            if name.startswith("c") and name[1:].isdigit()
        }


class ColumnsForm(MeaningForm, ListForm):
    """What the columns mean and what the list is of."""

    def __init__(self, *args: Any, of: FileImport, table: Table, **kwargs: Any) -> None:
        known = {"as_of": of.as_of, "books_from": of.books_from, "reported": of.reported}
        super().__init__(*args, of=of, table=table, **{"initial": known} | kwargs)


class ComparisonForm(forms.Form):
    """The official system's list, of which unit and which day."""

    organisation = forms.TypedChoiceField(label=_("Đối chiếu của"), coerce=int)
    file = forms.FileField(
        label=_("Tệp xuất từ cơ sở dữ liệu đảng viên"),
        help_text=_("Tệp .xlsx, .xls hoặc .csv, tối đa 30 MB, để nguyên cột như khi xuất."),
        error_messages=NO_FILE | {"required": _("Chọn tệp xuất từ cơ sở dữ liệu đảng viên.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
    )
    as_of = DayField(
        label=_("Số liệu tính đến ngày"), help_text=_("Ngày xuất tệp; so với sổ của đúng ngày đó.")
    )

    def __init__(self, *args: Any, places: Sequence[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"as_of": timezone.localdate()}} | kwargs)
        chosen = self.fields["organisation"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [(place.pk, place.name) for place in places]
        if len(places) == 1:
            chosen.initial = places[0].pk
            chosen.widget = forms.HiddenInput()


def _choices(of: FileImport | Comparison, own: str) -> list[tuple[str, Any]]:
    """Every field; in a wide file those no other column has and one fact a cell, to keep the page small."""
    taken = {meant["field"] for meant in of.columns.values()} - {own}
    wide = len(of.columns) > _ALL_OFFERED_UP_TO
    offered = [
        (field.code, field.label)
        for field in fields().values()
        if not wide
        or field.code == own
        or (field.code not in taken and field.kind not in ("several", "two_dates", "female_mark"))
    ]
    return [("", LEFT_OUT), *offered]


class MappingNameForm(forms.ModelForm):
    class Meta:
        model = SavedMapping
        fields = ["name"]


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp đã sửa"),
        error_messages=NO_FILE,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
    )


def answers_with(told: Answers, post: Mapping[str, str]) -> Answers:
    """Earlier answers with those of one page of the rehearsal laid over them.

    Names: g:<question> and k:<row>:<field> are choices, v:<row>:<field> is text typed,
    b:<row>:<field> a ticked "leave blank".
    """
    for name, value in post.items():
        kind, _colon, key = name.partition(":")
        if kind == "g":
            told.groups[key] = value
        elif kind == "k":
            told.checks[key] = value
        elif kind in ("v", "b") and (kind == "b" or value.strip()):
            row, _colon, field = key.partition(":")
            told.rows.setdefault(row, {})[field] = "" if kind == "b" else value.strip()
    return told


class TakeOutForm(forms.Form):
    """Which branch to take out as a data workbook, and as of when."""

    organisation = forms.TypedChoiceField(label=_("Tổ chức"), coerce=int)
    as_of = DayField(
        label=_("Tính đến ngày"),
        required=False,
        help_text=_("Để trống là toàn bộ; có ngày thì chỉ những gì đã có đến ngày đó."),
    )

    def __init__(self, *args: Any, places: Sequence[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["organisation"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [(place.pk, place.name) for place in places]

    @property
    def left_out(self) -> str:
        return left_out()


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_("Sổ dữ liệu"),
        help_text=_("Tệp .xlsx do hệ thống này xuất, hoặc mẫu sổ đã điền; tối đa 30 MB."),
        error_messages=NO_FILE,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
