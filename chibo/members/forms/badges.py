"""Badges: who is put forward early, the decision, the handing over, badges of before."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.entering import grouped
from chibo.members.models import BadgeAward, BadgeBasis

Groups = list[tuple[Any, list[forms.BoundField]]]
Choices = Sequence[tuple[str, str]]
_NO_PAPER = gettext_lazy(
    "Chọn quyết định đã có trong sổ hoặc ghi số, ký hiệu, ngày, cơ quan ban hành."
)


class PaperNeededForm(DecisionForm):
    """A decision that has to be there."""

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not given.get("paper") and not given.get("paper_number"):
            self.add_error("paper", str(_NO_PAPER))
        return given


class EarlyBadgeForm(DecisionForm):
    """`near` and `dead` are those who may be put forward early and after death, as (key, words)."""

    def __init__(self, data: Any = None, *, near: Choices, dead: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["who"] = ChoiceOrNone(
            label=gettext_lazy("Đảng viên"),
            choices=[
                (_("Bệnh nặng, xét tặng sớm"), [(f"early-{key}", words) for key, words in near]),
                (_("Đã từ trần, truy tặng"), [(f"posthumous-{key}", words) for key, words in dead]),
            ],
            error_messages={
                "required": gettext_lazy("Chọn đảng viên được xét sớm hoặc truy tặng.")
            },
        )
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Lý do"),
            max_length=300,
            help_text=gettext_lazy(
                "Ví dụ: bệnh nặng, có bệnh án của Bệnh viện tỉnh; từ trần 20/10."
            ),
            error_messages={"required": gettext_lazy("Ghi lý do xét tặng sớm hoặc truy tặng.")},
        )

    @property
    def chosen(self) -> tuple[str, int]:
        """Basis and person."""
        basis, _dash, key = self.cleaned_data["who"].partition("-")
        return BadgeBasis(basis), int(key)

    @property
    def groups(self) -> Groups:
        return grouped(
            self,
            (_("Xét tặng sớm, truy tặng"), ["who", "reason"]),
            (_("Giấy tờ kèm theo (bệnh án, giấy chứng tử)"), self.DECISION),
        )


def _people_field(awards: Iterable[BadgeAward], label: Any) -> forms.MultipleChoiceField:
    choices = [
        (str(one.pk), _("{name} – {mark} năm").format(name=one.person.full_name, mark=one.mark))
        for one in awards
    ]
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        initial=[key for key, _words in choices],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Đánh dấu ít nhất một đồng chí.")},
    )


class BadgeDecisionForm(PaperNeededForm):
    def __init__(self, data: Any = None, *, awards: Sequence[BadgeAward], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["who"] = _people_field(awards, gettext_lazy("Có tên trong quyết định"))

    @property
    def groups(self) -> Groups:
        return grouped(self, (_("Quyết định tặng Huy hiệu Đảng"), self.DECISION), ("", ["who"]))


class BadgeGivingForm(forms.Form):
    on = DayField(
        label=gettext_lazy("Ngày trao"),
        error_messages={"required": gettext_lazy("Nhập ngày trao Huy hiệu.")},
    )
    at = forms.CharField(
        label=gettext_lazy("Nơi trao"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Ví dụ: Hội trường xã; tại nhà riêng."),
    )

    def __init__(self, data: Any = None, *, awards: Sequence[BadgeAward], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["who"] = _people_field(awards, gettext_lazy("Đã được trao"))

    @property
    def groups(self) -> Groups:
        return grouped(self, (_("Trao tặng"), ["on", "at", "who"]))


class EarlierBadgeForm(DecisionForm):
    """A badge received before it was kept here."""

    def __init__(self, data: Any = None, *, marks: Sequence[int], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["mark"] = ChoiceOrNone(
            label=gettext_lazy("Huy hiệu"),
            choices=[(str(one), _("{n} năm tuổi Đảng").format(n=one)) for one in marks],
            error_messages={"required": gettext_lazy("Chọn mốc Huy hiệu đã được tặng.")},
        )
        self.fields["given_on"] = DayField(
            label=gettext_lazy("Ngày trao"),
            required=False,
            help_text=gettext_lazy("Để trống nếu không rõ."),
        )

    @property
    def groups(self) -> Groups:
        return grouped(
            self,
            (_("Huy hiệu đã được tặng"), ["mark", "given_on"]),
            (_("Quyết định (nếu có)"), self.DECISION),
        )
