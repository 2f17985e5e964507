"""What is due of a commune is found from its own records, however many others keep theirs in the installation."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import World

# Indexes read whole, and why they may be: corrections nobody has answered yet; the cycles of ratings, one row a
# committee and year.
_FEW = ("open_correction_by_person", "one_rating_cycle_a_period")


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL may rightly read few rows as it likes"
)
def test_no_table_that_grows_is_read_from_end_to_end(world: World) -> None:
    """SQLite knows nothing here of how much is in which table, and plans as if it were much."""
    office = Client()
    office.force_login(world.an)
    with CaptureQueriesContext(connection) as asked:
        assert office.get("/viec").status_code == 200
    whole = [
        line for one in asked if one["sql"].startswith("SELECT") for line in _scans(one["sql"])
    ]
    assert whole == []


def _scans(sql: str) -> list[str]:
    """Where SQLite reads a table of ours from end to end: the line of the plan, and the question."""
    tables = set(connection.introspection.table_names())
    found = []
    for part in re.split(r" UNION ALL (?=SELECT \d+,)", sql):
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + part)
            plan = [line for *_, line in cursor.fetchall() if line.startswith("SCAN ")]
        for line in plan:
            name = line.split()[1]
            if (name in tables or re.fullmatch(r"[A-Z]\d+", name)) and not line.endswith(_FEW):
                found.append(f"{line}: {part[:300]}")
    return found
