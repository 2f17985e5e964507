"""Money kept: brought forward, spent within what is there, the summary book; what came from below is confirmed."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.papers import Table
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.base.tests.papers_reading import words_of
from chibo.dues import due as due_room
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, record_payments
from chibo.dues.actions.declaring import Declared, declare
from chibo.dues.actions.fund import NewEntry, cancel_entry, record_entries
from chibo.dues.actions.remitting import (
    Handed,
    NewTerms,
    cancel_remittance,
    confirm_remittances,
    remit,
    set_terms,
)
from chibo.dues.models import FundEntry, Remittance
from chibo.dues.papers import book_paper
from chibo.dues.queries.books import year_book
from chibo.dues.queries.fund import fund_book, may_spend
from chibo.dues.queries.report import report_lines
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

pytestmark = pytest.mark.django_db
due = due_in(due_room)

TODAY = date(2026, 11, 21)
JULY, AUGUST, HANDED = date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 3)


@pytest.fixture
def handed(world: World) -> Remittance:
    """Bản Trên took in 100.000 đ in July, keeps 70% and handed on the rest."""
    since = date(2026, 1, 1)
    set_terms(world.commune, NewTerms(since, wage_zone=4), by=world.an)
    declare([Declared(world.people["an"], "insured", since, since, 10_000_000)], by=world.an)
    draw_up_roll(branch(world.tren, JULY), JULY, by=world.an)
    paid = Paid(world.people["an"], date(2026, 7, 20), {JULY: 100_000})
    record_payments(world.tren, [paid], by=world.chung)
    return remit(world.tren, Handed(JULY, AUGUST, HANDED), by=world.chung)


def test_what_is_handed_on_goes_with_a_paper(
    world: World, handed: Remittance, client: Client
) -> None:
    paper = reverse("dues:remittance_file", args=[handed.pk, "pdf"])
    said = words_of(signed_in(client, world.chung).get(paper).content)
    assert "PHIẾU NỘP ĐẢNG PHÍ" in said
    assert "30.000" in said
    assert "Cộng" not in said


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def spent(amount: int, on: date = date(2026, 10, 1)) -> NewEntry:
    return NewEntry("spent", on, amount, "Mua báo Nhân Dân", "papers", "PC 01")


# ---------------------------------------------------------- the fund


def test_what_is_kept_may_be_spent_and_no_more(world: World, handed: Remittance) -> None:
    assert (handed.kept, handed.amount) == (70_000, 30_000)
    (first,) = record_entries(world.tren, [spent(50_000)], by=world.chung)
    assert (first.full_number, may_spend(world.tren.pk)) == ("01/2026", 20_000)
    with pytest.raises(
        Refusal, match=r"Chi 20\.001 đ ngày 01/10/2026 vượt số được giữ lại còn 20\.000 đ"
    ):
        record_entries(world.tren, [spent(20_001)], by=world.chung)
    assert FundEntry.objects.count() == 1


def test_money_is_not_spent_before_it_was_kept(world: World, handed: Remittance) -> None:
    with pytest.raises(Refusal, match="còn 0 đ"):
        record_entries(world.tren, [spent(10_000, date(2026, 9, 2))], by=world.chung)
    brought = NewEntry("brought", date(2026, 1, 2), 15_000, "Dư năm 2025")
    record_entries(world.tren, [brought, spent(10_000, date(2026, 9, 2))], by=world.chung)
    assert may_spend(world.tren.pk) == 75_000


def test_an_entry_cancelled_keeps_its_number(world: World, handed: Remittance) -> None:
    first, _second = record_entries(world.tren, [spent(50_000), spent(20_000)], by=world.chung)
    cancel_entry(first, date(2026, 10, 2), "Ghi nhầm", by=world.chung)
    (third,) = record_entries(world.tren, [spent(50_000)], by=world.chung)
    assert (third.number, may_spend(world.tren.pk)) == (3, 0)
    with pytest.raises(Refusal, match="đã hủy ngày 02/10/2026"):
        cancel_entry(first, date(2026, 10, 3), "Lần nữa", by=world.chung)


def test_money_spent_since_cannot_be_made_never_to_have_come(world: World) -> None:
    brought = NewEntry("brought", date(2026, 1, 2), 15_000, "Dư năm 2025")
    first, _spent = record_entries(world.tren, [brought, spent(10_000)], by=world.chung)
    with pytest.raises(Refusal, match="hủy khoản chi trước"):
        cancel_entry(first, TODAY, "Ghi nhầm", by=world.chung)


def test_the_book_balances_month_by_month(world: World, handed: Remittance) -> None:
    brought = NewEntry("brought", date(2025, 12, 30), 40_000, "Dư năm 2024")
    record_entries(world.tren, [brought, spent(50_000)], by=world.chung)
    book = fund_book(world.tren.pk, 2026, TODAY)
    assert (book.opening, book.closing, len(book.months)) == (40_000, 60_000, 11)
    told = {
        one.month.month: (one.opening, one.flow.paid, one.flow.handed_on, one.flow.kept,
                          one.flow.spent, one.closing)
        for one in book.months
        if one.flow.change
    }  # fmt: skip
    assert told == {
        7: (40_000, 100_000, 0, 0, 0, 140_000),
        9: (140_000, 0, 30_000, 70_000, 0, 110_000),
        10: (110_000, 0, 0, 0, 50_000, 60_000),
    }
    assert all(
        one.closing == two.opening for one, two in zip(book.months, book.months[1:], strict=False)
    )
    lines = {
        one.code: one.value for one in report_lines(branch(world.tren, TODAY), Period.year(2026))
    }
    assert [lines[code] for code in ("08", "09", "10", "11")] == [0, 50_000, 40_000, 60_000]


def test_the_committee_counts_what_came_from_below(world: World, handed: Remittance) -> None:
    book = fund_book(world.commune.pk, 2026, TODAY)
    assert (book.flow.paid, book.flow.received, book.closing) == (0, 30_000, 30_000)


def test_the_fund_on_the_screen_and_on_paper(
    world: World, client: Client, handed: Remittance
) -> None:
    client, page = signed_in(client, world.chung), f"/dv/{world.tren.pk}/dang-phi/quy"
    told = {
        "kind": "spent",
        "on": "01/10/2026",
        "amount": "50.000",
        "purpose": "",
        "what": "Mua báo Nhân Dân",
    }
    assert "Chọn nội dung chi." in client.post(f"{page}/ghi", told).content.decode()
    assert client.post(f"{page}/ghi", told | {"purpose": "papers"}).status_code == 302
    brought = {"kind": "brought", "purpose": "papers", "what": "Dư năm 2025"}
    assert client.post(f"{page}/ghi", told | brought).status_code == 302
    text = client.get(f"{page}?nam=2026").content.decode()
    assert "Mua báo Nhân Dân" in text
    assert "Báo, tạp chí, tài liệu" in text
    paper = words_of(client.get(f"{page}/in/pdf?nam=2026").content)
    assert "SỔ TỔNG HỢP ĐẢNG PHÍ" in paper
    assert "70.000" in paper
    entry = FundEntry.objects.get(kind="spent")
    client.post(f"/dang-phi/quy/{entry.pk}/huy", {"on": "02/10/2026", "reason": "Ghi nhầm"})
    entry.refresh_from_db()
    assert entry.cancel_reason == "Ghi nhầm"


def test_the_year_book_has_room_to_sign(world: World, handed: Remittance) -> None:
    of = branch(world.tren, TODAY)
    paper = book_paper(of, 2026, year_book(of, 2026))
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert table.columns[-1].head == "Ký nộp"
    assert all(row[-1] == "" for row in table.rows)


# ---------------------------------------------------------- confirmed above


def test_the_level_above_says_that_the_money_came(world: World, handed: Remittance) -> None:
    with pytest.raises(NotAllowed):
        confirm_remittances([handed], HANDED, "Vì Văn Chung", by=world.chung)
    confirm_remittances([handed], date(2026, 9, 4), "Lò Thị An", by=world.an)
    handed.refresh_from_db()
    assert (handed.confirmed_on, handed.confirmed_by) == (date(2026, 9, 4), "Lò Thị An")
    with pytest.raises(Refusal, match="Cấp trên đã xác nhận phiếu 01/2026 ngày 04/09/2026"):
        confirm_remittances([handed], TODAY, "Lò Thị An", by=world.an)
    with pytest.raises(NotAllowed):
        cancel_remittance(handed, TODAY, "Ghi nhầm", by=world.chung)
    cancel_remittance(handed, TODAY, "Ghi nhầm", by=world.an)
    assert Entry.objects.filter(verb="dues.received").count() == 1


def test_many_papers_are_confirmed_at_once(
    world: World, client: Client, handed: Remittance
) -> None:
    other = remit(world.duoi, Handed(JULY, AUGUST, HANDED, amount=0), by=world.an)
    client, page = signed_in(client, world.an), f"/dv/{world.commune.pk}/dang-phi/nop/nhan"
    assert "Bản Trên" in client.get(page).content.decode()
    told = {"on": "05/09/2026", "received_by": "Lò Thị An", "chon": [str(handed.pk)]}
    assert client.post(page, told).status_code == 302
    handed.refresh_from_db(), other.refresh_from_db()
    assert (handed.confirmed_on, other.confirmed_on) == (date(2026, 9, 5), None)
    assert client.post(page, told).status_code == 200
    sheet = client.get(handed.get_absolute_url()).content.decode()
    assert "05/09/2026 · Lò Thị An" in sheet


def test_money_not_confirmed_and_not_handed_on_is_due(world: World, handed: Remittance) -> None:
    steps = [
        (line.button, line.url.rpartition("/")[2])
        for user in (world.an, world.binh)
        for line in due(user, branch(world.commune, TODAY), TODAY)
        if line.kind == "dues_to_confirm"
    ]
    assert steps == [("Xác nhận", "nhan"), ("Xem phiếu nộp", "nop")]
    october = date(2026, 10, 5)
    (line,) = [
        one
        for one in due(world.an, branch(world.commune, october), october)
        if one.kind == "dues_to_hand_on"
    ]
    assert (line.owner_path, line.count, line.due_on) == (
        branch(world.commune, october).path,
        1,
        date(2026, 10, 10),
    )
    confirm_remittances([handed], date(2026, 9, 4), "Lò Thị An", by=world.an)
    set_terms(
        world.commune,
        NewTerms(date(2026, 9, 1), keeps=50, decided_by="Tỉnh ủy"),
        by=world.an,
    )
    remit(world.commune, Handed(JULY, date(2026, 9, 1), october), by=world.an)
    kinds = {one.kind for one in due(world.an, branch(world.commune, october), october)}
    assert not kinds & {"dues_to_confirm", "dues_to_hand_on"}
