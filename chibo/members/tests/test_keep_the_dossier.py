"""The paper dossier: what it should hold, what was found, where it lies, who borrowed it, on paper."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from chibo.base.figures import Scope, figure, read
from chibo.base.rules import NotAllowed, Refusal
from chibo.base.sheets import open_workbook
from chibo.members import due as due_room
from chibo.members.actions.dossiers import Finding, check_dossiers
from chibo.members.actions.leaves import cancel_leave, exempt_member
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.returning import withdraw_transfer
from chibo.members.models import BadgeAward, CardEvent, DossierItem, Person
from chibo.members.queries.dossier_facts import facts
from chibo.members.queries.dossiers import contents, documents_by_fact, expected
from chibo.members.queries.listing import Asked, listed, narrowed
from chibo.members.tests.seeing import errors_in, names_in, signed_in_as, text_of
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import code_list
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

pytestmark = pytest.mark.django_db

ON, LATER = date(2026, 10, 1), date(2026, 11, 1)
ALWAYS = {1, 2, 3, 5, 37, 38, 39, 42, 43, 45, 46, 61}
OFFICIAL = {7, 47, 48, 49, 50, 52}


def numbers(codes: object) -> set[int]:
    return {int(code.removeprefix("doc_")) for code in codes}


def found(world: World, person: Person, state: str, *documents: int, on: date = ON) -> None:
    told = [Finding(person, f"doc_{number:03d}", state) for number in documents]
    check_dossiers(told, on, by=world.an)


def fill_up(world: World, person: Person, on: date = ON) -> None:
    codes = expected([person.pk], on)[person.pk]
    check_dossiers([Finding(person, code, "original") for code in codes], on, by=world.an)


# ------------------------------------------------------------------ what it should hold


def test_every_fact_of_the_list_is_known() -> None:
    assert set(documents_by_fact()) <= set(facts(ON))
    assert set(facts(ON)) <= set(documents_by_fact())


def test_a_member_on_probation_lacks_nothing_of_the_recognition(world: World) -> None:
    assert numbers(expected([world.people["en"].pk], ON)[world.people["en"].pk]) == ALWAYS


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("dung", OFFICIAL | {100}),
        ("an", OFFICIAL | {19, 86}),
        ("binh", OFFICIAL | {19, 70, 86}),
        ("lan", OFFICIAL | {54, 60, 62}),
        ("gioi", OFFICIAL | {79, 80, 81, 83, 102}),
        ("hung", OFFICIAL | {54, 59, 60, 62}),
    ],
)
def test_what_happened_says_what_belongs_in(world: World, name: str, more: set[int]) -> None:
    person = world.people[name]
    assert numbers(expected([person.pk], ON)[person.pk]) == ALWAYS | more


def test_what_had_not_happened_yet_is_not_asked_for(world: World) -> None:
    gioi = world.people["gioi"]
    before = expected([gioi.pk], date(2017, 6, 1))[gioi.pk]
    assert numbers(before) == ALWAYS | OFFICIAL


def test_leaving_the_party_adds_its_decision_and_notice(world: World) -> None:
    lan = world.people["lan"]
    end_membership(lan, "removed", ON, by=world.an, reason="bỏ")
    assert {16, 101} <= numbers(expected([lan.pk], ON)[lan.pk])


def test_a_cancelled_exemption_asks_for_nothing(world: World) -> None:
    chung = world.people["chung"]
    leave = exempt_member(chung, "old_weak", date(2026, 1, 1), by=world.an)
    cancel_leave(leave, ON, world.directive, "sai", by=world.an)
    assert numbers(expected([chung.pk], ON)[chung.pk]) == ALWAYS | OFFICIAL


def expected_numbers(person: Person, on: date = ON) -> set[int]:
    return numbers(expected([person.pk], on)[person.pk])


def test_a_sectional_committee_above_the_cell_adds_its_reports(world: World) -> None:
    """Where there is none, nobody wrote one: 44 and 51 are not missing."""
    dung, en = world.people["dung"], world.people["en"]
    assert not {44, 51} & (expected_numbers(dung) | expected_numbers(en))
    Profile.objects.filter(organisation=world.commune).update(kind="sectional_committee")
    assert {44, 51} <= expected_numbers(dung)
    assert (44 in expected_numbers(en), 51 in expected_numbers(en)) == (True, False)


def test_who_moves_on_probation_brings_a_paper_of_the_help_given(world: World) -> None:
    en = world.people["en"]
    transfer_member(en, world.tren, ON, by=world.an)
    assert {53, 59} <= expected_numbers(en)
    assert 53 not in expected_numbers(world.people["lan"])


@pytest.mark.parametrize(
    ("kind", "until", "wanted"),
    [("abroad", None, {56, 57}), ("abroad_temporary", date(2028, 6, 30), {56, 58})],
)
def test_a_letter_abroad_asks_for_itself_and_its_sheet(
    world: World, kind: str, until: date | None, wanted: set[int]
) -> None:
    an = world.people["an"]
    letter = Letter(
        an,
        kind,
        "5",
        date(2026, 9, 7),
        outside_unit="Đảng ủy Đại sứ quán tại Lào",
        outside_scope="other_province",
        until=until,
    )
    (written,) = issue_transfers([letter], by=world.an)
    assert expected_numbers(an) & {54, 55, 56, 57, 58, 60, 62} == wanted
    withdraw_transfer(written, "không đi nữa", by=world.an)
    assert not expected_numbers(an) & {56, 57, 58}


@pytest.mark.parametrize(
    ("basis", "state", "wanted"),
    [
        ("due", "proposed", {103}),
        ("early", "given", {20, 103}),
        ("posthumous", "given", {21, 104}),
        ("earlier", "given", {20}),
        ("due", "withdrawn", set()),
    ],
)
def test_badges_ask_for_the_declaration_and_the_decision(
    world: World, basis: str, state: str, wanted: set[int]
) -> None:
    an = world.people["an"]
    BadgeAward.objects.create(
        person=an,
        mark=30,
        basis=basis,
        state=state,
        cell=world.tren,
        path=branch(world.tren, ON).path,
        round_day=None if basis == "earlier" else date(2026, 9, 2),
        counted_from=date(1996, 9, 2),
        reached_on=date(2026, 9, 2),
        reason="bệnh nặng",
        closing_reason="nhầm",
        given_on=date(2026, 9, 2) if state == "given" else None,
    )
    assert expected_numbers(an) & {20, 21, 103, 104} == wanted
    assert expected_numbers(an, date(2026, 9, 1)) & {21, 103, 104} == set()


@pytest.mark.parametrize(("kind", "wanted"), [("exchanged", {73}), ("reissued", {72})])
def test_a_card_exchanged_or_lost_asks_for_its_decision(
    world: World, kind: str, wanted: set[int]
) -> None:
    an = world.people["an"]
    CardEvent.objects.create(
        person=an,
        kind=kind,
        happened_on=ON,
        number="990010000009",
        old_number=an.card_number,
        cause="damaged" if kind == "exchanged" else "",
        cell=world.tren,
        path=branch(world.tren, ON).path,
        reason="mất khi lũ",
    )
    assert expected_numbers(an) & {72, 73} == wanted


# ------------------------------------------------------------------ what was found


def test_a_dossier_nobody_looked_through_has_no_share(world: World) -> None:
    held = contents([world.people["en"].pk], ON)[world.people["en"].pk]
    assert (held.is_indexed, held.percent, held.asked) == (False, None, len(ALWAYS))


def test_originals_and_copies_count_and_what_need_not_be_there_is_left_out(world: World) -> None:
    en = world.people["en"]
    found(world, en, "original", 1, 2)
    found(world, en, "copy", 3)
    found(world, en, "not_needed", 39)
    found(world, en, "missing", 5)
    found(world, en, "original", 64)
    held = contents([en.pk], ON)[en.pk]
    assert (held.has, held.asked, held.percent) == (3, 11, 27)
    assert {line.number for line in held.missing} == ALWAYS - {1, 2, 3, 39}
    assert [line.number for line in held.lines if not line.is_expected] == [64]


def test_a_later_look_ends_the_earlier_and_the_day_before_still_reads_it(world: World) -> None:
    en = world.people["en"]
    found(world, en, "missing", 5)
    found(world, en, "original", 5, on=LATER)
    rows = DossierItem.objects.filter(person=en).order_by("started_on")
    assert list(rows.values_list("state", "started_on", "ended_on")) == [
        ("missing", ON, LATER),
        ("original", LATER, None),
    ]
    assert contents([en.pk], ON)[en.pk].has == 0
    assert contents([en.pk], LATER)[en.pk].has == 1


def test_the_same_day_is_put_right_and_what_is_as_before_stays(world: World) -> None:
    en = world.people["en"]
    found(world, en, "missing", 5)
    found(world, en, "copy", 5)
    found(world, en, "copy", 5, on=LATER)
    assert list(DossierItem.objects.values_list("state", "started_on", "ended_on")) == [
        ("copy", ON, None)
    ]


def test_what_cannot_be_is_refused(world: World) -> None:
    en = world.people["en"]
    found(world, en, "missing", 5, on=LATER)

    def refusal(**told: object) -> str:
        facts_ = {"document": "doc_005", "state": "copy"} | told
        on = facts_.pop("on", ON)
        with pytest.raises(Refusal) as refused:
            check_dossiers([Finding(en, **facts_)], on, by=world.an)
        return refused.value.sentence

    assert refusal() == (
        "Quyết định kết nạp đảng viên: lần kiểm kê sau, ngày 01/11/2026, đã ghi khác; ghi từ ngày đó "
        "trở đi."
    )
    assert refusal(dated_on=date(2026, 12, 1), on=LATER) == (
        "Quyết định kết nạp đảng viên: ngày của tài liệu không được sau ngày kiểm kê 01/11/2026."
    )
    assert refusal(on=date(2090, 1, 1)) == "Ngày 01/01/2090 chưa tới; ghi kiểm kê đã làm."


def test_the_office_next_door_may_not_look_through(world: World) -> None:
    with pytest.raises(NotAllowed):
        check_dossiers([Finding(world.people["en"], "doc_005", "copy")], ON, by=world.khanh)


def test_the_whole_dossier_is_looked_through_on_one_page(world: World) -> None:
    en, office = world.people["en"], signed_in_as(world.an)
    address = reverse("members:check_dossier", args=[en.pk])
    told = {
        "on": "01/10/2026",
        "state_doc_001": "original",
        "sheets_doc_001": "4",
        "state_doc_005": "missing",
        "more": "doc_087",
        "more_state": "copy",
    }
    assert office.post(address, told).status_code == 302
    rows = DossierItem.objects.filter(person=en).order_by("document")
    assert list(rows.values_list("document", "state", "sheets")) == [
        ("doc_001", "original", 4),
        ("doc_005", "missing", None),
        ("doc_087", "copy", None),
    ]
    early = office.post(address, told | {"on": "01/09/2026", "state_doc_001": "copy", "more": ""})
    assert "lần kiểm kê sau" in str(errors_in(early))
    page = text_of(office.get(reverse("members:dossier", args=[en.pk])))
    assert "Có 1 trong 12 tài liệu phải có (8%)" in page


def test_one_document_is_told_with_all_that_is_known(world: World) -> None:
    en, office = world.people["en"], signed_in_as(world.an)
    address = reverse("members:dossier_document", args=[en.pk, "doc_005"])
    assert errors_in(office.post(address, {"on": "01/10/2026"})) == {
        "state": ["Chọn tình trạng của tài liệu."]
    }
    told = {
        "on": "01/10/2026",
        "state": "original",
        "copies": "1",
        "sheets": "2",
        "dated_on": "10/03/2026",
        "place": "kẹp cùng thẻ",
    }
    assert office.post(address, told).status_code == 302
    page = text_of(office.get(reverse("members:dossier", args=[en.pk])))
    assert (
        "05. Quyết định kết nạp đảng viên Có bản gốc 1 2 10/03/2026 để riêng: kẹp cùng thẻ" in page
    )
    assert (
        office.get(reverse("members:dossier_document", args=[en.pk, "doc_999"])).status_code == 404
    )


# ------------------------------------------------------------------ how many


def test_the_figures_count_whole_dossiers_with_their_base(world: World) -> None:
    scope = Scope(branch(world.commune, LATER), LATER)
    assert read(figure("dossiers_complete"), scope).reason == (
        "Chưa có số liệu: Đảng bộ xã Mường Mẫu chưa kiểm kê hồ sơ nào."
    )
    fill_up(world, world.people["en"])
    found(world, world.people["lan"], "original", 1, 2)
    complete, indexed = (
        read(figure(name), scope) for name in ("dossiers_complete", "dossiers_indexed")
    )
    assert (complete.value, complete.base) == (1, 6)
    assert (indexed.value, indexed.base) == (2, 6)


def test_the_list_narrows_by_the_state_of_the_dossier(world: World) -> None:
    of = branch(world.commune, LATER)
    fill_up(world, world.people["en"])
    found(world, world.people["lan"], "original", 1, 2)

    def names(state: str) -> set[str]:
        rows = narrowed(listed(world.an, of), Asked(state=state), of)
        return set(rows.values_list("person__full_name", flat=True))

    assert names("ho-so-du") == {"Vàng Thị Én"}
    assert names("ho-so-thieu") == {"Đinh Thị Lan"}
    assert len(names("ho-so-chua-ke")) == 4


def test_the_page_of_the_branch_says_what_is_missing_and_in_whose(world: World) -> None:
    office = signed_in_as(world.an)
    fill_up(world, world.people["en"])
    found(world, world.people["lan"], "original", 1, 2)
    address = reverse("members:dossiers", args=[world.commune.pk])
    page = text_of(office.get(address))
    assert "07. Quyết định công nhận đảng viên chính thức 1" in page
    assert "03. Phiếu đảng viên 1" in page
    assert names_in(office.get(address + "?thieu=doc_003")) == ["Đinh Thị Lan"]
    assert names_in(office.get(address + "?thieu=chua-du")) == ["Đinh Thị Lan"]
    assert len(names_in(office.get(address + "?thieu=chua-ke"))) == 4


def test_the_page_asks_as_often_for_many_as_for_few(world: World) -> None:
    office, address = signed_in_as(world.an), reverse("members:dossiers", args=[world.commune.pk])
    found(world, world.people["lan"], "original", 1)
    office.get(address)
    with CaptureQueriesContext(connection) as few:
        office.get(address)
    for name in ("en", "an", "chung", "binh"):
        found(world, world.people[name], "original", 1)
    with CaptureQueriesContext(connection) as many:
        office.get(address)
    assert len(many) <= len(few) + 4  # a fact nobody showed before asks once more


# ------------------------------------------------------------------ on paper


def test_the_table_of_contents_prints_for_one_and_for_the_cell(world: World) -> None:
    office, en = signed_in_as(world.an), world.people["en"]
    found(world, en, "original", 1)
    one = office.get(reverse("members:dossier_paper", args=[en.pk, "docx"]))
    document = Document(BytesIO(one.content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[1] == ["01", "Lý lịch của người xin vào Đảng", "", "", "", "Có bản gốc", ""]
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Họ và tên: VÀNG THỊ ÉN" in words
    assert "Có 1 trong 12 tài liệu phải có" in words
    batch = office.get(reverse("members:dossiers_file", args=[world.duoi.pk, "pdf"]))
    assert batch.content.startswith(b"%PDF")
    assert office.get(reverse("members:dossier_paper", args=[en.pk, "odt"])).status_code == 404


def test_the_index_of_a_branch_is_a_workbook(world: World) -> None:
    found(world, world.people["en"], "original", 1)
    office = signed_in_as(world.an)
    answer = office.get(reverse("members:dossiers_file", args=[world.duoi.pk, "xlsx"]))
    rows = list(open_workbook(answer.content, "a.xlsx").sheets[0].rows())
    heads, en = list(rows[0]), next(row for row in rows if row[1] == "Vàng Thị Én")
    told = dict(zip(heads, en, strict=True))
    assert (told["Phải có"], told["Có"]) == (12, 1)
    assert told["01. Lý lịch của người xin vào Đảng"] == "Có bản gốc"
    assert told["02. Lý lịch đảng viên"] == "Chưa kiểm kê"


def test_all_104_kinds_stand_in_the_list() -> None:
    items = code_list("dossier_documents").items()
    assert [item.extra["number"] for item in items] == list(range(1, 105))
