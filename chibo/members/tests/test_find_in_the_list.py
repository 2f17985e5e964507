"""The members list: who is in it, in which order, found how, by whom."""

import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chibo.members.tests.seeing import DAY, day, enter, names_in, signed_in_as, text_of
from tests.world import World

EVERYBODY = [
    "Lò Thị An",
    "Nguyễn Văn Bình",
    "Vì Văn Chung",
    "Lường Thị Dung",
    "Vàng Thị Én",
    "Đinh Thị Lan",
]
SEARCHED = ["Hà Văn Tới", "Lò Thị Hà", "Bùi Thị Hạ", "Vì Văn Hải", "Lò Thị Hạnh", "Cầm Văn Hòa"]


def url(world: World, query: str = "") -> str:
    return f"{reverse('members:list', args=[world.commune.pk])}?ngay={DAY}&{query}"


def test_members_stand_by_given_name(world: World) -> None:
    page = signed_in_as(world.an).get(url(world))

    assert names_in(page) == EVERYBODY
    assert "6 đảng viên Nữ 4 Dân tộc thiểu số 5 Tuổi trung bình 40,0" in text_of(page)


def test_the_list_of_a_past_day_has_its_people_and_no_editing(world: World) -> None:
    page = signed_in_as(world.an).get(url(world).replace(DAY, "2018-06-30"))

    assert names_in(page) == [
        "Lò Thị An",
        "Nguyễn Văn Bình",
        "Vì Văn Chung",
        "Lường Thị Dung",
        "Lò Văn Giới",
        "Lường Văn Hùng",
    ]
    assert "Đang xem số liệu tại 30/06/2018" in text_of(page)
    assert "Thêm hồ sơ" not in text_of(page)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ha", ["Lò Thị Hà", "Bùi Thị Hạ", "Vì Văn Hải", "Lò Thị Hạnh", "Hà Văn Tới"]),
        ("hạ", ["Bùi Thị Hạ", "Lò Thị Hạnh"]),
        ("hà", ["Lò Thị Hà", "Hà Văn Tới"]),
        ("hoà", ["Cầm Văn Hòa"]),
        (unicodedata.normalize("NFD", "hòa"), ["Cầm Văn Hòa"]),
        ("lo thi h", ["Lò Thị Hà", "Lò Thị Hạnh"]),
        ("LÒ HẠNH", ["Lò Thị Hạnh"]),
        ("hanh lo", []),
        ("đinh", ["Đinh Thị Lan"]),
        ("đung", []),
        ("%", []),
        ("an", ["Lò Thị An"]),
    ],
)
def test_search_by_name(world: World, typed: str, found: list[str]) -> None:
    enter(world, *SEARCHED)

    assert names_in(signed_in_as(world.an).get(url(world), {"ngay": DAY, "tim": typed})) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0001", ["Lò Thị An"]),
        ("9900 1", ["Lò Thị An", "Nguyễn Văn Bình"]),
        ("99001000000", ["Lò Thị An", "Nguyễn Văn Bình"]),
    ],
)
def test_search_by_card_or_the_end_of_the_identity_number(
    world: World, typed: str, found: list[str]
) -> None:
    page = signed_in_as(world.an).get(url(world), {"ngay": DAY, "tim": typed})

    assert names_in(page) == found


def test_what_is_found_is_marked(world: World) -> None:
    page = signed_in_as(world.an).get(url(world, "tim=thi+a")).content.decode()

    assert "Lò <mark>Thị</mark> <mark><em>An</em></mark>" in page


def test_nobody_found_says_so_and_offers_the_way_back(world: World) -> None:
    page = text_of(signed_in_as(world.an).get(url(world, "tim=zzz")))

    assert "Không có ai khớp “zzz”" in page
    assert "Bỏ lọc" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gioi=male", ["Nguyễn Văn Bình", "Vì Văn Chung"]),
        ("dan-toc=mong", ["Vàng Thị Én"]),
        ("tuoi=from_18_to_30", ["Vàng Thị Én"]),
        ("ly-luan=advanced", ["Nguyễn Văn Bình"]),
        ("chuyen-mon=university&gioi=female", ["Lò Thị An"]),
        ("trang-thai=du-bi", ["Vàng Thị Én"]),
        ("trang-thai=khong-co", EVERYBODY),
        ("gioi=;drop", EVERYBODY),
    ],
)
def test_conditions_narrow_the_list(world: World, query: str, found: list[str]) -> None:
    assert names_in(signed_in_as(world.an).get(url(world, query))) == found


def test_one_cell_of_the_commune(world: World) -> None:
    page = signed_in_as(world.an).get(url(world, f"chi-bo={world.school.pk}"))

    assert names_in(page) == ["Nguyễn Văn Bình", "Đinh Thị Lan"]
    assert "2 trong 6 đảng viên" in text_of(page)


@pytest.mark.parametrize(
    ("order", "first"),
    [("-ten", "Đinh Thị Lan"), ("sinh", "Nguyễn Văn Bình"), ("chi-bo", "Lò Thị An")],
)
def test_the_list_turns_as_its_heads_are_clicked(world: World, order: str, first: str) -> None:
    assert names_in(signed_in_as(world.an).get(url(world, f"sap={order}")))[0] == first


def test_tabs_count_what_their_lists_hold(world: World) -> None:
    answer = signed_in_as(world.an).get(url(world))
    *counted, elsewhere = answer.context["tabs"]
    for tab in counted:
        listed = signed_in_as(world.an).get(str(tab["url"]))
        assert len(names_in(listed)) == tab["count"], tab["label"]
    assert elsewhere["label"] == "Xem xét xóa tên"
    assert signed_in_as(world.an).get(str(elsewhere["url"])).status_code == 200


def test_a_list_opened_from_a_number_adds_up_to_it(world: World) -> None:
    answer = signed_in_as(world.an).get(url(world, "so=members&loc=sex:female"))

    assert names_in(answer) == ["Lò Thị An", "Lường Thị Dung", "Vàng Thị Én", "Đinh Thị Lan"]
    said = "Danh sách này cộng thành 4 của số liệu “Đảng viên, Nữ” tại 20/11/2026."
    assert said in text_of(answer)


def test_chosen_columns_are_remembered(world: World) -> None:
    office = signed_in_as(world.an)
    office.get(url(world, "cot=ly-luan&cot=dinh-danh"))
    page = text_of(office.get(url(world)))

    assert "Lý luận chính trị Số định danh Lò Thị An" in page
    assert "•••• •••• 0001" in page
    assert "014185000001" not in page


def test_a_row_opens_beside_the_list(world: World) -> None:
    key = world.people["en"].pk
    page = signed_in_as(world.an).get(url(world, f"xem={key}"))

    assert names_in(page) == EVERYBODY
    assert "Vàng Thị Én Bản Dưới Dự bị" in text_of(page)
    fragment = signed_in_as(world.an).get(url(world, f"xem={key}"), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    assert "Xét công nhận chính thức từ 26/03/2027" in text_of(fragment)


def test_a_row_of_another_list_does_not_open(world: World) -> None:
    page = signed_in_as(world.an).get(url(world, f"xem={world.people['khanh'].pk}"))

    assert "Tòng Thị Khánh" not in text_of(page)


def test_other_branches_are_not_there(world: World) -> None:
    commune = reverse("members:list", args=[world.commune.pk])

    for stranger in (world.khanh, world.chung, world.dung, world.hanh):
        assert signed_in_as(stranger).get(commune).status_code == 404
    own_cell = reverse("members:list", args=[world.tren.pk])
    assert names_in(signed_in_as(world.chung).get(own_cell)) == ["Lò Thị An", "Vì Văn Chung"]


def test_a_level_above_with_totals_sees_no_name(world: World) -> None:
    page = signed_in_as(world.giang).get(url(world, f"xem={world.people['an'].pk}"))

    assert page.status_code == 200
    assert "Đồng chí được xem số tổng hợp" in text_of(page)
    assert not any(person.full_name in text_of(page) for person in world.people.values())


def test_questions_do_not_grow_with_rows_and_stay_few(world: World) -> None:
    office, asked = signed_in_as(world.an), []
    office.get(url(world))  # the session begins with the first page
    for query in ("tim=dung", "trang-thai=chinh-thuc", "", f"xem={world.people['en'].pk}"):
        with CaptureQueriesContext(connection) as questions:
            assert office.get(url(world, query)).status_code == 200
        asked.append(len(questions))

    assert asked[0] == asked[1] == asked[2]
    assert max(asked) <= 15


def test_fifty_rows_weigh_less_than_sixty_kilobytes(world: World) -> None:
    facts = {"sex": "male", "ethnicity": "thai", "born": day("12/03/1985"), "joined": day("2008")}
    enter(world, *(f"Nguyễn Hoàng Phương Thảo {n}" for n in range(60)), **facts)
    page = signed_in_as(world.an).get(url(world, "tim=nguyen&sap=-ten&gioi=male"))

    assert len(names_in(page)) == 50
    assert "Hiện 1–50 của 61" in text_of(page)
    assert len(page.content) < 60_000
