from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User

PEOPLE = 20
TIMES = 5


@pytest.fixture
def counter(transactional_db: None) -> User:
    return create_user(username="so.dem", full_name="0", by=None)


def add_one(key: int) -> None:
    """Reads, then writes what it read plus one: the pattern that loses updates."""
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=key)
        row.full_name = str(int(row.full_name) + 1)
        row.save(update_fields=["full_name"])


def person_at_work(number: int, key: int, together: Barrier) -> None:
    together.wait()
    for time in range(TIMES):
        create_user(username=f"nguoi{number}.{time}", full_name="Người thử", by=None)
        add_one(key)
    connection.close()


def test_nothing_is_lost(counter: User) -> None:
    together = Barrier(PEOPLE)
    with ThreadPoolExecutor(PEOPLE) as pool:
        done = [pool.submit(person_at_work, n, counter.pk, together) for n in range(PEOPLE)]
        for one in done:
            one.result()

    counter.refresh_from_db()
    assert (counter.full_name, User.objects.count()) == (str(PEOPLE * TIMES), PEOPLE * TIMES + 1)


def test_sqlite_is_set_up_for_it(transactional_db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a matter of SQLite only")
    with connection.cursor() as cursor:
        answers = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }

    assert answers == {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": 20_000,
        "foreign_keys": 1,
    }
