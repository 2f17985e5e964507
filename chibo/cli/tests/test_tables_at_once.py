"""A new installation gets at once what its migrations come to one after the other."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections

from tests.tables import in_cluster, run

pytestmark = pytest.mark.django_db

MIGRATE = (
    "import django; django.setup(); from django.core.management import call_command as do; "
    "do('migrate', verbosity=0)"
)
NAME = "migrated"
RECORDED = {
    "migrations": "SELECT app, name FROM django_migrations",
    "models": "SELECT app_label, model FROM django_content_type",
    "permissions": "SELECT codename, name FROM auth_permission",
}
CATALOGUE = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, "
    "character_maximum_length, identity_generation FROM information_schema.columns "
    "WHERE table_schema = 'public'",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
    "FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "triggers": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "statistics": "SELECT attrelid::regclass::text, attname, attstattarget FROM pg_attribute "
    "WHERE attstattarget > 0 AND attrelid::regclass::text NOT LIKE 'pg_%'",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}

Ask = Callable[[str], list[Any]]


def asks(one: Any) -> Ask:
    def ask(sql: str) -> list[Any]:
        with one.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    return ask


def schema(ask: Ask) -> dict[str, set[Any]]:
    """The order of columns is no matter: nothing reads or writes a row without naming them."""
    rows = {name: set(ask(sql)) for name, sql in RECORDED.items()}
    if connection.vendor == "postgresql":
        return rows | {name: set(ask(sql)) for name, sql in CATALOGUE.items()}
    made = ask("SELECT type, name, sql FROM sqlite_master")
    return rows | {"schema": {(kind, name, in_any_order(sql)) for kind, name, sql in made}}


def in_any_order(sql: str | None) -> tuple[str, ...]:
    if not sql or not sql.startswith("CREATE TABLE"):
        return (sql or "",)
    head, _, body = sql.partition("(")
    return (head, *sorted(re.split(r", (?=[\"C])", body.removesuffix(")"))))


@pytest.fixture
def one_by_one(tmp_path: Path) -> Iterator[Ask]:
    """A database of its own that has been through the migrations; that of the run was made at once
    (tests/tables.py)."""
    told, own = dict(connection.settings_dict), {"CHIBO_HOME": str(tmp_path)}
    if connection.vendor == "postgresql":
        told["NAME"] = f"{NAME}_{os.getpid()}"
        asked_of_the_server(f"CREATE DATABASE {told['NAME']}")
        own["CHIBO_DATABASE"] = in_cluster(told["NAME"])
    else:
        told["NAME"] = str(tmp_path / "chibo.sqlite3")
    run(MIGRATE, **own)
    made = connections[DEFAULT_DB_ALIAS].__class__(told, "made")
    with made.temporary_connection():
        yield asks(made)
    made.close()
    if connection.vendor == "postgresql":
        asked_of_the_server(f"DROP DATABASE {told['NAME']}")


def asked_of_the_server(statement: str) -> None:
    """Databases are made and dropped outside a transaction."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def test_it_is_what_the_migrations_come_to(one_by_one: Ask) -> None:
    at_once = schema(asks(connection))
    assert at_once == schema(one_by_one)
    assert min(len(rows) for rows in at_once.values()) > 0
