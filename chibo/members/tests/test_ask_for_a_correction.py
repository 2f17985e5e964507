"""A member says what is wrong in the own file; the office answers, and both can read it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from chibo.audit.models import Entry
from chibo.base.asking import answered
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.corrections import answer_correction, ask_correction
from chibo.members.due import asks
from chibo.members.models import CorrectionRequest
from chibo.organisations.models import Role
from chibo.organisations.queries.tree import branch
from tests.world import World

WANTED = "Số định danh đúng là 014193000123"


@pytest.fixture
def asked(world: World) -> CorrectionRequest:
    return ask_correction(world.people["dung"], "Số định danh", WANTED, by=world.dung)


def test_what_was_asked_is_answered_once(world: World, asked: CorrectionRequest) -> None:
    today = timezone.localdate()
    answer_correction(
        asked, accepted=True, answer="Đã sửa theo thẻ căn cước", by=world.an, on=today
    )
    row = CorrectionRequest.objects.get()
    assert (row.accepted, row.answered_on, row.wanted) == (True, today, WANTED)
    with pytest.raises(Refusal, match="Đề nghị này đã trả lời ngày"):
        answer_correction(asked, accepted=False, answer="Nhầm", by=world.an, on=today)


def test_a_no_says_why(world: World, asked: CorrectionRequest) -> None:
    with pytest.raises(ValidationError, match="Ghi lý do không sửa"):
        answer_correction(asked, accepted=False, answer=" ", by=world.an, on=date(2026, 11, 22))


def test_what_was_typed_is_encrypted_and_not_in_the_journal(asked: CorrectionRequest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wanted FROM correction_request")
        stored = cursor.fetchone()[0]
    line = Entry.objects.get(verb="correction.asked")
    assert ("014193000123" in stored, "014193000123" in str(line.after)) == (False, False)


def test_only_of_the_own_file(world: World) -> None:
    for user in (world.an, world.dung):
        with pytest.raises(NotAllowed):
            ask_correction(world.people["binh"], "Ngày sinh", "01/01/1970", by=user)


@pytest.mark.parametrize("role", [Role.CELL_SECRETARY, Role.SUPERIOR, Role.MEMBER, "neighbour"])
def test_only_who_keeps_the_file_answers(world: World, asked: CorrectionRequest, role: str) -> None:
    with pytest.raises(NotAllowed):
        answer_correction(asked, accepted=True, answer="", by=world.users[role], on=asked.asked_on)


def test_ten_wait_at_most(world: World) -> None:
    dung = world.people["dung"]
    for n in range(10):
        ask_correction(dung, f"Mục {n}", "Đúng", by=world.dung)
    with pytest.raises(Refusal, match="Đang có 10 đề nghị chờ trả lời"):
        ask_correction(dung, "Mục nữa", "Đúng", by=world.dung)


def test_it_is_a_task_of_the_office_until_answered(world: World, asked: CorrectionRequest) -> None:
    today = timezone.localdate()
    lines = [
        line
        for line in answered(asks(world.an, branch(world.commune, today), today))
        if line.kind == "correction_asked"
    ]
    assert [(line.about, line.url) for line in lines] == [
        (
            world.people["dung"].full_name,
            f"/dang-vien/{world.people['dung'].pk}/de-nghi-sua/{asked.pk}",
        )
    ]
    answer_correction(asked, accepted=True, answer="", by=world.an, on=today)
    left = answered(asks(world.an, branch(world.commune, today), today))
    kinds = {line.kind for line in left}
    assert "correction_asked" not in kinds


def test_it_is_asked_and_answered_on_screen(world: World, client: Client) -> None:
    file = world.people["dung"].get_absolute_url()
    client.force_login(world.dung)
    assert "Đề nghị sửa" in client.get(file).content.decode()
    form = {"about": "Ngày sinh", "wanted": "", "evidence": "Giấy khai sinh"}
    page = client.post(f"{file}/de-nghi-sua", form).content.decode()
    assert ("Ghi nội dung đúng." in page, "Giấy khai sinh" in page) == (True, True)
    client.post(f"{file}/de-nghi-sua", form | {"wanted": "24/10/1993"})
    asked = CorrectionRequest.objects.get()

    client.force_login(world.an)
    page = client.get(f"{file}/de-nghi-sua/{asked.pk}").content.decode()
    assert "24/10/1993" in page
    client.post(f"{file}/de-nghi-sua/{asked.pk}", {"accepted": "no", "answer": "Sổ gốc ghi 25/10"})

    client.force_login(world.dung)
    assert "Sổ gốc ghi 25/10" in client.get(file).content.decode()
