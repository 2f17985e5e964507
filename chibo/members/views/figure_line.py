"""A list opened from a number: the records that number counts, and the sentence that says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from chibo.base.asof import AsOf
from chibo.base.figures import Figure, Scope, figure
from chibo.members.models import Membership
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class FigureLine:
    figure: Figure
    label: str
    rows: QuerySet[Membership]
    url: str


def figure_line(given: Mapping[str, str], of: Branch, day: AsOf) -> FigureLine | None:
    """From `so=<figure>&khoa=<key>&theo=<dimension>&muc=<group>` of an address. Raises UnknownFigure.

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
    if by := given.get("theo"):
        dimension = asked.dimension(by)
        groups = dimension.groups(rows, scope)
        rows = dimension.narrow(rows, scope, given.get("muc", ""))
        named = next((group.label for group in groups if group.key == given.get("muc", "")), "")
        label = f"{label}, {named}" if named else label
    url = day.url(f"/so/{asked.id}", dv=of.pk, khoa=key)
    return FigureLine(asked, label, rows, url)


def _label(asked: Figure, key: str, scope: Scope) -> str:
    known = asked.keys(scope.as_of) if asked.keys and key else {}
    return f"{asked.label}: {known[key]}" if key in known else str(asked.label)
