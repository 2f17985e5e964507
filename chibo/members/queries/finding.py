"""Finding members of a branch by what people type: a name with or without marks, a card, an ID's end."""

from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from chibo.base.secrets import keyed_hash
from chibo.base.text import clean, fold, matches
from chibo.members.models import Membership

_TAIL, _OLD_ID, _NATIONAL_ID = 4, 9, 12
_SPECIAL = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


class _WordsBegin(Func):
    """Words of a folded name begin, in order, with the words of a folded query."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, *details: Any, **more: Any) -> Any:
        column, own = compiler.compile(self.source_expressions[0])
        pattern, given = compiler.compile(self.source_expressions[1])
        return f"(' ' || {column}) LIKE {pattern} ESCAPE '\\'", (*own, *given)


def names_like(column: str, text: str) -> _WordsBegin:
    """The condition that a folded name column answers the query, marks ignored."""
    words = [word.translate(_SPECIAL) for word in fold(text).split()]
    pattern = "".join(f"% {word}" for word in words) + "%"
    return _WordsBegin(F(column), Value(pattern))


def found(rows: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """Rows that answer the search box. A plain query ignores marks; one with marks respects them."""
    text = clean(text)
    digits = text.replace(" ", "").replace(".", "")
    if not text:
        return rows
    if digits.isdigit():
        return rows.filter(_number(digits))
    plain = rows.filter(names_like("person__name_folded", text))
    if text.lower() == fold(text):
        return plain
    names = plain.order_by().values_list("pk", "person__full_name")
    return rows.filter(pk__in=[key for key, name in names if matches(text, name)])


def _number(digits: str) -> Q:
    card = Q(person__card_number__startswith=digits) | Q(person__old_card_number__startswith=digits)
    if len(digits) == _TAIL:
        return card | Q(person__national_id_tail_hash=keyed_hash(digits))
    if len(digits) == _NATIONAL_ID:
        return card | Q(person__national_id_hash=keyed_hash(digits))
    if len(digits) == _OLD_ID:
        return card | Q(person__old_id_hash=keyed_hash(digits))
    return card
