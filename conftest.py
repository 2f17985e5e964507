"""What every test may ask for. Each app's own cast lives in its tests/factories.py."""

import gc

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import settings

from chibo.accounts.actions import create_user
from chibo.accounts.models import User

pytest_plugins = ["tests.tables", "tests.standing", "tests.sharing", "tests.at_once"]

PASSWORD = "nương ngô xanh 2026"

# No test fails because a machine was busy: a law that holds may take its time.
settings.register_profile("unhurried", parent=settings.default, deadline=None)
settings.load_profile("unhurried")


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking through it for rubbish takes a tenth of the run."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _no_counts_left_over() -> None:
    """Rate limits count in the cache, which outlives a test's transaction."""
    cache.clear()


@pytest.fixture
def person(db: None) -> User:
    return create_user(username="lo.thi.mai", full_name="Lò Thị Mai", password=PASSWORD, by=None)


@pytest.fixture
def signed_in(client: Client, person: User) -> Client:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
