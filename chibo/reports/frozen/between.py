"""What a unit's forms must agree with outside themselves: what it last handed in, and what its units did.

Both say who causes a difference: the persons (keys) and the units they belong to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chibo.base.text import format_date, format_number
from chibo.organisations.queries.tree import Branch
from chibo.reports.frozen.behind import behind, came_and_went, counted, of_people, unpacked
from chibo.reports.frozen.forms import places
from chibo.reports.models import FORMS, Sheet
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.submissions import accepted_before, counting, sheets_of
from chibo.reports.statistics import Form
from chibo.reports.statistics.building import Filled, asking_cells
from chibo.reports.statistics.values import Cell

# Form 1: what was carried over, and what is carried on.
MOVEMENTS, OPENING, CLOSING = "bieu-1", "A", "D"


@dataclass(frozen=True)
class Gap:
    """`came` are counted here and not there, `went` the other way round: keys of persons, of units below zero.
    `units` are the units below in whose own sheets somebody who went was counted."""

    says: str
    left: int
    right: int
    more: int = 0
    came: tuple[int, ...] = ()
    went: tuple[int, ...] = ()
    units: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        told = _("{check}: {left} và {right}, lệch {gap}").format(
            check=self.says,
            left=format_number(self.left),
            right=format_number(self.right),
            gap=format_number(abs(self.left - self.right)),
        )
        if self.more:
            told += _(" (cùng {n} dòng khác của biểu)").format(n=self.more)
        return f"{told}."


def gaps(filled: Sequence[Filled], numbers: Numbers) -> list[Gap]:
    return [*with_last_period(filled, numbers), *with_units(filled, numbers)]


# ---------------------------------------------------------------- the last period's closing


def with_last_period(filled: Sequence[Filled], numbers: Numbers) -> list[Gap]:
    """Line A against line D of what was last accepted for the period before."""
    form = next((one for one in filled if one.form.slug == MOVEMENTS), None)
    last = accepted_before(numbers.organisation.pk, FORMS, numbers.period) if form else None
    sheet = last.sheets.filter(slug=MOVEMENTS).first() if last else None
    if form is None or sheet is None:
        return []
    opening, closing = form.values[OPENING][0].number, places(sheet.data).get((CLOSING, 0))
    if opening is None or not isinstance(closing, int) or opening == closing:
        return []
    cell = _cell_of(form.form, OPENING)
    now = behind([cell], numbers).get(cell, "")
    came, went = came_and_went(unpacked(sheet.behind).get(f"{CLOSING} 0", ""), now)
    says = _("Số kỳ trước chuyển sang ở biểu 1 bằng số cuối kỳ đã nộp {day}").format(
        day=format_date(numbers.period.eve)
    )
    return [Gap(says, int(opening), closing, 0, tuple(came), tuple(went))]


def _cell_of(form: Form, line: str) -> Cell:
    return next(cell for id_, place, cell in asking_cells(form) if (id_, place) == (line, 0))


# ---------------------------------------------------------------- what units below sent


def with_units(filled: Sequence[Filled], numbers: Numbers) -> list[Gap]:
    """Form by form, once every unit has sent: what they sent together against the own recount."""
    units = reporting_units_of(numbers.branch)
    sent = counting([one.pk for one in units], FORMS, numbers.period) if units else {}
    if not units or len(sent) < len(units):
        return []
    rows = Sheet.objects.filter(submission__in=list(sent.values())).select_related("submission")
    by_form: dict[str, dict[int, Sheet]] = {}
    for sheet in rows.defer("paper", "named", "behind"):
        by_form.setdefault(sheet.slug, {})[sheet.submission.organisation_id] = sheet
    found = [_of_form(one, by_form.get(one.form.slug, {}), numbers) for one in filled]
    return [gap for gap in found if gap]


def reporting_units_of(branch: Branch) -> list[Branch]:
    """The units directly below that hand in; groups below a cell are part of it."""
    return [] if branch.is_cell else [one for one in branch.children if one.kind != "party_group"]


@dataclass(frozen=True)
class Beside:
    """One cell of a form: what units sent together, and the own number."""

    line: str
    cell: Cell
    sent: int
    own: int


def _of_form(one: Filled, sheets: Mapping[int, Sheet], numbers: Numbers) -> Gap | None:
    apart = [
        beside
        for beside in compared(one, list(sheets.values()), numbers)
        if beside.own + internal(one, list(sheets.values()), beside.line) != beside.sent
    ]
    if not apart:
        return None
    # A line that also counts moves between units would name those who moved.
    first = min(apart, key=lambda beside: beside.line in one.form.inside)
    label = next(line.label for line in one.form.lines if line.id == first.line)
    own = first.own + internal(one, list(sheets.values()), first.line)
    says = _("Biểu {code}, dòng “{line}”: các đơn vị nộp cộng lại bằng số của cấp mình").format(
        code=one.form.code, line=label
    )
    came, went, units = _who(first, sheets, numbers)
    return Gap(says, first.sent, own, len(apart) - 1, came, went, units)


def compared(one: Filled, sheets: Sequence[Sheet], numbers: Numbers) -> list[Beside]:
    """The cells of the first column that count people, where every unit told a number."""
    told = [places(sheet.data) for sheet in sheets]
    people = of_people(one.form, numbers)
    found = []
    for line, column, cell in asking_cells(one.form):
        own = one.values[line][column].number
        sent = [cells.get((line, column), 0) for cells in told]
        if column or own is None or not all(isinstance(value, int) for value in sent):
            continue
        if cell.ask.figure in people:
            found.append(Beside(line, cell, sum(sent), int(own)))
    return found


def internal(one: Filled, sheets: Sequence[Sheet], line: str) -> int:
    """How many moves between the units below a line counts, which their own level does not."""
    if line not in one.form.inside:
        return 0
    moved = one.form.inside[1]
    sent = [places(sheet.data).get((moved, 0), 0) for sheet in sheets]
    own = one.values[moved][0].number
    if own is None or not all(isinstance(value, int) for value in sent):
        return 0
    return sum(sent) - int(own)


def _who(
    beside: Beside, sheets: Mapping[int, Sheet], numbers: Numbers
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Persons in the own number and in no unit's, the other way round, and the units these stood in."""
    place = f"{beside.line} 0"
    kept = Sheet.objects.filter(pk__in=[sheet.pk for sheet in sheets.values()])
    packs = dict(kept.values_list("submission__organisation_id", "behind"))
    by_unit = {unit: unpacked(pack).get(place, "") for unit, pack in packs.items()}
    now = behind([beside.cell], numbers).get(beside.cell, "")
    came, went = came_and_went(",".join(filter(None, by_unit.values())), now)
    units = [unit for unit, keys in by_unit.items() if set(counted(keys)) & set(went)]
    return tuple(came), tuple(went), tuple(units)


# ---------------------------------------------------------------- both columns of the level above


@dataclass(frozen=True)
class Sum:
    """One line of a form for the level above: `units` are the numbers of each unit that sent, by its key."""

    line: str
    sent: int | None
    own: int | None
    inside: int
    units: Mapping[int, int]

    @property
    def gap(self) -> int | None:
        """What is not explained by moves between the units."""
        if self.sent is None or self.own is None:
            return None
        return self.sent - self.own - self.inside


def summed(one: Filled, sent: Mapping[int, Sheet], numbers: Numbers) -> dict[str, Sum]:
    """Line → its sums, in the first column; lines that do not add up from below are left out."""
    sheets = list(sent.values())
    told = {unit: places(sheet.data) for unit, sheet in sent.items()}
    found = {}
    for beside in compared(one, sheets, numbers):
        units = {unit: int(cells.get((beside.line, 0), 0)) for unit, cells in told.items()}
        inside = internal(one, sheets, beside.line)
        found[beside.line] = Sum(beside.line, beside.sent, beside.own, inside, units)
    return found


def sent_of(units: Sequence[Branch], numbers: Numbers, slug: str) -> dict[int, Sheet]:
    submissions = counting([one.pk for one in units], FORMS, numbers.period)
    return sheets_of(submissions.values(), slug)
