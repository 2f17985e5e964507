"""A world that threads and other connections see, for tests in which several people act at the same time."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.world import World, build_world

_CHANGED = import_module("chibo.audit.migrations.0002_journal_is_append_only")
_EMPTIED = import_module("chibo.audit.migrations.0003_journal_is_not_emptied")


@pytest.fixture
def _journal_guarded_again(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        _run(_CHANGED.GUARD[connection.vendor], _EMPTIED.GUARD)


@pytest.fixture
def open_world(_journal_guarded_again: None, transactional_db: None) -> Iterator[World]:
    """It is emptied afterwards, which the journal's guards would refuse."""
    yield build_world()
    _run(_CHANGED.RELEASE[connection.vendor], _EMPTIED.RELEASE)


def _run(everywhere: list[str], on_postgresql: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in everywhere:
            cursor.execute(statement)
        for statement in on_postgresql if connection.vendor == "postgresql" else ():
            cursor.execute(statement)
