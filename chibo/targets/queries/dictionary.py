"""The indicators there are: those of the rulebook list, and those an administrator added."""

from dataclasses import dataclass

from chibo.rulebook.queries import code_list
from chibo.targets.models import OwnIndicator


@dataclass(frozen=True)
class Indicator:
    """`up`: the higher the better."""

    code: str
    label: str
    unit: str
    places: int
    up: bool
    meaning: str = ""
    own: bool = False

    @property
    def named(self) -> str:
        return f"{self.label} ({self.unit})"


def indicators() -> dict[str, Indicator]:
    """By code, in the order of the list, then those added; one question."""
    shipped = {
        item.code: Indicator(
            item.code,
            item.label,
            str(item.extra.get("unit", "")),
            int(item.extra.get("places", 0)),
            bool(item.extra.get("up", True)),
            item.note,
        )
        for item in code_list("indicators").items()
    }
    added = {
        row.code: Indicator(
            row.code, row.label, row.unit, row.places, row.up, row.meaning, own=True
        )
        for row in OwnIndicator.objects.all()
    }
    return shipped | added
