"""The people of a commune: who stands in its books on the seed day, who came and went before and after."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random

from chibo.cli.demo.calendar import TODAY, day_between
from chibo.cli.demo.lives import Happening, Life
from chibo.cli.demo.names import Namer
from chibo.cli.demo.places import Area, CellPlan

# (sex, youngest, oldest, how many): who of a commune is how old on its seed day.
AgeBand = tuple[str, int, int, int]

_REASONS = {
    "died": ["Tuổi cao, sức yếu", "Bệnh hiểm nghèo", "Tai nạn"],
    "moved_out": ["Chuyển công tác", "Theo gia đình", "Chuyển nơi cư trú"],
    "removed": ["Bỏ sinh hoạt 3 tháng trong năm không có lý do"],
    "left": ["Có đơn xin ra khỏi Đảng, hoàn cảnh gia đình"],
    "expelled": ["Vi phạm pháp luật"],
}
OLD_AGE = 68
WORKING_TILL = 58


@dataclass
class Growth:
    """`units` are committees that members come from and go to: (name, same_province or other_province)."""

    rng: Random
    namer: Namer
    area: Area
    cells: Sequence[CellPlan]
    books: date
    day: date
    units: Sequence[tuple[str, str]]
    lives: list[Life] = field(default_factory=list)

    # ---------------------------------------------------------- the seed day

    def settle(self, bands: Iterable[AgeBand], named: Sequence[Life] = ()) -> None:
        """Fill every cell to its size with people of these ages; hand-drawn ones count in."""
        self.lives += named
        ages = list(self._ages(bands, named))
        self.rng.shuffle(ages)
        offices = [cell for cell in self.cells if not cell.is_village]
        for cell in [*offices, *(cell for cell in self.cells if cell.is_village)]:
            have = sum(life.cell == cell.key for life in named)
            for _seat in range(max(0, cell.size - have)):
                self.lives.append(self.somebody(*self._seat(ages, cell), cell))

    def _ages(self, bands: Iterable[AgeBand], named: Sequence[Life]) -> Iterable[tuple[str, int]]:
        for sex, youngest, oldest, count in bands:
            drawn = sum(n.sex == sex and youngest <= n.age(self.day) <= oldest for n in named)
            for _one in range(count - drawn):
                yield sex, self.rng.randint(youngest, min(oldest, 84))

    def _seat(self, ages: list[tuple[str, int]], cell: CellPlan) -> tuple[str, int]:
        """Whoever works in an office or a school is of working age and more often a woman."""
        if cell.is_village:
            return ages.pop()
        fit = [one for one in ages if one[1] <= WORKING_TILL and one[1] >= min(24, WORKING_TILL)]
        women = [one for one in fit if one[0] == "female"]
        chosen = self.rng.choice(women if women and self.rng.random() < 0.65 else fit)
        ages.remove(chosen)
        return chosen

    def somebody(self, sex: str, age: int, cell: CellPlan, on: date | None = None) -> Life:
        on = on or self.day
        latest = on.replace(year=on.year - age, day=min(on.day, 28))
        born = day_between(self.rng, latest - timedelta(days=360), latest)
        ethnicity = self._ethnicity(cell)
        name = self.namer.name(ethnicity, sex)
        return Life(name, sex, ethnicity, born, cell.key, came_on=max(self.books, cell.founded))

    def _ethnicity(self, cell: CellPlan) -> str:
        if not cell.is_village and self.rng.random() < 0.4:
            return self.area.officials_from
        return self.rng.choices(list(self.area.mix), list(self.area.mix.values()))[0]

    # ---------------------------------------------------------- before it

    def admit_before(
        self, days: Sequence[date], fits: Callable[[Life, date], bool] = lambda _life, _day: True
    ) -> None:
        """The youngest of those standing on the seed day were admitted on these days."""
        waiting = sorted(
            (life for life in self.lives if not life.named), key=lambda life: life.born
        )
        young = waiting[-len(days) :]
        for day in sorted(days):
            life = next((one for one in young if fits(one, day)), young[0])
            if not fits(life, day):
                self._change_cells(life, waiting[: -len(days)], partial(_admits, fits, day))
            young.remove(life)
            life.admit(day, TODAY)

    def _change_cells(
        self, life: Life, older: Sequence[Life], fits: Callable[[Life], bool]
    ) -> None:
        """Let somebody whose cell did not admit that day live where one did."""
        villages = {cell.key for cell in self.cells if cell.is_village}
        both = self.cell(life.cell).is_village
        other = next(one for one in older if fits(one) and (one.cell in villages) == both)
        life.cell, other.cell = other.cell, life.cell

    def arrive_before(self, count: int) -> None:
        """Some of those standing on the seed day had come from elsewhere since the books began."""
        grown = [life for life in self.lives if self.is_old_hand(life)]
        for life in self.rng.sample(grown, count):
            self._arrives(life, day_between(self.rng, self._first_day(life), self.day))

    def _arrives(self, life: Life, on: date) -> None:
        life.came, life.came_on = "moved_in", on
        life.unit, life.scope = self.rng.choice(self.units)

    def _first_day(self, life: Life) -> date:
        return max(self.books, self.cell(life.cell).founded) + timedelta(days=40)

    def is_old_hand(self, life: Life) -> bool:
        return life.came == "registered" and not life.later and not life.named and not life.stays

    def shuffle_before(self, count: int) -> None:
        """Some had lived in another village of the commune and moved within it."""
        villages = [c.key for c in self.cells if c.is_village and c.stands(self.books)]
        grown = [life for life in self.lives if self.is_old_hand(life) and life.cell in villages]
        for life in self.rng.sample(grown, count):
            now = life.cell
            life.cell = self.rng.choice([key for key in villages if key != now])
            on = day_between(self.rng, self.books + timedelta(days=40), self.day)
            life.later.append(Happening(on, "moved_within", cell=now))

    def depart_before(self, kinds: Mapping[str, int]) -> None:
        """People who stood in the books when they began and had left by the seed day."""
        villages = [c for c in self.cells if c.is_village and c.stands(self.books)]
        for kind, count in kinds.items():
            for _one in range(count):
                age = self.rng.randint(70, 86) if kind == "died" else self.rng.randint(36, 50)
                sex = self.rng.choice(["male", "male", "female"])
                life = self.somebody(sex, age, self.rng.choice(villages))
                first = self.books + timedelta(days=40)
                self.leave(life, kind, day_between(self.rng, first, self.day))
                self.lives.append(life)

    def leave(self, life: Life, kind: str, on: date, reason: str = "") -> None:
        unit, scope = self.rng.choice(self.units) if kind == "moved_out" else ("", "")
        reason = reason or self.rng.choice(_REASONS[kind])
        life.later.append(Happening(on, kind, reason=reason, unit=unit, scope=scope))

    # ---------------------------------------------------------- after it

    def go_on(self, year: int, kinds: Mapping[str, int], admitted: Sequence[date] = ()) -> None:
        """One year after the seed day (or what is left of its own): who came, went and moved."""
        first = max(date(year, 1, 3), self.day + timedelta(days=2))
        last = min(date(year, 12, 28), TODAY)
        for day in admitted:
            self.admit(day)
        for kind, count in kinds.items():
            for _one in range(count):
                self._turn(kind, day_between(self.rng, first, last))

    def admit(self, day: date) -> Life:
        """Somebody young is admitted in a cell that stands; more often in a village."""
        standing = [c for c in self.cells if c.stands(day) and c.founded.year < day.year]
        village = [c for c in standing if c.is_village]
        cell = self.rng.choice(village if self.rng.random() < 0.75 else standing)
        sex = self.rng.choice(["male", "female"])
        life = self.somebody(sex, self.rng.randint(20, 34), cell, day)
        life.admit(day, TODAY)
        self.lives.append(life)
        return life

    def _turn(self, kind: str, on: date) -> None:
        if kind == "moved_in":
            cell = self.rng.choice(
                [c for c in self.cells if c.stands(on) and c.founded.year < on.year]
            )
            life = self.somebody(
                self.rng.choice(["male", "female"]), self.rng.randint(28, 50), cell, on
            )
            self._arrives(life, on)
            self.lives.append(life)
        elif kind == "moved_within":
            self._moves(on)
        else:
            self.leave(self._leaver(kind, on), kind, on)

    def _moves(self, on: date) -> None:
        life = self.rng.choice([one for one in self.here(on) if one.is_free(on)])
        now = life.cell_on(on)
        others = [c.key for c in self.cells if c.is_village and c.stands(on) and c.key != now]
        life.later.append(Happening(on, "moved_within", cell=self.rng.choice(others)))

    def _leaver(self, kind: str, on: date) -> Life:
        free = [life for life in self.here(on) if life.is_free(on)]
        old = [life for life in free if life.age(on) >= OLD_AGE]
        others = [life for life in free if life.age(on) < WORKING_TILL and not life.named]
        return self.rng.choice(old if kind == "died" and old else others)

    # ---------------------------------------------------------- asking

    def cell(self, key: str) -> CellPlan:
        return next(cell for cell in self.cells if cell.key == key)

    def here(self, on: date) -> list[Life]:
        return [life for life in self.lives if life.here(on)]

    def in_cell(self, key: str, on: date) -> list[Life]:
        return [life for life in self.here(on) if life.cell_on(on) == key]

    def split_off(self, new: str, old: str, on: date) -> None:
        """Those of a cell founded that day who were here before had stood in another one."""
        for life in self.lives:
            if life.cell == new and life.came_on <= on:
                life.cell = old
                life.came_on = self.books if life.came == "registered" else life.came_on
                life.later.append(
                    Happening(on, "moved_within", cell=new, reason="Thành lập chi bộ")
                )

    def merge(self, cell: str, into: str, on: date) -> None:
        """Everybody of a cell that ends goes over to another that day."""
        for life in self.in_cell(cell, on):
            life.later.append(Happening(on, "moved_within", cell=into, reason="Sáp nhập bản"))

    def call(self, life: Life, cell: str, on: date, reason: str) -> None:
        life.later.append(Happening(on, "moved_within", cell=cell, reason=reason))

    def excuse(self, life: Life, reason: str, on: date, until: date | None = None) -> None:
        life.later.append(Happening(on, "exempted", reason=reason, until=until))

    def resume(self, life: Life, on: date) -> None:
        life.later.append(Happening(on, "resumed"))


def _admits(fits: Callable[[Life, date], bool], day: date, life: Life) -> bool:
    return fits(life, day)
