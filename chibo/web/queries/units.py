"""Units side by side: how many members each has, who leads it, which need attention."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.text import text_sort_key
from chibo.members.due.counting import Counted
from chibo.members.models import Membership, Post, Status
from chibo.organisations.models import Placement
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import (
    Branch,
    grassroots_kinds,
    within,
)
from chibo.rulebook.queries import code_list, rule


@dataclass(frozen=True)
class Size:
    """Members of a unit and how many of them are probationary."""

    members: int = 0
    probationary: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(self.members + other.members, self.probationary + other.probationary)


def sizes(units: Sequence[Branch], on: date) -> dict[int, Size]:
    """Members of each unit at the close of a day, in one question for each column of memberships
    that the units stand in, however many units there are."""
    found: dict[int, Size] = {unit.pk: Size() for unit in units}
    for column, chosen in _by_column(units).items():
        counted = _grouped(_roll_around(chosen, on), column)
        found |= {unit.pk: counted[unit.pk] for unit in chosen if unit.pk in counted}
    for column, chosen in _between_columns(units).items():
        counted = _grouped(_roll_around(chosen, on), column)
        found |= _summed(chosen, counted, on)
    return found


def _own_column(unit: Branch) -> str:
    """The column of memberships that names units of this kind; "" when none does."""
    if unit.kind == "province":
        return "province_id"
    if unit.is_cell:
        return "cell_id"
    return "grassroots_id" if unit.kind in grassroots_kinds() else ""


def _by_column(units: Iterable[Branch]) -> dict[str, list[Branch]]:
    found: dict[str, list[Branch]] = {}
    for unit in units:
        if column := _own_column(unit):
            found.setdefault(column, []).append(unit)
    return found


def _between_columns(units: Iterable[Branch]) -> dict[str, list[Branch]]:
    """Districts are summed from grassroots organisations, committees below those from cells."""
    kinds = code_list("organisation_kinds")
    grassroots = kinds.item("grassroots_committee").extra["level"]
    found: dict[str, list[Branch]] = {}
    for unit in units:
        if not _own_column(unit):
            above = kinds.item(unit.kind).extra.get("level", 0) < grassroots
            found.setdefault("grassroots_id" if above else "cell_id", []).append(unit)
    return found


def _roll_around(units: Collection[Branch], on: date) -> QuerySet[Membership]:
    """Memberships under the units' common parents: a few index ranges instead of one per unit. A unit
    without siblings here is read alone, for its parent may be a whole province."""
    siblings = Counter(unit.path[:-SEGMENT] for unit in units)
    paths = {parent for parent, many in siblings.items() if many > 1}
    paths |= {unit.path for unit in units if siblings[unit.path[:-SEGMENT]] == 1}
    tops = [path for path in paths if not any(path != p and path.startswith(p) for p in paths)]
    return Membership.objects.on(on).filter(within(tops))


def _grouped(rows: QuerySet[Membership], column: str) -> dict[int, Size]:
    counted = (
        rows.order_by()
        .values_list(column)
        .annotate(n=Count("pk"), new=Count("pk", filter=Q(status=Status.PROBATIONARY)))
    )
    return {key: Size(n, new) for key, n, new in counted}


def _summed(units: Sequence[Branch], counted: Mapping[int, Size], on: date) -> dict[int, Size]:
    placed = Placement.objects.on(on).filter(organisation__in=[key for key in counted if key])
    found = {unit.pk: Size() for unit in units}
    by_path = {unit.path: unit.pk for unit in units}
    for key, path in placed.values_list("organisation_id", "path"):
        for end in range(SEGMENT, len(path) + 1, SEGMENT):
            if path[:end] in by_path:
                found[by_path[path[:end]]] += counted[key]
    return found


def secretary_positions() -> list[str]:
    return [item.code for item in code_list("positions").items() if item.extra.get("is_secretary")]


def secretaries(user: User, units: Collection[Branch], on: date) -> dict[int, str]:
    """Who leads each unit, where the user may see names."""
    posts = Post.objects.on(on).filter(secretaries_of(user, units))
    return last_secretaries(posts.select_related("person"))


def secretaries_of(user: User, units: Collection[Branch]) -> Q:
    """The condition that a post is the secretary's of one of the units where the user may see names."""
    seen = [unit.pk for unit in units if has_power(user, Power.SEE_NAMES, unit.path)]
    return Q(organisation__in=seen, position__in=secretary_positions())


def last_secretaries(posts: Iterable[Post]) -> dict[int, str]:
    """Unit → who took the office last."""
    ordered = sorted(posts, key=lambda post: post.started_on)
    return {post.organisation_id: post.person.full_name for post in ordered}


@dataclass(frozen=True)
class Concern:
    """A cell that needs attention and why."""

    cell_key: int
    cell_name: str
    tag: str
    tone: str
    text: str


def concerns(cells: Iterable[Counted], on: date, most: int) -> list[Concern]:
    """Cells with too few official members or with gaps in their files, the worst of them."""
    least = rule("organisation.cell_min_members", on).integer()

    def weight(cell: Counted) -> tuple[Any, ...]:
        """Too few come before any gaps, then the most gaps, then names."""
        few = cell.officials < least
        return not few, 0 if few else -cell.gaps, text_sort_key(cell.cell_name)

    worst = nsmallest(
        most, (cell for cell in cells if cell.officials < least or cell.gaps), key=weight
    )
    return [_too_few(cell, least) if cell.officials < least else _gaps(cell) for cell in worst]


def _too_few(cell: Counted, least: int) -> Concern:
    text = _("Cần ít nhất {least} đảng viên chính thức; hiện có {n}.").format(
        least=least, n=cell.officials
    )
    tag = _("{n} chính thức").format(n=cell.officials)
    return Concern(cell.cell_key, cell.cell_name, tag, "warn", text)


def _gaps(cell: Counted) -> Concern:
    text = _("{n} hồ sơ còn thiếu mục bắt buộc.").format(n=cell.gaps)
    return Concern(cell.cell_key, cell.cell_name, _("thiếu dữ liệu"), "info", text)
