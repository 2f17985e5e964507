"""Departures, cancelled decisions, leaves and dossiers go out in a workbook and come back the same."""

from datetime import date

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.members.actions.cancelling import cancel_decision
from chibo.members.actions.departing import (
    Papers,
    leave_books,
    note_inactivity,
    withdraw_inactivity,
)
from chibo.members.actions.dossiers import (
    Finding,
    Shelf,
    check_dossiers,
    collect_sheets,
    lend_dossier,
    place_dossiers,
    return_dossier,
)
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.leaves import (
    Request,
    cancel_leave,
    end_leave,
    exempt_member,
    extend_leave,
    suspend_member,
)
from chibo.members.actions.moving import transfer_member
from chibo.members.models import Exemption
from chibo.members.queries.file import last_movement
from chibo.members.queries.interruptions import interruptions
from chibo.organisations.models import Organisation
from tests.world import World, build_world

pytestmark = pytest.mark.django_db


def paper(world: World, number: str, on: date) -> Paper:
    new = NewPaper(
        number=number,
        symbol="QĐ/ĐU",
        kind="decision",
        issuer_name="Đảng ủy xã Mường Mẫu",
        issued_on=on,
        summary="Quyết định về đảng viên",
    )
    return register_paper(new, world.commune, by=world.an)


def live_through(world: World) -> None:
    by, lan, an, chung = world.an, *(world.people[name] for name in ("lan", "an", "chung"))
    for month in (2, 3, 5):
        told = note_inactivity(lan, date(2026, month, 1), "absent", "biên bản", by=by)
    withdraw_inactivity(told, "ghi nhầm", by=by)
    note_inactivity(lan, date(2026, 5, 1), "absent", "biên bản", by=by, good_reason="ốm")
    leave_books(
        lan,
        "removed",
        date(2026, 6, 1),
        Papers("absent", resolved_on=date(2026, 5, 20)),
        by=by,
        paper=paper(world, "30", date(2026, 6, 1)),
        reason="bỏ sinh hoạt",
    )
    back = Entering(lan, world.tren.pk, date(2026, 9, 1), "official", uninterrupted=True)
    enter_members("restored", [back], by=by)
    transfer_member(chung, world.duoi, date(2026, 8, 1), by=by)
    moved = last_movement(chung)
    assert moved
    cancel_decision(moved, date(2026, 9, 1), paper(world, "44", date(2026, 9, 1)), "Sai", by=by)
    asked = Request(date(2025, 12, 1), "giấy viện", date(2025, 12, 20))
    first = exempt_member(
        an, "treatment", date(2026, 1, 5), by=by, until=date(2026, 6, 30), request=asked
    )
    longer = extend_leave(first, date(2026, 7, 1), date(2026, 9, 30), by=by)
    end_leave(longer, date(2026, 9, 1), by=by, outcome="returned", reason="khỏi bệnh")
    held = suspend_member(an, "điều tra", date(2026, 10, 1), by=by, until=date(2026, 12, 31))
    cancel_leave(held, date(2026, 10, 5), paper(world, "45", date(2026, 10, 5)), "Sai", by=by)
    for day, state in ((date(2026, 3, 1), "missing"), (date(2026, 9, 1), "original")):
        check_dossiers([Finding(an, "doc_005", state, 1, 2)], day, by=by)
    place_dossiers([an], Shelf(outside_custodian="Đảng ủy khác"), date(2026, 1, 1), by=by)
    place_dossiers([an], Shelf(world.commune, cabinet="2"), date(2026, 2, 1), by=by)
    loan = lend_dossier(an, "UBKT", date(2026, 3, 1), date(2026, 3, 5), by=by, purpose="xem")
    return_dossier(loan, date(2026, 3, 4), by=by)
    lend_dossier(an, "UBKT", date(2026, 10, 1), date(2026, 12, 5), by=by)
    collect_sheets([an], 2025, date(2026, 1, 10), by=by)
    collect_sheets([chung], 2025, date(2026, 1, 10), by=by, changes="Chuyển nhà\nNghỉ hưu")


def test_what_happened_to_members_comes_out_as_it_went_in() -> None:
    with transaction.atomic():
        world = build_world()
        live_through(world)
        before = export_workbook(world.commune, by=world.an)
        transaction.set_rollback(True)
    filled = cells_of(before.content)
    for sheet in (
        "Ra khỏi danh sách", "Biến động bị hủy", "Không sinh hoạt", "Mục lục hồ sơ", "Nơi để hồ sơ",
        "Mượn hồ sơ", "Phiếu bổ sung",
    ):  # fmt: skip
        assert len(filled[sheet]) > 1, sheet
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    outcome = import_workbook(before.content, "so.xlsx", by=admin)

    assert outcome.problems == ()
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    assert cells_of(export_workbook(commune, by=office).content) == filled
    assert Exemption.objects.filter(extends__outcome="extended").count() == 1
    assert interruptions(list(Exemption.objects.values_list("person_id", flat=True))) == {}
