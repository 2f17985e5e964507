"""What came out of what, and a branch as another day's tree has it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from chibo.base.periods import Period
from chibo.organisations.models import Placement, Profile, Succession
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.queries.homes import homes_for
from chibo.organisations.queries.tree import Branch, branches, path_ids


def merged_into(keys: Collection[int], until: date = date.max) -> dict[int, set[int]]:
    """Each organisation → all that were merged into it up to a day, and into those; absent when none were."""
    found: dict[int, set[int]] = {}
    heads = {key: {key} for key in keys}  # unit → the organisations asked about that it ended up in
    while heads:
        rows = Succession.objects.filter(
            successor__in=heads, kind=Succession.Kind.MERGED, on__lte=until
        )
        further: dict[int, set[int]] = {}
        for old, new in rows.values_list("predecessor_id", "successor_id"):
            for head in heads[new]:
                if old != head and old not in found.get(head, ()):
                    found.setdefault(head, set()).add(old)
                    further.setdefault(old, set()).add(head)
        heads = further
    return found


def in_tree(of: Branch, day: date) -> Branch:
    """The branch as it hangs on its own day, asked about another: with all that belongs to it in that
    tree, wherever it hangs on the day, and what was merged into that before or came out of it since."""
    homes = homes_for(of)
    paths = {path for path, belongs in homes.decided(of.path).items() if belongs}
    return replace(of, on=day, also=frozenset(highest(paths)), tree=of.on, homes=homes)


def with_predecessors(of: Branch) -> Branch:
    """The branch together with the places of what was merged into it by its day: for what was still under
    way there, such as a letter, and is now its own matter."""
    old = predecessors(of)
    if not old:
        return of
    rows = Placement.objects.filter(organisation__in=old).values_list("path", flat=True)
    return replace(of, also=of.also | frozenset(highest(set(rows))))


def predecessors(of: Branch) -> set[int]:
    """All that was merged into the branch's own unit by its day; asked once a branch."""
    if "predecessors" not in vars(of):
        vars(of)["predecessors"] = merged_into([of.pk], until=of.on).get(of.pk, set())
    found: set[int] = vars(of)["predecessors"]
    return found


def heirs_of(keys: Collection[int], on: date) -> dict[int, int]:
    """Each organisation that was merged into another by a day → the one that stands in its place."""
    found, now = dict[int, int](), {key: key for key in keys}  # as asked → as it is called so far
    while now:
        rows = Succession.objects.filter(
            predecessor__in=set(now.values()), kind=Succession.Kind.MERGED, on__lte=on
        )
        pairs = dict(rows.values_list("predecessor_id", "successor_id"))
        now = {first: pairs[last] for first, last in now.items() if last in pairs}
        found |= now
    return found


def highest(paths: Collection[str]) -> set[str]:
    """Without those below another of them."""
    kept = set(paths)
    return {
        path
        for path in kept
        if not any(path[:end] in kept for end in range(SEGMENT, len(path), SEGMENT))
    }


@dataclass(frozen=True)
class Crossing:
    """A reorganisation of a unit inside a period: what it was before has ended, or came with it."""

    on: date

    @property
    def eve(self) -> date:
        return self.on - timedelta(days=1)


def crossings(key: int, period: Period) -> list[Crossing]:
    """Days within the period on which the unit was merged, merged into or split."""
    rows = Succession.objects.filter(Q(predecessor=key) | Q(successor=key))
    days = rows.filter(on__range=(period.first, period.last)).values_list("on", flat=True)
    return [Crossing(day) for day in sorted(set(days))]


def last_tree_of(key: int, period: Period, day: date) -> date | None:
    """The last day of a unit that ended within the period and no longer stands on the day: it is asked about
    in the tree of then. None for a unit that stands."""
    found = crossings(key, period)
    return found[-1].eve if found and not branches([key], day) else None


@dataclass(frozen=True)
class Source:
    """A unit whose rows stand in a branch asked in another tree, with the paths they carry."""

    key: int
    name: str
    paths: tuple[str, ...]


def sources_of(of: Branch) -> list[Source]:
    """Where the rows of such a branch stood: the old units, and the branch itself."""
    paths: dict[int, set[str]] = {}
    joined = of.homes.crossing(of.path) if of.homes else ()
    for path in highest(of.own_paths.union(of.also, *(one.into for one in joined))):
        paths.setdefault(path_ids(path)[-1], set()).add(path)
    rows = Profile.objects.filter(organisation__in=paths).order_by("started_on")
    names = dict(rows.values_list("organisation_id", "name"))
    found = [Source(key, names.get(key, ""), tuple(sorted(own))) for key, own in paths.items()]
    return sorted(found, key=lambda one: (one.key == of.pk, one.name))
