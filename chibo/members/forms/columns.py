"""Fields of a person's file, made from the columns of Person so that labels and lengths stand once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.columns import column_name
from chibo.base.fields import ChoiceOrNone, PartialDateField
from chibo.base.partial_dates import PartialDate
from chibo.base.secrets import keyed_hash
from chibo.members.models import Person, Sex
from chibo.members.models.person import PARTIAL
from chibo.members.rules import doubts_about
from chibo.rulebook.queries import code_list, rule

CODED = {
    "ethnicity": "ethnicities",
    "religion": "religions",
    "occupation": "occupations",
}
_COUNTED = frozenset({"female", "religious"})  # known from the file itself

SECTIONS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "nhan-than": (
        gettext_lazy("Nhân thân"),
        (
            "full_name",
            "birth_name",
            "aliases",
            "sex",
            "born",
            "ethnicity",
            "religion",
            "national_id",
            "old_id",
            "phone",
            "external_id",
        ),
    ),
    "noi-o": (
        gettext_lazy("Quê quán, nơi ở"),
        (
            "birth_country",
            "birth_province",
            "birth_detail",
            "native_country",
            "native_province",
            "native_detail",
            "home_country",
            "home_province",
            "home_detail",
            "home_before_2025",
            "temporary_home",
        ),
    ),
    "cong-viec": (
        gettext_lazy("Công việc"),
        (
            "occupation",
            "occupation_text",
            "occupation_at_admission",
            "enlisted",
            "discharged",
            "military_rank",
            "state_titles",
            "disability_class",
            "policy_family",
            "health",
            "traits",
        ),
    ),
    "doan-dang": (
        gettext_lazy("Đoàn, Đảng, thẻ"),
        (
            "union_joined",
            "union_joined_at",
            "joined",
            "joined_at",
            "official",
            "official_at",
            "referees",
            "card_number",
            "card_issued",
            "card_issued_at",
            "old_card_number",
            "resume_number",
            "note",
        ),
    ),
}


def column_label(name: str) -> str:
    column = f"{name}_on" if name in PARTIAL else name
    return str(capfirst(column_name(Person, column)))


def file_field(name: str) -> forms.Field:
    label, required = column_label(name), name == "full_name"
    if name in PARTIAL:
        return PartialDateField(label=label, required=False)
    if name == "sex":
        return ChoiceOrNone(label=label, choices=Sex.choices, required=False)
    if name in CODED:
        return ChoiceOrNone(label=label, choices=code_list(CODED[name]).choices(), required=False)
    if name == "traits":
        traits = [pair for pair in code_list("member_traits").choices() if pair[0] not in _COUNTED]
        box = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(label=label, choices=traits, widget=box, required=False)
    errors = {"required": _("Nhập họ và tên như trên giấy tờ.")} if required else {}
    length = getattr(Person._meta.get_field(name), "max_length", None) or 20
    return forms.CharField(label=label, max_length=length, required=required, error_messages=errors)


class FileForm(forms.Form):
    """Some columns of a file. `person` is the file corrected; None for a new one."""

    def __init__(
        self,
        data: Any = None,
        *,
        names: Iterable[str],
        person: Person | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.person, self.names = person, tuple(names)
        for name in self.names:
            self.fields[name] = file_field(name)
            if person is not None and name not in ("national_id", "old_id"):
                self.initial[name] = (
                    person.partial(name) if name in PARTIAL else getattr(person, name)
                )
        self._explain_numbers()

    def _explain_numbers(self) -> None:
        for name in {"national_id", "old_id"} & set(self.names):
            kept = getattr(self.person, name, "") if self.person else ""
            if kept:
                self.fields[name].help_text = _(
                    "Đang ghi số có 4 chữ số cuối {tail}. Để trống nếu không sửa."
                ).format(tail=kept[-4:])
        if "national_id" in self.names and not self.fields["national_id"].help_text:
            self.fields["national_id"].help_text = _("12 chữ số trên thẻ căn cước.")

    def clean_national_id(self) -> str:
        digits = _digits(self.cleaned_data["national_id"], "status.national_id_digits")
        others = Person.objects.filter(national_id_hash=keyed_hash(digits))
        if digits and self._others(others):
            raise forms.ValidationError(_sentence("one_person_an_identity_number"))
        return digits

    def clean_card_number(self) -> str:
        typed: str = self.cleaned_data["card_number"].replace(" ", "").replace(".", "")
        if self.person is None or typed != self.person.card_number:
            typed = _digits(typed, "status.card_number_digits")
        if typed and self._others(Person.objects.filter(card_number=typed)):
            raise forms.ValidationError(_sentence("one_person_a_card_number"))
        return typed

    def _others(self, found: Any) -> bool:
        return bool(found.exclude(pk=self.person.pk if self.person else None).exists())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        joined, official = given.get("joined"), given.get("official")
        if isinstance(joined, PartialDate) and official and official.latest < joined.day:
            self.add_error("official", _sentence("official_after_joining"))
        return given

    @property
    def facts(self) -> dict[str, Any]:
        """What an action fills a person with; a number left empty stays as it is."""
        given = {name: self.cleaned_data.get(name) for name in self.names}
        kept = [name for name in ("national_id", "old_id") if self.person and not given.get(name)]
        return {name: value for name, value in given.items() if name not in kept}

    @property
    def warning(self) -> str:
        """What to look at again in a file just opened; of a file corrected its page says so while it lasts."""
        given = self.cleaned_data
        number, sex = given.get("national_id") or "", given.get("sex") or ""
        said = [] if self.person else doubts_about(number, sex, given.get("born"))
        if not said:
            return ""
        return _("Đã ghi, nhưng cần kiểm tra lại giấy tờ của đồng chí {name}: {said}.").format(
            name=given["full_name"], said="; ".join(said)
        )

    @property
    def bound(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names]


PLACES = {
    "one_person_an_identity_number": "national_id",
    "one_person_a_card_number": "card_number",
    "official_after_joining": "official",
}


def places() -> dict[str, str]:
    """Where the sentences of Person's constraints are read, and its day columns."""
    said = {_sentence(name): field for name, field in PLACES.items()}
    return said | {f"{name}_on": name for name in PARTIAL}


def _sentence(constraint: str) -> str:
    found = next(one for one in Person._meta.constraints if one.name == constraint)
    return str(found.violation_error_message)


def _digits(text: str, code: str) -> str:
    """The digits alone. Raises ValidationError unless there are as many as the rule says, or none."""
    bare = text.replace(" ", "").replace(".", "")
    wanted = rule(code, timezone.localdate()).integer()
    if bare and not (bare.isdigit() and bare.isascii()):
        raise forms.ValidationError(_("Chỉ ghi chữ số."))
    if bare and len(bare) != wanted:
        raise forms.ValidationError(
            _("Nhập {wanted} chữ số. Đang có {n}.").format(wanted=wanted, n=len(bare))
        )
    return bare
