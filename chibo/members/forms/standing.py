"""Levels reached, offices held, and the lists inside a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField, PartialDateField, choice_field
from chibo.members.forms.entering import grouped
from chibo.members.forms.moving import Groups
from chibo.members.models import Award, CareerEntry, Household, Relative, TravelAbroad
from chibo.members.models.qualification import LADDERS, Ladder
from chibo.rulebook.queries import code_list

FREE = (Ladder.LANGUAGE, Ladder.MINORITY_LANGUAGE, Ladder.COMPUTING)


class LevelForm(forms.Form):
    """A level of a ladder, or a language or computing skill named in words."""

    what = ChoiceOrNone(
        label=gettext_lazy("Trình độ"),
        choices=(),
        error_messages={"required": gettext_lazy("Chọn trình độ.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Tên ngoại ngữ, tiếng dân tộc, tin học và bậc"),
        help_text=gettext_lazy("Chỉ ghi khi chọn ngoại ngữ, tiếng dân tộc thiểu số hoặc tin học."),
        max_length=30,
        required=False,
    )
    reached = PartialDateField(label=gettext_lazy("Đạt từ"), required=False)
    major = forms.CharField(
        label=gettext_lazy("Ngành, chuyên ngành"), max_length=150, required=False
    )
    school = forms.CharField(label=gettext_lazy("Trường, nơi học"), max_length=200, required=False)
    form = forms.CharField(label=gettext_lazy("Hình thức học"), max_length=60, required=False)
    certificate = forms.CharField(
        label=gettext_lazy("Văn bằng, chứng chỉ"), max_length=120, required=False
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        ladders = [
            (
                Ladder(ladder).label,
                [(f"{ladder}:{code}", label) for code, label in code_list(listed).choices()],
            )
            for ladder, listed in LADDERS.items()
        ]
        free = [(f"{ladder}:", ladder.label) for ladder in FREE]
        choices = [("", _("Chọn")), *ladders, (_("Kỹ năng khác"), free)]
        choice_field(self, "what").choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        what = given.get("what") or ""
        if what.endswith(":") and not given.get("words"):
            self.add_error("words", _("Ghi tên và bậc, ví dụ: tiếng Anh B1, tiếng Mông."))
        return given

    @property
    def level(self) -> dict[str, Any]:
        """Facts named as in members.actions.files.Level."""
        given = self.cleaned_data
        ladder, _colon, code = given["what"].partition(":")
        told = {name: given[name] for name in ("reached", "major", "school", "form", "certificate")}
        return {"ladder": ladder, "level": code or given["words"]} | told

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))


class _EntryForm(forms.ModelForm):
    """A line of a file's list; its instance is built and checked here, saved by an action."""

    @classmethod
    def columns(cls) -> list[str]:
        return list(cls.base_fields)

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))


class CareerForm(_EntryForm):
    class Meta:
        model = CareerEntry
        fields = ("since", "until", "work")


class RelativeForm(_EntryForm):
    class Meta:
        model = Relative
        fields = (
            "relation",
            "full_name",
            "born",
            "native_place",
            "home",
            "occupation",
            "is_member",
            "note",
        )


class AwardForm(_EntryForm):
    class Meta:
        model = Award
        fields = ("year", "name", "given_by")


class TravelForm(_EntryForm):
    left_on = DayField(label=gettext_lazy("Ngày đi"), required=False)
    returned_on = DayField(label=gettext_lazy("Ngày về"), required=False)

    class Meta:
        model = TravelAbroad
        fields = ("country", "purpose", "left_on", "returned_on")


class HouseholdForm(_EntryForm):
    class Meta:
        model = Household
        fields = ("year", "income", "income_per_head", "house", "land", "business", "assets")


# name in the address → title, form, relation of Person
ENTRIES: dict[str, tuple[Any, type[_EntryForm], str]] = {
    "cong-tac": (gettext_lazy("Quá trình công tác"), CareerForm, "career"),
    "gia-dinh": (gettext_lazy("Quan hệ gia đình"), RelativeForm, "relatives"),
    "khen-thuong": (gettext_lazy("Khen thưởng"), AwardForm, "awards"),
    "nuoc-ngoai": (gettext_lazy("Đi nước ngoài"), TravelForm, "travels"),
    "kinh-te": (gettext_lazy("Hoàn cảnh kinh tế"), HouseholdForm, "households"),
}
