"""The office founds, renames and changes organisations and places; others do not see the forms."""

import re
from datetime import date

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.actions.places import cover_place, found_place
from chibo.organisations.models import CellPlace, Organisation, Place
from chibo.organisations.queries.tree import branch
from tests.world import World

TODAY = date(2026, 11, 1)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def founding(**more: str) -> dict[str, str]:
    return {
        "name": "Chi bộ bản Mới",
        "short_name": "Bản Mới",
        "kind": "subordinate_cell",
        "base_type": "ban",
        "code": "99.901.001.001.009",
        "on": "01/11/2026",
        "decision_number": "12-QĐ/ĐU",
        "decided_on": "28/10/2026",
        "decided_by": "Đảng ủy xã Mường Mẫu",
    } | more


def test_found_a_cell_with_its_decision(world: World) -> None:
    answer = signed_in(world.an).post(f"/dv/{world.commune.pk}/lap", founding())
    new = Organisation.objects.latest("pk")
    found = branch(new, TODAY)

    assert answer["Location"] == f"/dv/{new.pk}"
    assert (found.name, found.parent_id, found.code) == (
        "Chi bộ bản Mới",
        world.commune.pk,
        "99901001001009",
    )
    assert new.placements.get().decision_number == "12-QĐ/ĐU"
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.source) == ("organisation.founded", "screen")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": "31/02/2026"}, "không có thật"),
        ({"on": "01/01/2030"}, "Ngày này chưa đến"),
        ({"kind": "province"}, "kind"),
        ({"code": "123"}, "14 chữ số"),
        ({"name": "CHI BO BAN TREN"}, "đã có tổ chức tên"),
        ({"name": ""}, "Có 1 lỗi cần sửa"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_founded(
    world: World, wrong: dict[str, str], sentence: str
) -> None:
    before = Organisation.objects.count()
    answer = signed_in(world.an).post(f"/dv/{world.commune.pk}/lap", founding(**wrong))

    assert answer.status_code == 200
    assert "Có 1 lỗi cần sửa" in answer.content.decode()
    assert sentence in answer.content.decode()
    assert Organisation.objects.count() == before


def test_rename_keeps_the_old_name_at_its_dates(world: World) -> None:
    client = signed_in(world.an)
    data = {"name": "Chi bộ bản Trên Mới", "short_name": "Bản Trên Mới", "on": "01/06/2026"}
    client.post(f"/dv/{world.tren.pk}/doi-ten", data)

    assert branch(world.tren, date(2026, 5, 31)).name == "Chi bộ bản Trên"
    assert branch(world.tren, date(2026, 6, 1)).name == "Chi bộ bản Trên Mới"
    page = client.get(f"/dv/{world.tren.pk}").content.decode()
    assert "Đổi tên thành Chi bộ bản Trên Mới" in page


def test_a_change_before_the_last_one_is_refused_on_the_form(world: World) -> None:
    data = {"name": "Chi bộ khác", "on": "01/01/1950"}
    answer = signed_in(world.an).post(f"/dv/{world.tren.pk}/doi-ten", data)

    assert answer.status_code == 200
    assert "Chọn ngày khác" in answer.content.decode()


def test_change_the_base_type(world: World) -> None:
    data = {"kind": "subordinate_cell", "base_type": "thon", "code": "", "on": "01/06/2026"}
    signed_in(world.an).post(f"/dv/{world.tren.pk}/doi-loai", data)

    assert branch(world.tren, TODAY).base_type == "thon"


def test_found_give_and_end_a_place(world: World) -> None:
    client, commune = signed_in(world.an), world.commune.pk
    client.post(
        f"/dv/{commune}/dia-ban/lap",
        {"name": "Bản Xa", "kind": "ban", "is_difficult": "on", "on": "01/02/2026"},
    )
    place = Place.objects.get(name="Bản Xa")
    page = client.get(f"/dv/{commune}/dia-ban").content.decode()
    assert "Bản Xa" in page and "chưa có chi bộ" in page

    address = f"/dv/{commune}/dia-ban/{place.pk}"
    client.post(f"{address}/giao", {"cell": str(world.tren.pk), "on": "01/03/2026"})
    assert CellPlace.objects.get(place=place).cell_id == world.tren.pk

    client.post(f"{address}/thoi-giao/{world.tren.pk}", {"on": "01/09/2026"})
    assert CellPlace.objects.get(place=place).ended_on == date(2026, 9, 1)
    assert Entry.objects.filter(verb="place.uncovered").count() == 1
    assert client.get(f"{address}/thoi-giao/{world.tren.pk}").status_code == 404

    client.post(f"{address}/ket-thuc", {"on": "01/10/2026", "reason": "Sáp nhập bản"})
    place.refresh_from_db()
    assert place.ended_on == date(2026, 10, 1)
    client.get(f"/dv/{commune}/dia-ban")  # says that it ended
    assert "Bản Xa" not in client.get(f"/dv/{commune}/dia-ban").content.decode()
    past = client.get(f"/dv/{commune}/dia-ban?ngay=2026-05-01").content.decode()
    assert "Bản Xa" in past
    assert "Lập địa bàn" not in past


def named_on(world: World, query: str) -> list[str]:
    page = signed_in(world.an).get(f"/dv/{world.commune.pk}/dia-ban{query}").content.decode()
    return re.findall(r'<th scope="row">([^<]+?) *<', page) + re.findall(r">([^<>]+\(\d+\))<", page)


def test_places_without_a_cell_or_without_members_on_the_day(world: World) -> None:
    commune = Organisation.objects.get(pk=world.commune.pk)
    far = found_place(commune, "Bản Xa", "ban", date(2018, 1, 1), by=world.an)
    new = found_organisation(
        NewOrganisation("Chi bộ bản Vắng", "subordinate_cell", short_name="Bản Vắng"),
        commune,
        date(2020, 1, 1),
        by=world.an,
    )
    cover_place(new, far, date(2021, 1, 1), by=world.an)
    whole = len(named_on(world, "")) - 3

    assert named_on(world, "?thieu=chi-bo&ngay=2020-06-30") == [
        "Bản Xa",
        f"Tất cả ({whole})",
        "Chưa có chi bộ (1)",
        "Chưa có đảng viên (1)",
    ]
    assert "Chưa có chi bộ (0)" in named_on(world, "?thieu=chi-bo")
    assert named_on(world, "?thieu=dang-vien")[0] == "Bản Xa"
    assert "Bản Xa" not in named_on(world, "?ngay=2017-06-30")
    before_the_books = named_on(world, "?ngay=2015-06-30")
    assert not [label for label in before_the_books if "đảng viên" in label]


def test_a_place_of_the_neighbour_is_not_reached_through_ours(world: World) -> None:
    foreign = Place.objects.get(area=world.neighbour)
    client = signed_in(world.an)

    assert client.get(f"/dv/{world.commune.pk}/dia-ban/{foreign.pk}/giao").status_code == 404


@pytest.mark.parametrize("page", ["lap", "doi-ten", "doi-loai", "dia-ban/lap"])
def test_the_secretary_and_the_neighbour_do_not_see_the_forms(world: World, page: str) -> None:
    for user in (world.binh, world.khanh, world.chung, world.giang):
        assert signed_in(user).get(f"/dv/{world.commune.pk}/{page}").status_code == 404


def test_the_first_organisation_of_an_empty_installation(db: None) -> None:
    founder = User.objects.create(username="dau", full_name="Người Đầu Tiên")
    client = signed_in(founder)
    start = client.get("/viec").content.decode()
    assert 'href="/to-chuc-dau-tien"' in start and 'href="/du-lieu"' in start
    assert client.get("/du-lieu").status_code == 200
    data = {"name": "Đảng bộ xã Một", "kind": "grassroots_committee", "on": "03/02/2026"}
    answer = client.post("/to-chuc-dau-tien", data)

    root = Organisation.objects.get()
    assert answer["Location"] == f"/dv/{root.pk}"
    assert client.get("/to-chuc-dau-tien").status_code == 404
    assert client.get("/quan-tri").status_code == 200
    assert "Mới có một tổ chức" in client.get("/viec").content.decode()

    under = {"name": "Chi bộ bản Một", "kind": "subordinate_cell", "on": "03/02/2026"}
    assert client.post(f"/dv/{root.pk}/lap", under).status_code == 302
    assert "Mới có một tổ chức" not in client.get("/viec").content.decode()
