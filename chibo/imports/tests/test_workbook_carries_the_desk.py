"""What the clean-data desk holds goes out in a workbook and comes back: findings left as they are, sweeps."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.utils import timezone

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.cleaning.actions.confirming import confirm_finding
from chibo.cleaning.actions.sweeping import record_sweep
from chibo.cleaning.models import Confirmation, Sweep
from chibo.cleaning.rules.checking import Checked, check
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import Cells, cells_of, names, office_of
from chibo.members.actions.files import correct_file
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

KEPT = "Điểm để nguyên"


def looked_through(of: Organisation) -> Checked:
    return check(branch(of, timezone.localdate()))


def leave(world: World, rule: str, person: Person | None, why: str) -> None:
    """Of a person, or of the commune."""
    of = branch(world.commune, timezone.localdate())
    key = (rule, person.pk if person else None, None if person else world.commune.pk)
    finding = next(one for one in check(of).found if one.key == key)
    confirm_finding(finding, of, why, by=world.an)


def tell(world: World) -> None:
    leave(world, "resume-missing", world.people["an"], "Sổ lý lịch thất lạc")
    leave(world, "phone-missing", world.people["chung"], "Không dùng điện thoại")
    leave(world, "deputy-missing", None, "Đang chờ quyết định chỉ định")
    record_sweep(looked_through(world.commune), by=world.an)


def told() -> tuple[list[Any], list[Any]]:
    kept = Confirmation.objects.order_by("rule", "person__full_name").values_list(
        "rule", "person__full_name", "note", "confirmed_on"
    )
    sweeps = Sweep.objects.values_list("swept_on", "members", "clean_files", "wrong", "rules")
    return list(kept), list(sweeps)


def test_it_comes_back_the_same_and_says_who_it_was() -> None:
    with transaction.atomic():
        world = build_world()
        tell(world)
        found = sorted(one.rule.code for one in looked_through(world.commune).found)
        before, rows = export_workbook(world.commune, by=world.an).content, told()
        keeper = str(world.an)
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    outcome = import_workbook(before, "so.xlsx", by=admin)

    assert outcome.problems == ()
    assert told() == rows
    assert {one.confirmer for one in Confirmation.objects.all()} == {keeper}
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    assert sorted(one.rule.code for one in looked_through(commune).found) == found
    office = office_of(commune, User.objects.get(pk=admin.pk))
    assert cells_of(export_workbook(commune, by=office).content) == cells_of(before)


def test_what_changed_since_or_is_of_an_earlier_day_stays_behind(world: World) -> None:
    tell(world)
    correct_file(world.people["an"], {"resume_number": "12345"}, by=world.an, reason="Thấy sổ")

    assert _kept(export_workbook(world.commune, by=world.an).content) == [
        "deputy-missing", "phone-missing",
    ]  # fmt: skip
    assert _kept(export_workbook(world.commune, date(2026, 1, 1), by=world.an).content) == []


def test_what_no_rule_finds_there_is_left_out_and_said() -> None:
    with transaction.atomic():
        world = build_world()
        tell(world)
        export = export_workbook(world.commune, by=world.an).content
        name = world.people["an"].full_name
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    outcome = import_workbook(_with_a_number(export, name), "so.xlsx", by=admin)

    assert outcome.problems == ()
    assert "1 điểm để nguyên không có ở sổ vừa nhập, không ghi." in outcome.remarks
    assert Confirmation.objects.count() == 2


def _with_a_number(content: bytes, name: str) -> bytes:
    """The résumé's number of one person was found before the workbook is brought in."""
    book = openpyxl.load_workbook(BytesIO(content))
    page = book["Người"]
    heads = [str(cell.value) for cell in page[1]]
    named, number = (
        next(at for at, head in enumerate(heads) if head.startswith(word))
        for word in ("Họ và tên", "Số lý lịch")
    )
    for row in page.iter_rows(min_row=2):
        if row[named].value == name:
            row[number].value = "12345"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _kept(content: bytes) -> list[str]:
    cells: Cells = cells_of(content)
    head, *rows = cells[KEPT]
    at = head.index("Mã quy tắc *")
    return sorted(str(row[at]) for row in rows)
