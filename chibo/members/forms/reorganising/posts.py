"""The step of offices: person by person the office they have at the new unit, and the decision on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.base.text import clean
from chibo.members.queries.reorganising.hanging import CARRY, END, PostFate, village_positions
from chibo.organisations.plan import Plan
from chibo.rulebook.queries import code_list


def by_position(fates: Iterable[PostFate]) -> dict[str, list[PostFate]]:
    found: dict[str, list[PostFate]] = {}
    for fate in fates:
        found.setdefault(fate.post.position, []).append(fate)
    return found


def position_field(position: str, fates: Sequence[PostFate]) -> forms.ChoiceField:
    """What becomes of all who hold an office, together."""
    choices = [(END, _("Thôi giữ"))]
    choices += [(CARRY, _("Giữ tiếp ở đơn vị mới"))] if any(one.to for one in fates) else []
    return forms.ChoiceField(
        label=code_list("positions").label(position),
        choices=choices,
        initial=CARRY if any(one.carried for one in fates) else END,
        widget=forms.Select(attrs={"class": "input"}),
    )


def chosen_by_position(
    positions: Mapping[str, Sequence[PostFate]], data: Mapping[str, Any]
) -> dict[int, str]:
    return {
        fate.post.pk: data[f"c-{position}"]
        for position, fates in positions.items()
        for fate in fates
    }


class PostsForm(forms.Form):
    """`named` are chosen for one by one; those of people the user may not read stand together by office."""

    number = forms.CharField(
        label=_("Số quyết định chỉ định"),
        max_length=60,
        required=False,
        help_text=_("Số và ký hiệu như trên văn bản: 216-QĐ/TU."),
    )
    decided_on = DayField(label=_("Ngày quyết định"), required=False)
    decided_by = forms.CharField(label=_("Cơ quan ra quyết định"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        named: Sequence[PostFate],
        unnamed: Sequence[PostFate],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.named, self.unnamed = named, by_position(unnamed)
        self.offered = code_list("positions")
        for fate in named:
            self.fields[f"k-{fate.post.pk}"] = forms.CharField(
                label=_now("Chức vụ mới của {name}").format(name=fate.post.person.full_name),
                required=False,
                max_length=100,
                initial=self.offered.label(fate.position) if fate.carried else "",
                widget=forms.TextInput(
                    attrs={"class": "input", "list": "chuc-vu", "autocomplete": "off"}
                ),
            )
        for position, fates in self.unnamed.items():
            self.fields[f"c-{position}"] = position_field(position, fates)

    @property
    def labels(self) -> list[str]:
        villages = set(village_positions())
        return [item.label for item in self.offered.items() if item.code not in villages]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for fate in self.named:
            self._recognise(f"k-{fate.post.pk}", data)
        told = [data.get(name) for name in ("number", "decided_on", "decided_by")]
        if any(told) and not all(told):
            self.add_error(
                "number", _now("Ghi đủ số, ngày và cơ quan ra quyết định, hoặc để trống.")
            )
        elif told[0] and not all(clean(part) for part in told[0].partition("-")):
            self.add_error("number", _now("Ghi cả số và ký hiệu, như 216-QĐ/TU."))
        return data

    def _recognise(self, name: str, data: dict[str, Any]) -> None:
        typed = data.get(name) or ""
        found = self.offered.recognise(typed) if typed else None
        if typed and (found is None or found.code in village_positions()):
            self.add_error(
                name,
                _now("Không có chức vụ “{text}”; chọn trong danh sách gợi ý.").format(text=typed),
            )
        data[name] = found.code if found else END

    def plan(self, before: Plan) -> Plan:
        data = self.cleaned_data
        chosen = {fate.post.pk: data[f"k-{fate.post.pk}"] for fate in self.named}
        day = data["decided_on"]
        appointed = {
            "number": clean(data["number"]),
            "on": day.isoformat() if day else "",
            "by": clean(data["decided_by"]),
        }
        posts = {**before.posts, **chosen, **chosen_by_position(self.unnamed, data)}
        return replace(before, posts=posts, appointed=appointed if day else {})
