"""What units below handed in beside the own recount: cell by cell, in every column that adds up.

Until every unit has sent, the own numbers are those of the units that have, so that like is laid beside like.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chibo.base.figures import figure
from chibo.organisations.queries.below import Stood, children_among, ever_below
from chibo.organisations.queries.tree import Branch
from chibo.reports.frozen.behind import behind, counted, of_people
from chibo.reports.frozen.forms import Place, places
from chibo.reports.models import FORMS, Sheet, Submission
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.reports import silent_kinds
from chibo.reports.queries.submissions import COUNTING, counting, versions_below
from chibo.reports.statistics import Form
from chibo.reports.statistics.building import Filled, asking_cells
from chibo.reports.statistics.values import Cell

# Movements bear two paths; any other row says by its breakdown by child where it lies.
_SIDES = {"increases": "to_path", "entered": "to_path", "decreases": "from_path"}


@dataclass(frozen=True)
class Beside:
    """One cell of a form. `units` are the numbers of the units that sent, by key, `own` that of the same units
    counted here, `inside` how many moves between units they count and their own level does not."""

    line: str
    column: int
    cell: Cell
    own: int
    inside: int
    units: Mapping[int, int]

    @property
    def sent(self) -> int:
        return sum(self.units.values())

    @property
    def gap(self) -> int:
        """What is not explained by moves between the units."""
        return self.sent - self.own - self.inside


def reporting_units_of(branch: Branch, kind: str = FORMS) -> list[Branch]:
    """The units directly below that hand in; groups below a cell are part of it, cells below a committee write no
    report of their own."""
    silent = {"party_group"} if kind == FORMS else set(silent_kinds())
    return [] if branch.is_cell else [one for one in branch.children if one.kind not in silent]


@dataclass
class Below:
    """The units below one organisation, and which version of each counts."""

    numbers: Numbers

    @cached_property
    def _stood(self) -> Stood:
        """On every day that is compared, and today."""
        return ever_below(self.numbers.organisation.pk, {*self.numbers.days, self.numbers.today})

    def units_of(self, branch: Branch, kind: str = FORMS) -> list[Branch]:
        """As `reporting_units_of`, of the organisation on one of those days."""
        if not branch.is_cell and "children" not in vars(branch):
            vars(branch)["children"] = children_among(self._stood, branch)
        return reporting_units_of(branch, kind)

    def know_units(self, asks: Iterable[Ask]) -> None:
        """Before they are broken down by unit, each on its own day."""
        for scope in map(self.numbers.scope_of, asks):
            if not isinstance(scope, str) and scope.branch:
                self.units_of(scope.branch)

    @cached_property
    def units(self) -> list[Branch]:
        return self.units_of(self.numbers.branch)

    def stands(self, unit: Branch) -> bool:
        """Today, wherever it hangs."""
        return (unit.pk, self.numbers.today) in self._stood

    @cached_property
    def sent(self) -> dict[int, Submission]:
        keys = [one.pk for one in self.units]
        every = Submission.objects.filter(stage__in=COUNTING)
        return counting(versions_below(keys, FORMS, self.numbers.period, every)) if keys else {}

    @property
    def whole(self) -> bool:
        return len(self.sent) == len(self.units)

    def sheets(self, slugs: Iterable[str]) -> dict[str, dict[int, Sheet]]:
        """Form → unit → what it sent, without the rows behind."""
        rows = Sheet.objects.filter(submission__in=list(self.sent.values()), slug__in=slugs)
        found: dict[str, dict[int, Sheet]] = {slug: {} for slug in slugs}
        for sheet in rows.select_related("submission").defer("paper", "named", "behind"):
            found[sheet.slug][sheet.submission.organisation_id] = sheet
        return found

    def compared(self, filled: Sequence[Filled]) -> dict[str, list[Beside]]:
        """Form → its cells that count people, where every unit that sent told a number."""
        sheets = self.sheets([one.form.slug for one in filled]) if self.sent else {}
        asked = {
            one.form.slug: list(self._adding_up(one)) for one in filled if sheets.get(one.form.slug)
        }
        cells = [cell for found in asked.values() for _line, _column, cell in found]
        own = {} if self.whole else self._recounted(cells)
        return {
            one.form.slug: self._beside(one, asked[one.form.slug], sheets[one.form.slug], own)
            for one in filled
            if one.form.slug in asked
        }

    def _adding_up(self, one: Filled) -> Iterable[tuple[str, int, Cell]]:
        """People are of one unit each; of a year ago they add up where the same units stood then."""
        people = of_people(one.form, self.numbers)
        for line, column, cell in asking_cells(one.form):
            now = cell.ask.when in ("now", "eve")
            if cell.ask.figure in people and (now or self._as_before):
                yield line, column, cell

    @cached_property
    def _as_before(self) -> bool:
        then = self.numbers.scope_of(Ask("members", when="before"))
        if isinstance(then, str):
            return False
        return {one.pk for one in self.units_of(then.branch)} == {one.pk for one in self.units}

    @cached_property
    def _paths(self) -> frozenset[str]:
        """Where the units that sent hang and have hung."""
        senders = [one for one in self.units if one.pk in self.sent]
        return frozenset(path for one in senders for path in one.own_paths)

    def within(self, cells: Iterable[Cell]) -> dict[Cell, str]:
        """Who stands behind cells, of the units that sent alone; cells of which that cannot be told are left
        out."""
        if self.whole:
            return behind(cells, self.numbers)
        told = {cell: side for cell in cells if (side := _side_of(cell))}
        return behind(
            told, self.numbers, {cell: (side, self._paths) for cell, side in told.items()}
        )

    def _recounted(self, cells: Iterable[Cell]) -> dict[Cell, int]:
        return {cell: counted(keys).total() for cell, keys in self.within(cells).items()}

    def _beside(
        self,
        one: Filled,
        asked: Sequence[tuple[str, int, Cell]],
        sheets: Mapping[int, Sheet],
        recounted: Mapping[Cell, int],
    ) -> list[Beside]:
        told = {unit: places(sheet.data) for unit, sheet in sheets.items()}
        found: dict[Place, Beside] = {}
        for line, column, cell in asked:
            own = one.values[line][column].number if self.whole else recounted.get(cell)
            units = {unit: cells.get((line, column), 0) for unit, cells in told.items()}
            if own is not None and all(isinstance(number, int) for number in units.values()):
                found[line, column] = Beside(line, column, cell, int(own), 0, units)
        return [
            replace(beside, inside=_inside(one.form, found, beside)) for beside in found.values()
        ]


def _inside(form: Form, found: Mapping[Place, Beside], beside: Beside) -> int:
    """`form.inside` names totals, each followed by its part of moves between units."""
    if beside.line not in form.inside:
        return 0
    moved = found.get((form.inside[form.inside.index(beside.line) | 1], beside.column))
    return moved.sent - moved.own if moved else 0


def _side_of(cell: Cell) -> str:
    """The column of a figure's rows that says in which unit they lie; "" where none does."""
    by = figure(cell.ask.figure).dimensions.get("child")
    lies_at: str = getattr(by, "column", "path") if by else ""
    return _SIDES.get(cell.ask.figure, lies_at)
