"""The roll as it is marked: a choice and a reason for each name."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.meetings.models import Attendance, Outside, Presence

_DUE = [
    (Presence.PRESENT, _("Có"), "ok"),
    (Presence.WITH_REASON, _("Phép"), "warn"),
    (Presence.WITHOUT_REASON, _("Không"), "bad"),
]
_EXCUSED = [(Presence.PRESENT, _("Có"), "ok"), (Presence.OUTSIDE, _("Ngoài diện"), "")]


class RollForm(forms.Form):
    """Fields `m<person>` and `r<person>`. Who is suspended is shown and not marked."""

    def __init__(self, data: Any, *, roll: Sequence[Attendance], **more: Any) -> None:
        super().__init__(data, **more)
        self.roll = [row for row in roll if row.outside != Outside.SUSPENDED]
        self.not_summoned = [row for row in roll if row.outside == Outside.SUSPENDED]
        for row in self.roll:
            self.fields[f"m{row.person_id}"] = forms.ChoiceField(
                choices=[(value, word) for value, word, _tone in _offered(row)],
                initial=row.state,
                error_messages={"required": _("Điểm danh từng đồng chí.")},
            )
            self.fields[f"r{row.person_id}"] = forms.CharField(
                max_length=200, required=False, initial=row.reason
            )

    def clean(self) -> dict[str, Any] | None:
        for row in self.roll:
            given = self.cleaned_data
            needed = given.get(f"m{row.person_id}") == Presence.WITH_REASON
            if needed and not given.get(f"r{row.person_id}"):
                sentence = _now("Ghi lý do vắng của {name}.").format(name=row.person.full_name)
                self.add_error(f"r{row.person_id}", sentence)
        return self.cleaned_data

    def marks(self) -> list[tuple[int, str, str]]:
        given = self.cleaned_data
        return [
            (row.person_id, given[f"m{row.person_id}"], given[f"r{row.person_id}"])
            for row in self.roll
        ]

    def lines(self) -> list[dict[str, Any]]:
        """What the page shows of each name, the absent first."""
        found = [self._line(row) for row in self.roll]
        return sorted(found, key=lambda line: not line["absent"])

    def _line(self, row: Attendance) -> dict[str, Any]:
        value, reason = self[f"m{row.person_id}"], self[f"r{row.person_id}"]
        state = value.value()
        return {
            "row": row,
            "name": value.html_name,
            "value": state,
            "items": [
                {"value": str(code), "label": word, "tone": tone}
                for code, word, tone in _offered(row)
            ],
            "reason": reason,
            "absent": state in (Presence.WITH_REASON, Presence.WITHOUT_REASON),
            "sub": row.get_outside_display() or row.get_status_display(),
        }


def _offered(row: Attendance) -> list[tuple[Presence, Any, str]]:
    return _EXCUSED if row.outside else _DUE
