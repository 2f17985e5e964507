"""Units side by side: what stands in a column is what the figure says of each unit alone."""

from datetime import date

import pytest

from chibo.base.figures import Figure, Scope, all_figures, read_together
from chibo.base.periods import Period
from chibo.organisations.queries.tree import branch
from chibo.web.queries.side_by_side import Beside, comparable, levels, units_at
from tests.world import World

DAY = date(2018, 7, 31)


def asked_with(one: Figure) -> str:
    """A key of the figure, for those that have no meaning without one."""
    return next(iter(one.keys(DAY)), "") if one.key_needed and one.keys else ""


@pytest.mark.parametrize("level", ["truc-thuoc", "co-so", "chi-bo"])
@pytest.mark.parametrize("place", ["commune", "province"])
def test_every_figure_says_of_units_together_what_it_says_of_each(
    world: World, place: str, level: str
) -> None:
    of = branch(getattr(world, place), DAY)
    if level not in levels(of):
        return
    beside = Beside(of, units_at(of, level), level)
    for one in all_figures():
        key = asked_with(one)
        if not comparable(one) or (one.key_needed and not key):
            continue
        scope = Scope(of, DAY, Period.year(2017) if one.takes == "period" else None, key)
        together = beside.read(one, scope)
        alone = read_together(
            [(one, Scope(branch(unit.pk, DAY), DAY, scope.period, key)) for unit in beside.units]
        )
        assert [(r.value, r.base, r.reason, r.label) for r in together] == [
            (r.value, r.base, r.reason, r.label) for r in alone
        ], one.id
