"""A report over a period in which its organisation was merged: as of each day, or in the new tree."""

from datetime import date

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.organisations.models import Organisation
from chibo.organisations.plan import NewUnit
from chibo.reports.actions.writing import ask_in_tree, begin_report
from chibo.reports.models import Report
from tests.reorganising import carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
HALF = Period.half(2026, 1)


@pytest.fixture
def report(world: World) -> Report:
    """Of the commune that two others became on 01/06/2026."""
    unit = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    plan = merge_plan([world.commune, world.neighbour], unit)
    carried_out("merge", world.province, DAY, plan, world.admin)
    new = Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")
    return begin_report(new, "six_month", HALF, by=User.objects.get(pk=world.an.pk))


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def test_the_tree_is_chosen_and_old_units_are_counted_in(world: World, report: Report) -> None:
    client, url = client_of(world.an), report.get_absolute_url()
    page = client.get(url).content.decode()
    assert "Theo cây từ 01/06/2026" in page
    answer = client.post(f"{url}/cay", {"cay": "2026-06-01"})
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.tree == DAY
    rolled = client.get(url)
    assert rolled.status_code == 200
    assert "cay=2026-06-01" in rolled.content.decode()
    assert client.get(f"{url}/phu-luc").status_code == 200


def test_another_day_is_no_choice(world: World, report: Report) -> None:
    with pytest.raises(Refusal, match="không có sắp xếp tổ chức vào ngày này"):
        ask_in_tree(report, date(2026, 5, 1), by=User.objects.get(pk=world.an.pk))


def test_a_period_without_a_merge_offers_nothing(world: World) -> None:
    plain = begin_report(world.commune, "six_month", HALF, by=world.an)
    page = client_of(world.an).get(plain.get_absolute_url()).content.decode()
    assert "Tính theo cây tổ chức" not in page
