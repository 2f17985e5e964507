"""Cards granted, exchanged, lost, taken back; the file follows the register."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from chibo.base.due import Due
from chibo.base.rules import NotAllowed, Refusal
from chibo.documents.actions import NewPaper, register_paper
from chibo.members import due as due_room
from chibo.members.actions.cards import (
    Handing,
    exchange_cards,
    grant_cards,
    recall_card,
    reissue_card,
    withdraw_card,
)
from chibo.members.actions.files import correct_file
from chibo.members.models import CardEvent, Person
from chibo.members.queries.cards import card_granted_on, has_card, without_card
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

DAY = date(2026, 11, 7)


def fresh(one: Person) -> Person:
    return Person.objects.get(pk=one.pk)


def grant(world: World, who: str, number: str, on: date = DAY) -> CardEvent:
    return grant_cards([Handing(fresh(world.people[who]), number)], on, by=world.an)[0]


def names_without_card(world: World, on: date = date(2026, 11, 20)) -> set[str]:
    rows = without_card(branch(world.commune, on)).select_related("person")
    return {row.person.full_name for row in rows}


def card_lines(world: World, on: date) -> list[Due]:
    return [
        one for one in due(world.an, branch(world.commune, on), on) if one.kind == "card_waiting"
    ]


def test_the_number_is_in_the_file_from_the_day_of_the_grant(world: World) -> None:
    new = NewPaper("9", "QĐ/TU", "decision", "Tỉnh ủy Mẫu", date(2026, 11, 2), "Phát thẻ")
    paper = register_paper(new, world.commune, by=world.an)
    dung = world.people["dung"]

    grant_cards([Handing(dung, "990010000009")], DAY, by=world.an, paper=paper)

    now = fresh(dung)
    assert (now.card_number, now.card_issued_on, now.card_issued_at) == (
        "990010000009",
        DAY,
        "Tỉnh ủy Mẫu",
    )
    assert card_granted_on([dung.pk, world.people["an"].pk]) == {dung.pk: DAY}


def test_who_has_no_card_on_a_day(world: World) -> None:
    assert names_without_card(world) == {"Vì Văn Chung", "Lường Thị Dung", "Đinh Thị Lan"}
    grant(world, "dung", "990010000009")

    assert names_without_card(world) == {"Vì Văn Chung", "Đinh Thị Lan"}
    assert "Lường Thị Dung" in names_without_card(world, date(2026, 11, 6))


def test_three_months_after_recognition_a_card_is_late(world: World) -> None:
    assert card_lines(world, date(2018, 10, 11)) == []
    (line,) = card_lines(world, date(2018, 10, 12))

    assert (line.count, line.due_on, line.url) == (
        1,
        date(2018, 10, 12),
        f"/dv/{world.commune.pk}/the-dang",
    )
    grant(world, "dung", "12345678", date(2018, 10, 12))
    assert card_lines(world, date(2018, 10, 12)) == []


def test_the_old_number_moves_to_its_column_when_cards_are_exchanged(world: World) -> None:
    an = world.people["an"]
    an.card_number, an.card_issued_on = "12345678", date(2010, 2, 3)
    an.save()

    (event,) = exchange_cards([Handing(an, "990010000077", cause="whole_party")], DAY, by=world.an)

    assert (event.old_number, fresh(an).old_card_number, fresh(an).card_number) == (
        "12345678",
        "12345678",
        "990010000077",
    )
    on = date(2025, 12, 1)
    held = roll(branch(world.commune, on)).filter(has_card(on))
    assert "Lò Thị An" in {row.person.full_name for row in held.select_related("person")}


def test_lost_and_issued_again_with_the_same_number(world: World) -> None:
    an = world.people["an"]
    card = Handing(an, an.card_number, reason="Mất khi đi rẫy")

    event = reissue_card(card, DAY, by=world.an)

    assert (event.kind, event.number, event.reason) == (
        "reissued",
        "990010000001",
        "Mất khi đi rẫy",
    )
    assert fresh(an).card_issued_on == DAY


def test_taken_back_at_leaving(world: World) -> None:
    an = world.people["an"]
    recall_card(an, DAY, "Khai trừ", by=world.an)

    assert fresh(an).card_number == ""
    assert "Lò Thị An" in names_without_card(world)
    assert "Lò Thị An" not in names_without_card(world, date(2026, 11, 6))


def test_an_entry_by_mistake_is_taken_back_exactly(world: World) -> None:
    an = fresh(world.people["an"])
    before = {
        name: getattr(an, name) for name in ("card_number", "card_issued_on", "old_card_number")
    }
    first = reissue_card(Handing(an, "990010000055", reason="Mất"), DAY, by=world.an)
    second = recall_card(fresh(an), date(2026, 11, 8), "Nhầm", by=world.an)

    with pytest.raises(Refusal, match="Sau việc này còn việc khác về thẻ, ngày 08/11/2026"):
        withdraw_card(first, "Nhập nhầm", by=world.an)
    withdraw_card(second, "Nhập nhầm", by=world.an)
    with pytest.raises(Refusal, match="Ghi lý do bỏ dòng này"):
        withdraw_card(CardEvent.objects.get(pk=first.pk), "", by=world.an)
    withdraw_card(CardEvent.objects.get(pk=first.pk), "Nhập nhầm", by=world.an)

    now = fresh(an)
    assert {name: getattr(now, name) for name in before} == before
    assert not CardEvent.objects.exists()


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize("number", ["12345678", "99001000000X", "9900100000099"])
def test_a_number_has_twelve_digits(world: World, number: str) -> None:
    with pytest.raises(Refusal) as told:
        grant(world, "dung", number)

    assert str(told.value).startswith(
        f"Số thẻ “{number}” của đồng chí Lường Thị Dung phải đủ 12 chữ số. Theo "
    )


def test_eight_digits_before_the_national_numbers(world: World) -> None:
    assert grant(world, "dung", "12345678", date(2018, 9, 2)).number == "12345678"


def test_a_number_borne_by_somebody_else(world: World) -> None:
    with pytest.raises(Refusal) as told:
        grant(world, "dung", "990010000001")
    assert str(told.value) == (
        "Số thẻ 990010000001 định ghi cho đồng chí Lường Thị Dung đã là số thẻ của đồng chí Lò Thị An."
    )


def test_a_number_borne_once_by_somebody_else(world: World) -> None:
    recall_card(world.people["an"], DAY, "Khai trừ", by=world.an)

    with pytest.raises(Refusal, match="đã là số thẻ của đồng chí Lò Thị An"):
        grant(world, "dung", "990010000001")


def test_one_number_for_two(world: World) -> None:
    cards = [Handing(world.people[who], "990010000009") for who in ("dung", "lan")]

    with pytest.raises(
        Refusal, match="ghi cho cả đồng chí Lường Thị Dung và đồng chí Đinh Thị Lan"
    ):
        grant_cards(cards, DAY, by=world.an)


def test_a_first_card_for_who_has_one(world: World) -> None:
    with pytest.raises(Refusal, match="Đồng chí Lò Thị An đã có thẻ số 990010000001"):
        grant(world, "an", "990010000009")


def test_no_card_during_probation_nor_outside_the_books(world: World) -> None:
    with pytest.raises(Refusal, match="Vàng Thị Én là đảng viên dự bị tại ngày 07/11/2026"):
        grant(world, "en", "990010000009")
    with pytest.raises(Refusal, match="Lường Văn Hùng không sinh hoạt ở chi bộ nào tại ngày 07/11"):
        grant(world, "hung", "990010000009")


def test_no_exchange_of_a_card_that_is_not_there(world: World) -> None:
    dung = world.people["dung"]

    with pytest.raises(Refusal, match="chưa có thẻ để đổi hoặc cấp lại: phát thẻ lần đầu"):
        exchange_cards([Handing(dung, "990010000009", cause="damaged")], DAY, by=world.an)
    with pytest.raises(Refusal, match="không có số thẻ để thu hồi"):
        recall_card(dung, DAY, "Khai trừ", by=world.an)


def test_an_exchange_and_a_loss_say_why(world: World) -> None:
    an = world.people["an"]

    with pytest.raises(ValidationError, match="Chọn diện đổi thẻ"):
        exchange_cards([Handing(an, "990010000009")], DAY, by=world.an)
    with pytest.raises(ValidationError, match="Ghi lý do mất thẻ hoặc thu hồi thẻ"):
        reissue_card(Handing(an, "990010000009"), DAY, by=world.an)


def test_neither_ahead_nor_before_what_is_written(world: World) -> None:
    with pytest.raises(Refusal, match="chưa tới; ghi thẻ khi đã phát"):
        grant(world, "dung", "990010000009", date(2027, 2, 3))
    grant(world, "dung", "990010000009")
    dung = fresh(world.people["dung"])
    with pytest.raises(
        Refusal, match="Sổ đã ghi việc về thẻ của đồng chí Lường Thị Dung ngày 07/11/2026"
    ):
        exchange_cards(
            [Handing(dung, "990010000010", cause="wrong")], date(2026, 9, 2), by=world.an
        )


def test_only_the_office_keeps_cards(world: World) -> None:
    with pytest.raises(NotAllowed):
        grant_cards([Handing(world.people["dung"], "990010000009")], DAY, by=world.chung)


def test_the_file_follows_the_register_alone(world: World) -> None:
    grant(world, "dung", "990010000009")
    dung = fresh(world.people["dung"])

    with pytest.raises(Refusal, match="Số thẻ của đồng chí Lường Thị Dung theo sổ phát thẻ"):
        correct_file(dung, {"card_number": "990010000010"}, by=world.an)
    correct_file(dung, {"card_number": "990010000009", "note": "Đã xem lại"}, by=world.an)
