"""Finding members of a branch by what people type: a name with or without marks, a card, an ID's end."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from chibo.base.compiled import OneOf, one_value
from chibo.base.secrets import keyed_hash
from chibo.base.text import clean, fold, matches, syllable
from chibo.members.models import Membership, Person
from chibo.members.queries.words import few_bearers, words_begun
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.queries.tree import Branch

_TAIL, _OLD_ID, _NATIONAL_ID = 4, 9, 12
_SPECIAL = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})

# The index of names (SQLite's, migrations 0014 to 0016) holds each word of a name alone, and once more behind
# this letter and the unit right below the root under which its bearer has been. A row's number is the rank of a
# name in the order of names, with the key of its bearer at the end.
_PLACE = "π"
BEARER = "(person_name.rowid & 4294967295)"
# Fewer rows than that in a large branch are counted at once.
_FEW = 2_000
_INDEXED = """
    SELECT (SELECT count(*) FROM (SELECT 1 FROM person_name WHERE person_name MATCH %s LIMIT %s)),
        (SELECT max(id) FROM person)
"""


@dataclass(frozen=True)
class Names:
    """What the index of names knows of a search in a large branch: so many of `people` bear such a name there,
    and `bears` is the condition that a membership is of one of them; more than are few are not counted. `words`
    are asked of SQLite's index, which answers in the order of names; PostgreSQL's is asked for few only."""

    bears: Q
    found: int
    people: int
    words: str = ""

    @property
    def are_few(self) -> bool:
        return not self.words or self.found <= _FEW

    def are_met(self, rows: int, passing: int) -> bool:
        """Whether so many of them are to be expected when no more than so many people are passed."""
        return bool(self.words) and rows * self.people // max(self.found, 1) <= passing


class _WordsBegin(Func):
    """Words of a folded name begin, in order, with the words of a folded query."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, *details: Any, **more: Any) -> Any:
        column, own = compiler.compile(self.source_expressions[0])
        pattern, given = compiler.compile(self.source_expressions[1])
        return f"(' ' || {column}) LIKE {pattern} ESCAPE '\\'", (*own, *given)


class _InNameIndex(Func):
    """The person's name has such words, in whatever order (SQLite's index of migration 0015)."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, *details: Any, **more: Any) -> Any:
        person, own = compiler.compile(self.source_expressions[0])
        words, given = compiler.compile(self.source_expressions[1])
        known = f"SELECT {BEARER} FROM person_name WHERE person_name MATCH {words}"  # noqa: S608 (placeholder)
        return f"{person} IN ({known})", (*own, *given)


class _ToldByIndex(Func):
    """The same where the index itself is read, as `person_name`."""

    output_field = BooleanField()
    conditional = True
    template = "person_name MATCH %(expressions)s"


def names_like(column: str, text: str) -> _WordsBegin:
    """The condition that a folded name column answers the query, marks ignored."""
    return _WordsBegin(F(column), _begun(map(_escaped, fold(text).split())))


def _begun(words: Iterable[str]) -> Value:
    return Value("".join(f"% {word}" for word in words) + "%")


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)


def found(
    rows: QuerySet[Membership], text: str, names: Names | None = None
) -> QuerySet[Membership]:
    """Rows that answer the search box. A plain query ignores marks; one with marks respects them. `names` is what
    the index knows of the text in the branch they are rows of."""
    text = clean(text)
    digits = text.replace(" ", "").replace(".", "")
    if not text:
        return rows
    if digits.isdecimal():
        return rows.filter(_number(digits))
    alike = _alike(rows, text)
    if names:
        alike = alike.filter(names.bears)
    if not has_marks(text):
        return alike
    bearers = alike.order_by().values_list("pk", "person__full_name")
    answers = cache(partial(matches, text))  # many people share a name
    keys = [key for key, name in bearers if answers(name)]
    return rows.filter(OneOf("pk", one_value(keys)))


def has_marks(text: str) -> bool:
    return text.lower() != fold(text)


def _alike(rows: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """Rows that answer a plain query, and nearly all that do not answer one with marks left out."""
    alike = rows.filter(names_like("person__name_folded", text))
    if has_marks(text):
        syllables = map(syllable, text.split())
        wanted = [f"{_escaped(letters)}%{tone or ''}" for letters, tone in syllables]
        alike = alike.filter(_WordsBegin(F("person__name_key"), _begun(wanted)))
    return alike


def told_by_the_index(
    rows: QuerySet[Membership], text: str, words: str
) -> tuple[QuerySet[Membership], Callable[[str], bool]]:
    """Rows that answer a name for a query that reads the index of names first, and who of them is left out yet."""
    text = clean(text)
    told = _alike(rows, text).filter(_ToldByIndex(Value(words)))
    return told, cache(partial(matches, text)) if has_marks(text) else lambda _name: True


def names_in(of: Branch, text: str) -> Names | None:
    """What the index of names knows of a text in a large branch; None when it can't or need not be asked."""
    if connection.vendor != "sqlite":
        return _names_by_words(text)
    words = index_words(text, [of.path if of.tree is None else ""])
    if not words:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_INDEXED, (words, _FEW + 1))
        known, people = cursor.fetchone()
    bears = Q(_InNameIndex(F("person__pk"), Value(words)))
    return Names(bears, known, people or 0, words)


def _names_by_words(text: str) -> Names | None:
    typed = fold(text).split()
    if not typed or "".join(typed).isdecimal():
        return None
    few = few_bearers(words_begun(typed))
    return Names(Q(person__in=few[1]), few[0], 0) if few else None


def index_words(text: str, paths: Collection[str]) -> str:
    """What the index of names is asked for, of people who have been under one of these; "" when it cannot be."""
    folded = fold(text)
    if connection.vendor != "sqlite" or not folded.isascii():
        return ""
    places = {path[SEGMENT : 2 * SEGMENT] for path in paths}
    place = _PLACE + places.pop() if len(places) == 1 and "" not in places else ""
    asked = []
    for word in folded.split():
        # The index cuts "h'bia" in two, as it did the name: only the last piece may go on.
        pieces = re.findall("[a-z0-9]+", word)
        if word[0].isalnum():
            pieces[0] = place + pieces[0]
        asked += [f'"{piece}"' for piece in pieces[:-1]] + [f'"{last}"*' for last in pieces[-1:]]
    return " AND ".join(asked)


def _number(digits: str) -> Q:
    """Cards that begin so, an ID that ends so or is it; from four digits on they are looked up."""
    told = _begins("card_number", digits) | _begins("old_card_number", digits)
    if len(digits) == _TAIL:
        told |= Q(national_id_tail_hash=keyed_hash(digits))
    if len(digits) == _NATIONAL_ID:
        told |= Q(national_id_hash=keyed_hash(digits))
    if len(digits) == _OLD_ID:
        told |= Q(old_id_hash=keyed_hash(digits))
    if len(digits) >= _TAIL:
        return Q(person__in=Person.objects.filter(told).values("pk"))
    return Q(person__card_number__startswith=digits) | Q(person__old_card_number__startswith=digits)


def _begins(column: str, digits: str) -> Q:
    """As a range too, which an index answers: "0419" stands before "042"."""
    begins, kept = (
        Q((f"{column}__startswith", digits), (f"{column}__gte", digits)),
        digits.rstrip("9"),
    )
    return begins & Q((f"{column}__lt", kept[:-1] + chr(ord(kept[-1]) + 1))) if kept else begins
