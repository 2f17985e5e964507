"""The administrator opens accounts, hands out duties, gives passwords that are shown once."""

import re
from datetime import date

from django.test import Client

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.text import format_number
from chibo.members.actions.accounts import link_account
from chibo.organisations.actions.duties import end_duty, give_duty
from chibo.organisations.models import Duty, Role
from chibo.organisations.rules import may_manage_account
from tests.world import World


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


NEW = {"username": "moi.nv", "full_name": "Người Mới", "email": ""}


def test_open_an_account_and_give_it_a_duty(world: World) -> None:
    client = signed_in(world.admin)
    page = client.post("/quan-tri/tai-khoan/moi", NEW).content.decode()
    once = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page)
    user = User.objects.get(username="moi.nv")

    assert once is not None and user.check_password(once[0])
    assert user.must_change_password
    answer = client.post(
        f"/quan-tri/tai-khoan/{user.pk}",
        {"role": "office", "organisation": "99.901.001.000.000", "on": "01/11/2026"},
    )
    assert answer.status_code == 302
    assert Duty.objects.get(user=user).organisation_id == world.commune.pk
    assert once[0] not in str(list(Entry.objects.values_list("before", "after", "reason")))


def test_a_name_taken_is_said_at_the_field(world: World) -> None:
    answer = signed_in(world.admin).post("/quan-tri/tai-khoan/moi", NEW | {"username": "an"})

    assert "Tên đăng nhập này đã có người dùng" in answer.content.decode()


def test_end_a_duty(world: World) -> None:
    duty = Duty.objects.get(user=world.chung)
    client = signed_in(world.admin)
    client.post(
        f"/quan-tri/tai-khoan/{world.chung.pk}/nhiem-vu/{duty.pk}/thoi",
        {"on": "01/11/2026", "reason": "Thôi giữ chức"},
    )
    duty.refresh_from_db()

    assert duty.ended_on == date(2026, 11, 1)
    assert signed_in(world.chung).get(f"/dv/{world.tren.pk}").status_code == 404


def test_close_and_reopen(world: World) -> None:
    client, address = signed_in(world.admin), f"/quan-tri/tai-khoan/{world.chung.pk}"
    client.post(f"{address}/khoa")
    assert not User.objects.get(pk=world.chung.pk).is_active
    client.post(f"{address}/mo")
    assert User.objects.get(pk=world.chung.pk).is_active
    own = client.post(f"/quan-tri/tai-khoan/{world.admin.pk}/khoa")
    assert own.status_code == 400
    assert "không thể tự khóa" in own.content.decode()


def test_a_session_of_before_the_closing_does_not_come_back(world: World) -> None:
    client, address = signed_in(world.admin), f"/quan-tri/tai-khoan/{world.chung.pk}"
    running, other = signed_in(world.chung), signed_in(world.an)
    assert running.get("/tai-khoan").status_code == 200
    client.post(f"{address}/khoa")
    client.post(f"{address}/mo")

    assert running.get("/tai-khoan").status_code == 302
    assert (other.get("/tai-khoan").status_code, client.get(address).status_code) == (200, 200)


def test_a_new_password_replaces_the_old_one(world: World) -> None:
    page = signed_in(world.admin).post(f"/quan-tri/tai-khoan/{world.an.pk}/mat-khau")
    once = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page.content.decode())

    assert once is not None and User.objects.get(pk=world.an.pk).check_password(once[0])


def test_an_administrator_of_a_branch_does_not_reach_above_it(world: World) -> None:
    local = create_user(username="qt.xa", full_name="Quản trị xã", by=world.admin)
    give_duty(local, Role.ADMIN, world.commune, date(2026, 1, 1), by=world.admin)
    client = signed_in(local)

    assert client.get(f"/quan-tri/tai-khoan/{world.an.pk}").status_code == 200
    for other in (world.admin, world.khanh, world.giang):
        assert client.get(f"/quan-tri/tai-khoan/{other.pk}").status_code == 404
        assert client.post(f"/quan-tri/tai-khoan/{other.pk}/mat-khau").status_code == 404
    answer = client.post(
        f"/quan-tri/tai-khoan/{world.an.pk}",
        {"role": "office", "organisation": "Đảng bộ xã Chiềng Bên", "on": "01/11/2026"},
    )
    assert "Không có tổ chức nào" in answer.content.decode()


def test_nobody_widens_an_own_account(world: World) -> None:
    client, own = signed_in(world.admin), f"/quan-tri/tai-khoan/{world.admin.pk}"
    page = client.get(own).content.decode()
    given = client.post(
        own, {"role": "office", "organisation": "99.901.001.000.000", "on": "01/11/2026"}
    )
    password = client.post(f"{own}/mat-khau")

    assert "Giao nhiệm vụ</button>" not in page and "Cấp mật khẩu" not in page
    assert "nhờ một quản trị khác" in given.content.decode()
    assert (password.status_code, "Không tự giao" in password.content.decode()) == (400, True)
    assert [duty.role for duty in Duty.objects.filter(user=world.admin)] == [Role.ADMIN]


def test_an_account_of_a_member_is_managed_where_the_member_is(world: World) -> None:
    """Without a duty it is nobody's by its duties; it stays its member's branch's."""
    here = create_user(username="qt.xa", full_name="Quản trị xã", by=world.admin)
    give_duty(here, Role.ADMIN, world.commune, date(2026, 1, 1), by=world.admin)
    there = create_user(username="qt.ben", full_name="Quản trị xã Bên", by=world.admin)
    give_duty(there, Role.ADMIN, world.neighbour, date(2026, 1, 1), by=world.admin)
    plain = create_user(username="khong.nv", full_name="Không nhiệm vụ", by=world.admin)
    linked = create_user(username="dv.binh", full_name="Nguyễn Văn Bình", by=world.admin)
    link_account(linked, world.people["binh"], by=world.an)
    address = f"/quan-tri/tai-khoan/{linked.pk}"

    assert [signed_in(one).get(address).status_code for one in (here, there, world.admin)] == [
        200,
        404,
        200,
    ]
    assert signed_in(there).post(f"{address}/mat-khau").status_code == 404
    assert [may_manage_account(one, linked) for one in (here, there, world.admin)] == [
        True,
        False,
        True,
    ]
    assert [may_manage_account(one, plain) for one in (here, there)] == [True, True]
    assert signed_in(there).get(f"/quan-tri/tai-khoan/{plain.pk}").status_code == 200


def test_an_end_set_ahead_opens_no_account_to_another_branch(world: World) -> None:
    """Until the day comes the duty holds, and only those above its organisation manage the account."""
    local = create_user(username="qt.xa", full_name="Quản trị xã", by=world.admin)
    give_duty(local, Role.ADMIN, world.commune, date(2026, 1, 1), by=world.admin)
    end_duty(Duty.objects.get(user=world.khanh), date(2027, 1, 1), by=world.admin)
    client, other = signed_in(local), f"/quan-tri/tai-khoan/{world.khanh.pk}"

    assert client.get(other).status_code == 404
    assert client.post(f"{other}/mat-khau").status_code == 404
    assert not may_manage_account(local, world.khanh)


def test_an_end_set_ahead_can_be_brought_forward(world: World) -> None:
    duty = Duty.objects.get(user=world.chung)
    end_duty(duty, date(2027, 1, 1), by=world.admin)
    client, shown = signed_in(world.admin), f"/quan-tri/tai-khoan/{world.chung.pk}"
    assert f"{shown}/nhiem-vu/{duty.pk}/thoi" in client.get(shown).content.decode()
    client.post(f"{shown}/nhiem-vu/{duty.pk}/thoi", {"on": "01/11/2026", "reason": "Thôi ngay"})

    assert Duty.objects.get(pk=duty.pk).ended_on == date(2026, 11, 1)


def test_others_do_not_find_the_pages(world: World) -> None:
    for user in (world.an, world.binh, world.hanh, world.giang, world.dung):
        client = signed_in(user)
        assert client.get("/quan-tri").status_code == 404
        assert client.post("/quan-tri/tai-khoan/moi", NEW).status_code == 404


def test_a_count_is_written_with_its_dot(world: World) -> None:
    User.objects.bulk_create(
        User(username=f"nguoi{n}", full_name=f"Người {n}") for n in range(1200)
    )
    page = signed_in(world.admin).get("/quan-tri").content.decode()

    assert f"của <b>{format_number(User.objects.count())}</b>" in page
