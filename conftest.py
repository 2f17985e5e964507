"""What every test may ask for. Each app's own cast lives in its tests/factories.py."""

import pytest
from django.core.cache import cache
from django.test import Client

from chibo.accounts.actions import create_user
from chibo.accounts.models import User

pytest_plugins = ["tests.tables", "tests.standing"]

PASSWORD = "nương ngô xanh 2026"


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
