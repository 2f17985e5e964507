"""The units directly below an organisation on several days, read together."""

from collections.abc import Collection
from datetime import date

from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch, in_order, standings, stood_on

Stood = dict[tuple[int, date], Branch]


def ever_below(key: int, days: Collection[date]) -> Stood:
    """All that ever hung directly below it, as they stood on each of the days; each knows the paths it has had."""
    hung = Placement.objects.filter(parent=key)
    known = standings(hung.values("organisation"))
    return stood_on([(one, day) for one in known for day in days], known)


def children_among(stood: Stood, of: Branch) -> list[Branch]:
    """Those that hung below the branch on its day, which is one of those asked for."""
    found = (one for (_key, day), one in stood.items() if day == of.on)
    return in_order(one for one in found if one.parent_id == of.pk)
