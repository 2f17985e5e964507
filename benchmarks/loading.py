"""Rows straight into either database: indexes and guards dropped, filled, and built again."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Protocol

import psycopg
from django.db import connection
from psycopg import sql

from benchmarks.rows import COLUMNS, Row, Rows, columns, constants, model_of

Statement = Any  # psycopg's sql.Composed or text


class Loader(Protocol):
    def write(self, rows: Rows) -> None: ...


class SqliteLoader:
    """One transaction a batch; columns nobody fills are constants of the statement."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.raw: sqlite3.Connection = connection.connection
        self.statements = {table: self._insert(table) for table in COLUMNS}

    def _insert(self, table: str) -> str:
        fixed = constants(table)
        names = ", ".join(f'"{name}"' for name in [*columns(table), *fixed])
        holes = ["?"] * len(columns(table))
        values = ", ".join(holes + [self._literal(value) for value in fixed.values()])
        return f'INSERT INTO "{table}" ({names}) VALUES ({values})'

    def _literal(self, value: Any) -> str:
        literal: str = self.raw.execute("SELECT quote(?)", (value,)).fetchone()[0]
        return literal

    def write(self, rows: Rows) -> None:
        self.raw.execute("BEGIN")
        for table, filled in rows.items():
            self.raw.executemany(self.statements[table], filled)
        self.raw.execute("COMMIT")


@contextmanager
def bare_sqlite() -> Iterator[None]:
    """Everything built on the tables is taken away and put back as it was written, and names indexed."""
    marks = ", ".join("?" for _ in COLUMNS)
    query = (
        "SELECT type, name, sql FROM sqlite_master "
        f"WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name IN ({marks})"
    )
    connection.ensure_connection()
    raw: sqlite3.Connection = connection.connection
    for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -400000"):
        raw.execute(f"PRAGMA {pragma}")
    kept = raw.execute(query, tuple(COLUMNS)).fetchall()
    for kind, name, _written in kept:
        raw.execute(f'DROP {kind} "{name}"')
    yield
    for _kind, _name, written in kept:
        raw.execute(written)
    for statement in import_module("chibo.members.migrations.0016_names_wait_for_a_place").LAY:
        raw.execute(statement)
    raw.execute("INSERT INTO person_name (person_name) VALUES ('optimize')")
    raw.execute("ANALYZE")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class PostgresLoader:
    """A connection of its own, so that several processes copy at once."""

    def __init__(self) -> None:
        parameters = connection.get_connection_params()
        wanted = ("dbname", "user", "password", "host", "port")
        self.raw = psycopg.connect(
            **{key: parameters[key] for key in wanted if key in parameters}, autocommit=True
        )

    def write(self, rows: Rows) -> None:
        with self.raw.transaction(), self.raw.cursor() as cursor:
            for table, filled in rows.items():
                names = sql.SQL(", ").join(map(sql.Identifier, columns(table)))
                statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
                with cursor.copy(statement) as copy:
                    copy.write("".join(map(_copy_line, filled)))


def _copy_line(row: Row) -> str:
    """The generator's words hold no tabs, breaks or backslashes."""
    return "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"


@contextmanager
def bare_postgres() -> Iterator[None]:
    """Constraints and indexes but the primary keys go and come back; constants stand as defaults meanwhile."""
    with connection.cursor() as cursor:
        drop, restore = _definitions(cursor)
        fixed = [(table, name, value) for table in COLUMNS for name, value in _given(table)]
        for table, name, value in fixed:
            cursor.execute(_default(table, name, value))
        _run(cursor, drop)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        _run(cursor, restore)
        for table, name, _value in fixed:
            cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{name}" DROP DEFAULT')
        models = [model_of(table) for table in COLUMNS]
        from django.core.management.color import no_style

        _run(cursor, connection.ops.sequence_reset_sql(no_style(), models))
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("CHECKPOINT")


def _given(table: str) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in constants(table).items() if value is not None]


def _default(table: str, name: str, value: Any) -> Statement:
    plain = value.obj if hasattr(value, "obj") else value  # the wrapper of JSON
    return sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}").format(
        sql.Identifier(table),
        sql.Identifier(name),
        sql.Literal("[]" if plain == [] else plain),
    )


def _definitions(cursor: Any) -> tuple[list[str], list[str]]:
    """Statements that take away and that put back: foreign keys go first and come last."""
    tables = list(COLUMNS)
    cursor.execute(
        "SELECT conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid::regclass::text = ANY(%s) AND contype IN ('f', 'u', 'x') "
        "ORDER BY contype = 'f'",
        [tables],
    )
    found = cursor.fetchall()
    constraints = [(f"ALTER TABLE {t} DROP CONSTRAINT {n}", f"ALTER TABLE {t} ADD CONSTRAINT {n} {d}")
                   for t, n, d in found]  # fmt: skip
    cursor.execute(
        "SELECT quote_ident(i.indexname), i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s) "
        "AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)",
        [tables],
    )
    indexes = [(f"DROP INDEX {name}", written) for name, written in cursor.fetchall()]
    return [c[0] for c in reversed(constraints)] + [i[0] for i in indexes], [
        *[i[1] for i in indexes],
        *[c[1] for c in constraints],
    ]


def _run(cursor: Any, statements: Iterable[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"
