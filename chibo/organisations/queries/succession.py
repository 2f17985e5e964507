"""What came out of what."""

from collections.abc import Collection

from chibo.organisations.models import Succession


def merged_into(keys: Collection[int]) -> dict[int, set[int]]:
    """Each organisation → all that were merged into it, and into those; absent when there are none."""
    found: dict[int, set[int]] = {}
    heads = {key: {key} for key in keys}  # unit → the organisations asked about that it ended up in
    while heads:
        rows = Succession.objects.filter(successor__in=heads, kind=Succession.Kind.MERGED)
        further: dict[int, set[int]] = {}
        for old, new in rows.values_list("predecessor_id", "successor_id"):
            for head in heads[new]:
                if old != head and old not in found.get(head, ()):
                    found.setdefault(head, set()).add(old)
                    further.setdefault(old, set()).add(head)
        heads = further
    return found
