"""One world for many tests: built once in a transaction, inside which each test opens and takes back its own.

It stands while tests ask for it. The first that asks for none, for transactions of its own or for a world of its
module has it taken back before anything of that test is set up. Every test gets objects of its own.
"""

import pickle
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.world import World, build_world

OWN_TRANSACTIONS = {"transactional_db", "live_server", "django_db_serialized_rollback"}


class Standing:
    def __init__(self) -> None:
        self.blocker: DjangoDbBlocker | None = None  # none before there are tables
        self._open = ExitStack()
        self._made = b""

    def build(self) -> None:
        if self._made or self.blocker is None:
            return
        with self.blocker.unblock():
            frame = transaction.atomic()
            frame.__enter__()
            self._open.callback(frame.__exit__, None, None, None)
            self._open.callback(transaction.set_rollback, True)
            self._made = pickle.dumps(build_world())
            connection.check_constraints()  # else PostgreSQL does it anew after each test

    def take_back(self) -> None:
        if self._made and self.blocker:
            self._made = b""
            with self.blocker.unblock():
                self._open.close()

    def world(self) -> World:
        """Of this test alone; built on the spot for the first test of a run."""
        return pickle.loads(self._made) if self._made else build_world()


STANDING = Standing()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if _shares_the_world(item):
        STANDING.build()
    else:
        STANDING.take_back()


def _shares_the_world(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    own = hasattr(getattr(item, "module", None), "world")
    return "world" in asked and not own and not asked & OWN_TRANSACTIONS


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    STANDING.blocker = django_db_blocker
    yield
    STANDING.take_back()


@pytest.fixture
def world(db: None) -> World:
    return STANDING.world()
