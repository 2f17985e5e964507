"""What is typed about a target: the period, the number or range, among whom."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.base.figures import Figure
from chibo.base.periods import Period
from chibo.base.text import NotANumber, parse_decimal
from chibo.documents.forms import PapersField
from chibo.targets.models import Cohort, Measure
from chibo.targets.queries.subjects import number_text

_LARGEST, _PLACES = Decimal(10) ** 12, -3
_PERIODS = [
    ("year", _("Cả năm")),
    ("H1", _("6 tháng đầu năm")),
    ("H2", _("6 tháng cuối năm")),
    ("term", _("Nhiệm kỳ, giai đoạn")),
]
_ORDER = [
    "key", "measure", "cohort", "when", "year", "first_day", "last_day", "least", "most",
]  # fmt: skip


class NumberField(forms.CharField):
    """75,8 or 1.234 as written here: cleans to a Decimal or None."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": "24"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs)} | more)
        self.validators = [
            one for one in self.validators if not isinstance(one, MaxLengthValidator)
        ]

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            found = parse_decimal(text)
        except NotANumber as problem:
            raise forms.ValidationError(problem.sentence) from problem
        if abs(found) >= _LARGEST or found.normalize().as_tuple().exponent < _PLACES:  # type: ignore[operator]  # what was typed in digits is finite
            raise forms.ValidationError(_now("Số quá lớn, hoặc quá 3 chữ số sau dấu phẩy."))
        return found

    def run_validators(self, value: Any) -> None:
        """A Decimal has no length and no control characters."""


class RangeForm(forms.Form):
    """At least, at most, or both."""

    least = NumberField(
        label=_("Ít nhất"),
        required=False,
        help_text=_("Phải đạt từ số này trở lên. Chỉ có mức trần thì để trống."),
    )
    most = NumberField(
        label=_("Nhiều nhất"),
        required=False,
        help_text=_("Không được quá số này. Chỉ có mức sàn thì để trống."),
    )

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        least, most = given.get("least"), given.get("most")
        if least is None and most is None and not {"least", "most"} & set(self.errors):
            self.add_error("least", _now("Ghi số ít nhất, nhiều nhất, hoặc cả hai."))
        if least is not None and most is not None and most < least:
            self.add_error("most", _now("Số nhiều nhất không được nhỏ hơn số ít nhất."))
        return given


class RegisterForm(RangeForm):
    """Of a figure (with its keys and base, where it has any), or of an indicator (`figure` None)."""

    when = forms.ChoiceField(label=_("Kỳ"), choices=_PERIODS, widget=forms.RadioSelect)
    first_day = DayField(label=_("Từ ngày"), required=False,
                         help_text=_("Chỉ ghi với nhiệm kỳ, giai đoạn; như 01/07/2025."))  # fmt: skip
    last_day = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        figure: Figure | None,
        keys: Mapping[str, str],
        cohorts: Sequence[Cohort],
        year: int,
        keeper: int,
        from_above: bool,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.cohorts = {str(one.pk): one for one in cohorts}
        years = [(str(one), str(one)) for one in (year + 1, year, year - 1)]
        self.fields["year"] = forms.ChoiceField(label=_("Năm"), choices=years)
        self._ask_what_is_counted(figure, keys)
        if cohorts:
            self._ask_among_whom()
        self._ask_how_it_came(keeper, from_above)
        self.order_fields(_ORDER)

    def _ask_what_is_counted(self, figure: Figure | None, keys: Mapping[str, str]) -> None:
        if keys:
            choose = forms.ChoiceField if figure and figure.key_needed else ChoiceOrNone
            self.fields["key"] = choose(
                label=_("Phần"),
                choices=list(keys.items()),
                required=bool(figure and figure.key_needed),
            )
        if figure and (figure.base or keys or self.cohorts):
            self.fields["measure"] = forms.ChoiceField(
                label=_("Đo bằng"), choices=Measure.choices, widget=forms.RadioSelect,
                help_text=_("Tỷ lệ tính trên mẫu số của số liệu, hoặc trên nhóm đã chốt."),
            )  # fmt: skip

    def _ask_among_whom(self) -> None:
        self.fields["cohort"] = ChoiceOrNone(
            label=_("Chỉ tính trong nhóm"),
            choices=[(key, str(one)) for key, one in self.cohorts.items()],
            nothing=_("Không, tính cả đơn vị"),
            required=False,
        )

    def _ask_how_it_came(self, keeper: int, from_above: bool) -> None:
        if from_above:
            self.fields["above"] = forms.BooleanField(
                label=_("Cấp trên giao, có hiệu lực ngay"),
                required=False,
                help_text=_("Bỏ trống thì chờ người khác trong cấp ủy duyệt."),
            )
        self.fields["on"] = DayField(
            label=_("Ngày đăng ký, giao"), error_messages={"required": _("Nhập ngày.")}
        )
        self.fields["papers"] = PapersField(
            keeper=keeper, label=_("Văn bản"), required=False,
            help_text=_("Số và ký hiệu đã có trong sổ văn bản, nếu có."),
        )  # fmt: skip

    @property
    def cohort(self) -> Cohort | None:
        return self.cohorts.get(self.cleaned_data.get("cohort", ""))

    @property
    def span(self) -> str:
        when: str = self.cleaned_data["when"]
        return "half" if when in ("H1", "H2") else when

    @property
    def period(self) -> Period:
        given = self.cleaned_data
        year = int(given["year"])
        if given["when"] == "term":
            return Period(given["first_day"], given["last_day"])
        if given["when"] == "year":
            return Period.year(year)
        return Period.half(year, 1 if given["when"] == "H1" else 2)

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or self.cleaned_data
        if given.get("when") == "term":
            self._check_term(given.get("first_day"), given.get("last_day"))
        return given

    def _check_term(self, first: date | None, last: date | None) -> None:
        if first is None and "first_day" not in self.errors:
            self.add_error("first_day", _now("Nhiệm kỳ, giai đoạn ghi đủ hai ngày."))
        if last is None and "last_day" not in self.errors:
            self.add_error("last_day", _now("Nhiệm kỳ, giai đoạn ghi đủ hai ngày."))
        if first and last and last < first:
            self.add_error("last_day", _now("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."))


class ChangeForm(RangeForm):
    reason = forms.CharField(
        label=_("Lý do thay đổi"),
        max_length=300,
        error_messages={"required": _("Ghi lý do thay đổi.")},
    )
    on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Ghi lý do.")}
    )
    on = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày.")})


class SharesForm(forms.Form):
    """A number for each unit; empty: none for it."""

    def __init__(
        self,
        data: Any,
        *,
        units: Sequence[Any],
        there: Mapping[int, Decimal | None],
        changing: bool,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.units = units
        for unit in units:
            self.fields[f"n_{unit.pk}"] = NumberField(
                label=unit.short_name, required=False, initial=there.get(unit.pk)
            )
        if changing:
            self.fields["reason"] = forms.CharField(
                label=_("Lý do điều chỉnh"), max_length=300, required=False,
                help_text=_("Cần ghi khi đổi số đã giao."),
            )  # fmt: skip

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        return [(unit, self[f"n_{unit.pk}"]) for unit in self.units]

    @property
    def numbers(self) -> dict[int, Decimal | None]:
        return {unit.pk: self.cleaned_data[f"n_{unit.pk}"] for unit in self.units}
