"""What a unit's forms must agree with outside themselves: what it last handed in, and what its units did.

Both say which rows differ by how much, and who causes it: the persons (keys) and the units they belong to.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chibo.base.text import format_date, format_number
from chibo.members.models import Membership
from chibo.organisations.figures import child_id
from chibo.reports.frozen.behind import Keys, behind, came_and_went, counted, unpacked
from chibo.reports.frozen.below import Below, Beside
from chibo.reports.frozen.forms import places
from chibo.reports.models import FORMS, Sheet
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.submissions import accepted_before
from chibo.reports.statistics import Form
from chibo.reports.statistics.building import Filled, asking_cells
from chibo.reports.statistics.values import Cell

# Form 1: what was carried over, and what is carried on.
MOVEMENTS, OPENING, CLOSING = "bieu-1", "A", "D"
# A sentence names so many rows and units, and counts the others.
MOST_NAMED = 5


@dataclass(frozen=True)
class Gap:
    """`came` are counted here and not there, `went` the other way round: keys of persons, of units below zero."""

    sentence: str
    came: tuple[int, ...] = ()
    went: tuple[int, ...] = ()


def gaps(filled: Sequence[Filled], below: Below) -> list[Gap]:
    return [*with_last_period(filled, below.numbers), *with_units(filled, below)]


# ---------------------------------------------------------------- the last period's closing


def with_last_period(filled: Sequence[Filled], numbers: Numbers) -> list[Gap]:
    """Line A against line D of what was last accepted for the period before."""
    form = next((one for one in filled if one.form.slug == MOVEMENTS), None)
    last = accepted_before(numbers.organisation.pk, FORMS, numbers.period) if form else None
    sheet = last.sheets.filter(slug=MOVEMENTS).first() if last else None
    if form is None or sheet is None:
        return []
    opening = form.values[OPENING][0].number
    closing = _closing(sheet)
    if opening is None or closing is None or opening == closing:
        return []
    cell = _cell_of(form.form, OPENING)
    now = behind([cell], numbers).get(cell, "")
    came, went = came_and_went(unpacked(sheet.behind).get(f"{CLOSING} 0", ""), now)
    told = _(
        "Số kỳ trước chuyển sang ở biểu 1 bằng số cuối kỳ đã nộp {day}: {left} và {right}, lệch {gap}."
    ).format(
        day=format_date(numbers.period.eve),
        left=format_number(opening),
        right=format_number(closing),
        gap=format_number(abs(int(opening) - closing)),
    )
    return [Gap(told, tuple(came), tuple(went))]


def _closing(sheet: Sheet) -> int | None:
    told = places(sheet.data).get((CLOSING, 0))
    return told if isinstance(told, int) else None


def _cell_of(form: Form, line: str) -> Cell:
    return next(cell for id_, place, cell in asking_cells(form) if (id_, place) == (line, 0))


# ---------------------------------------------------------------- what units below sent


def with_units(filled: Sequence[Filled], below: Below) -> list[Gap]:
    """Form by form: what the units that sent told together against the own recount of the same units."""
    found = below.compared(filled)
    apart = {
        slug: differing
        for slug, cells in found.items()
        if (differing := [c for c in cells if c.gap])
    }
    if not apart:
        return []
    causes = _causes(apart, below, {one.form.slug: one.form for one in filled})
    return [
        _gap(one, apart[one.form.slug], below, causes[one.form.slug])
        for one in filled
        if one.form.slug in apart
    ]


@dataclass(frozen=True)
class Cause:
    """`units` are those below in which somebody who came or went is counted."""

    came: tuple[int, ...] = ()
    went: tuple[int, ...] = ()
    units: frozenset[int] = frozenset()


def _causes(
    apart: Mapping[str, Sequence[Beside]], below: Below, forms: Mapping[str, Form]
) -> dict[str, Cause]:
    """Form → who is counted in the own numbers and in no unit's, and the other way round. Nobody can be named
    where a unit sent numbers alone."""
    telling = {slug: _telling(cells, forms[slug]) for slug, cells in apart.items()}
    now = below.within([one.cell for cells in telling.values() for one in cells])
    then = _sent_keys(telling, below)
    changed = {
        slug: _changed(cells, now, then[slug]) if then[slug] else (set(), set())
        for slug, cells in telling.items()
    }
    lying = _units_of({key for came, _went in changed.values() for key in came}, below)
    return {
        slug: Cause(
            tuple(sorted(came)),
            tuple(sorted(went)),
            frozenset(lying[key] for key in came if key in lying)
            | {
                unit
                for unit, kept in then[slug].items()
                if any(went & set(counted(keys)) for keys in kept.values())
            },
        )
        for slug, (came, went) in changed.items()
    }


def _telling(cells: Sequence[Beside], form: Form) -> list[Beside]:
    """A line that also counts moves between units would name those who moved."""
    return [one for one in cells if one.line not in form.inside] or list(cells)


def _sent_keys(
    telling: Mapping[str, Sequence[Beside]], below: Below
) -> dict[str, dict[int, dict[str, Keys]]]:
    """Form → unit → place → who stood behind what it sent; nothing of a form that came without from some unit."""
    rows = Sheet.objects.filter(submission__in=list(below.sent.values()), slug__in=telling)
    found: dict[str, dict[int, dict[str, Keys]]] = {slug: {} for slug in telling}
    silent = set()
    for slug, unit, pack in rows.values_list("slug", "submission__organisation_id", "behind"):
        kept, wanted = unpacked(pack), [_place(one) for one in telling[slug]]
        found[slug][unit] = {place: kept[place] for place in wanted if place in kept}
        silent |= set() if pack else {slug}
    return {slug: {} if slug in silent else units for slug, units in found.items()}


def _place(one: Beside) -> str:
    return f"{one.line} {one.column}"


def _changed(
    cells: Sequence[Beside], now: Mapping[Cell, Keys], then: Mapping[int, Mapping[str, Keys]]
) -> tuple[set[int], set[int]]:
    came: set[int] = set()
    went: set[int] = set()
    for one in cells:
        told = ",".join(filter(None, (kept.get(_place(one), "") for kept in then.values())))
        more, less = came_and_went(told, now.get(one.cell, ""))
        came, went = came.union(more), went.union(less)
    return came, went


def _units_of(people: Collection[int], below: Below) -> dict[int, int]:
    """Person → the unit below they are, or were last, a member in."""
    of = below.numbers.branch
    rows = Membership.objects.filter(person__in=people, started_on__lte=of.on)
    paths = rows.order_by("started_on", "pk").values_list("person_id", "path")
    return {person: child_id(path, of) for person, path in paths if path.startswith(of.path)}


def _gap(one: Filled, cells: Sequence[Beside], below: Below, cause: Cause) -> Gap:
    names = [unit.short_name for unit in below.units if unit.pk in cause.units]
    told = _("{whom}: {rows}{units}.").format(
        whom=_whom(one, below),
        rows="; ".join(_listed([_row(one, cell) for cell in cells], _("và {n} ô khác"))),
        units=_(". Ở {names}").format(names=", ".join(_listed(names, _("{n} đơn vị khác"))))
        if names
        else "",
    )
    return Gap(told, cause.came, cause.went)


def _whom(one: Filled, below: Below) -> str:
    if below.whole:
        return _("Biểu {code}, các đơn vị nộp cộng lại khác số cấp mình tính").format(
            code=one.form.code
        )
    return _(
        "Biểu {code}, {n}/{all} đơn vị đã nộp cộng lại khác số tính lại của chính các đơn vị ấy"
    ).format(code=one.form.code, n=len(below.sent), all=len(below.units))


def _row(one: Filled, cell: Beside) -> str:
    """ "D Đảng viên trong danh sách cuối kỳ 7 và 8, lệch 1": what units told, what is counted here."""
    line = next(line for line in one.form.lines if line.id == cell.line)
    column = one.form.columns[cell.column].label
    own = cell.own + cell.inside
    return _("“{line}”{column} {left} và {right}, lệch {gap}").format(
        line=line.label,
        column=_(" cột “{label}”").format(label=column) if cell.column else "",
        left=format_number(cell.sent),
        right=format_number(own),
        gap=format_number(abs(cell.gap)),
    )


def _listed(words: Sequence[str], others: str) -> list[str]:
    more = len(words) - MOST_NAMED
    return [*words[:MOST_NAMED], *([others.format(n=more)] if more > 0 else [])]
