"""Targets with their numbers and results, indicators and frozen lists go out and come in as they were."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.base.periods import Period
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.organisations.models import Organisation
from chibo.targets.actions.closing import Closing, close_targets
from chibo.targets.actions.cohorts import freeze_cohort
from chibo.targets.actions.deciding import approve_targets, return_target
from chibo.targets.actions.indicators import Told, add_indicator, correct_value, tell_values
from chibo.targets.actions.registering import (
    NewTarget,
    give_up_target,
    propose_change,
    register_targets,
)
from chibo.targets.actions.sharing import share_out
from chibo.targets.models import IndicatorValue
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

DAY, YEAR = date(2026, 1, 20), Period.year(2026)
SHEETS = (
    "Chỉ số thêm", "Giá trị chỉ số", "Nhóm theo dõi", "Người trong nhóm theo dõi",
    "Chỉ tiêu đăng ký", "Số đăng ký", "Kết quả đã chốt",
)  # fmt: skip


def tell(world: World) -> None:
    """One shipped and one added indicator, put right once, one of a place."""
    by = world.an
    own = add_indicator("Hộ có nhà kiên cố", "hộ", 0, by=world.admin, meaning="Theo rà soát")
    given = [
        Told(world.commune, "poor_household_rate_percent", 2025, Decimal("10.225"), DAY, "UBND"),
        Told(world.commune, own.code, 2025, Decimal(1225), DAY, "UBND xã", note="Rà soát"),
        Told(world.commune, own.code, 2025, Decimal(61), DAY, "Trưởng bản",
             world.villages["Bản Trên"]),
    ]  # fmt: skip
    tell_values(given, by=by)
    row = IndicatorValue.objects.get(indicator=own.code, place=None)
    correct_value(row, Decimal(1230), "", date(2026, 2, 2), "Đếm sót", by=by)


def aim(world: World) -> None:
    """Approved and shared out, changed, closed, returned, given up, among a frozen list."""
    by = world.an
    cohort = freeze_cohort(world.commune, "Nữ đầu năm", "members_women", by=by, on=DAY)
    new = [
        NewTarget(world.commune, "year", YEAR, Decimal(3), figure="admitted", on=DAY,
                  paper=world.directive),
        NewTarget(world.commune, "year", YEAR, None, Decimal("1.9"), on=DAY,
                  indicator="poor_household_rate_percent"),
        NewTarget(world.commune, "year", YEAR, Decimal(50), figure="members_women", on=DAY,
                  measure="share", cohort=cohort),
        NewTarget(world.tren, "half", Period.half(2026, 1), Decimal(1), figure="admitted", on=DAY),
        NewTarget(world.duoi, "year", YEAR, Decimal(1), figure="members", key="", on=DAY),
    ]  # fmt: skip
    made = register_targets(new, by=by)
    versions = [one.versions.get() for one in made]
    approve_targets(versions[:3], by=world.binh, on=DAY, said="Đồng ý")
    return_target(versions[3], "Thấp", by=world.binh, on=DAY)
    give_up_target(made[4], "Trùng", by=by, on=date(2026, 2, 1))
    share_out(made[0], {world.tren.pk: Decimal(2), world.duoi.pk: Decimal(1)}, by=by, on=DAY)
    half = [Closing(made[0].pk, "half", "Sơ kết")]
    close_targets(half, date(2026, 6, 30), by=by, recorded_on=date(2026, 7, 5))
    again = [Closing(made[0].pk, "half", "Ghi lại")]
    close_targets(again, date(2026, 6, 30), by=by, recorded_on=date(2026, 7, 6))
    propose_change(made[0], Decimal(4), None, "Thêm nguồn", by=by, on=date(2026, 8, 1))


def test_targets_come_back_as_they_were() -> None:
    with transaction.atomic():
        world = build_world()
        tell(world)
        aim(world)
        before = cells_of(content := export_workbook(world.commune, by=world.an).content)
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    outcome = import_workbook(content, "so.xlsx", by=admin)
    assert outcome.problems == ()
    assert not any("đã được sửa" in one for one in outcome.remarks)

    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, type(admin).objects.get(pk=admin.pk))
    after = cells_of(export_workbook(commune, by=office).content)
    assert {name: after[name] for name in SHEETS} == {name: before[name] for name in SHEETS}
    assert all(len(before[name]) > 1 for name in SHEETS)
