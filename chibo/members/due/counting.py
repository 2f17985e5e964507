"""What most lines about members are made from, read in one pass over the branch instead of one each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Min, OuterRef, Q, QuerySet, Subquery, When

from chibo.base.aggregates import ListedDays
from chibo.base.asking import Ask, Line, rows_together, told_together
from chibo.base.statements import RowsOf
from chibo.members.due.dossiers import is_season, sheet_waiting
from chibo.members.models import Membership, Movement, Status
from chibo.members.queries.badges import (
    not_yet_proposed,
    reaching_among,
    reaching_unbroken,
    was_outside,
)
from chibo.members.queries.cards import card_overdue
from chibo.members.queries.coming import Round
from chibo.members.queries.completeness import lacks_national_id, lacks_something
from chibo.members.queries.listing import badge_round
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch, cells_in
from chibo.rulebook.queries import NoRuleOnDay

# How early a round is spoken of; ours, not a rule of the Party.
ROUND_NOTICE = timedelta(days=60)


@dataclass(frozen=True)
class Counted:
    """Members of one cell: official ones, with gaps in the file and of these without an identity number, reaching
    a badge of the near round, recognised without a card (and the first such day), owing last year's sheet.
    `outside` is how many once left the Party and are old enough for a badge."""

    path: str
    cell_key: int
    grassroots_key: int | None = None
    cell_name: str = ""
    officials: int = 0
    gaps: int = 0
    numbers: int = 0
    badges: int = 0
    outside: int = 0
    cards: int = 0
    recognised_on: date | None = None
    sheets: int = 0


def near_round(on: date) -> Round | None:
    """The next badge round, once it is spoken of."""
    round_ = badge_round(on)
    return round_ if round_ and round_.day - on <= ROUND_NOTICE else None


def counted_by_name(
    of: Branch, on: date, told: Callable[[list[Counted]], list[Line]]
) -> list[Ask[Line]]:
    """With the names of the cells of one grassroots organisation. A badge round that is near asks once more
    where somebody was once outside."""

    def named(came: list[list[Any]]) -> list[Line]:
        found = _named(came, of, on)
        vars(of)["counted_by_name"] = on, _every_cell(found, came[1])
        return told(found)

    return told_together(_of_cells(of, on), named)


def every_cell(of: Branch, on: date) -> list[Counted]:
    """Of every cell of one grassroots organisation, those without members too; where what is due of the branch has
    been read on that day, as it was read there."""
    day, known = vars(of).get("counted_by_name", (None, []))
    if day == on:
        return list(known)
    came = rows_together(_of_cells(of, on))
    return _every_cell(_named(came, of, on), came[1])


def _of_cells(of: Branch, on: date) -> list[RowsOf]:
    return [RowsOf(_by_path, of, on), RowsOf(_names, of, on)]


def _named(came: Sequence[Sequence[Any]], of: Branch, on: date) -> list[Counted]:
    names = {cell.pk: cell.short_name for cell in came[1]}
    return _counted(came[0], of, on, names)


def _every_cell(found: Sequence[Counted], cells: Sequence[Any]) -> list[Counted]:
    counted = {one.cell_key for one in found}
    empty = (cell for cell in cells if cell.pk not in counted)
    return [*found, *(Counted("", cell.pk, cell_name=cell.short_name) for cell in empty)]


def counted_by_cell(of: Branch, on: date, told: Callable[[list[Counted]], list[Line]]) -> Ask[Line]:
    """Without names. By path alone: the rows come in the order of its index and need no sorting."""
    return Ask(RowsOf(_by_path, of, on), lambda found: told(_counted(found, of, on)))


def _names(of: Branch, on: date) -> QuerySet[Any, Any]:
    return cells_in(replace(of, on=on)).values("pk", "short_name")


def _by_path(of: Branch, on: date) -> QuerySet[Any, Any]:
    asked = _conditions(on)
    by_path = _told(roll(of).order_by(), on, asked).values("path")
    keyed = by_path.annotate(cell_key=Min("cell_id"), grassroots_key=Min("grassroots_id"))
    return _counts(keyed, asked)


def _counted(
    found: Sequence[Any], of: Branch, on: date, names: Mapping[int, str] | None = None
) -> list[Counted]:
    rows = [_one(row, (names or {}).get(row.cell_key, "")) for row in found]
    return _right_about_badges(roll(of), rows, on)


def _one(row: Any, name: str) -> Counted:
    told = dict(vars(row))
    days = [date.fromisoformat(day) for day in (told.pop("waits") or "").split(",") if day]
    first = min(days, default=None)
    return Counted(**told, cell_name=name, cards=len(days), recognised_on=first)


def _conditions(on: date) -> dict[str, Q]:
    found = {"gaps": lacks_something(), "numbers": lacks_national_id()}
    if round_ := near_round(on):
        found["badges"] = reaching_unbroken(round_) & not_yet_proposed(round_)
        found["outside"] = was_outside(round_)
    if is_season(on):
        found["sheets"] = sheet_waiting(on)
    return found


def _told(rows: QuerySet[Any], on: date, asked: Mapping[str, Q]) -> QuerySet[Any]:
    """Named first: a condition that asks about other rows cannot stand inside an aggregate."""
    stands = {f"is_{name}": Case(When(condition, then=1)) for name, condition in asked.items()}
    moves = Movement.objects.filter(person=OuterRef("person"), kind="recognised")
    day = Subquery(moves.order_by("-happened_on").values("happened_on")[:1])
    try:
        stands["waits_since"] = Case(When(card_overdue(on), then=day))
    except NoRuleOnDay:
        stands["waits_since"] = Case(When(Q(pk__in=[]), then=day))
    return rows.annotate(**stands)


def _counts(rows: QuerySet[Any], asked: Iterable[str]) -> QuerySet[Any, Any]:
    counts: dict[str, Any] = {name: Count(f"is_{name}") for name in asked}
    counts["officials"] = Count("pk", filter=Q(status=Status.OFFICIAL))
    # The days, not their number and the first of them: each would ask anew who waits.
    return rows.annotate(**counts, waits=ListedDays("waits_since"))


def _right_about_badges(
    rows: QuerySet[Membership], found: Sequence[Counted], on: date
) -> list[Counted]:
    """Cells with somebody who was once outside are counted again, those people worked out one by one."""
    round_, broken = near_round(on), {one.path for one in found if one.outside}
    if round_ is None or not broken:
        return list(found)
    few = rows.filter(path__in=broken).order_by()
    reached = few.filter(reaching_among(few, round_), not_yet_proposed(round_))
    right = dict(reached.values_list("path").annotate(n=Count("pk")))
    return [replace(one, badges=right.get(one.path, 0)) if one.outside else one for one in found]


@dataclass(frozen=True)
class Sum:
    """How many in a unit, and the first day among them where days are told."""

    unit: int
    count: int
    first: date | None = None


def sums(found: Iterable[Counted], what: str, *, at_work: bool) -> list[Sum]:
    """One column of the counts by unit: by cell where a branch is at work, else by grassroots organisation.
    Units with none are left out."""
    counts: dict[int, int] = {}
    firsts: dict[int, date] = {}
    for one in found:
        unit = one.cell_key if at_work else one.grassroots_key
        if not unit or not getattr(one, what):
            continue
        counts[unit] = counts.get(unit, 0) + getattr(one, what)
        if one.recognised_on:
            firsts[unit] = min(firsts.get(unit, date.max), one.recognised_on)
    return [Sum(unit, count, firsts.get(unit)) for unit, count in counts.items()]
