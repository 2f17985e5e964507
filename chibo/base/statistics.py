"""What the database knows of its own tables, after much was written at once."""

from django.db import connection

_MUCH = 10  # a table that held so many times the rows written looks to the planner as it did


def refresh_statistics(written: int = 0) -> None:
    """PostgreSQL plans by statistics that its own housekeeping gathers a minute or so later: until then
    a list just brought in looks empty to it, and questions about people take minutes. It counts the
    rows of the transaction at hand too, so this may stand at its end. SQLite needs none.

    `written` is about how many rows were, so that tables much larger than that need not be read again; 0
    reads all. Only our own tables: those all databases of a server share stay locked to the end of a
    transaction."""
    if connection.vendor == "postgresql":
        tables = connection.introspection.table_names()
        if written:
            tables = _small(tables, written * _MUCH)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


def _small(tables: list[str], rows: int) -> list[str]:
    """Those known to hold fewer rows, or never counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE oid = ANY(%s::regclass[]) AND reltuples < %s",
            [list(map(connection.ops.quote_name, tables)), rows],
        )
        return [name for (name,) in cursor.fetchall()]
