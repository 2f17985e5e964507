"""The paper dossier: which documents it should hold by what is known of the member, which it holds.

The list dossier_documents says with `when` from which fact a document is expected (`dossier_facts`).
A dossier nobody has looked through is not "0 %": nothing is known of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from chibo.base.compiled import AnyOf, any_of, the_row
from chibo.base.statements import STATEMENTS
from chibo.members.models import DossierItem, DossierState, Membership, Person
from chibo.members.queries.dossier_facts import facts
from chibo.rulebook.queries import Item, code_list

HELD = (DossierState.ORIGINAL, DossierState.COPY)
SETTLED = (*HELD, DossierState.NOT_NEEDED)


@cache
def documents_by_fact() -> dict[str, tuple[str, ...]]:
    """The documents expected from each fact."""
    found: dict[str, list[str]] = {}
    for item in code_list("dossier_documents").items():
        if when := item.extra.get("when"):
            found.setdefault(str(when), []).append(item.code)
    return {when: tuple(codes) for when, codes in found.items()}


def expected(people: Collection[int], on: date) -> dict[int, set[str]]:
    """By person, the documents the dossier should hold; one question."""
    by_fact, conditions = documents_by_fact(), facts(on)
    asked = [when for when in by_fact if when != "always"]
    told = {
        f"is_{when}": ExpressionWrapper(conditions[when], output_field=BooleanField())
        for when in asked
    }
    rows = Person.objects.filter(pk__in=people).annotate(**told)
    return {
        row[0]: set(by_fact["always"]).union(
            *(by_fact[when] for when, holds in zip(asked, row[1:], strict=True) if holds)
        )
        for row in rows.values_list("pk", *told)
    }


@dataclass(frozen=True)
class Line:
    """One document of one dossier. `item` None: nobody has looked for it."""

    document: Item
    item: DossierItem | None
    is_expected: bool

    @property
    def number(self) -> int:
        return int(self.document.extra["number"])

    @property
    def lacks(self) -> bool:
        return self.is_expected and (self.item is None or self.item.state not in SETTLED)


@dataclass(frozen=True)
class Contents:
    """A dossier as its index knows it. Of the documents it should hold (`asked`, without those that need
    not be there) it `has` some. Without any finding the two say nothing."""

    person_id: int
    lines: Sequence[Line]

    @property
    def is_indexed(self) -> bool:
        return any(line.item for line in self.lines)

    @property
    def asked(self) -> int:
        return sum(line.is_expected and not self._let_off(line) for line in self.lines)

    @property
    def has(self) -> int:
        return sum(
            line.is_expected and line.item is not None and line.item.state in HELD
            for line in self.lines
        )

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.lacks]

    @property
    def percent(self) -> int | None:
        """Cut to whole percents: 100 only when nothing is missing."""
        if not self.is_indexed:
            return None
        return self.has * 100 // self.asked if self.asked else 100

    @staticmethod
    def _let_off(line: Line) -> bool:
        return line.item is not None and line.item.state == DossierState.NOT_NEEDED


def items_of(people: Collection[int], on: date) -> QuerySet[DossierItem]:
    return DossierItem.objects.on(on).filter(person__in=people)


def contents(people: Collection[int], on: date) -> dict[int, Contents]:
    """By person: what is expected or was found, in the order of the list; two questions."""
    return contents_with(items_of(people, on), people, on)


def contents_with(
    items: Iterable[DossierItem], people: Collection[int], on: date
) -> dict[int, Contents]:
    """The same of findings that were read."""
    found: dict[int, dict[str, DossierItem]] = {key: {} for key in people}
    for item in items:
        found[item.person_id][item.document] = item
    asked = expected(people, on)
    return {key: Contents(key, list(_lines(found[key], asked.get(key, set())))) for key in found}


def _lines(found: Mapping[str, DossierItem], asked: set[str]) -> Iterable[Line]:
    for document in code_list("dossier_documents").items():
        code = document.code
        if code in found or code in asked:
            yield Line(document, found.get(code), code in asked)


def is_indexed(on: date) -> Q:
    """The condition on a row with a `person` that somebody has looked through the dossier by the day."""
    return Q(Exists(DossierItem.objects.on(on).filter(person=OuterRef("person"))))


def is_complete(on: date) -> Q:
    """The condition on a row with a `person` that the dossier was looked through and lacks nothing."""
    return Q(AnyOf("person", *STATEMENTS.of((is_complete, on), lambda: _complete(on))))


def _complete(on: date) -> tuple[str, tuple[Any, ...]]:
    """Which documents a dossier should hold asks some forty questions: they are put together once a day."""
    indexed = Exists(DossierItem.objects.on(on).filter(person=OuterRef("pk")))
    people, conditions = Person.objects.filter(indexed, pk=the_row()), facts(on)
    for when, codes in documents_by_fact().items():
        people = people.alias(**{f"n_{when}": _settled(codes, on)})
        whole = Q(**{f"n_{when}": len(codes)})
        people = people.filter(whole if when == "always" else whole | ~conditions[when])
    return any_of(people)


def _settled(codes: Sequence[str], on: date) -> Coalesce:
    """How many of the documents are there or need not be; of a query of people."""
    items = DossierItem.objects.on(on).filter(
        person=OuterRef("pk"), document__in=codes, state__in=SETTLED
    )
    counted = items.order_by().values("person").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def lacking(document: str, on: date) -> Q:
    """The condition on a row with a `person`, looked through, whose dossier lacks a document it should hold."""
    when = str(code_list("dossier_documents").item(document).extra.get("when", ""))
    if not when:
        return Q(pk__in=[])
    people = Person.objects.filter(facts(on)[when], pk=OuterRef("person"))
    there = DossierItem.objects.on(on).filter(
        person=OuterRef("person"), document=document, state__in=SETTLED
    )
    return is_indexed(on) & Q(Exists(people)) & ~Q(Exists(there))


def missing_by_document(rows: QuerySet[Membership], on: date) -> list[tuple[str, int]]:
    """Of dossiers looked through: the documents lacking and in how many; most first. One question."""
    due, there = _due_and_there(rows, on)
    counts = {
        code: due[when] - there.get(code, 0)
        for when, codes in documents_by_fact().items()
        for code in codes
    }
    number = {one.code: one.extra["number"] for one in code_list("dossier_documents").items()}
    found = [(code, count) for code, count in counts.items() if count]
    return sorted(found, key=lambda one: (-one[1], number[one[0]]))


def _due_and_there(
    rows: QuerySet[Membership], on: date
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """By fact, of how many people looked through it holds; by document, in how many dossiers that should hold it
    it is, or need not be."""
    sql, given = _told_by_fact(rows, on)
    items = DossierItem.objects.on(on).filter(state__in=SETTLED).order_by()
    held, more = _sql_of(items.values("person_id", "document"))
    facts_asked, codes = zip(*documents_by_fact().items(), strict=True)
    due = " OR ".join(
        f"({_fact(when)} = 1 AND document IN ({', '.join(['%s'] * len(some))}))"
        for when, some in zip(facts_asked, codes, strict=True)
    )
    columns = ", ".join(f"COUNT({_fact(when)})" for when in facts_asked)
    beside = ", 0" * (len(facts_asked) - 1)
    question = (
        f"WITH told AS ({sql}) SELECT NULL, {columns} FROM told UNION ALL "  # noqa: S608 (Django's own SQL)
        f"SELECT document, COUNT(*){beside} FROM told "
        f"INNER JOIN ({held}) AS held ON held.person_id = told.pk WHERE {due} GROUP BY document"
    )
    answers = _answers(question, (*given, *more, *(code for some in codes for code in some)))
    [whole] = [counts for document, *counts in answers if document is None]
    there = {document: count for document, count, *_zeros in answers if document is not None}
    return dict(zip(facts_asked, whole, strict=True)), there


def _told_by_fact(rows: QuerySet[Membership], on: date) -> tuple[str, tuple[Any, ...]]:
    """People looked through, with a column for each fact that is 1 where it holds."""
    looked = rows.filter(is_indexed(on)).order_by().values("person_id")
    conditions = facts(on)
    told = {_fact(when): Case(When(conditions[when], then=1)) for when in documents_by_fact()}
    return _sql_of(Person.objects.filter(pk__in=looked).annotate(**told).values("pk", *told))


def _fact(when: str) -> str:
    return f"is_{when}"


def _sql_of(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    sql, given = rows.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return sql, tuple(given)


def _answers(question: str, given: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return cursor.fetchall()
