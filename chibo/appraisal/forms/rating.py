"""What is typed about one who is rated: review, points, opinion, weakness, remedy; and a cell's proposal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.appraisal.models import OpinionOf, Rated
from chibo.appraisal.queries.levels import brief_of, levels_on
from chibo.appraisal.queries.sheet import points_of, sheet
from chibo.base.fields import ChoiceOrNone, DayField, choice_field
from chibo.rulebook.queries import NoRuleOnDay, rule


def _area(label: Any, most: int, *, required: bool = False, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Ghi phần này.")},
    )


class PointsForm(forms.Form):
    """One field a criterion of the sheet of the period; nothing in years without a sheet."""

    def __init__(self, data: Any, *, rated: Rated, column: str, **more: Any) -> None:
        super().__init__(data, **more)
        self.sheet = sheet(rated.cycle.last_day)
        self.known = {row.criterion: row for row in rated.scores.all()}
        known = {code: getattr(row, column) for code, row in self.known.items()}
        self.criteria = [item for part in self.sheet for item in part.criteria]
        for item in self.criteria:
            self.fields[f"p_{item.code}"] = forms.DecimalField(
                label=_("%(criterion)s (nhiều nhất %(points)s)")
                % {"criterion": item.label, "points": points_of(item)},
                min_value=0,
                max_value=points_of(item),
                decimal_places=1,
                required=False,
                localize=True,
                initial=known.get(item.code),
                widget=forms.TextInput(attrs={"class": "input", "inputmode": "decimal"}),
            )

    def parts(self) -> list[dict[str, Any]]:
        """The sheet part by part: of each criterion its points, what they gave themselves, and the field."""
        return [
            {
                "part": part,
                "lines": [
                    (item, points_of(item), self.known.get(item.code), self[f"p_{item.code}"])
                    for item in part.criteria
                ],
            }
            for part in self.sheet
        ]

    @property
    def points(self) -> dict[str, Decimal | None]:
        return {item.code: self.cleaned_data.get(f"p_{item.code}") for item in self.criteria}


class ReviewForm(PointsForm):
    written = ("form", "written_on", "strengths", "weaknesses", "causes", "remedies")

    form = ChoiceOrNone(label=_("Mẫu"), choices=(), nothing=_("Không theo mẫu"), required=False)
    written_on = DayField(label=_("Ngày viết"), error_messages={"required": _("Nhập ngày viết.")})
    strengths = _area(_("Ưu điểm, kết quả đạt được"), 8000, required=True, rows=6)
    weaknesses = _area(_("Hạn chế, khuyết điểm"), 8000)
    causes = _area(_("Nguyên nhân của hạn chế"), 4000, rows=3)
    remedies = _area(_("Phương hướng, biện pháp khắc phục"), 4000, rows=3)
    level = ChoiceOrNone(
        label=_("Tự xếp loại"), choices=(), nothing=_("Chưa tự xếp"), required=False
    )

    def __init__(self, data: Any, *, rated: Rated, **more: Any) -> None:
        super().__init__(data, rated=rated, column="own", **more)
        on = rated.cycle.last_day
        levels = [(item.code, item.label) for item in levels_on(rated.kind, on)]
        choice_field(self, "level").choices = [("", _("Chưa tự xếp")), *levels]
        choice_field(self, "form").choices = [("", _("Không theo mẫu")), *_forms(rated)]

    def texts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.written]


def _forms(rated: Rated) -> Sequence[tuple[str, str]]:
    """01 is of collectives, the others of people; none before there were any."""
    try:
        known = rule("appraisal.forms", rated.cycle.last_day).entries()
    except NoRuleOnDay:
        return []
    return [
        (one["code"], f"{one['code']}: {one['label']}")
        for one in known
        if (one["code"] == "01") != rated.is_person
    ]


class OpinionForm(forms.Form):
    of = forms.ChoiceField(label=_("Nơi góp ý"), choices=OpinionOf.choices)
    by_whom = forms.CharField(
        label=_("Tên nơi góp ý"),
        max_length=250,
        help_text=_("Như Chi bộ nơi cư trú, Ban Công tác Mặt trận bản."),
        error_messages={"required": _("Nhập tên nơi góp ý.")},
    )
    given_on = DayField(label=_("Ngày"), error_messages={"required": _("Nhập ngày.")})
    text = _area(_("Nội dung"), 4000, required=True)


class WeaknessForm(forms.Form):
    what = forms.CharField(
        label=_("Hạn chế, khuyết điểm"),
        max_length=500,
        error_messages={"required": _("Ghi hạn chế.")},
    )
    cause = forms.CharField(
        label=_("Nguyên nhân"), max_length=500, error_messages={"required": _("Ghi nguyên nhân.")}
    )


class RemedyForm(forms.Form):
    what = forms.CharField(
        label=_("Việc phải làm"),
        max_length=500,
        error_messages={"required": _("Ghi việc phải làm.")},
    )
    given_on = DayField(label=_("Giao ngày"), error_messages={"required": _("Nhập ngày giao.")})
    due_on = DayField(label=_("Hạn"), error_messages={"required": _("Nhập hạn.")})


class PraiseForm(forms.Form):
    what = forms.CharField(
        label=_("Hình thức đề nghị"),
        max_length=200,
        help_text=_("Như Giấy khen của Đảng ủy xã."),
        error_messages={"required": _("Nhập hình thức.")},
    )
    proposed_on = DayField(label=_("Đề nghị ngày"), error_messages={"required": _("Nhập ngày.")})
    reason = forms.CharField(
        label=_("Thành tích"), max_length=500, error_messages={"required": _("Ghi thành tích.")}
    )


class ProposalForm(forms.Form):
    """The cell's meeting, and of each row shown a level with the votes for it; rows without a level stay out."""

    held_on = DayField(label=_("Ngày họp"), error_messages={"required": _("Nhập ngày họp.")})
    excused_absent = forms.IntegerField(
        label=_("Được miễn sinh hoạt mà vắng mặt"),
        min_value=0,
        required=False,
        help_text=_("Để trống nếu tất cả người được miễn đều vắng."),
    )

    def __init__(self, data: Any, *, rows: Sequence[Rated], **more: Any) -> None:
        super().__init__(data, **more)
        self.rows = rows
        for row in rows:
            on = row.cycle.last_day
            levels = [(one.code, brief_of(row.kind, one.code)) for one in levels_on(row.kind, on)]
            self.fields[f"m{row.pk}"] = ChoiceOrNone(
                label=row.name,
                choices=levels,
                nothing="–",
                required=False,
                initial=row.proposed_level,
                widget=forms.Select(attrs={"class": "input"}),
            )
            self.fields[f"v{row.pk}"] = forms.IntegerField(
                label=row.name,
                min_value=0,
                required=False,
                initial=row.votes,
                widget=forms.NumberInput(attrs={"class": "input"}),
            )

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        for row in self.rows:
            if given.get(f"m{row.pk}") and given.get(f"v{row.pk}") is None:
                self.add_error(
                    f"v{row.pk}", _("Ghi số phiếu tán thành cho %(name)s.") % {"name": row.name}
                )
        if not any(given.get(f"m{row.pk}") for row in self.rows):
            self.add_error(None, _("Chọn mức cho ít nhất một đối tượng."))
        return given
