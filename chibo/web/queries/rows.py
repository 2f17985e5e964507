"""Words that the rows behind numbers share."""

from collections.abc import Iterable
from datetime import date

from chibo.base.asof import AsOf
from chibo.members.models import Sex
from chibo.members.models import person as people
from chibo.organisations.models import Profile
from chibo.rulebook.queries import code_list


def code_label(list_name: str, code: str) -> str:
    codes = code_list(list_name)
    return codes.label(code) if code in codes else code


def sex_label(code: str) -> str:
    return str(Sex(code).label) if code else ""


def person_url(key: int, on: AsOf) -> str:
    return on.url(people.person_url(key))


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
