"""Cards on the screen: the batch, the exchange, one person's card, the register."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from chibo.documents.actions import NewPaper, register_paper
from chibo.members.actions.cards import Handing, grant_cards
from chibo.members.models import CardEvent, Person
from chibo.members.tests.seeing import errors_in, names_in, signed_in_as, text_of
from tests.world import World


@pytest.fixture
def office(world: World) -> Client:
    return signed_in_as(world.an)


def at(world: World, part: str = "") -> str:
    return f"/dv/{world.commune.pk}/the-dang{part}"


def number_of(one: Person) -> str:
    return Person.objects.get(pk=one.pk).card_number


def test_who_has_no_card_is_listed(world: World, office: Client) -> None:
    page = office.get(at(world))

    assert set(names_in(page)) == {"Vì Văn Chung", "Đinh Thị Lan", "Lường Thị Dung"}
    assert "3 đảng viên chính thức chưa có thẻ" in text_of(page)


def test_numbers_are_typed_beside_names(world: World, office: Client) -> None:
    dung = world.people["dung"]
    told = {"on": "07/11/2026", f"number_{dung.pk}": "9900 1000 0009"}
    office.post(at(world, "/phat"), told)

    assert number_of(dung) == "990010000009"
    register = office.get(at(world) + "?xem-so=1")
    assert names_in(register) == ["Lường Thị Dung"]


def test_a_pasted_column_is_looked_at_before_it_is_written(world: World, office: Client) -> None:
    page = office.get(at(world, "/phat"))
    people = page.context["form"].people
    pasted = "\r\n".join(f"9900100000{n:02}" for n in range(21, 24))
    told = {"on": "07/11/2026", "pasted": pasted, **{f"number_{one.pk}": "" for one in people}}

    seen = office.post(at(world, "/phat"), told)
    shown = {one: seen.context["form"].data[f"number_{one.pk}"] for one in people}
    assert list(shown.values()) == ["990010000021", "990010000022", "990010000023"]
    assert not CardEvent.objects.exists()

    typed = {f"number_{one.pk}": number for one, number in shown.items()}
    office.post(at(world, "/phat"), {"on": "07/11/2026", **typed})
    assert CardEvent.objects.count() == 3


def test_what_is_refused_stays_on_the_form(world: World, office: Client) -> None:
    dung = world.people["dung"]
    page = office.post(at(world, "/phat"), {"on": "07/11/2026", f"number_{dung.pk}": "123"})

    (said,) = errors_in(page)["__all__"]
    assert said.startswith("Số thẻ “123” của đồng chí Lường Thị Dung phải đủ 12 chữ số.")
    assert 'value="123"' in page.content.decode()


def test_no_number_at_all(world: World, office: Client) -> None:
    page = office.post(at(world, "/phat"), {"on": "07/11/2026"})

    assert errors_in(page) == {"__all__": ["Ghi số thẻ cho ít nhất một đồng chí."]}


def test_the_exchange_of_the_whole_party(world: World, office: Client) -> None:
    an = world.people["an"]
    told = {"on": "07/11/2026", "cause": "whole_party", f"number_{an.pk}": "990010000088"}
    office.post(at(world, "/doi"), told)

    event = CardEvent.objects.get()
    assert (event.number, event.old_number, event.cause) == (
        "990010000088",
        "990010000001",
        "whole_party",
    )


def test_holders_are_ticked_for_the_exchange(world: World, office: Client) -> None:
    page = office.get(at(world) + "?co-the=1")
    assert names_in(page) == ["Lò Thị An", "Nguyễn Văn Bình"]
    binh = world.people["binh"]
    assert f'name="chon" value="{binh.pk}"' in page.content.decode()

    form = office.get(at(world, f"/doi?chon={binh.pk}")).context["form"]

    assert form.people == [binh]


def test_the_list_of_one_decision(world: World, office: Client) -> None:
    papers = [
        register_paper(
            NewPaper(number, "QĐ/TU", "decision", "Tỉnh ủy Mẫu", date(2026, 11, 2), "Phát thẻ"),
            world.commune,
            by=world.an,
        )
        for number in ("8", "9")
    ]
    for who, number, paper in zip(("dung", "chung"), ("31", "32"), papers, strict=True):
        one = Handing(world.people[who], f"9900100000{number}")
        grant_cards([one], date(2026, 11, 7), by=world.an, paper=paper)

    menu = text_of(office.get(at(world)))
    assert "Danh sách kèm Quyết định 8-QĐ/TU ngày 02/11/2026" in menu
    answer = office.get(at(world, f"/in/danh-sach.docx?quyet-dinh={papers[0].pk}"))

    said = "\n".join(
        cell.text for table in Document(BytesIO(answer.content)).tables for cell in table._cells
    )
    assert "Lường Thị Dung" in said
    assert "Vì Văn Chung" not in said


def test_lost_and_issued_again_from_the_file(world: World, office: Client) -> None:
    an = world.people["an"]
    url = f"/dang-vien/{an.pk}/the/cap-lai"
    assert errors_in(office.post(url, {"on": "07/11/2026", "number": an.card_number})) == {
        "reason": ["Ghi lý do mất thẻ hoặc thu hồi thẻ."]
    }
    told = {"on": "07/11/2026", "number": an.card_number, "reason": "Mất khi đi rẫy"}
    office.post(url, told)

    assert "Mất khi đi rẫy" in text_of(office.get(f"/dang-vien/{an.pk}/qua-trinh"))
    event = CardEvent.objects.get()
    office.post(f"/the-dang/{event.pk}/bo", {"reason": "Nhập nhầm người"})
    assert not CardEvent.objects.exists()


def test_recalled_from_the_file(world: World, office: Client) -> None:
    an = world.people["an"]
    told = {"on": "07/11/2026", "reason": "Khai trừ"}
    office.post(f"/dang-vien/{an.pk}/the/thu-hoi", told)

    assert number_of(an) == ""


def test_list_of_a_day_register_and_workbooks(world: World, office: Client) -> None:
    dung = world.people["dung"]
    told = {"on": "07/11/2026", f"number_{dung.pk}": "990010000009"}
    office.post(at(world, "/phat"), told)

    for part in ("danh-sach.docx?ngay-phat=2026-11-07", "so-phat-the.pdf", "so-phat-the.docx"):
        assert office.get(at(world, f"/in/{part}")).status_code == 200
    book = load_workbook(BytesIO(office.get(at(world, "/in/so-phat-the.xlsx")).content))
    rows = list(book.worksheets[0].values)
    assert [(row[1].date(), row[2], row[6]) for row in rows[1:]] == [
        (date(2026, 11, 7), "Lường Thị Dung", "990010000009")
    ]
    waiting = load_workbook(BytesIO(office.get(at(world, "/in/chua-co-the.xlsx")).content))
    assert {row[1] for row in list(waiting.worksheets[0].values)[1:]} == {
        "Vì Văn Chung",
        "Đinh Thị Lan",
    }
    assert office.get(at(world, "/in/danh-sach.xlsx")).status_code == 404
