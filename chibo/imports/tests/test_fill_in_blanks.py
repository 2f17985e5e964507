"""A row about somebody whose file is there may fill what the file lacks; the import's undo empties it again."""

from datetime import date

import pytest
from django.test import Client

from chibo.audit.models import Entry
from chibo.base.partial_dates import PartialDate
from chibo.base.rules import Refusal
from chibo.imports.actions.undoing import undo_import
from chibo.imports.models import FileImport
from chibo.imports.rules.problems import Answers
from chibo.imports.tests.sending import CLEAN, changed, look, send, write
from chibo.imports.tests.test_undo_an_import import everything
from chibo.members.actions.files import correct_file
from chibo.members.models import Membership, Person
from tests.world import World

FILL = Answers(checks={"2:full_name": "fill"})


def an_of(world: World) -> Person:
    """Lò Thị An, her ethnicity and native place not recorded."""
    an = world.people["an"]
    blanks = {"ethnicity": "", "native_detail": ""}
    return correct_file(an, blanks, by=world.an)


def row_of_an(world: World) -> list[str]:
    born = str(world.people["an"].partial("born"))
    return changed(
        CLEAN, name="Lò Thị An", sex="Nữ", born=born, theory="TC", cell="Không có chi bộ này"
    )


def sent(world: World) -> FileImport:
    return send(world, row_of_an(world))


def test_the_rehearsal_says_what_is_filled_field_by_field(world: World) -> None:
    an_of(world)
    of = sent(world)

    offered = look(world, of).problems()
    asked = next(one for one in offered if one.compare)
    assert [value for value, _label in asked.choices] == ["", "skip", "fill", "new"]

    (one,) = look(world, of, FILL).problems()
    assert one.severity == "check"
    assert one.sentence.startswith("Bổ sung vào hồ sơ Lò Thị An: Dân tộc: Thái")
    assert "Trình độ lý luận chính trị: TC" in one.sentence and "Ngày sinh" not in one.sentence


def test_only_blanks_are_filled_and_nobody_is_entered_twice(world: World) -> None:
    an = an_of(world)
    joined, stays = an.partial("joined"), Membership.objects.count()
    levels = set(an.qualifications.values_list("ladder", "level"))
    of = sent(world)

    assert write(world, of, FILL) == 1
    an.refresh_from_db()
    assert (an.ethnicity, an.partial("joined")) == ("thai", joined)
    found = set(an.qualifications.values_list("ladder", "level"))
    assert found == levels | {("theory", "intermediate")}
    assert Membership.objects.count() == stays
    assert set(Membership.objects.filter(person=an).values_list("ethnicity", flat=True)) == {"thai"}
    assert (of.counts["rows"], of.waiting) == (0, 0)


def test_the_journal_names_the_file_and_the_row(world: World) -> None:
    an = an_of(world)
    write(world, sent(world), FILL)

    told = Entry.objects.filter(verb="person.corrected", key=str(an.pk)).latest("pk")
    assert (told.source, told.source_ref.partition(":")[2]) == ("import", "2")
    assert told.reason == "Bổ sung từ tệp ds.xlsx, dòng 2"


def test_undo_empties_them_again(world: World) -> None:
    an_of(world)
    before = everything()
    of = sent(world)
    write(world, of, FILL)
    assert everything() != before

    undo_import(of, by=world.an)

    assert everything() == before


def test_a_file_corrected_since_stops_the_undo(world: World) -> None:
    an = an_of(world)
    of = sent(world)
    write(world, of, FILL)
    an.refresh_from_db()
    correct_file(an, {"note": "Đã đối chiếu"}, by=world.an)

    with pytest.raises(Refusal, match="đã được sửa"):
        undo_import(of, by=world.an)


def test_a_file_without_blanks_is_left_out(world: World) -> None:
    an = world.people["an"]
    facts = {"ethnicity": "thai", "official": PartialDate(date(2009, 2, 3))}
    correct_file(an, facts, by=world.an)
    of = send(world, changed(row_of_an(world), theory=""))
    rehearsal = look(world, of, FILL)

    assert rehearsal.counts()["skipped"] == 1
    assert "không còn ô trống" in rehearsal.readings[0].skipped


def test_two_rows_do_not_fill_one_file(world: World) -> None:
    an_of(world)
    twice = send(world, row_of_an(world), changed(row_of_an(world), ethnicity="Mông"))
    answers = Answers(checks={"2:full_name": "fill", "3:full_name": "fill"})
    sentences = [one.sentence for one in look(world, twice, answers).problems()]

    assert "Dòng khác đã bổ sung hồ sơ này" in sentences


def test_on_the_screen(world: World) -> None:
    """The third choice beside the two files, the list of what is filled, and the undo."""
    an_of(world)
    of, client = sent(world), Client()
    look(world, of)
    client.force_login(world.an)
    beside = f"/nhap/{of.pk}/trung/2"
    assert "Cùng một người, bổ sung ô còn trống" in client.get(beside).content.decode()

    page = client.post(beside, {"k:2:full_name": "fill"}, follow=True).content.decode()
    assert "Bổ sung vào hồ sơ Lò Thị An: Dân tộc: Thái" in page

    page = client.post(f"/nhap/{of.pk}/ghi", follow=True).content.decode()
    assert "Đã bổ sung 1 hồ sơ có sẵn." in page
    page = client.post(f"/nhap/{of.pk}/hoan-tac", follow=True).content.decode()
    assert "Bỏ phần đã bổ sung ở 1 hồ sơ có sẵn." in page
