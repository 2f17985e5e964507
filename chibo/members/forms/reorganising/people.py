"""The step of people: where each member of a divided cell goes, as a further plan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.members.queries.reorganising.records import Named
from chibo.members.queries.reorganising.rolls import Divided
from chibo.organisations.plan import Plan


class PeopleForm(forms.Form):
    """Each member of a divided cell with the cell they go to."""

    def __init__(self, *args: Any, divided: Sequence[Divided], cells: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.divided, self.cells = divided, cells
        listed = forms.TextInput(attrs={"list": "chi-bo", "autocomplete": "off"})
        self.fields["rest"] = forms.CharField(
            label=_("Mọi người chưa chọn về chi bộ"), required=False, widget=listed
        )
        for one in divided:
            self.fields[f"p-{one.person.pk}"] = forms.CharField(
                label=_now("Chi bộ mới của {name}").format(name=one.person.full_name),
                required=False,
                initial=cells.label(one.to),
                widget=forms.TextInput(
                    attrs={"class": "input", "list": "chi-bo", "autocomplete": "off"}
                ),
            )

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [{"of": one, "field": self[f"p-{one.person.pk}"]} for one in self.divided]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, typed in list(data.items()):
            if typed and not self.cells.ref(typed):
                self.add_error(
                    name, _now("Không có chi bộ “{text}” trong phương án.").format(text=typed)
                )
        return data

    def plan(self, before: Plan) -> Plan:
        people = dict(before.people)
        rest = self.cleaned_data["rest"]
        for one in self.divided:
            chosen = self.cells.ref(self.cleaned_data[f"p-{one.person.pk}"] or rest)
            people.pop(one.person.pk, None)
            if chosen and chosen != str(one.cell):
                people[one.person.pk] = chosen
        return replace(before, people=people)
