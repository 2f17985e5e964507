"""The same people come once more: corrected, or as next month's list."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from chibo.base.sheets import open_workbook
from chibo.imports.actions.mapping import run_rehearsal
from chibo.imports.actions.undoing import undo_import
from chibo.imports.actions.uploading import NewFile, SameFile, replace_file, upload_file
from chibo.imports.models import FileImport, Worksheet
from chibo.imports.rules.marking import marked_file
from chibo.imports.rules.problems import Answers
from chibo.imports.tests import files
from chibo.imports.tests.sending import AS_OF, BOOKS, CLEAN, changed, look, send, write
from chibo.members.models import Person
from tests.world import World

NUMBERED = [
    changed(CLEAN, name=f"Lò Văn {name}", id=f"01408000001{n}")
    for n, name in enumerate(("Một", "Hai", "Ba"), start=1)
]
BAD = changed(CLEAN, name="Vì Văn Tú", joined="31/02/2011")
MENDED = changed(CLEAN, name="Vì Văn Tú", joined="28/01/2008")


def again(world: World, of: FileImport, *people: list[str]) -> Answers:
    """The corrected file in place of the first; the answers that were kept."""
    replace_file(of, "sua.xlsx", files.plain_list(*people), by=world.an)
    kept = Answers.told(Worksheet.objects.get(file_import=of).answers)
    run_rehearsal(of, kept, by=world.an)
    return kept


def test_people_who_are_there_by_number_and_name_are_asked_about_once(world: World) -> None:
    write(world, send(world, *NUMBERED))
    of = send(world, *NUMBERED, CLEAN)
    (problem,) = look(world, of).problems()
    assert (problem.severity, problem.also, problem.sentence) == (
        "undecided",
        2,
        "Đã có hồ sơ, trùng số và họ tên: Lò Văn Một, sinh 1980, Bản Trên",
    )
    found = look(world, of, Answers(groups={problem.group: "skip"}))
    assert ([one.row for one in found.ready], found.counts()["skipped"]) == ([5], 3)
    assert found.notes == ["3 dòng không ghi: đã có hồ sơ, trùng số."]


def test_a_number_under_another_name_is_still_an_error_of_its_own(world: World) -> None:
    write(world, send(world, *NUMBERED))
    of = send(world, changed(NUMBERED[0], name="Hà Thị Khác"))
    (problem,) = look(world, of).problems()
    assert (problem.severity, problem.group) == ("error", "")


def test_answers_outlive_the_corrected_file_where_its_rows_are_the_same(world: World) -> None:
    of = send(world, changed(CLEAN, ethnicity="H'Mông"), BAD, changed(BAD, name="Cà Văn Hải"))
    group = "ethnicity:h0 mông0"
    rows = {"3": {"joined": "28/02/2008"}, "4": {"joined": "27/02/2008"}}
    look(world, of, Answers(rows=rows, groups={group: "mong"}))
    kept = again(world, of, changed(CLEAN, ethnicity="H'Mông"), BAD, MENDED)
    assert kept == Answers(rows={"3": {"joined": "28/02/2008"}}, groups={group: "mong"})


def test_only_the_wrong_rows_may_be_sent_back(world: World) -> None:
    """The office deletes what is written and sends the rest: row 2 is now somebody else."""
    of = send(world, *NUMBERED, BAD)
    assert write(world, of) == 3
    again(world, of, MENDED)
    assert of.counts["ready"] == 1
    assert write(world, of) == 1
    assert Person.objects.filter(full_name="Vì Văn Tú").count() == 1
    assert undo_import(of, by=world.an) == 4


def test_the_error_file_mended_and_sent_back_writes_nobody_twice(world: World) -> None:
    of = send(world, *NUMBERED, BAD)
    write(world, of)
    marked = marked_file(of, Answers(), world.an)
    assert open_workbook(marked, "loi.xlsx").sheets[0].rows()[4][-1] is not None
    again(world, of, *NUMBERED, MENDED)
    assert (of.counts["rows"], write(world, of)) == (1, 1)
    assert Person.objects.filter(full_name__in=[one[0] for one in NUMBERED]).count() == 3


def test_the_day_of_the_first_sending_is_the_day_here(world: World) -> None:
    of = send(world, CLEAN)
    late = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
    FileImport.objects.filter(pk=of.pk).update(uploaded_at=late)
    from chibo.imports.queries.records import content

    with pytest.raises(SameFile, match="22/11/2026"):
        upload_file(NewFile("ds.xlsx", content(of), AS_OF, BOOKS), world.commune, by=world.an)


def test_answers_can_be_given_up(world: World) -> None:
    office = Client()
    office.force_login(world.an, backend="django.contrib.auth.backends.ModelBackend")
    of = send(world, CLEAN, changed(CLEAN, cell="Bản Dưới"))
    look(world, of)
    page = f"/nhap/{of.pk}"
    assert "Bỏ các lựa chọn" not in office.get(page).content.decode()
    office.post(page, {"k:3:full_name": "skip"})
    of.refresh_from_db()
    assert of.counts["skipped"] == 1 and "Bỏ các lựa chọn" in office.get(page).content.decode()
    office.post(page, {"viec": "lai"})
    of.refresh_from_db()
    assert (of.counts["skipped"], of.counts["undecided"]) == (0, 1)


def test_the_chips_say_how_many_lines_they_show(world: World) -> None:
    office = Client()
    office.force_login(world.an, backend="django.contrib.auth.backends.ModelBackend")
    of = send(world, changed(BAD, ethnicity="H'Mông", id="0148000000"))
    look(world, of)
    page = office.get(f"/nhap/{of.pk}").content.decode()
    assert [word in page for word in ("Tất cả 3", "Lỗi 2", "Cần xem 1")] == [True] * 3
