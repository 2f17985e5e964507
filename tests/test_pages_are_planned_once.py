"""SQLite plans what a page asks when it is first asked, and not again because other values are given to it."""

import sqlite3
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from chibo.base.periods import Period
from chibo.reports.actions.writing import begin_report
from tests.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans in another way"),
]


def asked_by(client: Client, address: str) -> list[tuple[str, Any]]:
    """What the page asks, as Django hands it over."""
    asked: list[tuple[str, Any]] = []

    def notice(execute: Any, sql: str, given: Any, many: bool, context: Any) -> Any:
        asked.append((sql, given or ()))
        return execute(sql, given, many, context)

    with connection.execute_wrapper(notice):
        assert client.get(address).status_code == 200
    return [(sql, given) for sql, given in asked if sql.startswith("SELECT")]


def planned_anew(asked: list[tuple[str, Any]]) -> list[str]:
    """Those that SQLite compiles again the third time: it asks leave for each table it compiles."""
    looked: list[str] = []
    again: list[str] = []

    def leave(*what: Any) -> int:
        looked.append(str(what))
        return sqlite3.SQLITE_OK

    with connection.cursor() as cursor:
        connection.connection.set_authorizer(leave)
        try:
            for sql, given in asked:
                for _time in range(2):
                    cursor.execute(sql, given)
                    cursor.fetchall()
                looked.clear()
                cursor.execute(sql, given)
                cursor.fetchall()
                again += [sql] if looked else []
        finally:
            connection.connection.set_authorizer(None)
    return again


def test_nothing_on_the_home_page_is_planned_anew(world: World) -> None:
    client = Client()
    client.force_login(world.an)
    assert planned_anew(asked_by(client, "/")) == []


def test_nothing_in_a_report_is_planned_anew(world: World) -> None:
    client = Client()
    client.force_login(world.an)
    report = begin_report(world.commune, "six_month", Period.half(2026, 1), by=world.an)
    assert planned_anew(asked_by(client, report.get_absolute_url())) == []


def test_a_value_that_may_decide_over_a_partial_index_is_planned_anew(world: World) -> None:
    """What the two above would find."""
    del world
    sql = "SELECT COUNT(*) FROM inactivity_note WHERE withdrawn = %s"
    assert planned_anew([(sql, ("",))]) == [sql]
