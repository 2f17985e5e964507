"""Moving rehearses before it writes; ending wants the unit's name."""

from datetime import date

from django.test import Client

from chibo.accounts.models import User
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.world import World


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


MOVE = {"on": "01/11/2026", "decision_number": "77-QĐ/TU"}


def test_a_move_is_shown_before_it_is_made(world: World) -> None:
    client, address = signed_in(world.admin), f"/dv/{world.tren.pk}/chuyen"
    asked = MOVE | {"parent": "dang bo xa chieng ben"}
    seen = client.post(address, asked).content.decode()

    assert "Chưa ghi gì vào hệ thống" in seen
    assert "Đảng viên đi cùng" in seen
    assert branch(world.tren, date(2026, 11, 2)).parent_id == world.commune.pk

    client.post(address, asked | {"chac-chan": "1"})
    assert branch(world.tren, date(2026, 11, 2)).parent_id == world.neighbour.pk
    assert branch(world.tren, date(2026, 10, 31)).parent_id == world.commune.pk
    assert roll(branch(world.neighbour, date(2026, 11, 2))).count() == 3
    page = client.get(f"/dv/{world.tren.pk}").content.decode()
    assert "Về trực thuộc Đảng bộ xã Chiềng Bên" in page


def test_a_kind_that_may_not_hang_there_is_refused(world: World) -> None:
    answer = signed_in(world.admin).post(
        f"/dv/{world.tren.pk}/chuyen", MOVE | {"parent": "Trung ương"}
    )

    assert "không thể trực thuộc" in answer.content.decode()


def test_an_organisation_out_of_reach_is_not_known(world: World) -> None:
    answer = signed_in(world.an).post(
        f"/dv/{world.tren.pk}/chuyen", MOVE | {"parent": "Đảng bộ xã Chiềng Bên"}
    )

    assert "Không có tổ chức nào mang mã hoặc tên" in answer.content.decode()


def test_ending_wants_the_name_typed(world: World) -> None:
    client, address = signed_in(world.admin), f"/dv/{world.ben.pk}/ket-thuc"
    asked = {"on": "01/11/2026", "reason": "Giải thể"}
    answer = client.post(address, asked | {"typed_name": "Chi bộ khác"})
    assert "Tên gõ lại phải đúng là “Chi bộ bản Bên”" in answer.content.decode()

    answer = client.post(address, asked | {"typed_name": "chi bộ bản Bên"})
    assert "còn 1 đảng viên" in answer.content.decode()
    assert Organisation.objects.get(pk=world.ben.pk).dissolved_on is None


def test_a_closed_unit_opens_as_it_last_stood(world: World) -> None:
    client = signed_in(world.admin)
    answer = client.get(f"/dv/{world.district.pk}")

    assert answer["Location"] == f"/dv/{world.district.pk}?ngay=2025-06-30"
    page = client.get(answer["Location"]).content.decode()
    assert "Đảng bộ huyện Mẫu" in page and "Kết thúc hoạt động cấp huyện" in page
    assert client.get(f"/dv/{world.district.pk}?ngay=2026-01-01").status_code == 404
