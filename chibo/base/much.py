"""Much written at once: a list of thousands."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_ROOM = 64 * 1024  # kB


@contextmanager
def room_for_much() -> Iterator[None]:
    """SQLite keeps 2 MB of pages: every row of a list belongs into fifteen indexes, whose pages would be written
    and read again all the time. What was held goes back at the end. PostgreSQL has its own."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        [usual] = cursor.fetchone()
        cursor.execute(f"PRAGMA cache_size = -{_ROOM}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {usual}")
            cursor.execute("PRAGMA shrink_memory")
