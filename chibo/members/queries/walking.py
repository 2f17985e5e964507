"""Pages of a large branch's list without reading the branch: people are walked in the order asked for, by an
index of it, until the page is full. Where that would take too many, the branch is read as any other."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, OrderBy, QuerySet

from chibo.members.models import Membership, Person
from chibo.members.queries.listing import ORDERS, in_order, with_files
from chibo.members.queries.roll import is_large
from chibo.organisations.queries.tree import Branch

# So many people are walked past for a page at most, and pages further on than that many rows read the branch.
WALKED, _FURTHEST = 20_000, 20_000
# Orders with an index of their own. By cell is the order of the branch's own index.
_INDEXED = {order: ORDERS[order] for order in ("ten", "sinh", "ket-nap", "chinh-thuc")}

# SQLite takes the tables of a CROSS JOIN in the order they are written.
_BRANCH_FIRST = 'FROM "membership" INNER JOIN "person" ON '
_PEOPLE_FIRST = 'FROM "person" CROSS JOIN "membership" ON '


def in_pages(rows: QuerySet[Membership], of: Branch) -> "Pages | QuerySet[Membership]":
    """Rows of a branch by name with their people, to be cut into pages."""
    if is_large(of):
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
            keys = _keys(in_order(self.rows, self.order), part.start, part.stop)
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
        ordered = within.order_by(OrderBy(F(column), descending=back), ORDERS["ten"], "pk")
        keys = _keys(ordered, start, stop, people_first=True)
        return keys if len(keys) == stop - start else None


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
