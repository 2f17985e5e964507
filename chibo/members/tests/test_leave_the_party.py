"""Removal on evidence, leaving, death; decisions cancelled by decisions. Nothing is deleted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError, QuerySet
from django.urls import reverse

from chibo.base.asking import answered
from chibo.base.rules import Refusal
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.members import due as due_room
from chibo.members.actions.cancelling import cancel_decision
from chibo.members.actions.departing import (
    Papers,
    excuse_inactivity,
    leave_books,
    note_inactivity,
    tell_departure,
    withdraw_inactivity,
)
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.members.due import tally_asks
from chibo.members.models import CancelledMovement, Departure, InactivityNote, Movement, Person
from chibo.members.queries import evidence as room
from chibo.members.queries.appeals import appeal_until
from chibo.members.queries.evidence import (
    Evidence,
    People,
    Source,
    about,
    evidence,
    grounds_for_removal,
    register_evidence,
)
from chibo.members.queries.file import last_movement
from chibo.members.queries.interruptions import interruptions
from chibo.members.tests.seeing import errors_in, signed_in_as, text_of
from chibo.members.tests.test_withdraw_a_movement import moves, stays
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import add_months
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

pytestmark = pytest.mark.django_db

ON, GONE = date(2026, 10, 1), date(2026, 9, 1)
MINUTES = "biên bản họp chi bộ"


def absent(
    world: World, person: Person, *months: int, kind: str = "absent"
) -> list[InactivityNote]:
    return [
        note_inactivity(person, date(2026, month, 5), kind, MINUTES, by=world.an)
        for month in months
    ]


def decision(world: World, number: str, on: date = GONE) -> Paper:
    new = NewPaper(
        number=number,
        symbol="QĐ/ĐU",
        kind="decision",
        issuer_name="Đảng ủy xã Mường Mẫu",
        issued_on=on,
        summary="Về việc xóa tên",
    )
    return register_paper(new, world.commune, by=world.an)


def noted_from(first: date, months: int) -> Callable[[People, date], QuerySet[Any, Any]]:
    """What a source of its own would read: here what was noted in so many months."""
    span = (first, add_months(first, months - 1))

    def rows(people: People, _on: date) -> QuerySet[Any, Any]:
        notes = InactivityNote.objects.filter(about(people), month__range=span)
        return notes.values("person_id", "month")

    return rows


def told(row: Any, why: str) -> Evidence:
    return Evidence("absent", (row.month,), why)


def last(person: Person) -> Movement:
    movement = last_movement(person)
    assert movement
    return movement


# ------------------------------------------------------------------ evidence


def test_three_months_in_a_year_are_grounds_two_are_not(world: World) -> None:
    lan, chung = world.people["lan"], world.people["chung"]
    absent(world, lan, 2, 3, 5)
    absent(world, chung, 2, 3)
    found = grounds_for_removal([lan.pk, chung.pk], ON)
    assert {person: [one.line for one in told] for person, told in found.items()} == {
        lan.pk: ["Không sinh hoạt 3 tháng năm 2026: 02, 03, 05 (biên bản họp chi bộ)"]
    }
    assert "208-QĐ/TW" in found[lan.pk][0].rule


def test_years_and_kinds_are_counted_apart(world: World) -> None:
    lan = world.people["lan"]
    absent(world, lan, 1)
    absent(world, lan, 1, 2, kind="unpaid")
    for month in (11, 12):
        note_inactivity(lan, date(2025, month, 1), "absent", MINUTES, by=world.an)
    assert grounds_for_removal([lan.pk], ON) == {}
    assert [(one.kind, len(one.months)) for one in evidence([lan.pk], ON)[lan.pk]] == [
        ("absent", 1),
        ("unpaid", 2),
        ("absent", 2),
    ]


def test_a_good_reason_or_a_mistake_does_not_count(world: World) -> None:
    lan = world.people["lan"]
    one, two, _three = absent(world, lan, 2, 3, 5)
    excuse_inactivity(one, "đi viện", by=world.an)
    assert grounds_for_removal([lan.pk], ON) == {}
    withdraw_inactivity(two, "ghi nhầm người", by=world.an)
    assert [one.months for one in evidence([lan.pk], ON)[lan.pk]] == [[date(2026, 5, 1)]]
    assert InactivityNote.objects.filter(person=lan).count() == 3


def test_months_after_the_day_asked_are_not_known_yet(world: World) -> None:
    lan = world.people["lan"]
    absent(world, lan, 2, 3, 5)
    assert grounds_for_removal([lan.pk], date(2026, 4, 30)) == {}


def test_the_same_month_from_two_sources_counts_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = world.people["lan"]
    monkeypatch.setattr(room, "_SOURCES", [])
    register_evidence(Source(noted_from(date(2026, 2, 1), 2), lambda row: told(row, MINUTES)))
    register_evidence(Source(noted_from(date(2026, 3, 1), 2), lambda row: told(row, "điểm danh")))
    absent(world, lan, 2, 3, 4)
    assert [one.line for one in grounds_for_removal([lan.pk], ON)[lan.pk]] == [
        "Không sinh hoạt 3 tháng năm 2026: 02, 03, 04 (biên bản họp chi bộ; điểm danh)"
    ]


def test_a_month_is_noted_once_with_its_paper(world: World) -> None:
    lan = world.people["lan"]
    (first,) = absent(world, lan, 2)
    with pytest.raises(ValidationError) as refused:
        absent(world, lan, 2)
    assert refused.value.messages == ["Tháng này đã ghi rồi; rút dòng cũ trước khi ghi lại."]
    withdraw_inactivity(first, "ghi nhầm", by=world.an)
    assert absent(world, lan, 2)


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (date(2019, 7, 1), "Đồng chí Đinh Thị Lan chưa có trong sổ vào tháng 07/2019."),
        (date(2090, 1, 1), "Ngày 01/01/2090 chưa tới; ghi tháng đã qua."),
    ],
)
def test_months_before_the_book_or_ahead_are_refused(
    world: World, month: date, sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        note_inactivity(world.people["lan"], month, "absent", MINUTES, by=world.an)
    assert refused.value.sentence == sentence


def test_excusing_and_withdrawing_say_why(world: World) -> None:
    (told,) = absent(world, world.people["lan"], 2)
    with pytest.raises(Refusal, match=r"^Ghi lý do chính đáng, ví dụ: đi viện, chi bộ cho nghỉ.$"):
        excuse_inactivity(told, " ", by=world.an)
    with pytest.raises(Refusal, match=r"^Ghi lý do rút dòng này, ví dụ: ghi nhầm người.$"):
        withdraw_inactivity(told, "", by=world.an)


def test_the_page_of_the_branch_shows_who_and_on_what(world: World) -> None:
    absent(world, world.people["lan"], 2, 3, 5)
    absent(world, world.people["chung"], 2)
    page = text_of(
        signed_in_as(world.an).get(reverse("members:considered", args=[world.commune.pk]))
    )
    assert "Không sinh hoạt 3 tháng năm 2026: 02, 03, 05 (biên bản họp chi bộ)" in page
    assert "1 đồng chí có căn cứ" in page
    assert "Vì Văn Chung" not in page


def test_a_month_is_noted_excused_and_withdrawn_at_the_screen(world: World) -> None:
    lan, office = world.people["lan"], signed_in_as(world.an)
    address = reverse("members:note_month", args=[lan.pk])
    wrong = office.post(address, {"month": "2026", "kind": "absent", "source": MINUTES})
    assert errors_in(wrong) == {"month": ["Ghi cả tháng, như 03/2026."]}
    assert (
        office.post(address, {"month": "03/2026", "kind": "absent", "source": MINUTES}).status_code
        == 302
    )
    told = InactivityNote.objects.get()
    excuse = reverse("members:excuse_month", args=[lan.pk, told.pk])
    assert office.post(excuse, {"good_reason": "đi viện"}).status_code == 302
    page = text_of(office.get(reverse("members:inactivity", args=[lan.pk])))
    assert "03/2026 Không sinh hoạt biên bản họp chi bộ Có lý do đi viện" in page
    withdraw = reverse("members:withdraw_month", args=[lan.pk, told.pk])
    assert office.post(withdraw, {"reason": "nhầm"}).status_code == 302
    assert office.get(withdraw).status_code == 404


# ------------------------------------------------------------------ leaving


def test_a_removal_keeps_its_evidence_and_its_last_day_of_appeal(world: World) -> None:
    lan = world.people["lan"]
    absent(world, lan, 2, 3, 5)
    gone = leave_books(
        lan,
        "removed",
        GONE,
        Papers("absent"),
        by=world.an,
        paper=decision(world, "30"),
        reason="bỏ",
    )
    assert gone.departure.evidence == [
        "Không sinh hoạt 3 tháng năm 2026: 02, 03, 05 (biên bản họp chi bộ)"
    ]
    assert appeal_until(gone) == date(2026, 10, 14)  # 30 working days; 02/09 is a holiday
    life = text_of(signed_in_as(world.an).get(reverse("members:life", args=[lan.pk])))
    assert "theo 30-QĐ/ĐU" in life
    assert "hạn khiếu nại 14/10/2026" in life


def test_a_removal_says_its_grounds(world: World) -> None:
    with pytest.raises(Refusal, match=r"^Chọn căn cứ xóa tên.$"):
        leave_books(world.people["lan"], "removed", GONE, Papers(), by=world.an, reason="bỏ")


def test_grounds_of_probation_are_for_who_is_on_probation(world: World) -> None:
    told = {"by": world.an, "reason": "không đủ tư cách"}
    with pytest.raises(Refusal) as refused:
        leave_books(world.people["lan"], "removed", GONE, Papers("probation"), **told)
    assert refused.value.sentence == (
        "Căn cứ “Đảng viên dự bị không đủ tư cách” chỉ dùng cho đảng viên dự bị; đồng chí Đinh Thị Lan "
        "là đảng viên chính thức."
    )
    assert leave_books(world.people["en"], "removed", GONE, Papers("probation"), **told)


def test_leaving_tells_the_application_and_the_resolution(world: World) -> None:
    lan = world.people["lan"]
    papers = Papers(applied_on=date(2026, 8, 1), resolved_on=date(2026, 8, 10))
    leave_books(lan, "left", GONE, papers, by=world.an, reason="Đơn xin ra")
    life = text_of(signed_in_as(world.an).get(reverse("members:life", args=[lan.pk])))
    assert "đơn ngày 01/08/2026 · nghị quyết chi bộ ngày 10/08/2026 · Đơn xin ra" in life


def test_the_resolution_follows_the_application(world: World) -> None:
    papers = Papers(applied_on=date(2026, 8, 1), resolved_on=date(2026, 7, 10))
    with pytest.raises(ValidationError) as refused:
        leave_books(world.people["lan"], "left", GONE, papers, by=world.an, reason="Đơn xin ra")
    assert refused.value.messages == [
        "Chi bộ xét sau khi có đơn: ngày nghị quyết không được trước ngày làm đơn."
    ]


def test_a_death_tells_its_cause_and_papers_at_the_screen(world: World) -> None:
    lan, office = world.people["lan"], signed_in_as(world.an)
    told = {
        "on": "01/09/2026",
        "cause": "Bệnh nặng",
        "certificate": "Số 15/TLKT-BS, UBND xã Mường Mẫu",
        "notified_on": "05/09/2026",
    }
    assert office.post(reverse("members:move", args=[lan.pk, "tu-tran"]), told).status_code == 302
    life = text_of(office.get(reverse("members:life", args=[lan.pk])))
    assert (
        "Bệnh nặng · giấy chứng tử Số 15/TLKT-BS, UBND xã Mường Mẫu · phiếu báo ngày 05/09/2026"
        in life
    )


def test_only_a_movement_out_of_the_books_has_such_papers(world: World) -> None:
    with pytest.raises(Refusal, match=r"^Biến động này không đưa đảng viên ra khỏi danh sách.$"):
        tell_departure(last(world.people["lan"]), Papers(cause="già"), by=world.an)


def test_a_departure_entered_by_mistake_goes_with_its_papers(world: World) -> None:
    lan = world.people["lan"]
    before = stays(lan), moves(lan)
    leave_books(lan, "died", GONE, Papers(cause="Bệnh"), by=world.an)
    office = signed_in_as(world.an)
    address = reverse("members:withdraw", args=[lan.pk, last(lan).pk])
    assert office.post(address, {"reason": "nhầm người"}).status_code == 302
    assert (stays(lan), moves(lan)) == before
    assert not Departure.objects.exists()


# ------------------------------------------------------------------ cancelled decisions


@pytest.mark.parametrize("kind", ["removed", "left", "expelled", "moved_out"])
def test_a_cancelled_decision_undoes_what_it_did_and_both_are_told(world: World, kind: str) -> None:
    lan = world.people["lan"]
    before, first, second = (
        (stays(lan), moves(lan)),
        decision(world, "30"),
        decision(world, "44", ON),
    )
    papers = Papers("other") if kind == "removed" else Papers()
    leave_books(lan, kind, GONE, papers, by=world.an, paper=first, reason="bỏ sinh hoạt")
    cancel_decision(last(lan), ON, second, "Không đúng thủ tục", by=world.an)
    assert (stays(lan), moves(lan)) == before
    assert interruptions([lan.pk]) == {}
    kept = CancelledMovement.objects.get()
    assert (kept.kind, kept.happened_on, kept.paper, kept.cancelled_by, kept.cancelled_on) == (
        kind, GONE, first, second, ON,
    )  # fmt: skip
    first.refresh_from_db()
    assert (first.cancelled_on, first.cancel_reason) == (ON, "Không đúng thủ tục")
    life = text_of(signed_in_as(world.an).get(reverse("members:life", args=[lan.pk])))
    assert "(sau đó bị hủy) 01/09/2026 · theo 30-QĐ/ĐU, văn bản đã hủy ngày 01/10/2026" in life
    assert "01/10/2026 · theo 44-QĐ/ĐU · Không đúng thủ tục" in life


def test_a_cancelled_transfer_brings_the_member_back_to_the_old_cell(world: World) -> None:
    lan = world.people["lan"]
    before = stays(lan), moves(lan)
    transfer_member(lan, world.tren, GONE, by=world.an)
    cancel_decision(last(lan), ON, decision(world, "44", ON), "Chuyển nhầm nơi", by=world.an)
    assert (stays(lan), moves(lan)) == before


def test_a_paper_about_others_too_stays_in_force(world: World) -> None:
    both = decision(world, "30")
    for name in ("lan", "chung"):
        end_membership(world.people[name], "left", GONE, by=world.an, paper=both, reason="đơn")
    cancel_decision(last(world.people["lan"]), ON, decision(world, "44", ON), "Sai", by=world.an)
    both.refresh_from_db()
    assert both.cancelled_on is None


def test_what_was_cancelled_is_never_deleted_with_its_papers(world: World) -> None:
    lan, second = world.people["lan"], decision(world, "44", ON)
    end_membership(lan, "left", GONE, by=world.an, reason="đơn")
    cancel_decision(last(lan), ON, second, "Sai", by=world.an)
    with pytest.raises(ProtectedError):
        second.delete()


def test_what_a_cancellation_needs(world: World) -> None:
    lan, first = world.people["lan"], decision(world, "30")
    end_membership(lan, "left", GONE, by=world.an, paper=first, reason="đơn")

    def refusal(paper: Paper | None, reason: str = "Sai", on: date = ON) -> str:
        with pytest.raises(Refusal) as refused:
            cancel_decision(last(lan), on, paper, reason, by=world.an)
        return refused.value.sentence

    assert refusal(None) == "Ghi quyết định hủy: chọn trong sổ văn bản hoặc ghi văn bản mới."
    assert refusal(first) == "Quyết định hủy phải là văn bản khác với quyết định bị hủy."
    other = decision(world, "44", ON)
    assert refusal(other, " ") == "Ghi lý do hủy quyết định."
    assert "chưa tới" in refusal(other, on=date(2090, 1, 1))
    with pytest.raises(ValidationError) as early:
        cancel_decision(last(lan), date(2026, 8, 1), other, "Sai", by=world.an)
    assert early.value.messages == ["Quyết định hủy không thể có trước ngày biến động có hiệu lực."]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("en", "Hủy kết nạp ghi bằng “Hủy quyết định kết nạp” trong Ghi biến động."),
        ("dung", "Hủy công nhận chính thức ghi ở “Hủy công nhận” trong Quá trình."),
        (
            "chung",
            "Lần ghi vào sổ đầu tiên không theo quyết định nào nên không hủy theo quyết định.",
        ),
    ],
)
def test_kinds_with_a_way_of_their_own(world: World, name: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        cancel_decision(last(world.people[name]), ON, decision(world, "44", ON), "Sai", by=world.an)
    assert refused.value.sentence == sentence


def test_only_the_last_movement_is_cancelled(world: World) -> None:
    lan = world.people["lan"]
    transfer_member(lan, world.tren, date(2026, 3, 1), by=world.an)
    earlier = last(lan)
    transfer_member(lan, world.school, GONE, by=world.an)
    with pytest.raises(Refusal, match=r"^Chỉ hủy được biến động cuối cùng của đồng chí"):
        cancel_decision(earlier, ON, decision(world, "44", ON), "Sai", by=world.an)


def test_the_screen_asks_for_the_cancelling_paper(world: World) -> None:
    lan, office = world.people["lan"], signed_in_as(world.an)
    end_membership(lan, "left", GONE, by=world.an, reason="đơn")
    address = reverse("members:cancel_movement", args=[lan.pk, last(lan).pk])
    told = {"on": "01/10/2026", "reason": "Sai thủ tục"}
    assert errors_in(office.post(address, told)) == {
        "paper": ["Ghi quyết định hủy: chọn trong sổ văn bản hoặc ghi văn bản mới."]
    }
    told |= {
        "paper_number": "44",
        "paper_symbol": "QĐ/ĐU",
        "paper_day": "01/10/2026",
        "paper_issuer": "Đảng ủy xã Mường Mẫu",
        "paper_kind": "decision",
    }
    assert office.post(address, told).status_code == 302
    assert CancelledMovement.objects.get().cancelled_by.number == "44"


def test_grounds_are_among_what_is_due_and_lead_to_the_evidence(world: World) -> None:
    def told() -> list[tuple[int, str]]:
        found = due(world.an, branch(world.commune, ON), ON)
        return [(one.count, one.url) for one in found if one.kind == "removal_grounds"]

    absent(world, world.people["lan"], 2, 3)
    assert told() == []
    absent(world, world.people["lan"], 5)
    assert told() == [(1, reverse("members:considered", args=[world.commune.pk]))]
    (counted,) = [
        one
        for one in answered(tally_asks(branch(world.province, ON), ON))
        if one.kind == "removal_grounds"
    ]
    assert (counted.unit, counted.count) == (world.commune.pk, 1)
