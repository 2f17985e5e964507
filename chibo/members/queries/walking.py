"""Pages of a large branch's list without reading the branch: people are walked in the order asked for, by an
index of it, until the page is full. Where that would take too many, the branch is read as any other."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, OrderBy, QuerySet
from django.db.models.expressions import RawSQL

from chibo.members.models import Membership, Person
from chibo.members.queries.finding import BEARER, told_by_the_index
from chibo.members.queries.listing import ORDERS, in_order, with_files

# So many people are walked past for a page at most, and pages further on than that many rows read the branch.
WALKED, _FURTHEST = 20_000, 20_000
# Orders with an index of their own. By cell is the order of the branch's own index.
_INDEXED = {order: ORDERS[order] for order in ("ten", "sinh", "ket-nap", "chinh-thuc")}

# SQLite takes the tables of a CROSS JOIN in the order they are written.
_BRANCH_FIRST = 'FROM "membership" INNER JOIN "person" ON '
_PEOPLE_FIRST = 'FROM "person" CROSS JOIN "membership" ON '
_NAMES_FIRST = (
    f'FROM person_name CROSS JOIN "person" ON "person"."id" = {BEARER} CROSS JOIN "membership" ON '
)


def in_pages(rows: QuerySet[Membership], *, large: bool) -> "Pages | QuerySet[Membership]":
    """Rows of a branch by name with their people, to be cut into pages."""
    if large:
        return Pages(rows, "ten", walks=True)
    return with_files(in_order(rows, "ten"))


@dataclass(frozen=True)
class Pages:
    """Rows of a list in an order of `ORDERS`, cut as a list is cut. `walks` where many of the people walked
    past may be expected to be on it."""

    rows: QuerySet[Membership]
    order: str
    walks: bool
    numbers: bool = False

    def __getitem__(self, part: slice) -> list[Membership]:
        if not part.stop:
            return []
        keys = self._walked(part.start, part.stop) if self.walks else None
        if keys is None:
            keys = _keys(in_order(self.rows, self.order, large=True), part.start, part.stop)
        found = with_files(Membership.objects.filter(pk__in=keys), numbers=self.numbers)
        rows = found.in_bulk()
        return [rows[key] for key in keys]

    def _walked(self, start: int, stop: int) -> list[int] | None:
        """None when the people walked past do not fill the page."""
        column, back = _INDEXED.get(self.order.lstrip("-")), self.order.startswith("-")
        if column is None or start > _FURTHEST:
            return None
        last = _reached(column, WALKED + stop // 2, back=back)
        if last is None:
            return None
        within = self.rows.filter(**{f"{column}__{'gte' if back else 'lte'}": last})
        ordered = within.order_by(OrderBy(F(column), descending=back), ORDERS["ten"], "person_id")
        keys = _keys(ordered, start, stop, people_first=True)
        return keys if len(keys) == stop - start else None


@dataclass(frozen=True)
class Named:
    """Rows of a list whose people answer a text, by name, cut as a list is cut: SQLite's index of names is read in
    its order, and only so far. `words` are asked of it."""

    rows: QuerySet[Membership]
    text: str
    words: str
    numbers: bool = False

    def __getitem__(self, part: slice) -> list[Membership]:
        keys = self._keys(part.stop)[part.start :] if part.stop else []
        found = with_files(Membership.objects.filter(pk__in=keys), numbers=self.numbers)
        rows = found.in_bulk()
        return [rows[key] for key in keys]

    def _keys(self, stop: int) -> list[int]:
        """Of the first so many. Names of one step come in any order: it is read to its end."""
        told, answers = told_by_the_index(self.rows, self.text, self.words)
        found: list[tuple[int, str, int, date, int]] = []
        with connection.cursor() as cursor:
            cursor.execute(*_index_first(told))
            for rank, name, sort, begun, key in cursor:
                step = rank >> _STEP
                if len(found) >= stop and (_is_one_name(step) or step != found[-1][0]):
                    break
                if answers(name):
                    found.append((step, sort, rank, begun, key))
        return [key for *_order, key in sorted(found)[:stop]]


# Where the step of a name begins in a rank; steps of one name have odd numbers (migration 0015).
_STEP = 32


def _is_one_name(step: int) -> bool:
    return step % 2 == 1


def _index_first(rows: QuerySet[Membership]) -> tuple[str, tuple[Any, ...]]:
    ranked = rows.annotate(rank=RawSQL("person_name.rowid", [])).order_by("rank")
    keys = ranked.values_list("rank", "person__full_name", "person__name_sort", "started_on", "pk")
    sql, given = keys.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return sql.replace(_BRANCH_FIRST, _NAMES_FIRST, 1), given


def _reached(column: str, people: int, *, back: bool) -> object | None:
    """The value that so many people stand before; None when there are not as many with any."""
    own = column.removeprefix("person__")
    known = Person.objects.filter(**{f"{own}__isnull": False})
    values = known.order_by(OrderBy(F(own), descending=back)).values_list(own, flat=True)
    return next(iter(values[people : people + 1]), None)


def _keys(
    rows: QuerySet[Membership], start: int, stop: int, *, people_first: bool = False
) -> list[int]:
    """Keys alone are put in order: whole files would be carried through the sorting."""
    keys = rows.values_list("pk")[start:stop]
    sql, given = keys.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    if people_first and connection.vendor == "sqlite":
        sql = sql.replace(_BRANCH_FIRST, _PEOPLE_FIRST, 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [key for (key,) in cursor.fetchall()]
