"""Correcting a section of a file; a file for somebody outside the Party."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from chibo.base.fields import ChoiceOrNone
from chibo.members.forms.columns import SECTIONS, FileForm
from chibo.members.forms.entering import STARTING_LEVELS, grouped
from chibo.members.forms.moving import Groups
from chibo.members.models import Person
from chibo.rulebook.queries import code_list


class SectionForm(FileForm):
    def __init__(self, data: Any = None, *, section: str, person: Person) -> None:
        title, names = SECTIONS[section]
        super().__init__(data, names=names, person=person)
        self.title = title
        self.fields["why"] = forms.CharField(
            label=_("Lý do sửa, giấy tờ căn cứ"), max_length=300, required=False
        )

    @property
    def groups(self) -> Groups:
        return grouped(self, (self.title, self.names), (_("Căn cứ"), ["why"]))


class NonMemberForm(FileForm):
    NAMES = (
        *("full_name", "sex", "born", "ethnicity", "religion", "national_id", "phone"),
        *("native_detail", "home_detail", "occupation", "occupation_text", "note"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, names=self.NAMES)
        for name, label, listed in STARTING_LEVELS:
            self.fields[f"level_{name}"] = ChoiceOrNone(
                label=label,
                choices=code_list(listed).choices(),
                nothing=_("Chưa ghi"),
                required=False,
            )

    @property
    def groups(self) -> Groups:
        levels = [f"level_{name}" for name, _label, _list in STARTING_LEVELS]
        return grouped(self, (_("Nhân thân"), self.NAMES), (_("Trình độ"), levels))

    @property
    def levels(self) -> list[tuple[str, str]]:
        given = self.cleaned_data
        found = [(name, given.get(f"level_{name}")) for name, _label, _list in STARTING_LEVELS]
        return [(name, level) for name, level in found if level]
