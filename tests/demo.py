"""The demo world, loaded once for both files that ask for it (sharing.py gives them to one process): what its
workbook is compared with is told before the world is taken back at the end of the first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from chibo.cli.demo.load import load
from chibo.reports.statistics.building import Filled

WORKBOOK = "tests/test_demo_workbook.py"


@dataclass
class Told:
    """What the demo world said before it was taken back."""

    workbook: bytes
    figures: dict[tuple[str, ...], Any]
    forms: dict[tuple[str, str], list[Filled]]


KEPT: list[Told] = []


@contextmanager
def demo_world(blocker: DjangoDbBlocker) -> Iterator[None]:
    """It stands within; afterwards the database is empty again."""
    with blocker.unblock(), transaction.atomic():
        assert load()
        connection.check_constraints()  # else PostgreSQL looks at every row again after each test
        yield
        transaction.set_rollback(True)


def is_asked_for(session: pytest.Session) -> bool:
    """Whether the workbook is looked at in this run."""
    return any(item.nodeid.startswith(WORKBOOK) for item in session.items)
