"""A server puts the data workbook together in a process of its own: the same comes out, for the same eyes."""

import logging
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction

from chibo.accounts.actions import create_user
from chibo.audit.models import Entry
from chibo.base.apart import Apart
from chibo.base.rules import NotAllowed
from chibo.base.sheets import open_workbook
from chibo.imports.actions.workbook import export_workbook
from chibo.imports.workbook.taking_out import here, taken_out
from chibo.organisations.actions.places import found_place
from chibo.organisations.queries.tree import branch
from tests.world import World

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def apart() -> Iterator[None]:
    Apart.told = True
    yield
    Apart.told = False


def _cells(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    return {page.name: page.rows() for page in open_workbook(content, "so.xlsx").sheets}


def test_the_workbook_is_the_one_written_here(
    open_world: World, caplog: pytest.LogCaptureFixture
) -> None:
    where = branch(open_world.commune, TODAY)
    sent, own = taken_out(where, TODAY, open_world.an), here(where, TODAY, open_world.an)

    assert not caplog.records  # it did come from there
    assert (sent.people, sent.masked, sent.keepers) == (own.people, own.masked, own.keepers)
    assert _cells(sent.content) == _cells(own.content)


def test_what_is_masked_here_is_masked_there(open_world: World) -> None:
    """The secretary of the cell sees no identity numbers of others."""
    where = branch(open_world.tren, TODAY)
    sent, own = taken_out(where, None, open_world.chung), here(where, None, open_world.chung)

    assert sent.masked == own.masked > 0


def test_what_a_transaction_has_written_is_in_it(open_world: World) -> None:
    with transaction.atomic():
        area = open_world.commune
        found_place(area, "Bản Mới Tinh", "ban", TODAY, by=open_world.an)
        sent = taken_out(branch(open_world.commune, TODAY), None, open_world.an)
    assert "Bản Mới Tinh" in str(_cells(sent.content))


def test_the_journal_tells_who_took_it(open_world: World) -> None:
    export_workbook(open_world.commune, by=open_world.an)
    assert not connection.in_atomic_block

    entry = Entry.objects.get(verb="workbook.exported")
    assert (entry.actor, entry.key) == (open_world.an, str(open_world.commune.pk))


def test_nobody_else_is_asked_for(open_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused before any process begins."""
    told = {"username": "nguoi.la", "full_name": "Người Lạ", "password": "nương ngô xanh 1"}
    stranger = create_user(**told, by=None)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NotAllowed):
        export_workbook(open_world.commune, by=stranger)
    assert not Entry.objects.filter(verb="workbook.exported").exists()


def test_without_a_second_process_it_is_written_here(
    open_world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    where = branch(open_world.commune, TODAY)
    sent, own = taken_out(where, TODAY, open_world.an), here(where, TODAY, open_world.an)

    assert _cells(sent.content) == _cells(own.content)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
