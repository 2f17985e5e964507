"""Finding members of a branch by what people type: a name with or without marks, a card, an ID's end."""

import re
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from chibo.base.compiled import OneOf, one_value
from chibo.base.secrets import keyed_hash
from chibo.base.text import clean, fold, matches
from chibo.members.models import Membership
from chibo.organisations.queries.tree import Branch

_TAIL, _OLD_ID, _NATIONAL_ID = 4, 9, 12
_SPECIAL = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})

# A branch of few periods is read at once, and so is a province in a country, whose index knows namesakes of
# everywhere. Else a name found by the index costs about as much as two rows of the branch.
_FEW, _SHARE = 20_000, 8
_INDEX_IS_SOONER = """
    SELECT CASE WHEN EXISTS(
        SELECT 1 FROM membership WHERE path >= %s AND path < %s LIMIT 1
        OFFSET max(%s, (SELECT max(id) / %s FROM person))
    ) THEN EXISTS(
        SELECT 1 FROM membership WHERE path >= %s AND path < %s LIMIT 1
        OFFSET 2 * (SELECT count(*) FROM person_name WHERE person_name MATCH %s)
    ) ELSE 0 END
"""


class _WordsBegin(Func):
    """Words of a folded name begin, in order, with the words of a folded query."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, *details: Any, **more: Any) -> Any:
        column, own = compiler.compile(self.source_expressions[0])
        pattern, given = compiler.compile(self.source_expressions[1])
        return f"(' ' || {column}) LIKE {pattern} ESCAPE '\\'", (*own, *given)


class _InNameIndex(Func):
    """The person's name has such words, in whatever order (SQLite's index of migration 0011)."""

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


def found(rows: QuerySet[Membership], text: str, of: Branch | None = None) -> QuerySet[Membership]:
    """Rows that answer the search box. A plain query ignores marks; one with marks respects them.

    `of` is the branch they are rows of: in a large one SQLite may look for a rare name first.
    """
    text = clean(text)
    digits = text.replace(" ", "").replace(".", "")
    if not text:
        return rows
    if digits.isdigit():
        return rows.filter(_number(digits))
    plain = rows.filter(names_like("person__name_folded", text))
    words = _index_words(text)
    if of and words and _index_is_sooner(of, words):
        plain = plain.filter(_InNameIndex(F("person__pk"), Value(words)))
    if text.lower() == fold(text):
        return plain
    names = plain.order_by().values_list("pk", "person__full_name")
    answers = cache(partial(matches, text))  # many people share a name
    keys = [key for key, name in names if answers(name)]
    return rows.filter(OneOf("pk", one_value(keys)))


def _index_words(text: str) -> str:
    """What the index of names is asked for; "" when it cannot be."""
    folded = fold(text)
    if connection.vendor != "sqlite" or not folded.isascii():
        return ""
    asked = []
    for word in folded.split():
        # The index cuts "h'bia" in two, as it did the name: only the last piece may go on.
        *whole, begun = re.findall("[a-z0-9]+", word) or [""]
        asked += [f'"{piece}"' for piece in whole]
        asked += [f'"{begun}"*'] if begun else []
    return " AND ".join(asked)


def _index_is_sooner(of: Branch, words: str) -> bool:
    path = (of.path, of.path + "~")
    with connection.cursor() as cursor:
        cursor.execute(_INDEX_IS_SOONER, (*path, _FEW, _SHARE, *path, words))
        return bool(cursor.fetchone()[0])


def _number(digits: str) -> Q:
    card = Q(person__card_number__startswith=digits) | Q(person__old_card_number__startswith=digits)
    if len(digits) == _TAIL:
        return card | Q(person__national_id_tail_hash=keyed_hash(digits))
    if len(digits) == _NATIONAL_ID:
        return card | Q(person__national_id_hash=keyed_hash(digits))
    if len(digits) == _OLD_ID:
        return card | Q(person__old_id_hash=keyed_hash(digits))
    return card
