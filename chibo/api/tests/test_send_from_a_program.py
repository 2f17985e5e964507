"""Meetings and lists sent by programs: the same actions as the phone and the screen, once."""

from io import BytesIO
from typing import Any

import jsonschema_rs
import pytest
import xlsxwriter

from chibo.api.shapes.recording import BODY
from chibo.audit.models import Entry, Source
from chibo.imports.models import FileImport, Stage
from chibo.meetings.models import Meeting, Sending
from chibo.meetings.tests.evening import fill_cell
from chibo.meetings.tests.recorded import document
from chibo.organisations.models import Purpose
from tests.programs import Program
from tests.world import World


@pytest.fixture
def cell(world: World) -> World:
    fill_cell(world)
    return world


def a_list(*names: str) -> BytesIO:
    """A workbook with the names as a committee's own list."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Chi bộ"])
        for at, name in enumerate(names, 1):
            sheet.write_row(at, 0, [at, name, "02/03/1990", "Nam", "Thái", "Bản Dưới"])
    kept.seek(0)
    kept.name = "danh-sach.xlsx"
    return kept


def test_the_document_knows_every_name_of_a_meeting(cell: World) -> None:
    """What the phone sends fits, as it is and with each name that may be lacking."""
    sent, known = document(cell), jsonschema_rs.validator_for(BODY)
    old = {name: value for name, value in sent.items() if name != "beside"}

    assert known.is_valid(sent) and known.is_valid(old)
    assert set(sent) == set(BODY["properties"])
    for name in old:
        assert not known.is_valid({other: old[other] for other in old if other != name})


def test_a_meeting_is_taken_in_as_from_a_phone(cell: World) -> None:
    program = Program.of(cell.chung, Purpose.SEND_MEETINGS)
    answer = program.post(f"organisations/{cell.tren.pk}/meetings", document(cell))

    assert answer.status_code == 200, answer.content.decode()
    told = answer.json()
    meeting = Meeting.objects.get()
    assert (told["meeting"], told["url"]) == (meeting.pk, meeting.get_absolute_url())
    assert Sending.objects.get().sent_by == cell.chung
    line = Entry.objects.filter(verb="meeting.sent_from_phone").get()
    assert line.source == Source.API


def test_sent_twice_it_is_one_meeting(cell: World) -> None:
    program, sent = Program.of(cell.chung), document(cell)
    first = program.post(f"organisations/{cell.tren.pk}/meetings", sent)
    again = program.post(f"organisations/{cell.tren.pk}/meetings", sent)

    assert first.json() == again.json()
    assert Meeting.objects.count() == Sending.objects.count() == 1


def test_a_difference_is_told_field_by_field_and_nothing_is_written(cell: World) -> None:
    program, sent = Program.of(cell.chung), document(cell)
    program.post(f"organisations/{cell.tren.pk}/meetings", sent)
    other = sent | {"sending": "00000000-0000-0000-0000-0000000000ff"}
    other["opening"] = sent["opening"] | {"place": "Trường học"}
    answer = program.post(f"organisations/{cell.tren.pk}/meetings", other)

    assert answer.status_code == 409, answer.content.decode()
    fields: list[dict[str, Any]] = answer.json()["fields"]
    assert [one["mine"] for one in fields] == ["Trường học"]
    assert Sending.objects.count() == 1


@pytest.mark.parametrize(("unit", "status"), [("duoi", 404), ("ben", 404)])
def test_of_another_cell_there_is_nothing_to_send_to(cell: World, unit: str, status: int) -> None:
    program = Program.of(cell.chung)
    answer = program.post(f"organisations/{getattr(cell, unit).pk}/meetings", document(cell))

    assert answer.status_code == status
    assert Meeting.objects.count() == 0


def test_who_records_no_meetings_sends_none(cell: World) -> None:
    answer = Program.of(cell.binh).post(f"organisations/{cell.tren.pk}/meetings", document(cell))

    assert answer.status_code == 403


def test_a_broken_meeting_says_so(cell: World) -> None:
    answer = Program.of(cell.chung).post(f"organisations/{cell.tren.pk}/meetings", {"version": 1})

    assert answer.status_code == 422
    assert "bị hỏng hoặc thiếu" in answer.json()["detail"]


def test_a_list_is_rehearsed_and_waits_for_a_person(world: World) -> None:
    program = Program.of(world.an, Purpose.SEND_FILES)
    answer = program.upload(
        f"organisations/{world.commune.pk}/imports",
        file=a_list("Lò Văn Một", "Quàng Văn Hai"),
        as_of="2026-06-30",
    )

    assert answer.status_code == 200, answer.content.decode()
    told = answer.json()
    kept = FileImport.objects.get()
    assert (told["id"], told["stage"]) == (kept.pk, Stage.REHEARSED)
    assert (told["counts"]["rows"], told["counts"]["check"]) == (2, 2)
    assert kept.applied_at is None
    assert program.read(f"imports/{kept.pk}") == told


def test_the_same_list_again_is_the_same_import(world: World) -> None:
    program, sent = Program.of(world.an), a_list("Lò Văn Một").getvalue()

    def send() -> Any:
        again = BytesIO(sent)
        again.name = "danh-sach.xlsx"
        address = f"organisations/{world.commune.pk}/imports"
        return program.upload(address, file=again, as_of="2026-06-30").json()

    assert send() == send()
    assert FileImport.objects.count() == 1


def test_what_is_no_list_is_refused(world: World) -> None:
    program, address = Program.of(world.an), f"organisations/{world.commune.pk}/imports"
    scrap = BytesIO(b"\\x00\\x01")
    scrap.name = "anh.png"

    assert program.upload(address, as_of="2026-06-30").status_code == 422
    assert program.upload(address, file=a_list("Lò Văn Một"), as_of="hôm qua").status_code == 422
    assert program.upload(address, file=scrap, as_of="2026-06-30").status_code == 422
    assert FileImport.objects.count() == 0


def test_who_imports_nothing_sends_no_list(world: World) -> None:
    address = f"organisations/{world.tren.pk}/imports"
    answer = Program.of(world.chung).upload(address, file=a_list("A"), as_of="2026-06-30")

    assert answer.status_code == 403
