"""Every form about members: what it records, what it refuses and says, what it never loses."""

from datetime import date

import pytest
from django.urls import reverse

from chibo.audit.models import Entry
from chibo.documents.models import Paper
from chibo.members.models import (
    CareerEntry,
    Exemption,
    Household,
    Membership,
    Movement,
    Person,
    Post,
    Qualification,
    Suspension,
    TemporaryStay,
)
from chibo.members.tests.seeing import errors_in, signed_in_as, text_of
from tests.world import World

NEW = {
    "full_name": "Hà Văn Mới",
    "sex": "male",
    "born": "05/1990",
    "ethnicity": "thai",
    "national_id": "014 090 000 009",
    "joined": "19/05/2015",
    "official": "19/05/2016",
    "on": "1/1/2020",
    "status": "official",
    "level_schooling": "upper_secondary",
}
PAPER = {
    "paper_number": "15",
    "paper_symbol": "QĐ/ĐU",
    "paper_kind": "decision",
    "paper_day": "28/02/2026",
    "paper_issuer": "Đảng ủy xã Mường Mẫu",
}


def post(world: World, view: str, args: list[object], said: dict[str, object]) -> object:
    return signed_in_as(world.an).post(reverse(f"members:{view}", args=args), said)


def about(world: World, who: str, view: str, said: dict[str, object], *more: object) -> object:
    return post(world, view, [world.people[who].pk, *more], said)


def was_done(answer: object) -> bool:
    return answer.status_code == 302


# ------------------------------------------------------------------ into the books


def test_a_member_is_entered_into_the_books(world: World) -> None:
    said = NEW | {"cell": world.tren.pk} | PAPER
    assert was_done(post(world, "new", [world.commune.pk], said))

    person = Person.objects.get(full_name="Hà Văn Mới")
    assert (str(person.partial("born")), person.national_id) == ("05/1990", "014090000009")
    stay = Membership.objects.order_by("started_on").filter(person=person).first()
    assert stay and (stay.cell_id, stay.status, stay.started_on) == (
        world.tren.pk,
        "official",
        date(2020, 1, 1),
    )
    assert stay.opened_by.paper and stay.opened_by.paper.full_number == "15-QĐ/ĐU"
    assert list(person.qualifications.values_list("ladder", "level")) == [
        ("schooling", "upper_secondary")
    ]


def test_a_number_that_says_otherwise_is_saved_and_doubted(world: World) -> None:
    said = NEW | {"cell": world.tren.pk, "sex": "female", "born": "1984"}
    list_page = signed_in_as(world.an).post(
        reverse("members:new", args=[world.commune.pk]), said, follow=True
    )
    doubt = "Số định danh là của nam, giới tính ghi nữ; Số định danh ghi sinh năm 1990"
    assert doubt in text_of(list_page)

    person = Person.objects.get(full_name="Hà Văn Mới")
    address = reverse("members:page", args=[person.pk])
    assert doubt in text_of(signed_in_as(world.an).get(address))
    assert doubt not in text_of(signed_in_as(world.binh).get(address))

    right = {"full_name": "Hà Văn Mới", "sex": "male", "born": "1990"}
    assert was_done(post(world, "correct", [person.pk, "nhan-than"], right))
    assert "Số định danh không khớp" not in text_of(signed_in_as(world.an).get(address))


def test_a_number_that_fits_is_saved_without_a_word(world: World) -> None:
    said = NEW | {"cell": world.tren.pk}
    page = signed_in_as(world.an).post(
        reverse("members:new", args=[world.commune.pk]), said, follow=True
    )
    assert "kiểm tra lại giấy tờ" not in text_of(page)


def test_nothing_typed_is_lost_and_every_error_stands_by_its_field(world: World) -> None:
    said = NEW | {"full_name": "", "born": "31/02/2011", "national_id": "12345678901", "on": ""}
    answer = post(world, "new", [world.commune.pk], said)

    assert errors_in(answer) == {
        "full_name": ["Nhập họ và tên như trên giấy tờ."],
        "born": ["Ngày 31/02/2011 không có thật"],
        "national_id": ["Nhập 12 chữ số. Đang có 11."],
        "cell": ["Chọn chi bộ nơi đồng chí này sinh hoạt."],
        "on": ["Nhập ngày."],
    }
    page = answer.content.decode()
    assert 'value="31/02/2011"' in page and 'value="12345678901"' in page
    assert "<title>Lỗi:" in page and "Có 5 lỗi cần sửa" in page
    assert Person.objects.filter(full_name="").count() == 0


def test_a_number_somebody_has_is_refused_beside_the_number(world: World) -> None:
    said = NEW | {"cell": world.tren.pk, "national_id": "014185000001"}
    answer = post(world, "new", [world.commune.pk], said | {"card_number": "990010000002"})

    assert errors_in(answer) == {
        "national_id": ["Số định danh cá nhân này đã có trong một hồ sơ khác."],
        "card_number": ["Số thẻ đảng viên này đã có trong một hồ sơ khác."],
    }


def test_half_a_decision_is_asked_for_whole_and_a_refused_entry_leaves_none(world: World) -> None:
    said = NEW | {"cell": world.tren.pk, "paper_number": "15"}
    assert set(errors_in(post(world, "new", [world.commune.pk], said))) == {
        "paper_symbol",
        "paper_day",
        "paper_issuer",
    }
    before = Paper.objects.count()
    too_early = PAPER | {"cell": world.duoi.pk, "on": "01/01/2015"}
    answer = about(world, "an", "move", too_early, "chuyen-noi-bo")
    assert "không sinh hoạt ở chi bộ nào trước ngày 01/01/2015" in str(errors_in(answer))
    assert Paper.objects.count() == before


def test_who_moves_in_says_from_where(world: World) -> None:
    said = NEW | {"cell": world.school.pk, "on": "15/10/2026"}
    assert set(errors_in(post(world, "moved_in", [world.commune.pk], said))) == {
        "outside_unit",
        "outside_scope",
    }
    said |= {"outside_unit": "Đảng bộ phường Bến", "outside_scope": "other_province"}
    assert was_done(post(world, "moved_in", [world.commune.pk], said))
    moved = Movement.objects.get(person__full_name="Hà Văn Mới")
    assert (moved.kind, moved.outside_unit) == ("moved_in", "Đảng bộ phường Bến")


def test_an_official_outside_the_party_has_a_file(world: World) -> None:
    said = {"full_name": "Vàng A Páo", "sex": "male", "level_schooling": "lower_secondary"}
    assert was_done(post(world, "new_non_member", [world.commune.pk], said))
    person = Person.objects.get(full_name="Vàng A Páo")
    assert person.keeper_id == world.commune.pk
    assert not person.memberships.exists()


@pytest.mark.parametrize("view", ["new", "moved_in", "new_non_member"])
def test_who_keeps_no_records_finds_no_form(world: World, view: str) -> None:
    address = reverse(f"members:{view}", args=[world.commune.pk])

    for user in (world.binh, world.chung, world.khanh, world.giang):
        assert signed_in_as(user).get(address).status_code == 404


# ------------------------------------------------------------------ movements


def test_to_another_cell_with_a_paper_from_the_register(world: World) -> None:
    said = {"cell": world.duoi.pk, "on": "01/10/2026", "paper": world.directive.pk}
    assert was_done(about(world, "an", "move", said, "chuyen-noi-bo"))

    stay = Membership.objects.open().get(person=world.people["an"])
    assert (stay.cell_id, stay.started_on) == (world.duoi.pk, date(2026, 10, 1))
    assert stay.opened_by.paper == world.directive


def test_the_same_cell_is_no_other_cell(world: World) -> None:
    answer = about(
        world, "an", "move", {"cell": world.tren.pk, "on": "01/10/2026"}, "chuyen-noi-bo"
    )

    assert errors_in(answer) == {
        "__all__": ["Chọn một chi bộ khác với chi bộ đang sinh hoạt."],
    }


@pytest.mark.parametrize(
    ("how", "kind", "said"),
    [
        ("chuyen-di", "moved_out", {"outside_unit": "Tỉnh Xa", "outside_scope": "other_province"}),
        ("tu-tran", "died", {}),
        ("xin-ra", "left", {"reason": "Nguyện vọng cá nhân"}),
        ("xoa-ten", "removed", {"reason": "Bỏ sinh hoạt ba tháng", "grounds": "absent"}),
        ("khai-tru", "expelled", {"reason": "Vi phạm kỷ luật"}),
    ],
)
def test_leaving_the_books(world: World, how: str, kind: str, said: dict[str, object]) -> None:
    assert was_done(about(world, "an", "move", {"on": "01/10/2026"} | said, how))

    left = Movement.objects.filter(person=world.people["an"]).latest("happened_on")
    assert (left.kind, left.happened_on, left.to_cell) == (kind, date(2026, 10, 1), None)
    assert not Membership.objects.open().filter(person=world.people["an"]).exists()


def test_some_ways_out_need_their_reason_or_place(world: World) -> None:
    assert errors_in(about(world, "an", "move", {"on": "01/10/2026"}, "xoa-ten")) == {
        "grounds": ["Chọn căn cứ xóa tên."],
        "reason": ["Ghi lý do."],
    }
    assert set(errors_in(about(world, "an", "move", {"on": "01/10/2026"}, "chuyen-di"))) == {
        "outside_unit",
        "outside_scope",
    }


def test_who_moved_away_is_taken_back(world: World) -> None:
    said = {"cell": world.tren.pk, "on": "01/10/2026", "status": "official"}
    said |= {"outside_unit": "Đảng bộ phường Bến", "outside_scope": "other_province"}
    assert was_done(about(world, "hung", "return", said, "chuyen-den"))
    assert Membership.objects.open().get(person=world.people["hung"]).cell == world.tren


# ------------------------------------------------------------------ leaves


def test_excused_for_a_time_needs_an_end(world: World) -> None:
    said = {"reason": "treatment", "on": "01/10/2026"}
    assert errors_in(about(world, "an", "leave", said, "mien")) == {
        "until": ["Miễn tạm thời phải có ngày kết thúc."]
    }
    assert was_done(about(world, "an", "leave", said | {"until": "01/02/2027"}, "mien"))
    exemption = Exemption.objects.open().get(person=world.people["an"])
    assert (exemption.reason, exemption.until) == ("treatment", date(2027, 2, 1))
    again = about(world, "an", "leave", {"reason": "old_weak", "on": "02/10/2026"}, "mien")
    assert errors_in(again) == {"__all__": ["Đảng viên đang được miễn sinh hoạt."]}


def test_suspended_and_back(world: World) -> None:
    said = {"reason": "Bị khởi tố", "on": "01/10/2026"}
    assert was_done(about(world, "an", "leave", said, "dinh-chi"))
    one = Suspension.objects.get(person=world.people["an"])
    said = {"outcome": "returned", "on": "01/09/2026"}
    early = about(world, "an", "end_leave", said, "dinh-chi", one.pk)
    assert errors_in(early) == {"__all__": ["Ngày kết thúc phải sau ngày bắt đầu."]}
    said["on"] = "01/11/2026"
    assert was_done(about(world, "an", "end_leave", said, "dinh-chi", one.pk))
    assert Suspension.objects.get().ended_on == date(2026, 11, 1)


def test_temporarily_elsewhere_is_one_place(world: World) -> None:
    said: dict[str, object] = {"on": "01/10/2026", "until": "01/04/2027"}
    assert set(errors_in(about(world, "an", "leave", said, "tam-thoi"))) == {"cell"}
    both = said | {"cell": world.duoi.pk, "outside_unit": "Chi bộ khu công nghiệp"}
    assert set(errors_in(about(world, "an", "leave", both, "tam-thoi"))) == {"cell"}
    assert was_done(about(world, "an", "leave", said | {"cell": world.duoi.pk}, "tam-thoi"))
    assert TemporaryStay.objects.get().cell == world.duoi


# ------------------------------------------------------------------ the file


def test_a_section_is_put_right_and_hidden_numbers_stay(world: World) -> None:
    form = signed_in_as(world.an).get(
        reverse("members:correct", args=[world.people["an"].pk, "nhan-than"])
    )
    assert "014185000001" not in form.content.decode()
    said = {"full_name": "Lò Thị Anh", "sex": "female", "born": "12/3/85", "national_id": ""}
    assert was_done(about(world, "an", "correct", said | {"why": "Theo căn cước"}, "nhan-than"))
    an = Person.objects.get(pk=world.people["an"].pk)
    assert (an.full_name, an.name_folded, an.national_id) == (
        "Lò Thị Anh",
        "lo thi anh",
        "014185000001",
    )
    assert Entry.objects.get(verb="person.corrected").reason == "Theo căn cước"


def test_official_before_joining_is_refused_beside_the_day(world: World) -> None:
    said = {"joined": "03/02/2008", "official": "03/02/2007", "card_number": "990010000001"}

    assert errors_in(about(world, "an", "correct", said, "doan-dang")) == {
        "official": ["Ngày chính thức phải sau ngày vào Đảng."]
    }


def test_a_level_is_recorded_once_and_withdrawn_with_a_reason(world: World) -> None:
    said = {"what": "theory:intermediate", "reached": "2021", "school": "Trường Chính trị tỉnh"}
    assert was_done(about(world, "an", "add_level", said))
    level = Qualification.objects.get(person=world.people["an"], ladder="theory")
    assert (level.level, level.reached_on, level.reached_known_to) == (
        "intermediate",
        date(2021, 1, 1),
        "year",
    )
    assert errors_in(about(world, "an", "add_level", said)) == {
        "__all__": ["Trình độ này đã có trong hồ sơ."]
    }
    assert set(errors_in(about(world, "an", "drop_level", {}, level.pk))) == {"reason"}
    assert was_done(about(world, "an", "drop_level", {"reason": "Nhập nhầm"}, level.pk))
    assert not Qualification.objects.filter(pk=level.pk).exists()


def test_a_language_is_named_in_words(world: World) -> None:
    assert set(errors_in(about(world, "an", "add_level", {"what": "language:"}))) == {"words"}
    said = {"what": "minority_language:", "words": "Tiếng Mông"}
    assert was_done(about(world, "an", "add_level", said))


def test_an_office_begins_and_ends(world: World) -> None:
    said = {
        "position": "village_head",
        "organisation": world.commune.pk,
        "place": world.villages["Bản Trên"].pk,
        "on": "01/06/2026",
        "gained": "elected",
    }
    assert was_done(about(world, "an", "add_post", said))
    held = Post.objects.open().get(person=world.people["an"])
    assert (held.position, held.place) == ("village_head", world.villages["Bản Trên"])
    assert errors_in(about(world, "an", "end_post", {"on": ""}, held.pk)) == {
        "on": ["Nhập ngày kết thúc."]
    }
    said = {"on": "01/11/2026", "reason": "Chuyển công tác"}
    assert was_done(about(world, "an", "end_post", said, held.pk))
    held.refresh_from_db()
    assert (held.ended_on, held.end_reason) == (date(2026, 11, 1), "Chuyển công tác")


def test_lines_of_the_file_are_added_corrected_and_taken_back(world: World) -> None:
    key = world.people["an"].pk
    said = {"since": "9/2006", "until": "8/2010", "work": "Giáo viên tiểu học"}
    assert was_done(about(world, "an", "add_entry", said, "cong-tac"))
    line = CareerEntry.objects.get()
    said["work"] = "Giáo viên Trường Tiểu học Mường Mẫu"
    assert was_done(about(world, "an", "correct_entry", said, "cong-tac", line.pk))
    page = signed_in_as(world.an).get(reverse("members:entries", args=[key]))
    assert "9/2006 8/2010 Giáo viên Trường Tiểu học Mường Mẫu" in text_of(page)
    assert was_done(about(world, "an", "drop_entry", {"reason": "Trùng"}, "cong-tac", line.pk))
    assert not CareerEntry.objects.exists()


def test_one_household_a_year(world: World) -> None:
    said = {"year": 2025, "income": 120_000_000}
    assert was_done(about(world, "an", "add_entry", said, "kinh-te"))
    answer = about(world, "an", "add_entry", said, "kinh-te")
    assert "Năm này đã kê khai hoàn cảnh kinh tế." in text_of(answer)
    assert Household.objects.count() == 1


def test_only_who_keeps_the_file_finds_its_forms(world: World) -> None:
    key = world.people["an"].pk
    addresses = [
        reverse("members:correct", args=[key, "nhan-than"]),
        reverse("members:move", args=[key, "tu-tran"]),
        reverse("members:leave", args=[key, "mien"]),
        reverse("members:add_level", args=[key]),
        reverse("members:add_post", args=[key]),
        reverse("members:add_entry", args=[key, "cong-tac"]),
    ]
    for address in addresses:
        assert signed_in_as(world.an).get(address).status_code == 200
        for user in (world.binh, world.chung, world.khanh):
            assert signed_in_as(user).get(address).status_code == 404
