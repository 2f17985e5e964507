"""By what units a branch is counted: its cells where it is at work itself, above that its grassroots
organisations."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, Protocol

from django.db.models import QuerySet

from chibo.base.asking import Ask
from chibo.base.due import Tally
from chibo.base.statements import RowsOf
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch, grassroots_kinds, path_ids, under
from chibo.rulebook.queries import code_list

# What a line by name is made from, on a membership with `cell_name`.
NAMED = ("person_id", "person__full_name", "cell_name", "path")


def unit_column(branch: Branch) -> str:
    """The column of a membership that names the unit a branch's lines are counted by."""
    return "cell_id" if is_at_work(branch) else "grassroots_id"


def is_at_work(branch: Branch) -> bool:
    """Whether the branch is a grassroots organisation or lies below one."""
    kinds = code_list("organisation_kinds")
    below = {
        child for code in grassroots_kinds() for child in kinds.item(code).extra.get("children", [])
    }
    return branch.is_cell or branch.kind in below.union(grassroots_kinds())


def units_by_path(paths: Collection[str], branch: Branch) -> dict[str, int]:
    """The unit that what stands at these tree paths is counted by; what lies under no grassroots
    organisation stands for itself. One question, asked once a branch."""
    if is_at_work(branch):
        return {path: path_ids(path)[-1] for path in paths}
    basic = _grassroots(branch)
    lines = {path: path_ids(path) for path in paths}
    return {
        path: next((key for key in line if key in basic), line[-1]) for path, line in lines.items()
    }


class AtCell(Protocol):
    """Something missing at a cell; `stands_at` is the cell's path, empty when it stands no more."""

    @property
    def kind(self) -> str: ...
    @property
    def stands_at(self) -> str: ...
    @property
    def due_on(self) -> date: ...


def cells_tallied(
    found: Iterable[AtCell],
    branch: Branch,
    what: Callable[[str], str],
    why: Callable[[date], str],
) -> list[Tally]:
    """How many cells of each unit have something missing, by kind and day; `what` and `why` say it."""
    here = [one for one in found if one.stands_at.startswith(branch.path)]
    units = units_by_path({one.stands_at for one in here}, branch) if here else {}
    counted = Counter((one.kind, units[one.stands_at], one.due_on) for one in here)
    return [
        Tally(kind, what(kind), unit, n, day, why(day), of_people=False)
        for (kind, unit, day), n in counted.items()
    ]


def grassroots_known(branch: Branch) -> list[Ask[Tally]]:
    """Reads beside others what `units_by_path` would ask by itself; of no lines."""
    if is_at_work(branch):
        return []

    def keep(found: list[Any]) -> list[Tally]:
        vars(branch)["grassroots"] = {row.organisation_id for row in found}
        return []

    return [Ask(RowsOf(_grassroots_in, branch), keep)]


def _grassroots(branch: Branch) -> set[int]:
    """The grassroots organisations on the branch's day; read once a branch."""
    if "grassroots" not in vars(branch):
        rows = _grassroots_in(branch).values_list("organisation_id", flat=True)
        vars(branch)["grassroots"] = set(rows)
    found: set[int] = vars(branch)["grassroots"]
    return found


def _grassroots_in(branch: Branch) -> QuerySet[Any, Any]:
    named = Profile.objects.on(branch.on).filter(kind__in=grassroots_kinds())
    below = named.filter(under(branch.path, "organisation__placements__path"))
    return below.values("organisation_id").distinct()
