"""Times, and how they are printed: every figure beside what limits it or what is aimed at."""

import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Line:
    """`limit` is what the machine needs at least, measured in the same run; `aim` what we promise."""

    group: str
    what: str
    value: float
    unit: str = "ms"
    aim: float | None = None
    limit: float | None = None
    note: str = ""

    @property
    def misses(self) -> bool:
        return self.aim is not None and self.value > self.aim

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def best(work: Callable[[], object], times: int = 5) -> float:
    """Milliseconds of the quickest run: what the work costs, the neighbours' noise left out."""
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def spread(work: Iterable[Callable[[], object]]) -> tuple[float, float]:
    """Milliseconds at the median and at the 95th percentile of all runs."""
    taken = sorted(_once(one) for one in work)
    return taken[len(taken) // 2], taken[int(len(taken) * 0.95)]


def questions_in(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as questions:
        work()
    return len(questions)


def peak_memory() -> float:
    """Megabytes this process has held at most."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000


def table(lines: Iterable[Line]) -> str:
    """Figure, aim and limit side by side; what misses its aim is marked."""
    rows = [("", "figure", "aim", "limit", "")]
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            rows.append((f"— {group}", "", "", "", ""))
        aim = f"≤ {line.aim:,.0f}" if line.aim is not None else ""
        limit = f"{line.limit:,.1f}" if line.limit is not None else ""
        mark = "MISSED " if line.misses else ""
        rows.append((line.what, f"{line.value:,.1f} {line.unit}", aim, limit, mark + line.note))
    widths = [max(len(row[at]) for row in rows) for at in range(4)]
    return "\n".join(
        "  ".join([f"{what:<{widths[0]}}", *_right(numbers, widths[1:]), mark]).rstrip()
        for what, *numbers, mark in rows
    )


def _right(cells: Iterable[str], widths: Iterable[int]) -> list[str]:
    return [f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)]
