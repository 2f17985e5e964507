"""The journal: one line per change, in the change's own transaction, never altered."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from chibo.audit.models import Entry, Source
from chibo.audit.queries import history_of, journal_under
from chibo.audit.snapshots import changed
from chibo.audit.sources import coming_from, row
from chibo.members.actions.files import correct_file
from chibo.organisations.actions.changing import rename_organisation
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_change_leaves_before_and_after(world: World) -> None:
    correct_file(world.people["an"], {"phone": "0900 000 001"}, by=world.an, reason="Đổi số")
    line = history_of("members.person", world.people["an"].pk).first()
    assert line is not None
    assert (line.verb, line.actor, line.reason) == ("person.corrected", world.an, "Đổi số")
    assert changed(line.before, line.after) == {"phone": ("", "0900 000 001")}


def test_identity_numbers_never_reach_the_journal(world: World) -> None:
    correct_file(world.people["an"], {"national_id": "014185009999"}, by=world.an)
    assert not Entry.objects.filter(after__icontains="014185009999").exists()
    line = history_of("members.person", world.people["an"].pk).first()
    assert line is not None
    assert line.after["national_id"] == "•••"


def test_lines_carry_the_source_and_row_they_come_from(world: World) -> None:
    with coming_from(Source.IMPORT, "sha256:ab") as origin, row("Danh sách!12"):
        correct_file(world.people["an"], {"note": "x"}, by=world.an)
    line = history_of("members.person", world.people["an"].pk).first()
    assert line is not None
    assert (line.source, line.source_ref, line.batch) == ("import", "Danh sách!12", origin.batch)


@transaction.atomic
def rename_and_fail(world: World) -> None:
    rename_organisation(world.tren, "Chi bộ bản Mới", date(2026, 1, 1), by=world.an)
    raise ZeroDivisionError


def test_nothing_is_noted_when_the_change_fails(world: World) -> None:
    before = Entry.objects.count()
    with pytest.raises(ZeroDivisionError):
        rename_and_fail(world)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("statement", ["UPDATE journal SET verb = 'x'", "DELETE FROM journal"])
def test_the_database_refuses_to_alter_a_line(world: World, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="chỉ được ghi thêm"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_refuses_to_empty_it(world: World) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no way to empty a table past its rows")
    with (
        pytest.raises(DatabaseError, match="chỉ được ghi thêm"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        # What waits for the end of the transaction would refuse it too.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE journal CASCADE")


def test_a_branch_has_its_own_journal(world: World) -> None:
    path = world.neighbour.placements.get(ended_on=None).path
    correct_file(world.people["khanh"], {"note": "x"}, by=world.khanh)
    assert journal_under([path]).first().label == "Tòng Thị Khánh"
    assert not journal_under([path]).filter(label="Lò Thị An").exists()
