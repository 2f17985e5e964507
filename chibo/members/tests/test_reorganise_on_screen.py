"""The wizard: six steps, nothing typed is lost, carried out at the end, undone from the same page."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from chibo.accounts.models import User
from chibo.members.models import Post
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import NewUnit, Plan, Row
from chibo.organisations.queries.tree import branch
from tests.reorganising import all_rows, carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, url: str, **data: Any) -> HttpResponse:
    return client.post(url, data)


def begun(
    client: Client, world: World, kind: str = "merge", top: Organisation | None = None
) -> str:
    answer = post(
        client,
        f"/sap-nhap/moi?dv={(top or world.province).pk}",
        kind=kind,
        on="01/06/2026",
        decision_number="1656-QĐ/TU",
        decided_on="20/05/2026",
        decided_by="Tỉnh ủy Mẫu",
    )
    assert answer.status_code == 302
    return f"/sap-nhap/{Reorganisation.objects.get().pk}"


def merge_named(client: Client, world: World) -> str:
    url = begun(client, world)
    answer = post(
        client,
        f"{url}/don-vi",
        old=[world.commune.pk, world.neighbour.pk],
        name="Đảng bộ xã Mường Mới",
        short_name="Xã Mường Mới",
        cells="Chi bộ bản Mới",
    )
    assert answer.headers["Location"] == f"{url}/truc-thuoc"
    return url


def kept_rows(world: World, **changed: str) -> dict[str, str]:
    cells = (world.tren, world.duoi, world.school, world.ben)
    usual = {f"do-{cell.pk}": "keep" for cell in cells}
    return usual | {key.replace("_", "-"): value for key, value in changed.items()}


def test_a_merge_is_walked_carried_out_and_undone(world: World) -> None:
    client, before = client_of(world.admin), all_rows()
    url = merge_named(client, world)
    rows = kept_rows(
        world,
        **{f"do_{world.ben.pk}": "merge", f"to_{world.ben.pk}": "chi bo ban moi"},
        **{f"do_{world.duoi.pk}": "merge", f"to_{world.duoi.pk}": "Chi bộ bản Mới"},
        **{f"name_{world.tren.pk}": "Chi bộ bản Trên Mới"},
    )
    assert post(client, f"{url}/truc-thuoc", **rows).status_code == 302
    page = client.get(url).content.decode()
    assert "6 + 1 = 7" in page
    assert "khớp" in page
    assert "typed_name" in page
    wrong = post(client, f"{url}/thuc-hien", typed_name="Mường Mới")
    assert "Tên gõ lại phải đúng là “Đảng bộ xã Mường Mới”." in wrong.content.decode()
    done = post(client, f"{url}/thuc-hien", typed_name="đảng bộ xã mường mới")
    assert done.headers["Location"] == url
    new = Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")
    assert roll(branch(new, DAY)).count() == 7
    assert branch(world.tren, DAY).short_name == "Bản Trên Mới"
    assert "6 + 1 = 7" in client.get(url).content.decode()
    post(client, f"{url}/hoan-tac", reason="Ghi nhầm")
    assert all_rows() == before


def test_what_is_typed_stays_from_step_to_step(world: World) -> None:
    client = client_of(world.admin)
    url = merge_named(client, world)
    rows = kept_rows(world, **{f"name_{world.tren.pk}": "Chi bộ bản Trên Mới"})
    post(client, f"{url}/truc-thuoc", **rows)
    post(
        client,
        f"{url}/don-vi",
        old=[world.commune.pk, world.neighbour.pk],
        name="Đảng bộ xã Mường Khác",
    )
    plan = Plan.from_data(Reorganisation.objects.get().plan)
    assert plan.new[0].name == "Đảng bộ xã Mường Khác"
    assert plan.row(world.tren.pk) == Row(
        world.tren.pk, name="Chi bộ bản Trên Mới", short_name="Bản Trên Mới"
    )
    shown = client.get(f"{url}/truc-thuoc").content.decode()
    assert 'value="Chi bộ bản Trên Mới"' in shown


def test_a_unit_that_is_not_offered_is_refused_beside_its_field(world: World) -> None:
    client = client_of(world.admin)
    url = merge_named(client, world)
    rows = kept_rows(world, **{f"do_{world.ben.pk}": "merge", f"to_{world.ben.pk}": "Bản Lạ"})
    answer = post(client, f"{url}/truc-thuoc", **rows).content.decode()
    assert "Ghi nơi nhận Bản Bên, chọn trong danh sách gợi ý." in answer
    assert 'value="Bản Lạ"' in answer


def test_one_commune_alone_is_not_merged(world: World) -> None:
    client = client_of(world.admin)
    url = begun(client, world)
    answer = post(client, f"{url}/don-vi", old=[world.commune.pk], name="X")
    assert "Chọn từ hai đơn vị trở lên." in answer.content.decode()


def test_a_cell_is_split_by_choosing_people(world: World) -> None:
    client = client_of(world.an)
    url = begun(client, world, "split", world.commune)
    answer = post(client, f"{url}/don-vi", old=[world.tren.pk], units="Chi bộ bản Trên 2")
    assert answer.headers["Location"] == f"{url}/truc-thuoc"
    chung = world.people["chung"]
    page = client.get(f"{url}/dang-vien").content.decode()
    assert "Vì Văn Chung" in page
    wrong = post(client, f"{url}/dang-vien", **{f"p-{chung.pk}": "Chi bộ Lạ"})
    assert "Không có chi bộ “Chi bộ Lạ” trong phương án." in wrong.content.decode()
    post(client, f"{url}/dang-vien", **{f"p-{chung.pk}": "chi bo ban tren 2"})
    post(client, f"{url}/thuc-hien", typed_name="Chi bộ bản Trên 2")
    new = Organisation.objects.get(profiles__name="Chi bộ bản Trên 2")
    assert roll(branch(new, DAY)).count() == 1


def test_the_administrator_sees_no_names_in_the_steps(world: World) -> None:
    client = client_of(world.admin)
    url = begun(client, world, "split", world.commune)
    post(client, f"{url}/don-vi", old=[world.tren.pk], units="Chi bộ bản Trên 2")
    page = client.get(f"{url}/dang-vien").content.decode()
    assert "Vì Văn Chung" not in page
    assert "Cần quyền xem danh sách đảng viên" in page


def test_offices_are_chosen_person_by_person(world: World) -> None:
    client = client_of(world.admin_as_office())
    url = merge_named(client, world)
    assert post(client, f"{url}/truc-thuoc", **kept_rows(world)).headers["Location"] == (
        f"{url}/chuc-vu"
    )
    head = Post.objects.open().filter(organisation=world.commune, place=None).get()
    page = client.get(f"{url}/chuc-vu").content.decode()
    assert head.person.full_name in page
    wrong = post(client, f"{url}/chuc-vu", **{f"k-{head.pk}": "Chánh tổng"}, number="216-QĐ/TU")
    shown = wrong.content.decode()
    assert "Không có chức vụ “Chánh tổng”; chọn trong danh sách gợi ý." in shown
    assert "Ghi đủ số, ngày và cơ quan ra quyết định, hoặc để trống." in shown
    right = {f"k-{head.pk}": "pho bi thu", "number": "216-QĐ/TU", "decided_on": "25/05/2026"}
    answer = post(client, f"{url}/chuc-vu", **right, decided_by="Tỉnh ủy Mẫu")
    assert answer.headers["Location"] == f"{url}/cong-viec"
    plan = Plan.from_data(Reorganisation.objects.get().plan)
    assert plan.posts == {head.pk: "deputy_secretary"}
    assert plan.appointed == {"number": "216-QĐ/TU", "on": "2026-05-25", "by": "Tỉnh ủy Mẫu"}
    kept = client.get(f"{url}/chuc-vu").content.decode()
    assert 'value="Phó bí thư"' in kept
    assert 'value="25/05/2026"' in kept


def test_who_may_not_read_names_chooses_by_office(world: World) -> None:
    client = client_of(world.admin)
    url = merge_named(client, world)
    head = Post.objects.open().filter(organisation=world.commune, place=None).get()
    page = client.get(f"{url}/chuc-vu").content.decode()
    assert head.person.full_name not in page
    post(client, f"{url}/chuc-vu", **{f"c-{head.position}": "carry"})
    assert Plan.from_data(Reorganisation.objects.get().plan).posts == {head.pk: "carry"}


def test_other_kinds_open_their_steps(world: World) -> None:
    told = {
        "upgrade": {
            "old": [world.tren.pk],
            "name": "Đảng bộ bản Trên",
            "unit_kind": "sectional_committee",
            "cells": "Chi bộ số 1\nChi bộ số 2",
        },
        "transfer": {"old": [world.duoi.pk], "under": world.commune.pk},
        "rename": {"old": [world.duoi.pk]},
        "dissolve": {"old": [world.duoi.pk]},
    }
    for kind, data in told.items():
        client = client_of(world.an)
        Reorganisation.objects.all().delete()
        url = begun(client, world, kind, world.commune)
        assert post(client, f"{url}/don-vi", **data).status_code == 302, kind
        for step in (
            "quyet-dinh",
            "don-vi",
            "truc-thuoc",
            "dang-vien",
            "chuc-vu",
            "cong-viec",
            "in",
        ):
            assert client.get(f"{url}/{step}").status_code == 200, (kind, step)
        assert client.get(url).status_code == 200


def test_a_draft_is_given_up(world: World) -> None:
    client = client_of(world.admin)
    url = begun(client, world)
    post(client, f"{url}/bo")
    assert Reorganisation.objects.get().status == "dropped"
    assert client.get(f"{url}/don-vi").status_code == 404
    assert client.get(url).status_code == 200


def test_a_neighbour_sees_none_of_it(world: World) -> None:
    url = begun(client_of(world.an), world, "rename", world.commune)
    assert client_of(world.khanh).get(url).status_code == 404
    assert client_of(world.binh).get("/sap-nhap").status_code == 404


def test_both_sides_say_what_became_of_them(world: World) -> None:
    new = merge_plan(
        [world.commune, world.neighbour],
        _commune(world),
    )
    carried_out("merge", world.province, DAY, new, world.admin)
    client = client_of(world.admin)
    founded = Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")
    old = client.get(f"/dv/{world.commune.pk}?ngay=2026-05-31").content.decode()
    assert "Từ 01/06/2026" in old
    assert f'<a href="/dv/{founded.pk}">Nhập vào Đảng bộ xã Mường Mới</a>' in old
    page = client.get(f"/dv/{founded.pk}").content.decode()
    assert f'<a href="/dv/{world.commune.pk}?ngay=2026-05-31">' in page
    assert "Hợp nhất từ Đảng bộ xã Mường Mẫu" in page


def _commune(world: World) -> NewUnit:
    return NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
