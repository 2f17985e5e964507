"""What a reorganisation is to do: typed values, and the JSON in which a draft keeps them.

A reference names a unit: "12" an organisation that stands, "+1" the first one the plan founds.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

KEEP, MERGE, END = "keep", "merge", "end"


@dataclass(frozen=True)
class NewUnit:
    """A unit the decision founds, under a unit that stands or another new one."""

    ref: str
    name: str
    kind: str
    under: str
    short_name: str = ""
    base_type: str = ""
    code: str = ""


@dataclass(frozen=True)
class Row:
    """What becomes of one unit. `keep`: it goes on, under `to` when that is given, renamed when there
    is a name. `merge`: it ends and `to` stands in its place. `end`: it ends."""

    unit: int
    do: str = KEEP
    to: str = ""
    name: str = ""
    short_name: str = ""


@dataclass(frozen=True)
class Plan:
    """`old` are the units the decision names. `people`: person → the cell they go to, where their cell
    is divided. `duties`: their keys → what the form chose. `posts`: key → "carry", "end", or the office
    (a code of the list positions) its holder has afterwards. `appointed`: `number`, `on` (ISO) and `by` of
    the decision that gives these offices. `places`: key → new name. `accepted`: names that may stand
    twice."""

    old: tuple[int, ...] = ()
    new: tuple[NewUnit, ...] = ()
    rows: tuple[Row, ...] = ()
    people: Mapping[int, str] = field(default_factory=dict)
    duties: Mapping[int, str] = field(default_factory=dict)
    posts: Mapping[int, str] = field(default_factory=dict)
    appointed: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[int, str] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()

    def row(self, unit: int) -> Row:
        """Units the plan does not name go on as they are."""
        return next((row for row in self.rows if row.unit == unit), Row(unit))

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Reads what `as_data` wrote; JSON turned keys into text."""
        return cls(
            old=tuple(data.get("old", ())),
            new=tuple(NewUnit(**one) for one in data.get("new", ())),
            rows=tuple(Row(**one) for one in data.get("rows", ())),
            accepted=tuple(data.get("accepted", ())),
            appointed=dict(data.get("appointed", {})),
            **{
                name: {int(key): value for key, value in data.get(name, {}).items()}
                for name in ("people", "duties", "posts", "places")
            },
        )


def key_of(ref: str) -> int | None:
    """The organisation a reference names; None for a unit not founded yet."""
    return int(ref) if ref.isdecimal() else None
