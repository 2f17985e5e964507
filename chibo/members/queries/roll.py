"""Rolls: who belongs to a branch on a day, and what moved over a period."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery

from chibo.base.periods import Period
from chibo.members.models import Exemption, Membership, Movement
from chibo.members.queries.belonging import belonging, crossing
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch, under


def roll(of: Branch) -> QuerySet[Membership]:
    """Members whose official cell is in the branch at the close of its day."""
    held = Membership.objects.on(of.on)
    if of.tree:
        return belonging(held, of)
    # Everybody is under the root: without a range of paths the narrowest index is free to answer.
    return held if of.parent_id is None else held.filter(under(of.path))


# A branch of fewer periods is read sooner than anything else is looked up.
LARGE = 20_000


def is_large(of: Branch, than: int = 0) -> bool:
    """Whether a branch holds more periods than a list reads for a page, and more than so many."""
    last = max(LARGE, than)
    return Membership.objects.filter(under(of.path))[last : last + 1].exists()


class Read(Func):
    """A column of people by which rows are put in order once they are read: PostgreSQL would walk everybody in the
    country by its index for the first page of a commune."""

    template = "%(expressions)s"

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s || '')", **more)


def by_name(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows with a person, by name."""
    return rows.order_by(Read(F("person__name_sort")), "pk")


def with_cell_names(rows: QuerySet[Membership], on: date) -> QuerySet[Membership]:
    """Annotates `cell_name`: the cell's short name as of the day."""
    name = Profile.objects.on(on).filter(organisation=OuterRef("cell")).values("short_name")[:1]
    return rows.annotate(cell_name=Subquery(name))


def excused(on: date) -> Q:
    """The condition that a membership's person is exempt on the day."""
    return Q(Exists(Exemption.objects.on(on).filter(person=OuterRef("person"))))


def increases(of: Branch, period: Period) -> QuerySet[Movement]:
    """Movements that brought a person under the branch from elsewhere. A move of the
    branch itself changes its path and is not an increase."""
    return _crossing(of, period, into=True)


def decreases(of: Branch, period: Period) -> QuerySet[Movement]:
    """Movements that took a person out from under the branch."""
    return _crossing(of, period, into=False)


def _crossing(of: Branch, period: Period, *, into: bool) -> QuerySet[Movement]:
    moved = Movement.objects.filter(happened_on__range=(period.first, period.last))
    return crossing(moved, of, into=into)
