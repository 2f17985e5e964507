"""The step of work: duties, offices and names that would stand twice, as a further plan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.text import clean, fold
from chibo.members.forms.reorganising.posts import (
    by_position,
    chosen_by_position,
    position_field,
)
from chibo.members.queries.reorganising.hanging import (
    END,
    GIVE,
    DutyFate,
    Hanging,
    PlaceFate,
    PostFate,
    village_positions,
)
from chibo.members.queries.reorganising.names import SameName
from chibo.organisations.plan import Plan


class WorkForm(forms.Form):
    """Duties one by one, offices of villages by position, and the names of places that would stand twice."""

    def __init__(
        self,
        *args: Any,
        hanging: Hanging,
        same: Sequence[SameName],
        places: Sequence[PlaceFate],
        may_give: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hanging, self.same, self.places = hanging, same, places
        for fate in hanging.duties:
            self._add_duty(fate, may_give=may_give)
        for position in self.positions:
            self.fields[f"c-{position}"] = position_field(position, self.positions[position])
        for place in places:
            self.fields[f"v-{place.place.pk}"] = forms.CharField(
                label=_now("Tên mới của {name}").format(name=place.place.name),
                required=False,
                max_length=120,
                initial=place.name,
                widget=forms.TextInput(attrs={"class": "input"}),
            )
        for n, name in enumerate(same):
            self.fields[f"n-{n}"] = forms.BooleanField(
                label=_now("Giữ {count} tổ chức cùng tên “{name}”").format(
                    count=len(name.units), name=name.name
                ),
                required=False,
                initial=name.accepted,
            )

    @property
    def positions(self) -> dict[str, list[PostFate]]:
        villages = set(village_positions())
        return by_position([one for one in self.hanging.posts if one.post.position in villages])

    def _add_duty(self, fate: DutyFate, *, may_give: bool) -> None:
        choices = [(END, _("Thôi giao"))]
        choices += [(GIVE, _("Giao ở đơn vị mới"))] if fate.to and may_give else []
        self.fields[f"d-{fate.duty.pk}"] = forms.ChoiceField(
            label=_now("Nhiệm vụ của {name}").format(name=fate.duty.user.full_name),
            choices=choices,
            initial=GIVE if fate.given else END,
            widget=forms.Select(attrs={"class": "input"}),
        )

    def plan(self, before: Plan) -> Plan:
        data = self.cleaned_data
        hanging = self.hanging
        accepted = {fold(one.name) for n, one in enumerate(self.same) if data[f"n-{n}"]}
        renamed = {
            fate.place.pk: name
            for fate in self.places
            if (name := clean(data[f"v-{fate.place.pk}"])) and name != fate.place.name
        }
        shown = {fate.place.pk for fate in self.places}
        kept = {key: name for key, name in before.places.items() if key not in shown}
        return replace(
            before,
            duties={fate.duty.pk: data[f"d-{fate.duty.pk}"] for fate in hanging.duties},
            posts={**before.posts, **chosen_by_position(self.positions, data)},
            places=kept | renamed,
            accepted=tuple(sorted(accepted)),
        )
