"""One person's pages: what they show on which day, to whom; the identity number."""

import pytest
from django.urls import reverse

from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed
from chibo.members.actions.life import record_entry
from chibo.members.actions.reading import note_print
from chibo.members.models import Award
from chibo.members.tests.seeing import signed_in_as, text_of
from tests.world import World


def page(world: World, user: object, who: str, view: str = "page", query: str = "") -> object:
    address = reverse(f"members:{view}", args=[world.people[who].pk]) + query
    return signed_in_as(user).get(address)


def test_the_file_of_a_member(world: World) -> None:
    text = text_of(page(world, world.an, "binh"))

    assert "Nguyễn Văn Bình Trường Tiểu học Chính thức" in text
    assert "Ngày vào Đảng 19/05/1996" in text
    assert "Số định danh •••• •••• 0002 Hiện" in text
    assert "Lý luận chính trị Cao cấp 2014" in text
    assert "Bí thư Đang giữ Đảng bộ xã Mường Mẫu từ 01/06/2025 · nhiệm kỳ 2025-2030 · bầu" in text
    assert "014070000002" not in text


def test_the_file_on_a_past_day_knows_nothing_later_and_edits_nothing(world: World) -> None:
    text = text_of(page(world, world.an, "dung", query="?ngay=2018-06-30"))

    assert "Lường Thị Dung Bản Dưới Dự bị 24 tuổi 1 năm tuổi Đảng" in text
    assert "Hết 12 tháng dự bị ngày 12/07/2018" in text
    assert "Xét công nhận chính thức từ 12/07/2018, còn 12 ngày" in text
    assert "Ngày chính thức" not in text
    assert "Sửa" not in text and "Ghi biến động" not in text


def test_who_died_and_who_was_never_a_member_have_their_pages(world: World) -> None:
    assert "Lò Văn Giới Từ trần ngày 10/05/2024" in text_of(page(world, world.an, "gioi"))
    cadre = text_of(page(world, world.an, "sua"))
    assert "Sồng A Sùa Chưa là đảng viên" in cadre
    assert "Trưởng bản Dưới Đang giữ Đảng bộ xã Mường Mẫu từ 01/01/2020" in cadre


def test_the_way_through_the_party(world: World) -> None:
    text = text_of(page(world, world.an, "hung", "life"))

    assert "Chuyển trong nội bộ 15/03/2019 · Bản Dưới → Bản Trên" in text
    assert "Chuyển đi 01/09/2022 · Bản Trên · Đảng bộ phường Bến, tỉnh Xa" in text


def test_a_member_reads_the_own_file_and_no_other(world: World) -> None:
    for view in ("page", "life", "entries", "journal"):
        assert page(world, world.dung, "dung", view).status_code == 200
        assert page(world, world.dung, "an", view).status_code == 404
    assert "Sửa" not in text_of(page(world, world.dung, "dung"))


@pytest.mark.parametrize("role", ["neighbour", "superior", "auditor", "admin"])
def test_strangers_and_levels_without_names_get_404(world: World, role: str) -> None:
    assert page(world, world.users[role], "an").status_code == 404


def test_the_number_is_shown_once_and_the_look_is_kept(world: World) -> None:
    client = signed_in_as(world.binh)
    address = reverse("members:reveal", args=[world.people["an"].pk])

    assert "014185000001" in client.post(address).content.decode()
    fragment = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() == '<span class="num" data-revealed>014185000001</span>'
    again = reverse("members:page", args=[world.people["an"].pk])
    assert "014185000001" not in client.get(again).content.decode()
    looks = Entry.objects.filter(verb="person.number_revealed").values_list("actor_name", "key")
    assert list(looks) == [("Nguyễn Văn Bình", str(world.people["an"].pk))] * 2


def test_who_may_not_see_full_numbers_is_told_no(world: World) -> None:
    address = reverse("members:reveal", args=[world.people["an"].pk])

    assert signed_in_as(world.chung).post(address).status_code == 403
    assert signed_in_as(world.khanh).post(address).status_code == 404
    assert signed_in_as(world.an).get(address).status_code == 405
    assert not Entry.objects.filter(verb="person.number_revealed").exists()


def test_who_looked_is_shown_to_the_member_and_the_office(world: World) -> None:
    dung = world.people["dung"]
    signed_in_as(world.an).post(
        reverse("members:correct", args=[dung.pk, "nhan-than"]),
        {"full_name": dung.full_name, "sex": "female", "phone": "0900 000 000"},
    )

    for reader in (world.an, world.dung):
        text = text_of(page(world, reader, "dung", "journal"))
        assert "sửa hồ sơ" in text and "Lò Thị An" in text
    assert page(world, world.chung, "chung", "journal").status_code == 302


def test_pages_ask_no_more_than_fifteen_questions(
    world: World, django_assert_max_num_queries: object
) -> None:
    client = signed_in_as(world.an)
    for view in ("page", "life", "entries", "journal"):
        address = reverse(f"members:{view}", args=[world.people["binh"].pk])
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)


def test_the_sheet_on_paper_masks_the_number_and_is_kept_in_the_journal(world: World) -> None:
    binh = world.people["binh"]
    record_entry(Award(person=binh, year=2014, name="Bằng khen"), by=world.an)
    record_entry(Award(person=binh, year=2025, name="Huân chương"), by=world.an)

    text = text_of(page(world, world.an, "binh", "sheet", "?ngay=2018-06-30"))

    assert "Họ và tên đang dùng: NGUYỄN VĂN BÌNH" in text
    assert "Ngày và nơi vào Đảng: 19/05/1996" in text
    assert "Số liệu đến ngày 30 tháng 06 năm 2018" in text
    assert "Số định danh cá nhân: •••• •••• 0002" in text and "014070000002" not in text
    assert "Bằng khen" in text and "Huân chương" not in text
    looks = Entry.objects.filter(verb="person.printed").values_list("actor_name", "key")
    assert list(looks) == [("Lò Thị An", str(binh.pk))]


def test_only_who_was_in_the_party_by_the_day_has_a_sheet(world: World) -> None:
    asked = (("sua", ""), ("dung", "?ngay=2015-06-30"))

    for who, query in asked:
        assert page(world, world.an, who, "sheet", query).status_code == 404
        assert "In phiếu" not in text_of(page(world, world.an, who, "page", query))
    assert "In phiếu" in text_of(page(world, world.an, "dung"))
    assert "Ra khỏi danh sách: Từ trần ngày 10/05/2024" in text_of(
        page(world, world.an, "gioi", "sheet")
    )
    assert (
        not Entry.objects.filter(verb="person.printed")
        .exclude(key=str(world.people["gioi"].pk))
        .exists()
    )


def test_who_may_not_read_the_file_may_not_print_it(world: World) -> None:
    with pytest.raises(NotAllowed):
        note_print(world.people["an"], by=world.users["superior"])
    assert page(world, world.users["superior"], "an", "sheet").status_code == 404
    assert page(world, world.dung, "dung", "sheet").status_code == 200
