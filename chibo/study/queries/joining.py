"""Who came into the books after a list was closed, and how."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from chibo.members.models import Membership, Movement
from chibo.organisations.queries.tree import Branch, placed, within
from chibo.rulebook.queries import code_list
from chibo.study.models import Study


def told(rows: Sequence[Membership], study: Study, here: Branch) -> list[dict[str, Any]]:
    """`person`, `cell` (its name today), `came_on` and `how` of members of `here` today, in two questions."""
    standing = placed(here.on).filter(pk__in={row.cell_id for row in rows})
    cells = dict(standing.values_list("pk", "short_name"))
    arrivals = _arrivals({row.person_id for row in rows}, study, here)
    kinds = code_list("movement_kinds")
    return [
        {
            "person": row.person,
            "cell": cells.get(row.cell_id, ""),
            "came_on": arrivals[row.person_id].happened_on if row.person_id in arrivals else None,
            "how": kinds.label(arrivals[row.person_id].kind) if row.person_id in arrivals else "",
        }
        for row in rows
    ]


def _arrivals(people: set[int], study: Study, here: Branch) -> dict[int, Movement]:
    """By person, the last movement since the list was closed that led into the branch from outside it."""
    branch = {here.path, study.path}
    entered = Q(from_path="") | within(branch, "to_path") & ~within(branch, "from_path")
    rows = Movement.objects.filter(entered, person__in=people, happened_on__gt=study.frozen_on)
    return {row.person_id: row for row in rows.order_by("happened_on", "pk")}
