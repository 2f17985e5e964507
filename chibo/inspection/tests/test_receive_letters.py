"""Complaints and denunciations: taken in when the rules say so, settled, printed in their register."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from chibo.accounts.models import User
from chibo.base.rules import NotAllowed, Refusal
from chibo.inspection.actions.complaints import (
    NewComplaint,
    receive_complaint,
    settle_complaint,
)
from chibo.inspection.actions.discipline import NewDiscipline, Violated, record_discipline
from chibo.inspection.models import Complaint, Discipline
from chibo.inspection.rules import complaint_limit, settlement_limit
from chibo.members.actions.accounts import link_account
from chibo.organisations.models import Role
from tests.world import World

DAY = date(2026, 8, 17)


@pytest.fixture
def decision(world: World) -> Discipline:
    new = NewDiscipline(
        "reprimand", "committee", world.commune, DAY, "Vắng sinh hoạt", 9, 15,
        [Violated("activity", "Vắng sinh hoạt", DAY)],
        person=world.people["chung"], heard_on=DAY, handed_on=DAY,
    )  # fmt: skip
    return record_discipline(world.commune, [new], by=world.users[Role.INSPECTION])[0]


def receive(world: World, **facts: Any) -> Complaint:
    told: dict[str, Any] = {
        "kind": "complaint",
        "received_on": date(2026, 9, 1),
        "what": "Đề nghị xem lại",
        "sender": "Vì Văn Chung",
    }
    return receive_complaint(
        world.commune, NewComplaint(**told | facts), by=world.users[Role.INSPECTION]
    )


def test_a_complaint_has_thirty_working_days_from_the_handing_over(
    world: World, decision: Discipline
) -> None:
    last = complaint_limit(decision)
    # Six weeks of five days; the holiday of 2/9 and the day beside it do not count.
    assert last is not None
    assert last >= date(2026, 9, 28)
    assert receive(world, discipline=decision, received_on=last).pk
    with pytest.raises(Refusal, match="hạn khiếu nại 30 ngày làm việc"):
        receive(world, discipline=decision, received_on=date(2026, 10, 20))
    late = receive(world, discipline=decision, received_on=date(2026, 10, 20), refused="late")
    with pytest.raises(Refusal, match="không giải quyết"):
        settle_complaint(late, "upheld", date(2026, 10, 21), "Giữ", by=world.users[Role.INSPECTION])


def test_a_reason_belongs_to_its_kind_of_letter(world: World, decision: Discipline) -> None:
    with pytest.raises(Refusal, match="loại đơn khác"):
        receive(world, discipline=decision, refused="anonymous")


def test_an_anonymous_denunciation_is_not_handled(world: World) -> None:
    facts = {"kind": "denunciation", "anonymous": True, "sender": "", "unit": world.tren}
    with pytest.raises(Refusal, match="nặc danh không giải quyết"):
        receive(world, **facts)
    assert receive(world, **facts, refused="anonymous").refused == "anonymous"


def test_a_letter_is_about_a_decision_or_somebody(world: World) -> None:
    with pytest.raises(ValidationError, match="chọn quyết định kỷ luật"):
        receive(world)
    with pytest.raises(ValidationError, match="người gửi"):
        receive(world, kind="denunciation", unit=world.tren, sender="")


def test_a_complaint_that_wins_cancels_the_decision(world: World, decision: Discipline) -> None:
    letter = receive(world, discipline=decision)
    assert settlement_limit(letter) == date(2026, 11, 30)
    settle_complaint(letter, "cancelled", date(2026, 10, 5), "Hủy", by=world.users[Role.INSPECTION])
    decision.refresh_from_db()
    assert decision.cancelled_on == date(2026, 10, 5)
    assert decision.cancel_reason == "Giải quyết khiếu nại ngày 05/10/2026"


def test_the_accused_does_not_keep_the_letter_about_them(world: World) -> None:
    link_account(world.users[Role.INSPECTION], world.people["chung"], by=world.an)
    accused = User.objects.get(pk=world.users[Role.INSPECTION].pk)
    letter = NewComplaint(
        "denunciation", DAY, "Việc riêng", "Lò Văn Gửi", person=world.people["chung"]
    )
    with pytest.raises(NotAllowed):
        receive_complaint(world.commune, letter, by=accused)


def test_a_letter_is_taken_in_on_the_screen_and_its_register_prints(
    world: World, decision: Discipline
) -> None:
    client = Client()
    client.force_login(world.users[Role.INSPECTION])
    told = {
        "kind": "complaint",
        "received_on": "01/09/2026",
        "sender": "Vì Văn Chung",
        "discipline": str(decision.pk),
        "what": "Đề nghị xem lại",
    }
    answer = client.post(reverse("inspection:new_complaint", args=[world.commune.pk]), told)
    letter = Complaint.objects.get()
    assert answer.headers["Location"] == letter.get_absolute_url()
    register = client.get(reverse("inspection:book", args=[world.commune.pk, "don-thu", "pdf"]))
    assert b"".join(register)[:4] == b"%PDF"


def test_what_came_of_a_letter_is_said_in_the_words_of_its_kind(
    world: World, decision: Discipline
) -> None:
    client = Client()
    client.force_login(world.users[Role.INSPECTION])
    complaint = receive(world, discipline=decision)
    denounced = receive(world, kind="denunciation", unit=world.tren)
    words = {"Giữ nguyên quyết định": complaint, "Tố cáo sai": denounced}
    for said, letter in words.items():
        form = client.get(reverse("inspection:settle", args=[letter.pk])).content.decode()
        assert [word for word in words if word in form] == [said]
        told = {"settled": "upheld", "on": "05/10/2026", "outcome": "Đã xem xét"}
        client.post(reverse("inspection:settle", args=[letter.pk]), told)
        assert said in client.get(letter.get_absolute_url()).content.decode()


def test_an_inspection_is_opened_on_the_screen_by_names(world: World) -> None:
    client = Client()
    client.force_login(world.users[Role.INSPECTION])
    told = {
        "subject": "inspection_committee",
        "unit": str(world.commune.pk),
        "nature": "inspection",
        "manner": "regular",
        "topic": "Chế độ sinh hoạt",
        "opened_on": "01/10/2026",
        "people": "Vì Văn Chung\nLường Thị Dũng",
        "units": [str(world.tren.pk)],
        "head": "Đinh Thị Lan",
    }
    address = reverse("inspection:new", args=[world.commune.pk])
    again = client.post(address, told)
    assert "Không thấy đảng viên “Lường Thị Dũng”" in again.content.decode()
    page = client.post(address, told | {"people": "vì văn chung (bản trên)"}, follow=True)
    text = page.content.decode()
    for word in ("Chế độ sinh hoạt", "Vì Văn Chung", "Bản Trên", "Đinh Thị Lan"):
        assert word in text
