"""Taking back a whole import leaves every table as it was before."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chibo.base.rules import Refusal
from chibo.imports.actions.undoing import undo_import
from chibo.imports.models import FileImport, Stage
from chibo.imports.rules.problems import Answers
from chibo.imports.tests.sending import CLEAN, changed, look, send, write
from chibo.members.actions.files import correct_file
from chibo.members.actions.moving import transfer_member
from chibo.members.models import Person
from tests.world import World

_OWN = {"imports", "audit", "sessions", "axes"}


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the journal and the imports' own."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.app_label not in _OWN and hasattr(model, "objects")
    }


def test_everything_is_as_it_was(world: World) -> None:
    before = everything()
    of = send(world, CLEAN, changed(CLEAN, name="Vì Văn Tú", joined="19/05/2026", official=""))
    write(world, of)
    assert everything() != before
    assert undo_import(of, by=world.an) == 2
    assert everything() == before
    assert FileImport.objects.get(pk=of.pk).stage == Stage.UNDONE


row = st.fixed_dictionaries(
    {
        "born": st.sampled_from(["", "1960", "05/1970", "12/03/1980"]),
        "ethnicity": st.sampled_from(["Thái", "H'Mông", "???", ""]),
        "cell": st.sampled_from(["Bản Trên", "CB bản Dưới", "Bản Mới", "Bản Lạ"]),
        "joined": st.sampled_from(["", "1999", "3/2/2008", "19/05/2025", "7/5/2026", "31/02/2011"]),
        "official": st.sampled_from(["", "3/2/2009", "2/9/2026", "05/2010"]),
    }
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(row, min_size=1, max_size=6), books=st.sampled_from([2017, 2025, 2026]))
def test_whatever_the_list_held(world: World, rows: list[dict[str, str]], books: int) -> None:
    before = everything()
    people = [
        changed(CLEAN, name=f"Lò Văn {letter}", **cells)
        for letter, cells in zip("ABCDEF", rows, strict=False)
    ]
    of = send(world, *people, books_from=date(books, 1, 1))
    answers = Answers()
    for problem in look(world, of).problems():
        if problem.field == "cell" and any(key == "new" for key, _label in problem.choices):
            answers.groups[problem.group] = "new"
    try:
        write(world, of, answers)
    except Refusal:
        of.delete()
        return
    undo_import(of, by=world.an)
    assert everything() == before


def test_not_once_somebody_was_moved(world: World) -> None:
    of = send(world, CLEAN)
    write(world, of)
    person = Person.objects.get(full_name="Hoàng Văn Xuân")
    transfer_member(person, world.duoi, date(2026, 6, 1), by=world.an)
    with pytest.raises(Refusal, match="đã có biến động ngày 01/06/2026"):
        undo_import(of, by=world.an)


def test_not_once_a_file_was_corrected(world: World) -> None:
    of = send(world, CLEAN)
    write(world, of)
    correct_file(Person.objects.get(full_name="Hoàng Văn Xuân"), {"phone": "0912"}, by=world.an)
    with pytest.raises(Refusal, match="Hồ sơ “Hoàng Văn Xuân” đã được sửa"):
        undo_import(of, by=world.an)


def test_not_after_seven_days(world: World) -> None:
    of = send(world, CLEAN)
    write(world, of)
    FileImport.objects.filter(pk=of.pk).update(applied_at=timezone.now() - timedelta(days=8))
    with pytest.raises(Refusal, match="Đã quá 7 ngày"):
        undo_import(of, by=world.an)


def test_not_twice(world: World) -> None:
    of = send(world, CLEAN)
    write(world, of)
    undo_import(of, by=world.an)
    of.refresh_from_db()
    with pytest.raises(Refusal, match="Đã hoàn tác"):
        undo_import(of, by=world.an)
