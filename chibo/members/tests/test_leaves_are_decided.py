"""Exemptions and suspensions: asked for, extended, ended, cancelled; each by its decision."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from chibo.base.rules import NotAllowed, Refusal
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.members.actions.leaves import (
    Request,
    cancel_leave,
    end_leave,
    exempt_member,
    extend_leave,
    suspend_member,
)
from chibo.members.actions.moving import end_membership
from chibo.members.actions.withdrawing import withdraw_movement
from chibo.members.models import Exemption, Suspension
from chibo.members.queries.file import last_movement
from chibo.members.tests.seeing import errors_in, signed_in_as, text_of
from tests.world import World

pytestmark = pytest.mark.django_db

SINCE, UNTIL = date(2026, 1, 5), date(2026, 6, 30)


def paper(world: World, number: str = "21") -> Paper:
    new = NewPaper(
        number=number,
        symbol="QĐ/ĐU",
        kind="decision",
        issuer_name="Đảng ủy xã Mường Mẫu",
        issued_on=date(2026, 7, 1),
        summary="Về việc miễn sinh hoạt",
    )
    return register_paper(new, world.commune, by=world.an)


def treated(world: World) -> Exemption:
    asked = Request(date(2025, 12, 20), "Bệnh viện huyện 12/2025", date(2026, 1, 3))
    lan = world.people["lan"]
    return exempt_member(lan, "treatment", SINCE, by=world.an, until=UNTIL, request=asked)


def suspended(world: World) -> Suspension:
    lan = world.people["lan"]
    return suspend_member(lan, "Đang bị điều tra", SINCE, by=world.an, until=UNTIL)


def told(rows: object) -> list[tuple[object, ...]]:
    return list(
        rows.order_by("started_on").values_list("started_on", "ended_on", "until", "outcome")
    )


def test_an_exemption_keeps_what_it_was_asked_with(world: World) -> None:
    kept = treated(world)
    assert (kept.applied_on, kept.medical_paper, kept.resolved_on) == (
        date(2025, 12, 20),
        "Bệnh viện huyện 12/2025",
        date(2026, 1, 3),
    )


def test_the_cell_considers_after_the_application(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        exempt_member(
            world.people["lan"],
            "treatment",
            SINCE,
            by=world.an,
            until=UNTIL,
            request=Request(applied_on=date(2026, 1, 4), resolved_on=date(2026, 1, 3)),
        )
    assert refused.value.messages == [
        "Chi bộ xét miễn sau khi có đơn: ngày nghị quyết không được trước ngày làm đơn."
    ]


def test_an_extension_is_a_row_after_the_one_it_extends(world: World) -> None:
    first = treated(world)
    longer = extend_leave(
        first, date(2026, 7, 1), date(2026, 9, 30), by=world.an, reason="maternity"
    )
    assert longer.extends == first
    assert longer.reason == "maternity"
    assert told(world.people["lan"].exemptions) == [
        (SINCE, date(2026, 7, 1), UNTIL, "extended"),
        (date(2026, 7, 1), None, date(2026, 9, 30), ""),
    ]


def test_a_suspension_is_extended_and_leads_to_discipline(world: World) -> None:
    longer = extend_leave(suspended(world), date(2026, 7, 1), date(2026, 9, 30), by=world.an)
    end_leave(longer, date(2026, 9, 1), by=world.an, outcome="disciplined", paper=paper(world))
    assert told(world.people["lan"].suspensions) == [
        (SINCE, date(2026, 7, 1), UNTIL, "extended"),
        (date(2026, 7, 1), date(2026, 9, 1), date(2026, 9, 30), "disciplined"),
    ]


@pytest.mark.parametrize(
    ("on", "until", "sentence"),
    [
        (SINCE, date(2026, 9, 1), "Gia hạn phải sau ngày bắt đầu 05/01/2026."),
        (
            date(2026, 7, 2),
            date(2026, 9, 1),
            "Thời hạn đã hết ngày 30/06/2026: gia hạn phải nối liền, chậm nhất từ ngày 01/07/2026. Nếu "
            "ngắt quãng thì ghi kết thúc rồi ghi quyết định mới.",
        ),
        (date(2026, 7, 1), date(2026, 6, 30), "Thời hạn mới phải sau ngày bắt đầu gia hạn."),
        (
            date(2026, 7, 1),
            None,
            "Miễn vì “Điều trị dài ngày hoặc xa nhà” là miễn tạm thời: gia hạn phải có ngày kết thúc.",
        ),
    ],
)
def test_what_does_not_follow_on_is_refused(
    world: World, on: date, until: date | None, sentence: str
) -> None:
    with pytest.raises(Refusal, match="^" + sentence.replace(".", r"\.") + "$"):
        extend_leave(treated(world), on, until, by=world.an)


def test_what_has_ended_is_not_extended_or_cancelled(world: World) -> None:
    leave, cancelling = treated(world), paper(world)
    end_leave(leave, date(2026, 3, 1), by=world.an, outcome="returned")
    with pytest.raises(Refusal) as refused:
        extend_leave(leave, date(2026, 3, 1), UNTIL, by=world.an)
    assert refused.value.sentence == (
        "Thời gian này đã kết thúc ngày 01/03/2026, không gia hạn được; ghi quyết định mới."
    )
    with pytest.raises(Refusal) as again:
        cancel_leave(leave, date(2026, 7, 1), cancelling, "sai", by=world.an)
    assert again.value.sentence == (
        "Miễn sinh hoạt đã kết thúc ngày 01/03/2026; chỉ hủy quyết định đang có hiệu lực."
    )


def test_a_cancelled_exemption_held_on_no_day_and_is_told(world: World) -> None:
    leave, cancelling = treated(world), paper(world)
    cancel_leave(leave, date(2026, 7, 1), cancelling, "Không đủ điều kiện", by=world.an)
    lan = world.people["lan"]
    assert told(lan.exemptions) == [(SINCE, SINCE, UNTIL, "cancelled")]
    assert not Exemption.objects.on(SINCE).filter(person=lan).exists()
    life = text_of(signed_in_as(world.an).get(reverse("members:life", args=[lan.pk])))
    assert "Hủy quyết định: miễn sinh hoạt" in life
    assert "theo 21-QĐ/ĐU · Không đủ điều kiện" in life


def test_cancelling_says_why_and_not_before_it_began(world: World) -> None:
    leave, cancelling = treated(world), paper(world)
    with pytest.raises(Refusal, match=r"^Ghi lý do hủy quyết định\.$"):
        cancel_leave(leave, date(2026, 7, 1), cancelling, " ", by=world.an)
    with pytest.raises(Refusal) as refused:
        cancel_leave(leave, date(2026, 1, 4), cancelling, "sai", by=world.an)
    assert refused.value.sentence == ("Quyết định hủy không thể có trước ngày bắt đầu 05/01/2026.")


def test_the_office_next_door_may_not(world: World) -> None:
    leave = treated(world)
    with pytest.raises(NotAllowed):
        extend_leave(leave, date(2026, 7, 1), date(2026, 9, 1), by=world.khanh)


def test_a_leave_that_was_ended_by_decision_stays_ended_when_a_departure_is_taken_back(
    world: World,
) -> None:
    leave, lan = treated(world), world.people["lan"]
    end_leave(leave, date(2026, 3, 1), by=world.an, outcome="returned")
    end_membership(lan, "left", date(2026, 3, 1), by=world.an, reason="Đơn xin ra")
    gone = last_movement(lan)
    assert gone
    withdraw_movement(gone, "nhập nhầm", by=world.an)
    assert told(lan.exemptions) == [(SINCE, date(2026, 3, 1), UNTIL, "returned")]


def test_the_office_extends_on_the_form(world: World) -> None:
    leave, lan = treated(world), world.people["lan"]
    address = reverse("members:extend", args=[lan.pk, "mien", leave.pk])
    office = signed_in_as(world.an)
    wrong = office.post(address, {"on": "02/07/2026", "until": "30/09/2026", "reason": "treatment"})
    assert "gia hạn phải nối liền" in str(errors_in(wrong))
    told_ = {"on": "01/07/2026", "until": "30/09/2026", "reason": "treatment"}
    assert office.post(address, told_).status_code == 302
    life = text_of(office.get(reverse("members:life", args=[lan.pk])))
    assert "Gia hạn miễn sinh hoạt 01/07/2026 · đến 30/09/2026" in life


def test_the_end_of_a_suspension_says_what_came_of_it(world: World) -> None:
    leave, lan = suspended(world), world.people["lan"]
    address = reverse("members:end_leave", args=[lan.pk, "dinh-chi", leave.pk])
    office = signed_in_as(world.an)
    silent = office.post(address, {"on": "01/03/2026"})
    assert errors_in(silent) == {"outcome": ["Chọn kết quả của việc đình chỉ."]}
    assert office.post(address, {"on": "01/03/2026", "outcome": "returned"}).status_code == 302
    leave.refresh_from_db()
    assert (leave.ended_on, leave.outcome) == (date(2026, 3, 1), "returned")
