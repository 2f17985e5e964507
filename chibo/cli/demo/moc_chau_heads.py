"""Who heads the villages of Mộc Châu: 48 heads outside the Party at the start of 2022, 39 admitted that year,
and in 175 of 184 villages at its end the secretary of the cell is head as well.

The villages elected anew in December 2022: where the head had joined the Party, the secretary took over.
"""

from collections.abc import Callable
from datetime import date
from random import Random

from chibo.cli.demo.elections import Elections
from chibo.cli.demo.growing import Growth
from chibo.cli.demo.lives import Life
from chibo.cli.demo.offices import Holder, Office
from chibo.cli.demo.places import CellPlan

_HEADED_SINCE, _ELECTED_ANEW = date(2020, 3, 1), date(2022, 12, 12)
_TERMS = [(date(2020, 5, 10), date(2025, 5, 12)), (date(2025, 5, 12), None)]
_NAMES = (
    "Nà Pháy,Pa Lay,Suối Lìn,Tà Số,Chiềng Lè,Nà Tén,Pom Khốc,Hua Tạt,Co Chàm,Nậm Pút,Phiêng Cành,Lũng Xá,"
    "Tà Niết,Suối Đon,Pá Púa,Nà Sài,Khoang Hín,Bó Lý,Co Phương,Huổi Mong,Lóng Cóc,Pa Hán,Nà Lùn,Xồm Lồm,"
    "Thẩm Cọng,Pu Sứt,Nậm Khắt,Tin Tốc,Hin Lươm,Phiêng Ái"
)


def village_names(rng: Random, count: int, there: list[str]) -> list[str]:
    """So many more villages of a commune, under names it has not got yet."""
    names = [f"Bản {name}" for name in _NAMES.split(",")]
    free = [name for name in names if name not in there]
    return rng.sample(free, count)


def led(outside: int, admitted: int) -> Callable[[Growth, Elections], None]:
    """`outside` villages had heads who were not members; so many of them were admitted in 2022."""

    def tell(growth: Growth, elections: Elections) -> None:
        villages = [cell for cell in growth.cells if cell.is_village]
        apart = growth.rng.sample(villages, outside)
        joining = _joining(growth, admitted)
        for cell in villages:
            secretary = _secretary(growth, cell)
            _elect_secretary(elections, secretary, cell)
            if cell not in apart:
                _head(elections, secretary, cell, _HEADED_SINCE)
            elif joining:
                _joins(elections, joining.pop(), cell)
                _head(elections, secretary, cell, _ELECTED_ANEW)
            else:
                elections.outsider(cell, Office("village_head", _HEADED_SINCE, village=cell.key))
        taken = [cell.key for cell in villages]
        elections.cell_officers(date(2022, 10, 15), None, taken)

    return tell


def _joining(growth: Growth, count: int) -> list[Life]:
    """Some of those admitted in 2022, of an age to head a village."""
    new = [life for life in growth.lives if life.came == "admitted" and life.came_on.year == 2022]
    staying = [life for life in new if all(one.kind == "recognised" for one in life.later)]
    return staying[:count]


def _joins(elections: Elections, life: Life, cell: CellPlan) -> None:
    """Head until the election of December 2022, known to the committee since becoming head."""
    life.cell, life.stays = cell.key, True
    life.born = life.born.replace(year=1983 + life.born.year % 9, day=min(life.born.day, 28))
    office = Office("village_head", _HEADED_SINCE, _ELECTED_ANEW, village=cell.key)
    elections.holders.append(Holder([office], life=life, known_since=_HEADED_SINCE))


def _secretary(growth: Growth, cell: CellPlan) -> Life:
    """An old hand of the village, or one who is called there; between 35 and 50."""
    free = [life for life in growth.lives if growth.is_old_hand(life)]
    here = [life for life in free if life.cell == cell.key]
    life = (here or free)[0]
    life.cell, life.stays = cell.key, True
    if not 30 <= life.age(_HEADED_SINCE) <= 48:
        life.born = life.born.replace(year=1972 + life.born.year % 14, day=min(life.born.day, 28))
    return life


def _elect_secretary(elections: Elections, life: Life, cell: CellPlan) -> None:
    for start, until in _TERMS:
        term = f"{start.year}-{start.year + 5}"
        office = Office("cell_secretary", start, until, cell.key, term=term, gained="elected")
        elections.give(life, office)


def _head(elections: Elections, life: Life, cell: CellPlan, since: date) -> None:
    elections.give(life, Office("village_head", since, village=cell.key))
