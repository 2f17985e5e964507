"""Units with money of dues are merged: their funds close at nothing, the unit in their place has it."""

from datetime import date

import pytest
from django.test import Client

from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, record_payments
from chibo.dues.actions.declaring import Declared, declare
from chibo.dues.actions.fund import NewEntry, cancel_entry, record_entries
from chibo.dues.actions.remitting import Handed, NewTerms, remit, set_terms
from chibo.dues.models import DuesTerms, FundEntry
from chibo.dues.queries.fund import fund_book, may_spend
from chibo.dues.queries.report import report_lines
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import NewUnit, Plan, Row
from chibo.organisations.queries.tree import branch
from tests.reorganising import all_rows, carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
DAY = date(2026, 9, 1)
BOOK_DAY = date(2026, 11, 21)


@pytest.fixture
def paying(world: World) -> World:
    """Bản Dưới took in 100.000 đ in July and handed on 30.000; it spent 20.000, and took in 50.000 in August."""
    since = date(2026, 1, 1)
    dung = world.people["dung"]
    set_terms(world.commune, NewTerms(since, wage_zone=4), by=world.an)
    set_terms(world.neighbour, NewTerms(since, wage_zone=4), by=world.khanh)
    declare([Declared(dung, "insured", since, since, 10_000_000)], by=world.an)
    for month in (JULY, AUGUST):
        draw_up_roll(branch(world.duoi, month), month, by=world.an)
    record_payments(world.duoi, [Paid(dung, date(2026, 7, 20), {JULY: 100_000})], by=world.an)
    remit(world.duoi, Handed(JULY, JULY, date(2026, 8, 3)), by=world.an)
    record_payments(world.duoi, [Paid(dung, date(2026, 8, 20), {AUGUST: 50_000})], by=world.an)
    entry = NewEntry("spent", date(2026, 8, 25), 20_000, "Mua báo Nhân Dân", "papers")
    record_entries(world.duoi, [entry], by=world.an)
    return world


def into_the_cell_above(world: World) -> Plan:
    row = Row(world.duoi.pk, "merge", str(world.tren.pk))
    return Plan(old=(world.duoi.pk,), rows=(row,))


def one_commune(world: World) -> Plan:
    new = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    return merge_plan([world.commune, world.neighbour], new)


def told(plan: Plan, world: World) -> list[str]:
    return [line.sentence for line in rehearse(plan, DAY, world.admin).others]


def closing(unit: Organisation) -> int:
    return fund_book(unit.pk, 2026, BOOK_DAY).closing


def test_what_a_cell_holds_goes_on_where_its_members_went(paying: World) -> None:
    duoi, tren = paying.duoi, paying.tren
    assert (closing(duoi), may_spend(duoi.pk), closing(tren)) == (100_000, 50_000, 0)
    before = all_rows()
    assert [one for one in told(into_the_cell_above(paying), paying) if "đảng phí" in one] == [
        "1 đơn vị bàn giao số đảng phí được giữ lại 50.000 đ, vào quỹ của đơn vị tiếp nhận.",
        "1 đơn vị bàn giao đảng phí đã thu, chưa nộp cấp trên 50.000 đ; đơn vị tiếp nhận nộp.",
    ]
    carried_out("merge", paying.commune, DAY, into_the_cell_above(paying), paying.admin)
    assert (closing(duoi), may_spend(duoi.pk)) == (0, 0)
    assert (closing(tren), may_spend(tren.pk)) == (100_000, 50_000)
    assert list(
        FundEntry.objects.filter(unit=tren).order_by("number").values_list("number", "what", "on")
    ) == [
        (1, "Nhận bàn giao của Bản Dưới", DAY),
        (2, "Nhận bàn giao của Bản Dưới", DAY),
    ]
    undo_reorganisation(Reorganisation.objects.get(), "", by=paying.admin)
    assert all_rows() == before


def test_what_was_not_handed_on_is_handed_on_by_the_unit_in_its_place(paying: World) -> None:
    carried_out("merge", paying.commune, DAY, into_the_cell_above(paying), paying.admin)
    found = remit(paying.tren, Handed(DAY, DAY, date(2026, 10, 2)), by=paying.an)
    assert (found.collected, found.kept, found.amount) == (50_000, 35_000, 15_000)
    assert (closing(paying.tren), may_spend(paying.tren.pk)) == (85_000, 85_000)


def test_the_report_of_the_unit_that_ended_closes_at_nothing(paying: World) -> None:
    carried_out("merge", paying.commune, DAY, into_the_cell_above(paying), paying.admin)
    eve = date(2026, 8, 31)
    lines = report_lines(branch(paying.duoi, eve), Period(date(2026, 1, 1), eve))
    shown = {line.code: line.value for line in lines}
    assert (shown["09"], shown["09a"], shown["11"]) == (20_000, 100_000, 0)


def test_a_month_handed_on_already_stands_in_the_way(paying: World) -> None:
    remit(paying.tren, Handed(DAY, DAY, date(2026, 10, 2)), by=paying.an)
    assert rehearse(into_the_cell_above(paying), DAY, paying.admin).problems == [
        "Phiếu nộp 01/2026 của Bản Trên đã gồm tháng 09/2026: hủy phiếu, hoặc nộp hết đảng phí đã thu của "
        "đơn vị kết thúc trước."
    ]


def test_lines_of_a_merge_are_not_cancelled_by_hand(paying: World) -> None:
    carried_out("merge", paying.commune, DAY, into_the_cell_above(paying), paying.admin)
    line = FundEntry.objects.filter(unit=paying.tren).first()
    assert line
    with pytest.raises(Refusal, match="hoàn tác phương án sắp xếp"):
        cancel_entry(line, DAY, "Nhầm", by=paying.an)


def test_a_zone_communes_agree_on_goes_on_and_the_new_one_receives(paying: World) -> None:
    carried_out("merge", paying.province, DAY, one_commune(paying), paying.admin)
    new = Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")
    zone = DuesTerms.objects.open().get(organisation=new)
    assert (zone.wage_zone, zone.started_on) == (4, DAY)
    assert closing(new) == 30_000
    handed = remit(
        paying.duoi, Handed(AUGUST, AUGUST, date(2026, 9, 3)), by=paying.admin_as_office()
    )
    assert handed.receiver == new


def test_books_of_a_cell_that_ended_stay_to_be_read(paying: World, client: Client) -> None:
    carried_out("merge", paying.commune, DAY, into_the_cell_above(paying), paying.admin)
    client.force_login(paying.an)
    old, new = paying.duoi.pk, paying.tren.pk
    assert (
        f'href="/dv/{old}/dang-phi/quy"' in client.get(f"/dv/{new}/dang-phi/quy").content.decode()
    )
    fund = client.get(f"/dv/{old}/dang-phi/quy").content.decode()
    assert "Đơn vị này đã kết thúc" in fund
    assert "Bàn giao cho Bản Trên" in fund
    assert f"/dv/{old}/dang-phi/quy/ghi" not in fund
    for page in ("so-thu", "bao-cao", "quy/in/pdf", "so-thu/in/pdf", "bao-cao/in/pdf"):
        assert client.get(f"/dv/{old}/dang-phi/{page}").status_code == 200
    for page in ("quy/ghi", "thu", "nop/moi"):
        assert client.get(f"/dv/{old}/dang-phi/{page}").status_code == 404
    client.force_login(paying.khanh)
    assert client.get(f"/dv/{old}/dang-phi/quy").status_code == 404


def test_money_spent_or_handed_on_since_stands_in_the_way_of_the_undo(paying: World) -> None:
    carried_out("merge", paying.commune, DAY, into_the_cell_above(paying), paying.admin)
    entry = NewEntry("spent", date(2026, 9, 5), 10_000, "Mua báo Nhân Dân", "papers")
    (spent,) = record_entries(paying.tren, [entry], by=paying.an)
    with pytest.raises(Refusal, match=r"Bản Trên đã chi trong số nhận bàn giao 50\.000 đ"):
        undo_reorganisation(Reorganisation.objects.get(), "", by=paying.admin)
    cancel_entry(spent, date(2026, 9, 6), "Ghi nhầm", by=paying.an)
    remit(paying.tren, Handed(DAY, DAY, date(2026, 10, 2)), by=paying.an)
    with pytest.raises(Refusal, match="đã nộp cấp trên đảng phí nhận bàn giao"):
        undo_reorganisation(Reorganisation.objects.get(), "", by=paying.admin)
