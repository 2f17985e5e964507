"""What was done wrong, line by line, as many lines as are needed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.inspection.models import Ground, Inspected
from chibo.rulebook.queries import code_list

# How many lines a form begins with, and how many it may come to.
LINES, MOST = 1, 40
# The button that asks for one more line instead of sending the form.
MORE = "them-dong"
_COUNTS = frozenset(str(n) for n in range(MOST + 1))
_PARTS = ("what", "ground", "act", "day")


def _written(given: Mapping[str, Any]) -> int:
    """The last line that holds something, of what was typed or of what the form begins with."""
    return max(
        (n for n in range(1, MOST + 1) if any(given.get(f"{part}_{n}") for part in _PARTS)),
        default=0,
    )


class ViolationsForm(forms.Form):
    """Lines of what was done wrong; a line without words is no violation. Asked for one more line, the form
    begins anew with everything that was typed."""

    more_lines = _("Thêm dòng vi phạm")

    def __init__(
        self, data: Any = None, *, initial: Mapping[str, Any] | None = None, **rest: Any
    ) -> None:
        begun = dict(initial or {})
        self.asks_more = bool(data) and MORE in data
        told = str(data.get("lines", "")) if data else ""
        asked = int(told) if told in _COUNTS else 0
        self.lines = min(MOST, max(LINES, asked, _written(data or {}), _written(begun) + 1))
        if self.asks_more:
            begun |= data.dict()
            self.lines = min(MOST, self.lines + 1)
        begun["lines"] = self.lines
        super().__init__(None if self.asks_more else data, initial=begun, **rest)
        self.fields["lines"] = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def add_violations(self, *, least: int = 0) -> None:
        acts = [(one.code, one.label) for one in code_list("forbidden_acts").items()]
        for n in range(1, self.lines + 1):
            self._add_line(n, acts, needed=n <= least)
        if self.asks_more:
            self.fields[f"what_{self.lines}"].widget.attrs["autofocus"] = True

    def _add_line(self, n: int, acts: list[tuple[str, str]], *, needed: bool) -> None:
        named: dict[str, Any] = {"n": n}
        self.fields[f"what_{n}"] = forms.CharField(
            label=_now("Vi phạm {n}").format(**named),
            max_length=500,
            required=needed,
            error_messages={"required": _("Ghi vi phạm.")},
        )
        self.fields[f"ground_{n}"] = ChoiceOrNone(
            label=_now("Vi phạm {n} thuộc").format(**named),
            choices=Ground.choices,
            required=needed,
            error_messages={"required": _("Chọn lĩnh vực.")},
        )
        self.fields[f"act_{n}"] = ChoiceOrNone(
            label=_now("Điều đảng viên không được làm ({n})").format(**named),
            choices=acts,
            nothing=_("Không thuộc 19 điều"),
            required=False,
        )
        self.fields[f"day_{n}"] = DayField(
            label=_now("Ngày vi phạm ({n})").format(**named),
            required=needed,
            error_messages={"required": _("Nhập ngày.")},
        )

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        for n in range(1, self.lines + 1):
            if given.get(f"what_{n}"):
                for part in ("ground", "day"):
                    if not given.get(f"{part}_{n}") and f"{part}_{n}" not in self.errors:
                        self.add_error(f"{part}_{n}", _now("Ghi đủ lĩnh vực và ngày vi phạm."))
        return given

    @property
    def violations(self) -> list[dict[str, Any]]:
        """Each line written: `ground`, `what`, `happened_on`, `act`."""
        given = self.cleaned_data
        return [
            {
                "ground": given[f"ground_{n}"],
                "what": given[f"what_{n}"],
                "happened_on": given[f"day_{n}"],
                "act": given[f"act_{n}"],
            }
            for n in range(1, self.lines + 1)
            if given.get(f"what_{n}")
        ]


class FindingsForm(ViolationsForm):
    reported_on = DayField(label=_("Nộp báo cáo theo đề cương ngày"), required=False)
    strengths = forms.CharField(
        label=_("Ưu điểm"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    faults = forms.CharField(
        label=_("Khuyết điểm, tồn tại"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self.add_violations()


def findings_of(row: Inspected) -> dict[str, Any]:
    """What was written about one, as the form begins."""
    begun: dict[str, Any] = {
        "reported_on": row.reported_on,
        "strengths": row.strengths,
        "faults": row.faults,
    }
    for n, one in enumerate(row.violations.order_by("pk"), 1):
        begun |= {
            f"what_{n}": one.what,
            f"ground_{n}": one.ground,
            f"act_{n}": one.act,
            f"day_{n}": one.happened_on,
        }
    return begun
