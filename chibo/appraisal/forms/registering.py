"""What is typed about levels aimed at, agencies rated, results of an earlier year, and praise."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.appraisal.forms.cycles import papers_field, year_field
from chibo.appraisal.forms.rating import PraiseForm
from chibo.appraisal.models import Kind
from chibo.appraisal.queries.aims import AimRow
from chibo.appraisal.queries.levels import levels_on, list_of
from chibo.appraisal.queries.pasted import Match, matched
from chibo.base.fields import ChoiceOrNone, DayField, choice_field
from chibo.documents.models import Paper
from chibo.organisations.queries.tree import Branch, NotInTree, branch
from chibo.rulebook.queries.lists import Item

_SHOWN = 10


class AimsForm(forms.Form):
    """A level for each row that has none yet; rows left alone register nothing."""

    registered_on = DayField(
        label=_("Đăng ký ngày"), error_messages={"required": _("Nhập ngày đăng ký.")}
    )

    def __init__(self, data: Any, *, rows: Sequence[AimRow], year: int, **more: Any) -> None:
        super().__init__(data, **more)
        self.open = [row for row in rows if not row.known]
        for row in self.open:
            levels = levels_on(row.kind, date(year, 12, 31))
            self.fields[row.field] = ChoiceOrNone(
                label=row.name,
                choices=[(one.code, one.label) for one in levels],
                nothing="–",
                required=False,
                widget=forms.Select(attrs={"class": "input"}),
            )

    def clean(self) -> dict[str, Any] | None:
        if not any(self.cleaned_data.get(row.field) for row in self.open):
            self.add_error(None, _now("Chọn mức cho ít nhất một dòng."))
        return self.cleaned_data


class AimForm(forms.Form):
    """What stands registered, to be put right."""

    level = forms.ChoiceField(label=_("Mức phấn đấu"), choices=())
    registered_on = DayField(
        label=_("Đăng ký ngày"), error_messages={"required": _("Nhập ngày đăng ký.")}
    )
    reason = forms.CharField(
        label=_("Lý do sửa"),
        max_length=300,
        help_text=_("Như Ghi nhầm so với bản đăng ký. Mức cũ giữ trong nhật ký."),
        error_messages={"required": _("Ghi vì sao sửa mức đã đăng ký.")},
    )

    def __init__(self, data: Any, *, kind: str, year: int, **more: Any) -> None:
        super().__init__(data, **more)
        levels = levels_on(kind, date(year, 12, 31))
        choices = [(one.code, one.label) for one in levels]
        choice_field(self, "level").choices = choices


class AgenciesForm(forms.Form):
    names = forms.CharField(
        label=_("Tên cơ quan, đơn vị"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi dòng một tên, như Ủy ban nhân dân xã, Trường Tiểu học."),
        error_messages={"required": _("Nhập ít nhất một tên.")},
    )
    from_day = DayField(label=_("Xếp loại từ ngày"), error_messages={"required": _("Nhập ngày.")})

    @property
    def listed(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["names"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class EndForm(forms.Form):
    on = DayField(label=_("Từ ngày"), error_messages={"required": _("Nhập ngày.")})


class PastForm(forms.Form):
    year = year_field()
    level = ChoiceOrNone(
        label=_("Mức được công nhận"),
        choices=(),
        nothing=_("Chọn mức"),
        error_messages={"required": _("Chọn mức được công nhận.")},
    )
    own_level = ChoiceOrNone(
        label=_("Mức tự xếp loại"), choices=(), nothing=_("Không ghi"), required=False
    )
    decided_on = DayField(
        label=_("Ngày quyết định"), error_messages={"required": _("Nhập ngày quyết định.")}
    )
    decided_by = forms.CharField(
        label=_("Cơ quan quyết định"),
        max_length=250,
        error_messages={"required": _("Nhập cơ quan quyết định.")},
    )
    cause = forms.CharField(
        label=_("Nguyên nhân"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vì sao không đạt mức cao hơn; bỏ trống nếu không nêu."),
    )

    def __init__(self, data: Any, *, kind: str, keeper: int, **more: Any) -> None:
        super().__init__(data, **more)
        choices = [(item.code, _with_years(item)) for item in list_of(kind).items()]
        choice_field(self, "level").choices = [("", _now("Chọn mức")), *choices]
        choice_field(self, "own_level").choices = [("", _now("Không ghi")), *choices]
        self.fields["papers"] = papers_field(keeper)

    @property
    def paper(self) -> Paper | None:
        return next(iter(self.cleaned_data["papers"]), None)


def _with_years(item: Item) -> str:
    """Names changed in the years that may be entered: which years a name is of stands beside it."""
    if item.valid_to:
        return _now("{level} (đến năm {year})").format(level=item.label, year=item.valid_to.year)
    if item.valid_from:
        return _now("{level} (từ năm {year})").format(level=item.label, year=item.valid_from.year)
    return item.label


class PastManyForm(forms.Form):
    """Everybody of one kind in a year, copied from the sheet of that year."""

    year = year_field()
    kind = forms.ChoiceField(label=_("Đối tượng"), choices=Kind.choices)
    decided_on = DayField(
        label=_("Ngày quyết định"), error_messages={"required": _("Nhập ngày quyết định.")}
    )
    decided_by = forms.CharField(
        label=_("Cơ quan quyết định"),
        max_length=250,
        error_messages={"required": _("Nhập cơ quan quyết định.")},
    )
    lines = forms.CharField(
        label=_("Kết quả"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Chép từ bảng tính, mỗi dòng một người hoặc một tổ chức: tên, chi bộ (khi trùng tên), mức xếp loại; "
            "giữa các cột là dấu tab hoặc dấu chấm phẩy."
        ),
        error_messages={"required": _("Chép kết quả vào đây.")},
    )
    over_cap_reason = forms.CharField(
        label=_("Vì sao vượt tỷ lệ mức cao nhất"),
        max_length=500,
        required=False,
        help_text=_("Chỉ ghi khi kết quả năm ấy vượt tỷ lệ đang lưu trong sổ quy định."),
    )

    def __init__(self, data: Any, *, of: Branch, keeper: int, **more: Any) -> None:
        super().__init__(data, **more)
        self.of = of
        self.fields["papers"] = papers_field(keeper)
        self.order_fields(["year", "kind", "decided_on", "decided_by", "papers"])
        self.matches: list[Match] = []

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if any(name not in given for name in ("year", "kind", "decided_on", "lines")):
            return given
        try:
            of = branch(self.of.pk, given["decided_on"])
        except NotInTree as problem:
            self.add_error("decided_on", problem.sentence)
            return given
        year_end = date(given["year"], 12, 31)
        self.matches, problems = matched(of, given["kind"], year_end, given["lines"])
        for sentence in problems[:_SHOWN]:
            self.add_error("lines", sentence)
        if len(problems) > _SHOWN:
            more = _now("và {n} dòng nữa.").format(n=len(problems) - _SHOWN)
            self.add_error("lines", more)
        return given

    @property
    def paper(self) -> Paper | None:
        return next(iter(self.cleaned_data["papers"]), None)


class PraiseManyForm(PraiseForm):
    """Ticks among those rated best, and what is proposed for all of them."""

    def __init__(self, data: Any, *, offered: Sequence[int], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["chon"] = forms.MultipleChoiceField(
            choices=[(str(key), str(key)) for key in offered],
            error_messages={
                "required": _("Chọn ít nhất một đối tượng."),
                "invalid_choice": _("Có đối tượng đã được đề nghị; tải lại trang."),
            },
        )

    @property
    def ticked(self) -> set[str]:
        return {str(key) for key in self["chon"].value() or ()}

    @property
    def chosen(self) -> set[int]:
        return {int(key) for key in self.cleaned_data["chon"]}
