"""A letter of introduction at the screen: written, found in the inbox, passed on, received, taken back."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.models import Membership, Person, Transfer
from tests.world import World

pytestmark = pytest.mark.django_db


def at(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def written(world: World, who: str = "chung", number: str = "5") -> Transfer:
    one = Letter(
        world.people[who],
        "official",
        number,
        date(2026, 11, 2),
        world.ben.pk,
        left_out=frozenset({world.province.pk}),
    )
    return issue_transfers([one], by=world.an)[0]


def send(world: World, key: int, **given: Any) -> Any:
    known = {
        "kind": "official",
        "number": "5",
        "issued_on": "02/11/2026",
        "other_cell": "chi bo ban ben, xa chieng ben",
        "dues_paid_until": "10/2026",
        "presented": ["party_card", "sealed_dossier"],
    }
    return at(world.an).post(f"/dang-vien/{key}/giay-gioi-thieu", known | given)


def box(user: User, org: int, name: str) -> list[str]:
    page = at(user).get(f"/dv/{org}/chuyen-sinh-hoat?muc={name}")
    return [row.letter.person.full_name for row in page.context["rows"]]


def test_the_office_writes_a_letter_from_a_members_page(world: World) -> None:
    person = world.people["chung"]
    page = at(world.an).get(person.get_absolute_url()).content.decode()
    assert f"/dang-vien/{person.pk}/giay-gioi-thieu" in page
    answer = send(world, person.pk)
    transfer = Transfer.objects.get()
    assert answer.url == transfer.get_absolute_url()
    assert (transfer.to_cell, transfer.dues_paid_until) == (world.ben, date(2026, 10, 1))
    assert transfer.presented == ["party_card", "sealed_dossier"]
    # Nobody keeps records at the province: its box is passed over.
    assert [step.name for step in transfer.steps.all()] == [
        "Chi bộ bản Trên",
        "Đảng bộ xã Mường Mẫu",
        "Đảng bộ xã Chiềng Bên",
        "Chi bộ bản Bên",
    ]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"other_cell": ""}, "own_cell", "một trong ba ô"),
        ({"outside_unit": "Đảng bộ Xa"}, "outside_unit", "một trong ba ô"),
        ({"other_cell": "bản Không"}, "other_cell", "Không có chi bộ nào tên như vậy"),
        (
            {"other_cell": "", "outside_unit": "Đảng bộ Xa"},
            "outside_scope",
            "Chọn trong tỉnh hay tỉnh khác",
        ),
        ({"dues_paid_until": "2026"}, "dues_paid_until", "Ghi cả tháng và năm"),
        ({"number": ""}, "number", "Nhập số giấy giới thiệu"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    world: World, given: dict[str, str], field: str, sentence: str
) -> None:
    answer = send(world, world.people["chung"].pk, **given)
    assert sentence in str(answer.context["form"].errors[field])


def test_what_the_rule_refuses_stays_on_the_form(world: World) -> None:
    answer = send(world, world.people["chung"].pk, kind="temporary", until="01/12/2026")
    assert "từ 3 tháng đến dưới 24 tháng" in str(answer.context["form"].errors)
    assert 'value="01/12/2026"' in answer.content.decode()


def test_two_cells_of_one_name_are_told_apart(world: World) -> None:
    answer = send(world, world.people["chung"].pk, other_cell="bản")
    assert "Không có chi bộ" in str(answer.context["form"].errors)


def test_each_office_finds_the_letter_where_it_is_its_turn(world: World) -> None:
    transfer = written(world)
    name, own, other = "Vì Văn Chung", world.commune.pk, world.neighbour.pk
    assert (box(world.an, own, "gui"), box(world.khanh, other, "nhan")) == ([name], [])
    assert at(world.khanh).get(transfer.get_absolute_url()).status_code == 404
    at(world.an).post(f"{transfer.get_absolute_url()}/buoc", {"on": "03/11/2026", "through": "2"})
    assert (box(world.an, own, "gui"), box(world.an, own, "cho")) == ([], [name])
    assert box(world.khanh, other, "nhan") == [name]
    page = at(world.khanh).get(transfer.get_absolute_url()).content.decode()
    assert "Tiếp nhận về Chi bộ bản Bên" in page
    assert world.people["chung"].get_absolute_url() not in page
    at(world.khanh).post(
        f"{transfer.get_absolute_url()}/buoc", {"on": "09/11/2026", "through": "4"}
    )
    assert (box(world.an, own, "xong"), box(world.khanh, other, "xong")) == ([name], [name])
    stay = Membership.objects.get(person=world.people["chung"], ended_on=None)
    assert (stay.cell, stay.started_on) == (world.ben, date(2026, 11, 9))


def test_a_letter_out_of_date_lies_under_overdue(world: World) -> None:
    transfer = written(world)
    Transfer.objects.update(issued_on=date(2026, 9, 1), valid_until=date(2026, 10, 14))
    assert box(world.an, world.commune.pk, "qua-han") == ["Vì Văn Chung"]
    page = at(world.an).get(transfer.get_absolute_url()).content.decode()
    assert "Gia hạn giấy giới thiệu" in page


def test_a_step_that_is_not_ones_own_is_not_there(world: World) -> None:
    transfer = written(world)
    for how in ("xac-nhan", "tra-lai", "tro-ve", "khong-co"):
        assert at(world.an).get(f"{transfer.get_absolute_url()}/{how}").status_code == 404
    for user in (world.binh, world.chung):
        assert at(user).get(transfer.get_absolute_url()).status_code == 200
        assert at(user).get(f"{transfer.get_absolute_url()}/buoc").status_code == 404


def test_the_letter_is_withdrawn_or_sent_back_with_a_reason(world: World) -> None:
    first, second = written(world), written(world, "lan", "6")
    answer = at(world.an).post(f"{first.get_absolute_url()}/rut", {"on": "04/11/2026"})
    assert "Ghi lý do" in str(answer.context["form"].errors["reason"])
    at(world.an).post(
        f"{first.get_absolute_url()}/rut", {"on": "04/11/2026", "reason": "Thôi chuyển"}
    )
    at(world.an).post(f"{second.get_absolute_url()}/buoc", {"on": "03/11/2026", "through": "2"})
    at(world.khanh).post(
        f"{second.get_absolute_url()}/tra-lai", {"on": "05/11/2026", "reason": "Thiếu hồ sơ"}
    )
    states = Transfer.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "returned"]


def test_letters_for_a_class_are_numbered_on(world: World) -> None:
    given = {
        "people": [str(world.people[who].pk) for who in ("binh", "lan")],
        "kind": "official",
        "number": "21",
        "issued_on": "02/11/2026",
        "outside_unit": "Đảng bộ phường Bến, tỉnh Xa",
        "outside_scope": "other_province",
    }
    answer = at(world.an).post(f"/dv/{world.school.pk}/chuyen-sinh-hoat/moi", given)
    assert answer.status_code == 302
    made = Transfer.objects.order_by("number").values_list("number", "person__full_name")
    assert sorted(made) == [("21", "Nguyễn Văn Bình"), ("22", "Đinh Thị Lan")]


def test_a_letter_brought_from_outside_opens_a_file(world: World) -> None:
    given = {
        "kind": "official",
        "number": "77",
        "issued_on": "02/11/2026",
        "from_unit": "Đảng bộ phường Bến, tỉnh Xa",
        "scope": "other_province",
        "arrived_on": "05/11/2026",
        "cell": str(world.tren.pk),
        "status": "official",
        "full_name": "Lò Văn Đến",
        "sex": "male",
        "joined": "2015",
    }
    page = f"/dv/{world.commune.pk}/chuyen-sinh-hoat/den"
    assert at(world.an).get(page).status_code == 200
    answer = at(world.an).post(page, given)
    transfer = Transfer.objects.get()
    assert answer.url == transfer.get_absolute_url()
    assert box(world.an, world.commune.pk, "nhan") == ["Lò Văn Đến"]
    at(world.an).post(f"{transfer.get_absolute_url()}/buoc", {"on": "06/11/2026", "through": "3"})
    person = Person.objects.get(full_name="Lò Văn Đến")
    assert Membership.objects.get(person=person).cell == world.tren


def test_somebody_who_left_brings_a_letter_to_the_old_file(world: World) -> None:
    hung = world.people["hung"]
    page = f"/dang-vien/{hung.pk}/giay-gioi-thieu-den"
    assert page in at(world.an).get(hung.get_absolute_url()).content.decode()
    given = {
        "kind": "official",
        "number": "78",
        "issued_on": "02/11/2026",
        "from_unit": "Đảng bộ phường Bến, tỉnh Xa",
        "scope": "other_province",
        "arrived_on": "05/11/2026",
        "cell": str(world.tren.pk),
        "status": "official",
    }
    assert at(world.an).post(page, given).status_code == 302
    assert Transfer.objects.get().person == hung


def test_the_register_is_a_page_and_a_workbook(world: World) -> None:
    written(world)
    url = f"/dv/{world.commune.pk}/chuyen-sinh-hoat/so?so=di&nam=2026"
    assert "Vì Văn Chung" in at(world.an).get(url).content.decode()
    book = openpyxl.load_workbook(
        BytesIO(at(world.an).post(url.replace("/so?", "/so/xuat?")).content)
    )
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert "Họ và tên" in str(rows)
    assert any("Vì Văn Chung" in [str(cell) for cell in row] for row in rows)
    for way in ("den", "noi-bo"):
        page = at(world.an).get(url.replace("so=di", f"so={way}")).content.decode()
        assert "Chưa có giấy giới thiệu nào" in page


def test_the_sender_of_a_letter_out_of_date_is_offered_to_renew_it(world: World) -> None:
    transfer = written(world)
    at(world.an).post(f"{transfer.get_absolute_url()}/buoc", {"on": "03/11/2026", "through": "2"})
    Transfer.objects.update(issued_on=date(2026, 9, 1), valid_until=date(2026, 10, 14))
    page = at(world.an).get(transfer.get_absolute_url())
    assert page.context["next"]["label"] == "Gia hạn giấy giới thiệu"
    assert "Quá hạn: chỉ có giá trị đến 14/10/2026" in page.content.decode()
    assert at(world.khanh).get(transfer.get_absolute_url()).context["next"] is None


def test_a_letter_past_the_time_for_the_procedure_says_so(world: World) -> None:
    transfer = written(world)
    Transfer.objects.update(decided_on=date(2026, 7, 1))
    assert box(world.an, world.commune.pk, "qua-han") == ["Vì Văn Chung"]
    page = at(world.an).get(transfer.get_absolute_url()).content.decode()
    assert "Quá hạn: hạn làm thủ tục 25/09/2026" in page


def test_who_carries_a_letter_is_not_offered_another(world: World) -> None:
    written(world, "lan")
    page = at(world.an).get(f"/dv/{world.school.pk}/chuyen-sinh-hoat/moi")
    offered = [label for _key, label in page.context["form"].fields["people"].choices]
    assert offered == ["Nguyễn Văn Bình"]
