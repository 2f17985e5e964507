"""The address of the list of candidates as typed values. What it does not understand is left aside."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.admissions.queries.board import ORDERS, Asked
from chibo.base.fields import plain_choices
from chibo.organisations.queries.tree import Branch


class CandidatesForm(forms.Form):
    def __init__(self, data: Any, *, stages: Mapping[str, str], units: Sequence[Branch]) -> None:
        super().__init__(data)
        choices: dict[str, tuple[Any, list[tuple[str, str]]]] = {
            "giai-doan": (_("Giai đoạn"), list(stages.items())),
            "chi-bo": (
                _("Chi bộ") if all(unit.is_cell for unit in units) else _("Đơn vị"),
                [(str(unit.pk), unit.short_name) for unit in units],
            ),
            "can-xem": (
                _("Cần xem"),
                [
                    ("cho-lau", str(_("Đứng yên từ 6 tháng"))),
                    ("khong-nguoi-giup", str(_("Chưa có người giúp đỡ"))),
                ],
            ),
        }
        self.fields["tim"] = forms.CharField(required=False, max_length=120)
        for name, (label, offered) in choices.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=offered, required=False)
        orders = [order for name in ORDERS for order in (name, f"-{name}")]
        self.fields["sap"] = forms.ChoiceField(
            choices=[(order, order) for order in orders], required=False
        )
        self.is_valid()

    CHIPS = ("giai-doan", "chi-bo", "can-xem")

    def asked(self) -> Asked:
        given = self.cleaned_data.get
        return Asked(
            text=given("tim") or "",
            stage=given("giai-doan") or "",
            unit=int(given("chi-bo") or 0),
            waiting=given("can-xem") == "cho-lau",
            unguided=given("can-xem") == "khong-nguoi-giup",
        )

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sap") or "giai-doan"

    def choices(self, name: str) -> list[tuple[str, Any]]:
        return plain_choices(self, name)

    def chosen(self, name: str) -> str:
        """What a chip shows when its condition is on; "" when it is off."""
        value = self.cleaned_data.get(name)
        return next((str(label) for code, label in self.choices(name) if code == value), "")

    def sentence(self) -> str:
        """The conditions in words, for a note on paper or in a workbook."""
        said = [f"“{self.cleaned_data['tim']}”"] if self.cleaned_data.get("tim") else []
        said += [
            f"{self.fields[name].label}: {self.chosen(name)}"
            for name in self.CHIPS
            if self.chosen(name)
        ]
        return "; ".join(said)
