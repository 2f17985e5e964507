"""Whose names have words that begin as typed: PostgreSQL's index of the words of names (migration 0018).

It knows whole words and no order of names. So it is asked where few bear such a name; many are sooner met by going
through the branch.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Value

from chibo.members.models import Person

_BEGUN = """
    SELECT string_agg(word, ' ') FROM unnest(%s::text[]) WITH ORDINALITY AS typed (start, place)
    LEFT JOIN name_word ON starts_with(word, start) GROUP BY place ORDER BY place
"""
# Looking up one bearer takes as long as passing several people of a branch.
_MANY = 50_000
# A question with a limit is answered for itself, and before the one around it.
_EVERY = 2**31


class _HasOneOf(Func):
    """A folded name has one of the words, which stand in one text."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, *details: Any, **more: Any) -> Any:
        name, own = compiler.compile(self.source_expressions[0])
        words, given = compiler.compile(self.source_expressions[1])
        return f"string_to_array({name}, ' ') && string_to_array({words}, ' ')", (*own, *given)


def words_begun(typed: Sequence[str]) -> list[str]:
    """For each folded word that is typed, the words in names that begin so, in one text."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGUN, [list(typed)])
        return [words or "" for (words,) in cursor.fetchall()]


def bearers(begun: Sequence[str]) -> QuerySet[Person, Any]:
    """Keys of people whose names have one of each of the words, in whatever order."""
    has = [_HasOneOf(F("name_folded"), Value(words)) for words in begun]
    return Person.objects.filter(*has).order_by().values("pk")


def few_bearers(begun: Sequence[str]) -> tuple[int, QuerySet[Person, Any]] | None:
    """About how many there are and who they are; None where they are many."""
    rows = bearers(begun)
    [told] = json.loads(rows.explain(format="json"))
    expected = told["Plan"]["Plan Rows"]
    return None if expected > _MANY else (expected, rows[:_EVERY])
