"""Where much is written at once SQLite holds more pages, and afterwards as few as before."""

from contextlib import suppress

import pytest
from django.db import connection, transaction

from chibo.base.much import room_for_much

pytestmark = pytest.mark.django_db


def _held() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size" if connection.vendor == "sqlite" else "SELECT 0")
        [size] = cursor.fetchone()
    return int(size)


def test_the_room_is_given_back_even_where_writing_fails() -> None:
    usual = _held()
    held: list[int] = []
    with suppress(ZeroDivisionError), transaction.atomic(), room_for_much():
        held.append(_held())
        held.append(1 // 0)
    assert held == [-64 * 1024 if connection.vendor == "sqlite" else usual]
    assert _held() == usual
