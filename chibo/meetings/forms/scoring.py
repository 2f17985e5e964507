"""The sheet of points as it is filled: a choice for each line, a note for each criterion."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import DayField
from chibo.meetings.models import Score
from chibo.meetings.queries.facts import Suggestion
from chibo.meetings.queries.sheet import Criterion, Line


class ScoreForm(forms.Form):
    """Fields `d-<line>` and `n-<criterion>`; lines begin with what was given before, else with what the
    facts suggest."""

    def __init__(
        self,
        data: Any,
        *,
        criteria: Sequence[Criterion],
        known: Mapping[str, Suggestion],
        score: Score | None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.criteria, self.known = criteria, known
        before = {line["key"]: line for line in score.lines} if score else {}
        for one in criteria:
            for line in one.lines:
                if self._counts(line):
                    self.fields[f"d-{line.key}"] = self._points(line, before.get(line.key))
            said = next((before[li.key]["note"] for li in one.lines if li.key in before), "")
            self.fields[f"n-{one.code}"] = forms.CharField(
                label=_now("Lý do, ghi chú mục {label}").format(label=one.label.lower()),
                max_length=300,
                required=False,
                initial=said,
            )

    def _counts(self, line: Line) -> bool:
        return line.key not in self.known or self.known[line.key].counts

    def _points(self, line: Line, before: Mapping[str, Any] | None) -> forms.TypedChoiceField:
        known = self.known.get(line.key)
        initial = before["points"] if before else known.points if known else None
        return forms.TypedChoiceField(
            label=line.label,
            coerce=int,
            empty_value=None,
            required=False,
            choices=[("", _now("Chưa chấm")), *((n, _choice(n, word)) for n, word in line.choices)],
            initial="" if initial is None else initial,
        )

    def points(self) -> dict[str, int | None]:
        return {
            name.removeprefix("d-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("d-")
        }

    def notes(self) -> dict[str, str]:
        return {
            name.removeprefix("n-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("n-")
        }

    def cards(self) -> list[dict[str, Any]]:
        """What the page shows of each criterion."""
        return [
            {
                "criterion": one,
                "lines": [self._shown(line) for line in one.lines],
                "note": self[f"n-{one.code}"],
            }
            for one in self.criteria
        ]

    def _shown(self, line: Line) -> dict[str, Any]:
        known = self.known.get(line.key)
        return {
            "line": line,
            "field": self[f"d-{line.key}"] if self._counts(line) else None,
            "why": known.why if known else "",
            "suggested": known.points if known else None,
        }


def _choice(points: int, word: str) -> str:
    if word == str(points):
        return _now("{n} điểm").format(n=points)
    return _now("{n} điểm: {word}").format(n=points, word=word)


class PapersForm(forms.Form):
    papers_on = DayField(
        label=_("Tài liệu gửi đảng viên ngày"),
        required=False,
        help_text=_("Ngày đưa lên Sổ tay đảng viên điện tử hoặc gửi bằng giấy."),
    )
