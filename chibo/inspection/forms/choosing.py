"""Members typed by name: shorter than a list of thousands, and exact."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from chibo.base.text import clean, same_name_key
from chibo.members.models import Person
from chibo.members.queries.roll import roll, with_cell_names
from chibo.organisations.queries.tree import Branch


class MembersField(forms.CharField):
    """One member a line, "Họ và tên" or "Họ và tên (Chi bộ)" where two bear the name; cleans to persons."""

    def __init__(self, *, of: Branch, many: bool = True, **more: Any) -> None:
        self.of, self.many = of, many
        widget = forms.Textarea(attrs={"rows": 4}) if many else forms.TextInput()
        super().__init__(**{"widget": widget, "max_length": 6000} | more)

    def to_python(self, value: Any) -> Any:
        lines = [clean(line) for line in str(value or "").splitlines() if clean(line)]
        if not self.many and len(lines) > 1:
            raise forms.ValidationError(_("Chỉ ghi một người."))
        return self._found(lines)

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"])

    def run_validators(self, value: Any) -> None:
        """Names were looked up; the text's own limits no longer matter."""

    def _found(self, lines: Sequence[str]) -> list[Person]:
        asked = [line.partition("(") for line in lines]
        keys = {same_name_key(name) for name, _bracket, _cell in asked}
        rows = with_cell_names(roll(self.of).filter(person__name_key__in=keys), self.of.on)
        known = list(rows.select_related("person"))
        return [self._one(name, cell.rstrip(") "), known) for name, _bracket, cell in asked]

    def _one(self, name: str, cell: str, known: Sequence[Any]) -> Person:
        named = [row for row in known if row.person.name_key == same_name_key(name)]
        if cell:
            wanted = same_name_key(cell)
            named = [row for row in named if wanted in same_name_key(row.cell_name)]
        if not named:
            raise forms.ValidationError(
                _("Không thấy đảng viên “{name}” trong sổ của {unit}.").format(
                    name=clean(name), unit=self.of.name
                )
            )
        if len(named) > 1:
            cells = ", ".join(row.cell_name for row in named)
            raise forms.ValidationError(
                _("Có {n} người tên {name} ({cells}): ghi thêm chi bộ trong ngoặc.").format(
                    n=len(named), name=clean(name), cells=cells
                )
            )
        person: Person = named[0].person
        return person


class UnitsField(forms.MultipleChoiceField):
    """Units of a branch to tick; cleans to their keys."""

    def __init__(self, *, units: Sequence[Branch], **more: Any) -> None:
        choices = [(str(one.pk), one.name) for one in units]
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, **more)

    def clean(self, value: Any) -> Any:
        return [int(one) for one in super().clean(value)]
