"""The indicators there are: those of the rulebook list, and those an administrator added."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

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


def indicators() -> Mapping[str, Indicator]:
    """By code, in the order of the list, then those added."""
    return _Indicators()


def shipped() -> dict[str, Indicator]:
    return {
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


class _Indicators(Mapping[str, Indicator]):
    """Those an administrator added are asked for, in one question, only when one that is not shipped is named, or
    all are."""

    def __init__(self) -> None:
        self._shipped = shipped()

    def __getitem__(self, code: str) -> Indicator:
        return self._shipped[code] if code in self._shipped else self._all[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> dict[str, Indicator]:
        added = {
            row.code: Indicator(
                row.code, row.label, row.unit, row.places, row.up, row.meaning, own=True
            )
            for row in OwnIndicator.objects.all()
        }
        return self._shipped | added
