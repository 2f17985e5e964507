"""Calls of programs counted by the minute."""

from django.core.cache import cache
from django.db import connection

from chibo.organisations.models import CallCount

_MINUTE = 60
_UPSERT = """
    INSERT INTO call_count (who, minute, calls) VALUES (%s, %s, 1)
    ON CONFLICT (who, minute) DO UPDATE SET calls = call_count.calls + 1
    RETURNING calls
"""


def count_call(who: str, minute: int) -> int:
    """One more call within this minute; how many there were. On PostgreSQL in a table, so that several servers
    count together. On SQLite, which one server works with, in its memory: a write for every reading would wait
    behind every import."""
    if connection.vendor == "postgresql":
        return counted_in_table(who, minute)
    slot = f"{who}:{minute}"
    cache.add(slot, 0, _MINUTE)
    try:
        return cache.incr(slot)
    except ValueError:  # forgotten between the two: a new minute has begun
        return 1


def counted_in_table(who: str, minute: int) -> int:
    """In one statement, so that two who call at once are counted twice."""
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, [who, minute])
        calls: int = cursor.fetchone()[0]
    if calls == 1:
        CallCount.objects.filter(who=who, minute__lt=minute).delete()
    return calls
