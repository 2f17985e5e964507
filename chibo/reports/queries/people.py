"""The people a report names: its committee, the newly admitted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Model, QuerySet

from chibo.base.dated import holds_on
from chibo.base.figures import figure
from chibo.base.text import format_date
from chibo.members.models import Post
from chibo.organisations.models import Organisation
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Seat:
    """One office in a committee."""

    name: str
    position: str
    term: str
    since: date


def roster(organisation: Organisation, on: date) -> list[Seat]:
    """Committee posts of the organisation itself, in the order of the list of positions, then of names."""
    order = {
        item.code: (place, item.label)
        for place, item in enumerate(code_list("positions").items())
        if item.extra.get("is_committee_member")
    }
    posts = Post.objects.on(on).filter(organisation=organisation, position__in=order)
    found = posts.select_related("person")
    ranked = sorted(found, key=lambda post: (order[post.position][0], post.person.name_sort))
    return [
        Seat(post.person.full_name, order[post.position][1], post.term, post.started_on)
        for post in ranked
    ]


@dataclass(frozen=True)
class Newcomer:
    name: str
    born: str
    sex: str
    ethnicity: str
    cell: str
    admitted_on: str


def newly_admitted(numbers: Numbers) -> list[Newcomer]:
    """By day of the ceremony, then by name: the rows of the figure `admitted`."""
    one = numbers.reading(Ask("admitted"))
    if one.value is None:
        return []
    rows: QuerySet[Model] = figure("admitted").rows(one.scope)
    cell = "movement__to_cell__profiles"
    named = FilteredRelation(cell, condition=holds_on(one.scope.as_of, f"{cell}__"))
    found = rows.alias(named=named).annotate(cell_name=F("named__short_name"))
    ordered = found.order_by("movement__happened_on", "person__name_sort")
    return _newcomers(ordered.select_related("person", "movement"))


def _newcomers(rows: QuerySet[Any]) -> list[Newcomer]:
    ethnicities = dict(code_list("ethnicities").choices())
    return [
        Newcomer(
            row.person.full_name,
            str(row.person.partial("born") or ""),
            row.person.get_sex_display(),
            ethnicities.get(row.person.ethnicity, ""),
            row.cell_name or "",
            format_date(row.movement.happened_on),
        )
        for row in rows
    ]
