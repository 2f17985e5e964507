"""From the choice of a number to its closing, on the screen."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chibo.base.periods import Period
from chibo.targets.actions.deciding import approve_targets
from chibo.targets.actions.registering import NewTarget, register_targets
from chibo.targets.models import IndicatorValue, OwnIndicator, Target
from tests.world import World

YEAR = Period.year(2026)
FORM = {
    "when": "year",
    "year": "2026",
    "measure": "amount",
    "least": "3",
    "on": "20/01/2026",
}


def test_a_cell_registers_and_the_secretary_approves(world: World, client: Client) -> None:
    client.force_login(world.chung)
    offered = client.get(f"/dv/{world.tren.pk}/chi-tieu/moi?tim=ket+nap").content.decode()
    assert "?so=admitted" in offered
    assert "?so=admission_target" not in offered
    answer = client.post(f"/dv/{world.tren.pk}/chi-tieu/moi?so=admitted", FORM)
    target = Target.objects.get()
    assert answer["Location"] == f"/chi-tieu/{target.pk}"
    assert "Chờ duyệt" in client.get(f"/dv/{world.tren.pk}/chi-tieu?nam=2026").content.decode()
    assert client.post(f"/chi-tieu/{target.pk}/duyet", {"viec": "duyet"}).status_code == 404
    client.force_login(world.binh)
    refused = client.post(f"/chi-tieu/{target.pk}/duyet", {"viec": "tra"}).content.decode()
    assert "Ghi lý do trả lại" in refused
    client.post(f"/chi-tieu/{target.pk}/duyet", {"viec": "duyet", "said": "Đồng ý"})
    assert target.versions.get().said == "Đồng ý"


def test_what_was_typed_wrong_is_said_beside_it(world: World, client: Client) -> None:
    client.force_login(world.chung)
    url = f"/dv/{world.tren.pk}/chi-tieu/moi?so=admitted"
    for wrong, sentence in (
        ({"least": ""}, "Ghi số ít nhất, nhiều nhất, hoặc cả hai."),
        ({"least": "5", "most": "3"}, "không được nhỏ hơn"),
        ({"least": "nhiều"}, "không phải là số"),
        ({"when": "term"}, "ghi đủ hai ngày"),
    ):
        page = client.post(url, FORM | wrong).content.decode()
        assert sentence in page, wrong
        assert "Lỗi:" in page
    assert not Target.objects.exists()


def test_many_are_approved_at_once_but_not_ones_own(world: World, client: Client) -> None:
    given = [
        NewTarget(unit, "year", YEAR, Decimal(1), figure="admitted", on=date(2026, 1, 20))
        for unit in (world.tren, world.duoi)
    ]
    first, second = register_targets(given, by=world.an)
    versions = [one.versions.get() for one in (first, second)]
    url = f"/dv/{world.commune.pk}/chi-tieu/cho-duyet"
    client.force_login(world.an)
    page = client.post(url, {"chon": [str(one.pk) for one in versions]}).content.decode()
    assert "đồng chí đăng ký" in page
    client.force_login(world.binh)
    client.post(url, {"chon": [str(one.pk) for one in versions], "note": "Họp ngày 20"})
    assert [one.versions.get().said for one in (first, second)] == ["Họp ngày 20"] * 2


def test_the_committee_shares_its_target_out(world: World, client: Client) -> None:
    new = NewTarget(
        world.commune, "year", YEAR, Decimal(3), figure="admitted", on=date(2026, 1, 20)
    )
    (whole,) = register_targets([new], by=world.an)
    approve_targets([whole.versions.get()], by=world.binh, on=date(2026, 1, 20))
    client.force_login(world.an)
    url = f"/chi-tieu/{whole.pk}/giao"
    client.post(url, {f"n_{world.tren.pk}": "1", f"n_{world.duoi.pk}": "1"})
    assert whole.parts.count() == 2
    page = client.get(url).content.decode()
    assert "Đã giao 2 trên 3" in page
    changed = {f"n_{world.tren.pk}": "2", f"n_{world.duoi.pk}": "1"}
    assert "ghi lý do điều chỉnh" in client.post(url, changed).content.decode()
    client.post(url, changed | {"reason": "Có thêm nguồn"})
    assert whole.parts.get(organisation=world.tren).versions.count() == 2
    compared = client.get(f"/chi-tieu/{whole.pk}/so-sanh").content.decode()
    assert "Các đơn vị cộng lại" in compared
    assert compared.index("Bản Dưới") < compared.index("Bản Trên")


def test_the_half_year_is_closed_on_one_page(world: World, client: Client) -> None:
    new = NewTarget(world.duoi, "year", YEAR, Decimal(1), figure="admitted", on=date(2026, 1, 20))
    (target,) = register_targets([new], by=world.an)
    approve_targets([target.versions.get()], by=world.binh, on=date(2026, 1, 20))
    client.force_login(world.binh)
    url = f"/dv/{world.commune.pk}/chi-tieu/chot?nam=2026&lan=half"
    assert "Bản Dưới" in client.get(url).content.decode()
    client.post(url, {"chon": [str(target.pk)], "note": "Sơ kết"})
    assert target.results.get().value == 1
    assert "Đã chốt hết" in client.get(url).content.decode()


def test_an_indicator_is_told_and_put_right(world: World, client: Client) -> None:
    client.force_login(world.an)
    typed = {
        "indicator": "poor_household_rate_percent",
        "year": "2025",
        "value": "2,35",
        "told_on": "12/01/2026",
        "source": "UBND xã",
    }
    client.post(f"/dv/{world.commune.pk}/chi-so/ghi", typed)
    row = IndicatorValue.objects.get()
    assert row.value == Decimal("2.35")
    right = {"value": "2,3", "on": "02/02/2026", "reason": "Rà soát lại"}
    client.post(f"/chi-so/{row.pk}/sua", right)
    page = client.get(f"/dv/{world.commune.pk}/chi-so/poor_household_rate_percent").content.decode()
    assert "Rà soát lại" in page
    assert "2,35" in page


def test_an_administrator_adds_an_indicator(world: World, client: Client) -> None:
    client.force_login(world.admin)
    typed = {"label": "Hộ có nhà kiên cố", "unit": "hộ", "places": "0", "up": "on"}
    client.post("/chi-so/danh-muc", typed)
    assert OwnIndicator.objects.get().code == "ho_co_nha_kien_co"
    again = client.post("/chi-so/danh-muc", typed).content.decode()
    assert "Đã có chỉ số" in again


@pytest.mark.parametrize("page", ["chi-tieu", "chi-tieu/don-vi", "chi-tieu/cho-duyet", "chi-so"])
def test_a_page_asks_as_often_for_many_targets(world: World, client: Client, page: str) -> None:
    client.force_login(world.binh)
    url = f"/dv/{world.commune.pk}/{page}"

    def register(*figures: str) -> None:
        given = [
            NewTarget(unit, "year", YEAR, Decimal(1), figure=name, on=date(2026, 1, 20))
            for name in figures
            for unit in (world.commune, world.tren, world.duoi)
        ]
        made = register_targets(given, by=world.an)
        approve_targets([one.versions.get() for one in made[::2]], by=world.binh)

    register("admitted")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    register("members", "models_new", "models_active", "recognised")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
