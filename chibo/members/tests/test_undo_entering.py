"""Taking back a whole batch of entries leaves everything as before, or nothing is taken back."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from chibo.audit.models import Entry, Source
from chibo.audit.sources import coming_from
from chibo.base.rules import Refusal
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import Level, fill
from chibo.members.actions.moving import end_membership
from chibo.members.actions.undoing import undo_entering
from chibo.members.models import Movement, Person
from tests.world import World

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables but the journal's."""
    models = [model for model in apps.get_models() if model is not Entry]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


def enter(world: World) -> tuple[list[Movement], list[str]]:
    """The movements of a batch and the journal's key of it."""
    people = [fill(Person(), {"full_name": f"Hà Văn {n}"}) for n in "ABC"]
    entries = [
        Entering(one, world.tren.pk, date(2015, 1, 1), "official", [Level("theory", "advanced")])
        for one in people
    ]
    with coming_from(Source.IMPORT, "sha256:ab") as origin:
        return enter_members("registered", entries, by=world.an), [str(origin.batch)]


def test_undo_leaves_everything_as_before(world: World) -> None:
    before = everything()
    movements, batches = enter(world)
    assert everything() != before
    assert undo_entering(movements, batches=batches, by=world.an, reason="Nhập nhầm tệp") == 3
    assert everything() == before


def test_nothing_is_undone_once_something_builds_on_it(world: World) -> None:
    movements, batches = enter(world)
    end_membership(movements[0].person, "died", date(2026, 1, 1), by=world.an)
    after = everything()
    with pytest.raises(Refusal, match="Hà Văn A đã có biến động ngày 01/01/2026"):
        undo_entering(movements, batches=batches, by=world.an, reason="Nhập nhầm tệp")
    assert everything() == after


def test_the_journal_keeps_what_was_taken_back(world: World) -> None:
    movements, batches = enter(world)
    undo_entering(movements, batches=batches, by=world.an, reason="Nhập nhầm tệp")
    lines = Entry.objects.filter(verb="member.entering_undone")
    assert [(line.label, line.reason) for line in lines.order_by("label")] == [
        (f"Hà Văn {n}", "Nhập nhầm tệp") for n in "ABC"
    ]
