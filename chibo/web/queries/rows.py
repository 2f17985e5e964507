"""Words that the rows behind numbers share."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from chibo.base.asof import AsOf
from chibo.members.models import Sex
from chibo.organisations.listing import Cell, Layout, Row, as_text
from chibo.organisations.models import Profile
from chibo.rulebook.queries import code_list

__all__ = [
    "Cell",
    "Layout",
    "Row",
    "as_text",
    "cell_names",
    "code_label",
    "person_url",
    "sex_label",
]


def code_label(list_name: str, code: str) -> str:
    codes = code_list(list_name)
    return codes.label(code) if code in codes else code


def sex_label(code: str) -> str:
    return str(Sex(code).label) if code else ""


def person_url(key: int, on: AsOf) -> str:
    return on.url(reverse("members:page", args=[key]))


def cell_names(keys: Iterable[int | None], on: date) -> dict[int | None, str]:
    """Short names on the day, or the last known ones of cells that stood only at other times."""
    rows = Profile.objects.filter(organisation__in={key for key in keys if key})
    found: dict[int | None, str] = {}
    for key, start, name in rows.order_by("started_on").values_list(
        "organisation_id", "started_on", "short_name"
    ):
        if start <= on or key not in found:
            found[key] = name
    return found
