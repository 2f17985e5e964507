"""What a rehearsal has to say about one cell, and what people answered."""

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal

# error: cannot be written; held: put aside on purpose; undecided: not written until somebody decides;
# check: written as proposed.
Severity = Literal["error", "held", "undecided", "check"]

HOLD = "hold"
FOUND_NEW = "new"
BLANK = "blank"
KEEP = "keep"
SKIP = "skip"
FILL = "fill"


@dataclass
class Problem:
    """`group` problems are asked once for all rows that share it. `choices` are (value, label).

    `typed` is what stands in the field to mend it; `chosen` the choice shown first; `also` how many
    more rows share the question.
    """

    row: int
    field: str
    label: str
    value: str
    severity: Severity
    sentence: str
    group: str = ""
    choices: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    chosen: str = ""
    typed: str | None = None
    compare: list[int] = dataclasses.field(default_factory=list)
    also: int = 0


@dataclass
class Answers:
    """`rows` {row: {field: text typed}}, `groups` {question: choice}, `checks` {"row:field": choice}."""

    rows: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)
    groups: dict[str, str] = dataclasses.field(default_factory=dict)
    checks: dict[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def told(cls, kept: dict[str, Any]) -> "Answers":
        return cls(
            dict(kept.get("rows", {})), dict(kept.get("groups", {})), dict(kept.get("checks", {}))
        )

    def kept(self) -> dict[str, Any]:
        return {"rows": self.rows, "groups": self.groups, "checks": self.checks}

    def typed(self, row: int, name: str) -> str | None:
        return self.rows.get(str(row), {}).get(name)

    def check(self, row: int, name: str) -> str:
        return self.checks.get(f"{row}:{name}", "")
