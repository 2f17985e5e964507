"""What communes planned: targets of admission a cell, a year and a term, and the heads listed each January."""

from collections.abc import Iterable
from datetime import date

from chibo.admissions.actions.heads import freeze_heads
from chibo.admissions.actions.targets import Target, set_targets
from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.communes import Commune

TERM = (date(2025, 7, 1), date(2030, 6, 30))


def one_a_cell(commune: Commune, first: int) -> None:
    """Every cell is to admit one member a year."""
    given = [
        _yearly(commune.cells[cell.key].pk, year, 1)
        for year in range(first, TODAY.year + 1)
        for cell in commune.growth.cells
        if cell.stands(date(year, 12, 31))
    ]
    set_targets(given, by=commune.office)


def some_a_year(commune: Commune, first: int, own: int) -> None:
    """The committee's own number, of which each larger cell is to bring one."""
    given = [_yearly(commune.organisation.pk, year, own) for year in range(first, TODAY.year + 1)]
    sizes = sorted(commune.growth.cells, key=lambda cell: -cell.size)
    for year in range(first, TODAY.year + 1):
        standing = [cell for cell in sizes if cell.stands(date(year, 12, 31))]
        given += [_yearly(commune.cells[cell.key].pk, year, 1) for cell in standing[:own]]
    set_targets(given, by=commune.office)


def for_the_term(commune: Commune, low: int, high: int) -> None:
    set_targets([Target(commune.organisation.pk, *TERM, low, high)], by=commune.office)


def _yearly(key: int, year: int, low: int) -> Target:
    return Target(key, date(year, 1, 1), date(year, 12, 31), low)


def list_heads(communes: Iterable[Commune], years: Iterable[int]) -> None:
    """Each January of those years, who heads a village and is not in the Party."""
    for year in years:
        day = date(year, 1, 4)
        # Two communes that became one have one list.
        for organisation, office in {one.at(day): one.office for one in communes}.items():
            freeze_heads([organisation], year, day, by=office)
