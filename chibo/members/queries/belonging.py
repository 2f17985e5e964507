"""Rows about people in a branch asked in the tree of another day: where each person belongs in it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from chibo.base.columns import BytewiseField
from chibo.members.models import Membership, Movement
from chibo.organisations.queries.homes import Joined
from chibo.organisations.queries.tree import Branch, under_ever, within


def origin(
    joined: Iterable[Joined], path: str = "path", day: str = "started_on", person: str = "person"
) -> F | Case:
    """The tree path by which a row belongs somewhere: its own, or for people who came into their cell
    with another that belongs elsewhere, that one's. `day` is when the row came to be where it is."""
    whens = [When(_came(one, path, day, person), then=Value(one.path)) for one in joined]
    if not whens:
        return F(path)
    return Case(*whens, default=F(path), output_field=BytewiseField(max_length=60))


def _came(joined: Joined, path: str, day: str, person: str) -> Q:
    here = Q(**{f"{path}__in": sorted(joined.into), f"{day}__gte": joined.on})
    for cell, last in joined.came:
        there = Membership.objects.on(last).filter(cell=cell).values("person")
        here &= Q(**{f"{person}__in": there})
    return here


def belonging(rows: Any, of: Branch, path: str = "path", day: str = "started_on") -> Any:
    """Those rows that are the branch's: by their paths as `under_ever` finds them, and by person where a
    cell was made of several."""
    joined = of.homes.crossing(of.path) if of.homes else ()
    if not (of.homes and joined):
        return rows.filter(under_ever(of, path))
    near = under_ever(of, path) | within({top for one in joined for top in one.into}, path)
    told = rows.filter(near).alias(belongs_at=origin(joined, path, day))
    return told.filter(of.homes.within(of.path, "belongs_at"))


def crossing(rows: QuerySet[Movement], of: Branch, *, into: bool) -> QuerySet[Movement]:
    """Movements from elsewhere into the branch, or out of it."""
    joined = of.homes.crossing(of.path) if of.homes else ()
    if not (of.homes and joined):
        here, there = under_ever(of, "to_path"), under_ever(of, "from_path")
        return rows.filter(here).exclude(there) if into else rows.filter(there).exclude(here)
    left = Membership.objects.filter(closed_by=OuterRef("pk")).values("started_on")[:1]
    told = rows.alias(since=Subquery(left)).alias(
        came_to=origin(joined, "to_path", "happened_on"),
        went_from=origin(joined, "from_path", "since"),
    )
    here, there = of.homes.within(of.path, "came_to"), of.homes.within(of.path, "went_from")
    return told.filter(here).exclude(there) if into else told.filter(there).exclude(here)
