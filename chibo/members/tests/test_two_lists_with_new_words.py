"""Two lists with names nobody bore before come in at the same time, and neither stops the other."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from chibo.members.actions.files import fill
from chibo.members.models import Person

FIRST, SECOND = "Quỳm Êban", "Xoạng Niê"  # without a word in common


def save(name: str) -> None:
    known = {"full_name": name, "sex": "female", "ethnicity": "thai", "religion": "none"}
    fill(Person(), known).save()


def the_other_list() -> None:
    with transaction.atomic():
        save(SECOND)
        save(FIRST)
    connection.close()


def until_somebody_waits() -> None:
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    until = time.monotonic() + 20
    with connection.cursor() as cursor:
        while not cursor.execute(asked).fetchone()[0]:
            assert time.monotonic() < until, "nobody waits"
            time.sleep(0.02)


def test_they_do_not_wait_for_each_other_crosswise(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write after the other anyway")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            save(FIRST)
            other = pool.submit(the_other_list)
            until_somebody_waits()
            save(SECOND)
        other.result()

    assert sorted(Person.objects.values_list("full_name", flat=True)) == [
        *[FIRST] * 2,
        *[SECOND] * 2,
    ]
