"""What the database knows of its own tables, after much was written at once."""

from django.db import connection


def refresh_statistics() -> None:
    """PostgreSQL plans by statistics that its own housekeeping gathers a minute or so later: until then
    a list just brought in looks empty to it, and questions about people take minutes. It counts the
    rows of the transaction at hand too, so this may stand at its end. SQLite needs none.

    Only our own tables: those all databases of a server share stay locked to the end of a transaction."""
    if connection.vendor == "postgresql":
        tables = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")
