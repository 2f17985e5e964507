"""Cards: numbers typed beside names or pasted as a column, exchange, loss, recall."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.entering import grouped
from chibo.members.models import CardCause, Person

Groups = list[tuple[Any, list[forms.BoundField]]]
_DAY = gettext_lazy("Nhập ngày phát thẻ.")


def tidy(number: str) -> str:
    """A number as typed or pasted, without the blanks and dots people put into it."""
    return "".join(number.split()).replace(".", "")


class CardBatchForm(DecisionForm):
    """One number a person, in `number_<key>`; `pasted` fills the empty ones in the order of the list.

    People without a number are left out. After pasting, the form is shown again with the numbers beside the
    names, to be looked at before they are written.
    """

    def __init__(self, data: Any = None, *, people: Sequence[Person], **more: Any) -> None:
        super().__init__(data, **more)
        self.people = people
        self.fields["on"] = DayField(
            label=gettext_lazy("Ngày phát thẻ"), error_messages={"required": _DAY}
        )
        self.fields["pasted"] = forms.CharField(
            label=gettext_lazy("Dán cột số thẻ từ Excel"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=gettext_lazy("Mỗi dòng một số, theo đúng thứ tự danh sách dưới đây."),
        )
        for person in people:
            self.fields[f"number_{person.pk}"] = forms.CharField(
                label=person.full_name, max_length=20, required=False
            )

    def fill_pasted(self) -> bool:
        """Put pasted numbers beside the names; True when there were any and the form is to be looked at."""
        lines = [tidy(line) for line in (self.data.get("pasted") or "").splitlines()]
        if not any(lines):
            return False
        shown = dict(self.data.items())
        empty = [one for one in self.people if not tidy(shown.get(f"number_{one.pk}", ""))]
        for person, number in zip(empty, filter(None, lines), strict=False):
            shown[f"number_{person.pk}"] = number
        shown["pasted"] = ""
        self.data = shown
        return True

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not self.numbers:
            self.add_error(None, _("Ghi số thẻ cho ít nhất một đồng chí."))
        return given

    @property
    def numbers(self) -> dict[Person, str]:
        """Who gets which number."""
        typed = {one: tidy(self.cleaned_data.get(f"number_{one.pk}", "")) for one in self.people}
        return {one: number for one, number in typed.items() if number}

    def _own(self) -> list[str]:
        return ["on", "pasted"]

    @property
    def groups(self) -> Groups:
        return grouped(
            self,
            (_("Đợt phát thẻ"), self._own()),
            (_("Quyết định"), self.DECISION),
            (_("Số thẻ của từng đồng chí"), [f"number_{one.pk}" for one in self.people]),
        )


class CardExchangeForm(CardBatchForm):
    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["on"].label = _("Ngày đổi thẻ")
        self.fields["cause"] = ChoiceOrNone(
            label=gettext_lazy("Diện đổi"),
            choices=CardCause.choices,
            error_messages={"required": gettext_lazy("Chọn diện đổi thẻ.")},
        )

    def _own(self) -> list[str]:
        return ["on", "cause", "pasted"]


class OneCardForm(DecisionForm):
    """One person's card: exchanged (doi), re-issued after loss (cap-lai), recalled (thu-hoi)."""

    def __init__(self, data: Any = None, *, how: str, person: Person, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["on"] = DayField(
            label=gettext_lazy("Ngày"), error_messages={"required": gettext_lazy("Nhập ngày.")}
        )
        if how != "thu-hoi":
            self.fields["number"] = forms.CharField(
                label=gettext_lazy("Số thẻ mới"),
                max_length=20,
                initial=person.card_number,
                help_text=gettext_lazy("Giữ nguyên nếu thẻ mới mang số cũ."),
                error_messages={"required": gettext_lazy("Ghi số thẻ.")},
            )
        if how == "doi":
            self.fields["cause"] = ChoiceOrNone(
                label=gettext_lazy("Diện đổi"),
                choices=CardCause.choices,
                error_messages={"required": gettext_lazy("Chọn diện đổi thẻ.")},
            )
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Lý do"),
            max_length=300,
            required=how != "doi",
            error_messages={"required": gettext_lazy("Ghi lý do mất thẻ hoặc thu hồi thẻ.")},
        )

    @property
    def groups(self) -> Groups:
        own = [name for name in self.fields if name not in self.DECISION]
        return grouped(self, (_("Thẻ đảng viên"), own), (_("Quyết định (nếu có)"), self.DECISION))
