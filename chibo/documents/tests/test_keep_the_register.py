"""Papers are entered, found, linked to what they carry out, and cancelled with a reason."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chibo.accounts.models import User
from chibo.documents.models import Paper
from tests.world import World


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def plan(**more: str) -> dict[str, str]:
    return {
        "number": "49",
        "symbol": "KH/ĐU",
        "kind": "plan",
        "issued_on": "12/06/2016",
        "issuer_name": "Đảng ủy xã Mường Mẫu",
        "level": "grassroots",
        "summary": "Thực hiện Chỉ thị 05 năm 2016",
        "secrecy": "none",
        "implements": "05-CT/TW",
    } | more


def test_enter_a_paper_that_carries_out_another(world: World) -> None:
    client = signed_in(world.an)
    answer = client.post(f"/dv/{world.commune.pk}/van-ban/moi", plan())
    paper = Paper.objects.get(number="49")

    assert answer["Location"] == f"/van-ban/{paper.pk}"
    assert list(paper.implements.all()) == [world.directive]
    page = client.get(f"/van-ban/{world.directive.pk}").content.decode()
    assert "Được triển khai bằng" in page and "49-KH/ĐU" in page


def test_a_paper_it_carries_out_must_be_in_the_register(world: World) -> None:
    answer = signed_in(world.an).post(
        f"/dv/{world.commune.pk}/van-ban/moi", plan(implements="99-NQ/TW")
    )

    assert "Sổ chưa có văn bản số “99-NQ/TW”" in answer.content.decode()
    assert not Paper.objects.filter(number="49").exists()


def test_the_same_paper_twice_is_refused(world: World) -> None:
    client = signed_in(world.an)
    client.post(f"/dv/{world.commune.pk}/van-ban/moi", plan())
    answer = client.post(f"/dv/{world.commune.pk}/van-ban/moi", plan())

    assert "Sổ đã có văn bản cùng số" in answer.content.decode()
    assert Paper.objects.filter(number="49").count() == 1


def test_a_secret_paper_is_only_an_entry_of_the_register(world: World) -> None:
    client = signed_in(world.an)
    client.post(f"/dv/{world.commune.pk}/van-ban/moi", plan(secrecy="secret"))
    paper = Paper.objects.get(number="49")

    assert "Chỉ ghi sổ" in client.get(f"/van-ban/{paper.pk}").content.decode()
    form = client.get(f"/dv/{world.commune.pk}/van-ban/moi").content.decode()
    assert "Không nhập tài liệu mật" in form


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tim=05", True),
        ("tim=chi thi", False),
        ("tim=hoc tap", True),
        ("tim=tap ho", True),
        ("tim=oc", False),  # inside a word
        ("loai=plan", False),
        ("loai=directive", True),
        ("nam=2016", True),
        ("nam=2017", False),
        ("nam=²016", True),
    ],
)
def test_the_register_is_narrowed(world: World, query: str, found: bool) -> None:
    page = signed_in(world.an).get(f"/dv/{world.commune.pk}/van-ban?{query}").content.decode()

    assert ("05-CT/TW" in page) is found


def test_cancel_with_a_reason(world: World) -> None:
    client, address = signed_in(world.an), f"/van-ban/{world.directive.pk}"
    refused = client.post(f"{address}/huy", {"on": "01/02/2020", "reason": ""})
    assert "Có 1 lỗi cần sửa" in refused.content.decode()

    client.post(f"{address}/huy", {"on": "01/02/2020", "reason": "Vào sổ nhầm"})
    page = client.get(address).content.decode()
    assert "Văn bản đã hủy" in page and "Vào sổ nhầm" in page
    assert client.get(f"{address}/huy").status_code == 404


def test_who_may_read_and_who_may_enter(world: World) -> None:
    list_, form = f"/dv/{world.commune.pk}/van-ban", f"/dv/{world.commune.pk}/van-ban/moi"
    page = f"/van-ban/{world.directive.pk}"

    assert signed_in(world.binh).get(list_).status_code == 200
    assert signed_in(world.binh).get(form).status_code == 404
    for outsider in (world.khanh, world.giang, world.dung, world.hanh):
        client = signed_in(outsider)
        assert [client.get(url).status_code for url in (list_, form, page)] == [404, 404, 404]


def test_the_register_as_of_a_day(world: World) -> None:
    """Papers issued by that day, and as in force what was cancelled later."""
    client = signed_in(world.an)
    client.post(f"/dv/{world.commune.pk}/van-ban/moi", plan(issued_on="12/06/2019"))
    later = Paper.objects.get(number="49")
    client.post(f"/van-ban/{later.pk}/huy", {"on": "01/02/2020", "reason": "Vào sổ nhầm"})
    client.get("/viec")  # which shows what was said of it
    url = f"/dv/{world.commune.pk}/van-ban"

    before, between, after = (
        client.get(f"{url}?ngay={day}").content.decode()
        for day in ("2019-06-11", "2020-01-31", "2020-02-01")
    )

    assert "49-KH/ĐU" not in before and "05-CT/TW" in before
    assert "49-KH/ĐU" in between and "đã hủy" not in between
    assert "49-KH/ĐU" in after and "đã hủy" in after
    assert f"/van-ban/{later.pk}?ngay=2020-01-31" in between
    assert "Vào sổ văn bản" not in between, "nothing is entered on a past day"


def test_a_paper_as_of_a_day(world: World) -> None:
    client = signed_in(world.an)
    client.post(f"/dv/{world.commune.pk}/van-ban/moi", plan(issued_on="12/06/2019"))
    address = f"/van-ban/{world.directive.pk}"
    client.post(f"{address}/huy", {"on": "01/02/2020", "reason": "Vào sổ nhầm"})
    client.get("/viec")  # which shows what was said of it

    then = client.get(f"{address}?ngay=2019-01-31").content.decode()
    assert "Văn bản đã hủy" not in then and "49-KH/ĐU" not in then
    assert "49-KH/ĐU" in client.get(f"{address}?ngay=2019-12-31").content.decode()
    early = client.get(f"/van-ban/{Paper.objects.get(number='49').pk}?ngay=2019-01-31")
    assert early.status_code == 400
    assert "ban hành ngày 12/06/2019" in early.content.decode()


def test_a_filter_keeps_the_day_and_the_other_filters(world: World) -> None:
    url = f"/dv/{world.commune.pk}/van-ban?ngay=2020-02-01&nam=2016"
    page = signed_in(world.an).get(url).content.decode()

    assert page.count('<input type="hidden" name="ngay" value="2020-02-01">') == 2
    assert page.count('<input type="hidden" name="nam" value="2016">') == 3


def test_a_paper_is_not_cancelled_ahead(world: World) -> None:
    ahead = timezone.localdate() + timedelta(days=1)
    address = f"/van-ban/{world.directive.pk}/huy"
    answer = signed_in(world.an).post(address, {"on": f"{ahead:%d/%m/%Y}", "reason": "Thay thế"})

    assert "chưa tới" in answer.content.decode()
    assert not Paper.objects.filter(cancelled_on__isnull=False).exists()
