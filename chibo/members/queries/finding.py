"""Finding members of a branch by what people type: a name with or without marks, a card, an ID's end."""

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from chibo.base.compiled import OneOf, one_value
from chibo.base.secrets import keyed_hash
from chibo.base.text import clean, fold, matches
from chibo.members.models import Membership
from chibo.members.queries.roll import LARGE, is_large
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.queries.tree import Branch

_TAIL, _OLD_ID, _NATIONAL_ID = 4, 9, 12
_SPECIAL = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})

# The index of names (SQLite's, migration 0014) holds each word of a name alone, and once more behind this letter
# and the unit right below the root under which its bearer has been.
_PLACE = "π"
# Fewer rows than that in a large branch are counted at once.
_FEW = 2_000
_INDEXED = """
    SELECT (SELECT count(*) FROM person_name WHERE person_name MATCH %s), (SELECT max(id) FROM person)
"""


@dataclass(frozen=True)
class Names:
    """What the index of names knows of a search in a large branch: how many of how many people bear such a
    name there. `words` are asked of it, "" where reading the branch is sooner."""

    words: str
    found: int
    people: int

    @property
    def are_few(self) -> bool:
        return bool(self.words) and self.found <= _FEW

    def passed_for(self, rows: int) -> int:
        """How many people are to be expected before so many of them are found."""
        return rows * self.people // max(self.found, 1)


class _WordsBegin(Func):
    """Words of a folded name begin, in order, with the words of a folded query."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, *details: Any, **more: Any) -> Any:
        column, own = compiler.compile(self.source_expressions[0])
        pattern, given = compiler.compile(self.source_expressions[1])
        return f"(' ' || {column}) LIKE {pattern} ESCAPE '\\'", (*own, *given)


class _InNameIndex(Func):
    """The person's name has such words, in whatever order (SQLite's index of migration 0014)."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, *details: Any, **more: Any) -> Any:
        person, own = compiler.compile(self.source_expressions[0])
        words, given = compiler.compile(self.source_expressions[1])
        known = f"SELECT rowid FROM person_name WHERE person_name MATCH {words}"  # noqa: S608 (placeholder)
        return f"{person} IN ({known})", (*own, *given)


def names_like(column: str, text: str) -> _WordsBegin:
    """The condition that a folded name column answers the query, marks ignored."""
    words = [word.translate(_SPECIAL) for word in fold(text).split()]
    pattern = "".join(f"% {word}" for word in words) + "%"
    return _WordsBegin(F(column), Value(pattern))


def found(
    rows: QuerySet[Membership], text: str, names: Names | None = None
) -> QuerySet[Membership]:
    """Rows that answer the search box. A plain query ignores marks; one with marks respects them. `names` is what
    the index knows of the text in the branch they are rows of."""
    text = clean(text)
    digits = text.replace(" ", "").replace(".", "")
    if not text:
        return rows
    if digits.isdigit():
        return rows.filter(_number(digits))
    plain = rows.filter(names_like("person__name_folded", text))
    if names and names.words:
        plain = plain.filter(_InNameIndex(F("person__pk"), Value(names.words)))
    if text.lower() == fold(text):
        return plain
    bearers = plain.order_by().values_list("pk", "person__full_name")
    answers = cache(partial(matches, text))  # many people share a name
    keys = [key for key, name in bearers if answers(name)]
    return rows.filter(OneOf("pk", one_value(keys)))


def names_in(of: Branch, text: str) -> Names | None:
    """What the index of names knows of a text in a large branch; None when it cannot be asked."""
    place = of.path[SEGMENT : 2 * SEGMENT] if of.tree is None else ""
    words = _index_words(clean(text), _PLACE + place if place else "")
    if not words:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_INDEXED, (words,))
        known, people = cursor.fetchone()
    # A name found by the index costs about as much as two rows of the branch.
    sooner = 2 * known <= LARGE or is_large(of, than=2 * known)
    return Names(words if sooner else "", known, people or 0)


def _index_words(text: str, place: str) -> str:
    """What the index of names is asked for, of a place or of everywhere; "" when it cannot be."""
    folded = fold(text)
    if connection.vendor != "sqlite" or not folded.isascii():
        return ""
    asked = []
    for word in folded.split():
        # The index cuts "h'bia" in two, as it did the name: only the last piece may go on.
        pieces = re.findall("[a-z0-9]+", word)
        if word[0].isalnum():
            pieces[0] = place + pieces[0]
        asked += [f'"{piece}"' for piece in pieces[:-1]] + [f'"{last}"*' for last in pieces[-1:]]
    return " AND ".join(asked)


def _number(digits: str) -> Q:
    card = Q(person__card_number__startswith=digits) | Q(person__old_card_number__startswith=digits)
    if len(digits) == _TAIL:
        return card | Q(person__national_id_tail_hash=keyed_hash(digits))
    if len(digits) == _NATIONAL_ID:
        return card | Q(person__national_id_hash=keyed_hash(digits))
    if len(digits) == _OLD_ID:
        return card | Q(person__old_id_hash=keyed_hash(digits))
    return card
