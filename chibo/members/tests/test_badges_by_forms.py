"""A round of badges on the screen: list, decision, handing over, papers."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from chibo.audit.models import Entry
from chibo.members.actions.badges import Earlier, record_earlier_badges
from chibo.members.models import BadgeAward, Person
from chibo.members.tests.seeing import day, enter, errors_in, names_in, signed_in_as, text_of
from tests.world import World

DECISION = {
    "paper_number": "31",
    "paper_symbol": "QĐ/TU",
    "paper_kind": "decision",
    "paper_day": "18/11/2026",
    "paper_issuer": "Tỉnh ủy Mẫu",
}


@pytest.fixture
def people(world: World) -> list[Person]:
    """Two who reach 30 and 40 years on 03/02/2027; Bình has his already."""
    record_earlier_badges([Earlier(world.people["binh"], 30)], by=world.an)
    thirty = enter(world, "Lò Văn Ba Mươi", joined=day("03/02/1997"), born=day("1975"))
    return thirty + enter(world, "Lò Văn Bốn Mươi", joined=day("20/12/1986"))


@pytest.fixture
def office(world: World) -> Client:
    return signed_in_as(world.an)


def at(world: World, part: str = "") -> str:
    return f"/dv/{world.commune.pk}/huy-hieu{part}?dot=2027-02-03"


def closed(world: World, office: Client, people: list[Person]) -> list[BadgeAward]:
    office.post(at(world, "/chot"), {"chon": [one.pk for one in people]})
    return list(BadgeAward.objects.filter(round_day=date(2027, 2, 3)).order_by("mark"))


def test_the_round_lists_who_reaches_a_mark(
    world: World, office: Client, people: list[Person]
) -> None:
    page = office.get(at(world))

    assert names_in(page) == ["Lò Văn Bốn Mươi", "Lò Văn Ba Mươi"]
    assert "Huy hiệu Đảng đợt 03/02/2027" in text_of(page)
    assert "mức lương cơ sở 2.340.000 đồng" in text_of(page)


def test_the_due_line_the_list_and_the_page_count_alike(
    world: World, office: Client, people: list[Person]
) -> None:
    listed = office.get(f"/dv/{world.commune.pk}/dang-vien?trang-thai=huy-hieu")

    assert set(names_in(listed)) == set(names_in(office.get(at(world))))


def test_from_the_list_to_the_handing_over(
    world: World, office: Client, people: list[Person]
) -> None:
    awards = closed(world, office, people)
    assert [one.state for one in awards] == ["proposed", "proposed"]
    page = text_of(office.get(at(world)))
    assert "Không còn ai chờ đưa vào danh sách" in page
    assert "8.190.000" in page  # (1,5 + 2) × 2.340.000

    told = {"who": [one.pk for one in awards], **DECISION}
    office.post(at(world, "/quyet-dinh"), told)
    given = {"who": [awards[0].pk], "on": "19/11/2026", "at": "Hội trường xã"}
    office.post(at(world, "/trao"), given)

    states = BadgeAward.objects.filter(round_day=date(2027, 2, 3)).order_by("mark")
    assert [one.state for one in states] == ["given", "approved"]
    assert {str(one.decision) for one in states} == {"31-QĐ/TU ngày 18/11/2026"}


def test_nobody_ticked_is_said(world: World, office: Client, people: list[Person]) -> None:
    answer = office.post(at(world, "/chot"), {}, follow=True)

    assert "Đánh dấu ít nhất một đồng chí trong danh sách." in text_of(answer)


def test_who_has_the_badge_already_leaves_the_list(
    world: World, office: Client, people: list[Person]
) -> None:
    office.post(at(world, "/chot"), {"chon": [people[0].pk], "viec": "da-nhan"})

    assert names_in(office.get(at(world))) == ["Lò Văn Bốn Mươi"]


def test_a_decision_is_needed(world: World, office: Client, people: list[Person]) -> None:
    awards = closed(world, office, people)
    page = office.post(at(world, "/quyet-dinh"), {"who": [awards[0].pk]})

    assert errors_in(page) == {
        "paper": ["Chọn quyết định đã có trong sổ hoặc ghi số, ký hiệu, ngày, cơ quan ban hành."]
    }


def test_early_with_reason_and_paper(world: World, office: Client, people: list[Person]) -> None:
    (ill,) = enter(world, "Ốm Nặng", joined=day("03/05/1997"))
    assert "Ốm Nặng – 30 năm, đủ ngày 03/05/2027" in text_of(office.get(at(world, "/xet-som")))
    page = office.post(at(world, "/xet-som"), {"who": f"early-{ill.pk}"})
    assert errors_in(page) == {"reason": ["Ghi lý do xét tặng sớm hoặc truy tặng."]}

    told = {"who": f"early-{ill.pk}", "reason": "Bệnh án 12/BV", **DECISION}
    office.post(at(world, "/xet-som"), told)

    award = BadgeAward.objects.get(person=ill)
    assert (award.basis, award.reason, str(award.evidence)) == (
        "early",
        "Bệnh án 12/BV",
        "31-QĐ/TU ngày 18/11/2026",
    )


def test_withdrawn_and_put_back(world: World, office: Client, people: list[Person]) -> None:
    award = closed(world, office, people[:1])[0]
    office.post(f"/huy-hieu/{award.pk}/thoi", {"reason": "Gia đình xin hoãn"})
    assert BadgeAward.objects.get(pk=award.pk).state == "withdrawn"

    office.post(f"/huy-hieu/{award.pk}/lui", {"reason": "Gia đình đồng ý lại"})
    assert BadgeAward.objects.get(pk=award.pk).state == "proposed"


def test_a_badge_of_before_from_the_file(world: World, office: Client) -> None:
    binh = world.people["binh"]
    office.post(f"/dang-vien/{binh.pk}/huy-hieu/moi", {"mark": "30", "given_on": "19/05/2026"})

    page = text_of(office.get(f"/dang-vien/{binh.pk}"))
    assert "Huy hiệu 30 năm tuổi Đảng" in page


@pytest.mark.parametrize("which", ["danh-sach", "to-trinh", "quyet-dinh", "so-theo-doi"])
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_papers_are_taken_along(
    world: World, office: Client, people: list[Person], which: str, form: str
) -> None:
    closed(world, office, people)
    answer = office.get(at(world, f"/in/{which}.{form}"))

    assert answer.status_code == 200
    assert f'filename="{which}-huy-hieu-dang-2027-02-03.{form}"' in answer["Content-Disposition"]
    assert Entry.objects.filter(verb="members.exported", reason__contains=which).exists()


def test_the_proposal_cites_its_documents_and_counts_by_mark(
    world: World, office: Client, people: list[Person]
) -> None:
    closed(world, office, people)
    answer = office.get(at(world, "/in/to-trinh.docx"))
    paper = Document(BytesIO(answer.content))
    lines = [one.text for one in paper.paragraphs]

    assert "- Căn cứ Quy định 208-QĐ/TW ngày 26/07/2026;" in lines
    assert any("cho 2 đồng chí:" in line for line in lines)
    tables = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    assert ["Huy hiệu 40 năm tuổi Đảng", "1"] in tables
    assert ["Cộng", "2"] in tables


def test_the_workbook_has_the_rows_of_the_list(
    world: World, office: Client, people: list[Person]
) -> None:
    closed(world, office, people)
    answer = office.get(at(world, "/in/danh-sach.xlsx"))
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].values)

    assert [(row[2], row[8], row[13]) for row in rows[1:]] == [
        ("Lò Văn Bốn Mươi", 40, 4_680_000),
        ("Lò Văn Ba Mươi", 30, 3_510_000),
    ]


def test_a_round_that_is_none(world: World, office: Client) -> None:
    page = office.get(f"/dv/{world.commune.pk}/huy-hieu?dot=2026-12-22")

    assert "Ngày 22/12/2026 không phải đợt trao Huy hiệu Đảng." in text_of(page)
    assert not re.search("Traceback", text_of(page))
