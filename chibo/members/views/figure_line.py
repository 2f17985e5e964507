"""A list opened from a number: the records that number counts, and the sentence that says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from chibo.base.asof import AsOf
from chibo.base.figures import Figure, Scope, figure
from chibo.base.figures.links import number_url
from chibo.members.models import Membership
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class FigureLine:
    figure: Figure
    label: str
    rows: QuerySet[Membership]
    url: str


def figure_line(given: Mapping[str, str], of: Branch, day: AsOf) -> FigureLine | None:
    """From `so=<figure>&khoa=<key>&loc=<dimension>:<group>` of an address, as `number_url` writes them.
    Raises UnknownFigure.

    None when the address names no number, or one whose records are no memberships of a day.
    """
    if not given.get("so"):
        return None
    asked, key = figure(given["so"]), given.get("khoa", "")
    if asked.lists != "memberships" or asked.takes != "date":
        return None
    asked.check_key(key, day.on)
    scope = Scope(of, day.on, key=key)
    rows, label = asked.rows(scope), _label(asked, key, scope)
    by, _colon, group = given.get("loc", "").partition(":")
    if by:
        dimension = asked.dimension(by)
        named = [one.label for one in dimension.groups(rows, scope) if one.key == group]
        rows = dimension.narrow(rows, scope, group)
        label = ", ".join([label, *named])
    return FigureLine(asked, label, rows, number_url(asked.id, scope, by, group))


def _label(asked: Figure, key: str, scope: Scope) -> str:
    known = asked.keys(scope.as_of) if asked.keys and key else {}
    return f"{asked.label}: {known[key]}" if key in known else str(asked.label)
