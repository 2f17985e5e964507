"""The year a page speaks about: said in its address (`nam=2026`), chosen among its neighbours."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone


def asked_year(request: HttpRequest, first: int) -> int:
    """Of other words, or outside `first` to next year, the year under way."""
    asked, today = request.GET.get("nam", ""), timezone.localdate().year
    known = asked.isascii() and asked.isdigit() and first <= int(asked) <= today + 1
    return int(asked) if known else today


def year_segments(path: str, year: int, *, ahead: int = 0) -> list[dict[str, Any]]:
    """The year and its neighbours, four in all; next year is offered to pages that look `ahead`."""
    last = max(year, min(year + 1, timezone.localdate().year + ahead))
    return [
        {"label": str(one), "url": f"{path}?nam={one}", "current": one == year}
        for one in range(last - 3, last + 1)
    ]
