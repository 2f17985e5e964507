"""The prescribed forms of a case, filled from what the books know, gaps where they don't."""

from datetime import date

import pytest
from django.test import Client

from chibo.admissions.actions.opening import NewCase, open_case
from chibo.admissions.models import (
    BackgroundCheck,
    Case,
    CaseCell,
    CaseStage,
    Guidance,
    Referee,
    Review,
)
from chibo.admissions.papers.declaring import forms
from chibo.admissions.papers.filling import GAP, papers_of
from chibo.audit.models import Entry
from chibo.base.papers import to_docx, to_pdf
from chibo.base.tests.papers_reading import pages_of, words_of
from chibo.documents.actions import NewPaper, register_paper
from chibo.members.actions.files import register_non_member
from chibo.rulebook.queries import rule
from tests.world import World

TODAY = date(2026, 10, 1)
CODES = list(forms())


@pytest.fixture
def case(world: World) -> Case:
    """Sửa, head of bản Dưới, on the way: guided by Chung, introduced by An and Chung, voted on by the cell."""
    made = Case.objects.create(
        person=world.people["sua"], opened_on=date(2026, 1, 5), rules_on=date(2026, 1, 5)
    )
    CaseCell.objects.create(case=made, cell=world.duoi, started_on=date(2026, 1, 5))
    CaseStage.objects.create(case=made, stage="cell_review", started_on=date(2026, 9, 1))
    Guidance.objects.create(case=made, member=world.people["chung"], started_on=date(2026, 1, 9))
    for name in ("an", "chung"):
        Referee.objects.create(
            case=made,
            kind="member",
            member=world.people[name],
            together_since=date(2024, 3, 1),
        )
    BackgroundCheck.objects.create(
        case=made, relation="Bố đẻ", full_name="Vàng A Chư", born="1962", home="Xã Chiềng Bên"
    )
    Review.objects.create(
        case=made,
        phase="admission",
        level="cell",
        body=world.duoi,
        held_on=date(2026, 9, 5),
        entitled=20,
        excused_absent=1,
        present=19,
        in_favour=17,
        against=2,
    )
    return made


@pytest.mark.parametrize("code", CODES)
def test_every_form_prints_as_pdf_and_word(case: Case, code: str) -> None:
    papers = papers_of(forms()[code], case, TODAY)
    words = words_of(to_pdf(*papers))
    form = forms()[code].form
    assert words.startswith(f"Mẫu {form} " if form else "")
    assert "{" not in words
    assert to_docx(*papers)


def test_every_form_of_the_rulebook_can_be_printed() -> None:
    wanted = {row["code"] for row in rule("admission.papers", TODAY).entries() if row["form"]}
    # The member's sheet (2-HSĐV) is printed from the member's page.
    printed = {form.paper for form in forms().values()} | {"member_sheet"}
    assert wanted - printed == set()


def test_the_cells_resolution_says_the_vote_with_its_base(case: Case) -> None:
    words = words_of(to_pdf(*papers_of(forms()["cell_resolution"], case, TODAY)))
    assert "số đảng viên chính thức được triệu tập: 19 đồng chí" in words
    assert "17/19 đồng chí (89,5%)" in words
    assert "ngày 05 tháng 9 năm 2026" in words


def test_each_referee_has_a_sheet_and_what_is_unknown_is_a_gap(case: Case, world: World) -> None:
    sheets = papers_of(forms()["introductions"], case, TODAY)
    names = [sheet.signatures[0].name for sheet in sheets]
    assert names == [world.people["an"].full_name, world.people["chung"].full_name]
    decision = papers_of(forms()["decision"], case, TODAY)[0]
    assert GAP in decision.ground_lines[-1]


def test_a_check_that_is_not_needed_gets_no_letter(case: Case) -> None:
    BackgroundCheck.objects.create(
        case=case, relation="Anh ruột", full_name="Vàng A Dơ", exempt_reason="Là đảng viên"
    )
    sheets = papers_of(forms()["background_letter"], case, TODAY)
    assert len(sheets) == 1


def test_a_form_is_taken_away_and_the_journal_says_so(
    case: Case, world: World, client: Client
) -> None:
    client.force_login(world.an)
    answer = client.get(f"/phat-trien/{case.pk}/in/cell_resolution/pdf")
    assert answer["Content-Disposition"] == (
        'attachment; filename="6-knd-nghi-quyet-cua-chi-bo-de-nghi-ket-nap-dang-vien-song-a-sua.pdf"'
    )
    assert b"".join(answer)[:5] == b"%PDF-"
    entry = Entry.objects.get(verb="case.printed")
    assert (entry.actor, entry.reason) == (world.an, "6-KNĐ .pdf")


def test_one_form_for_many_cases_is_one_file(case: Case, world: World, client: Client) -> None:
    known = {"full_name": "Lò Thị Ban", "sex": "female"}
    other = register_non_member(known, world.tren, date(2026, 1, 5), by=world.an)
    second = open_case(NewCase(other, world.tren.pk, date(2026, 2, 1)), by=world.an)
    client.force_login(world.an)
    chosen = f"ho-so={case.pk}&ho-so={second.pk}"
    answer = client.get(f"/dv/{world.commune.pk}/phat-trien/in/application/pdf?{chosen}")
    pages = [page for page in pages_of(answer.content) if "Mẫu 1-KNĐ" in page]
    names = [name for page in pages for name in ("Lò Thị Ban", "Sồng A Sùa") if name in page]
    assert names == ["Lò Thị Ban", "Sồng A Sùa"]


def test_letters_of_a_background_check_are_for_who_may_see_it(
    case: Case, world: World, client: Client
) -> None:
    """The case is another cell's: for the secretary of bản Trên it does not exist."""
    client.force_login(world.chung)
    assert client.get(f"/phat-trien/{case.pk}/in/background_letter/pdf").status_code == 404
    client.force_login(world.an)
    assert client.get(f"/phat-trien/{case.pk}/in/background_letter/pdf").status_code == 200


# ------------------------------------------------------------------ who decides, by what rules, who signs


@pytest.mark.parametrize(
    ("on", "issuer", "resolves", "law"),
    [
        (date(2025, 6, 30), "HUYỆN ỦY MẪU", "BAN THƯỜNG VỤ HUYỆN ỦY MẪU QUYẾT ĐỊNH:", "232-QĐ/TW"),
        (date(2026, 7, 25), "TỈNH ỦY MẪU", "BAN THƯỜNG VỤ TỈNH ỦY MẪU QUYẾT ĐỊNH:", "20-QĐ/TW"),
        (
            date(2026, 7, 26),
            "ĐẢNG ỦY XÃ MƯỜNG MẪU",
            "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ MƯỜNG MẪU QUYẾT ĐỊNH:",
            "208-QĐ/TW",
        ),
    ],
)
def test_a_decision_follows_the_rule_of_its_day(
    case: Case, on: date, issuer: str, resolves: str, law: str
) -> None:
    case.decided_on = on
    case.save()
    (paper,) = papers_of(forms()["decision"], case, TODAY)
    words = words_of(to_pdf(paper))
    assert (paper.issuer, paper.signed_on) == (issuer, on)
    assert resolves in words and f"Căn cứ Quy định số {law}, ngày" in words
    assert paper.signatures[0].authority == "T/M BAN THƯỜNG VỤ"


@pytest.mark.parametrize(
    ("issuer", "authority", "resolves"),
    [
        ("Đảng ủy xã Mường Mẫu", "T/M ĐẢNG ỦY", "ĐẢNG ỦY XÃ MƯỜNG MẪU QUYẾT ĐỊNH:"),
        (
            "Ban Thường vụ Đảng ủy xã Mường Mẫu",
            "T/M BAN THƯỜNG VỤ",
            "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ MƯỜNG MẪU QUYẾT ĐỊNH:",
        ),
    ],
)
def test_a_registered_decision_is_printed_as_it_was_issued(
    case: Case, world: World, issuer: str, authority: str, resolves: str
) -> None:
    """The basic committee decided by delegation, before the rule gave it the right."""
    new = NewPaper("41", "QĐ/ĐU", "decision", issuer, date(2026, 3, 2), "Kết nạp")
    paper = register_paper(new, world.commune, by=world.an)
    case.decided_on, case.decision = date(2026, 3, 2), paper
    case.save()
    (made,) = papers_of(forms()["decision"], case, TODAY)
    assert (made.issuer, made.number_line) == ("ĐẢNG ỦY XÃ MƯỜNG MẪU", "Số 41-QĐ/ĐU")
    assert made.signatures[0].authority == authority
    assert resolves in words_of(to_pdf(made))


def test_a_decision_of_a_unit_outside_keeps_its_name(case: Case, world: World) -> None:
    new = NewPaper("7", "QĐ/HU", "decision", "Ban Thường vụ Huyện ủy Khác", TODAY, "Kết nạp")
    case.decided_on, case.decision = TODAY, register_paper(new, world.commune, by=world.an)
    case.save()
    (made,) = papers_of(forms()["decision"], case, TODAY)
    assert (made.issuer, made.number_line) == ("HUYỆN ỦY KHÁC", "Số 07-QĐ/HU")
    assert made.signatures[0].name == ""


def test_the_committees_resolution_asks_whoever_decides(case: Case) -> None:
    (paper,) = papers_of(forms()["committee_resolution"], case, TODAY)
    asked = "Ban Thường vụ Đảng ủy xã Mường Mẫu"
    assert list(paper.recipients) == [asked]
    assert f"đề nghị {asked} xét, quyết định kết nạp" in words_of(to_pdf(paper))


def test_a_report_of_a_sectional_committee_nobody_knows_has_gaps_for_its_head(case: Case) -> None:
    (paper,) = papers_of(forms()["sectional_report"], case, TODAY)
    assert set(paper.issuer) == {"…"}


def test_a_referee_names_the_cell_in_full(case: Case) -> None:
    paper = papers_of(forms()["introductions"], case, TODAY)[0]
    assert "Đang sinh hoạt tại: Chi bộ bản Trên" in words_of(to_pdf(paper))


@pytest.mark.parametrize(
    "code", ["application", "committee_resolution", "introductions", "opinions"]
)
def test_a_form_of_one_page_is_one_page(case: Case, code: str) -> None:
    for paper in papers_of(forms()[code], case, TODAY):
        assert len(pages_of(to_pdf(paper))) == 1


def test_many_relatives_are_told_in_few_lines(case: Case) -> None:
    case.person.relatives.create(
        relation="Bố đẻ",
        full_name="Vàng A Chư",
        born="1962",
        home="Bản Dưới",
        occupation="Làm ruộng",
    )
    words = words_of(to_pdf(*papers_of(forms()["applicant_biography"], case, TODAY)))
    assert "sinh năm 1962" in words and "Nghề nghiệp: Làm ruộng" in words
