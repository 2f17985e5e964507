"""What was declared, relieved, charged, paid and handed on goes out in a workbook and comes in as it was."""

from datetime import date

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, cancel_payment, excuse_months, record_payments
from chibo.dues.actions.declaring import Declared, declare
from chibo.dues.actions.fund import NewEntry, cancel_entry, record_entries
from chibo.dues.actions.relieving import NewRelief, cancel_relief, end_relief, grant_reliefs
from chibo.dues.actions.remitting import (
    Handed,
    NewTerms,
    cancel_remittance,
    confirm_remittances,
    remit,
    set_terms,
)
from chibo.dues.models import Charge
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

JANUARY, JULY, AUGUST = date(2026, 1, 1), date(2026, 7, 1), date(2026, 8, 1)
SHEETS = (
    "Vùng, tỷ lệ đảng phí", "Khai đóng đảng phí", "Miễn, giảm đảng phí", "Đảng phí phải đóng",
    "Phiếu thu đảng phí", "Tháng đã đóng đảng phí", "Nộp đảng phí cấp trên", "Quỹ đảng phí",
)  # fmt: skip


def told(world: World) -> None:
    by, people = world.an, world.people
    set_terms(world.commune, NewTerms(JANUARY, wage_zone=4), by=by)
    set_terms(world.school, NewTerms(JANUARY, keeps=30, decided_by="Tỉnh ủy"), by=by)
    said = [
        Declared(people["an"], "insured", JANUARY, JANUARY, 8_500_000, volunteered=20_000),
        Declared(people["an"], "working_pensioner", AUGUST, JULY, 7_000_000, 5_000_000),
        Declared(people["chung"], "abroad", JANUARY, JANUARY, None, None, 50_000, "Chưa có mức"),
        Declared(people["dung"], "below_pension_age", JANUARY, JANUARY),
    ]
    declare(said, by=by)
    facts = ("Hoàn cảnh khó khăn", date(2026, 6, 20), "Đảng ủy xã")
    half = NewRelief(people["an"], "reduced", JULY, date(2027, 1, 1), *facts, percent=50)
    (mistaken,) = grant_reliefs([half], by=by)
    cancel_relief(mistaken, date(2026, 6, 21), "Ghi nhầm", by=by)
    poor = NewRelief(people["an"], "exempt", JULY, date(2027, 1, 1), *facts, case="poor_household")
    (short,) = grant_reliefs([poor], by=by)
    for month in (JULY, AUGUST):
        draw_up_roll(branch(world.commune, month), month, by=by)
    end_relief(short, AUGUST, "Đã thoát nghèo", by=by)
    excuse_months(Charge.objects.filter(person=people["dung"]), "Đi làm xa", by=by)
    first = Paid(people["chung"], date(2026, 7, 20), {JULY: 50_000, AUGUST: 30_000}, "portal")
    wrong = Paid(people["an"], date(2026, 7, 21), {AUGUST: 60_000})
    _kept, gone = record_payments(world.tren, [first, wrong], by=by)
    cancel_payment(gone, date(2026, 7, 22), "Ghi nhầm người", by=by)
    early = Handed(JULY, JULY, date(2026, 8, 1))
    cancel_remittance(remit(world.tren, early, by=by), date(2026, 8, 2), "Lập lại cả quý", by=by)
    handed = remit(world.tren, Handed(JULY, AUGUST, date(2026, 9, 3)), by=by)
    confirm_remittances([handed], date(2026, 9, 4), "Lò Thị An", by=by)
    spent = NewEntry("spent", date(2026, 9, 10), 20_000, "Mua báo", "papers", "PC 01")
    brought = NewEntry("brought", JANUARY, 150_000, "Dư năm 2025")
    _brought, wrong_entry, _spent = record_entries(world.tren, [brought, spent, spent], by=by)
    cancel_entry(wrong_entry, date(2026, 9, 11), "Ghi hai lần", by=by)


def test_dues_come_back_as_they_were() -> None:
    with transaction.atomic():
        world = build_world()
        told(world)
        before = cells_of(content := export_workbook(world.commune, by=world.an).content)
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    assert import_workbook(content, "so.xlsx", by=admin).problems == ()

    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, type(admin).objects.get(pk=admin.pk))
    after = cells_of(export_workbook(commune, by=office).content)
    assert {name: after[name] for name in SHEETS} == {name: before[name] for name in SHEETS}
    assert all(len(before[name]) > 1 for name in SHEETS)


def test_who_does_not_collect_takes_no_incomes_along(world: World) -> None:
    told(world)
    sheets = cells_of(export_workbook(world.commune, by=world.binh).content)
    kept = ("Khai đóng đảng phí", "Đảng phí phải đóng", "Phiếu thu đảng phí")
    assert [len(sheets[name]) for name in kept] == [1, 1, 1]
