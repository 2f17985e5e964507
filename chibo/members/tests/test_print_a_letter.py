"""The letter of introduction and the slip on paper."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.papers import Paper, Paragraph, Table
from chibo.base.papers.blocks import plain
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.passing import Filling, fill_boxes
from chibo.members.models import Transfer
from chibo.members.papers.letters import introduction, slip, work_sheet
from chibo.members.papers.register import register_paper
from chibo.organisations.queries.tree import branch
from tests.world import World

pytestmark = pytest.mark.django_db


def written(world: World, **more: Any) -> Transfer:
    known: dict[str, Any] = {
        "person": world.people["an"],
        "kind": "official",
        "number": "5",
        "issued_on": date(2026, 9, 7),
        "to_cell_id": world.ben.pk,
        "left_out": frozenset({world.province.pk}),
    }
    return issue_transfers([Letter(**known | more)], by=world.an)[0]


def words(paper: Paper) -> list[str]:
    return [plain(block.text) for block in paper.blocks if isinstance(block, Paragraph)]


def boxes(paper: Paper) -> list[str]:
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    return [plain(row[1]).replace("\n", " · ") for table in tables for row in table.rows]


def test_the_letter_says_who_goes_where_until_when(world: World) -> None:
    letter = written(world, dues_paid_until=date(2026, 8, 1), reason="Chuyển công tác")
    paper = introduction(letter)
    assert (paper.issuer, paper.number_line, paper.summary) == (
        "ĐẢNG ỦY XÃ MƯỜNG MẪU",
        "Số 05-GTSHĐ/ĐU",
        "sinh hoạt đảng chính thức",
    )
    assert list(paper.addressees) == ["Đảng ủy xã Chiềng Bên"]
    assert words(paper) == [
        "Giới thiệu đồng chí: Lò Thị An",
        "Sinh ngày: 12/03/1985.",
        "Vào Đảng ngày: 03/02/2008; chính thức ngày: 03/02/2009.",
        "Số lý lịch: ………………; số thẻ đảng viên: 990010000001.",
        "Là đảng viên chính thức của Chi bộ bản Trên, Đảng bộ xã Mường Mẫu.",
        "Được chuyển sinh hoạt đảng đến: Chi bộ bản Bên, Đảng bộ xã Chiềng Bên.",
        "Lý do: Chuyển công tác.",
        "Đã đóng đảng phí đến hết tháng 8 năm 2026.",
        "Giấy giới thiệu này có giá trị đến hết ngày 19/10/2026.",
        "Giấy tờ kèm theo gồm có:",
    ]


def test_every_level_has_its_numbered_box(world: World) -> None:
    letter = written(world)
    fill_boxes([Filling(letter, 1, date(2026, 9, 8))], by=world.an)
    assert boxes(introduction(Transfer.objects.get())) == [
        "Chi bộ bản Trên · Giới thiệu ngày 08/09/2026",
        "Đảng ủy xã Mường Mẫu · Giới thiệu ngày ……/……/…………",
        "Đảng ủy xã Chiềng Bên · Tiếp nhận ngày ……/……/…………",
        "Chi bộ bản Bên · Tiếp nhận ngày ……/……/…………",
    ]


def test_a_temporary_letter_names_its_end(world: World) -> None:
    paper = introduction(written(world, kind="temporary", until=date(2027, 6, 30)))
    assert paper.summary == "sinh hoạt đảng tạm thời"
    assert "Thời hạn sinh hoạt đến ngày 30/06/2027." in words(paper)


def test_an_internal_letter_is_short(world: World) -> None:
    paper = introduction(written(world, kind="internal", to_cell_id=world.duoi.pk))
    assert "Giấy tờ kèm theo gồm có:" not in words(paper)
    assert len(boxes(paper)) == 3


def test_a_letter_lists_what_goes_along_in_one_sentence(world: World) -> None:
    paper = introduction(written(world, presented=("party_card", "sealed_dossier")))
    said = "Giấy tờ kèm theo gồm có: thẻ đảng viên; hồ sơ đảng viên niêm phong."
    assert said in words(paper)


@pytest.mark.parametrize(
    ("kind", "until", "about", "term"),
    [
        ("abroad", None, "chính thức ngoài nước", "Thời hạn: lâu dài."),
        (
            "abroad_temporary",
            date(2028, 6, 30),
            "tạm thời ngoài nước",
            "Thời hạn: đến ngày 30/06/2028.",
        ),
    ],
)
def test_who_goes_abroad_takes_a_work_sheet_along(
    world: World, kind: str, until: date | None, about: str, term: str
) -> None:
    embassy = "Đảng ủy Đại sứ quán tại Lào"
    away = {"to_cell_id": None, "outside_unit": embassy, "outside_scope": "other_province"}
    letter = written(world, kind=kind, until=until, **away)
    paper = work_sheet(letter)
    assert (paper.kind, paper.summary, paper.number_line) == ("PHIẾU CÔNG TÁC", about, "")
    assert {"Họ và tên đang dùng: LÒ THỊ AN.", term} <= set(words(paper))
    assert "Kèm theo giấy giới thiệu sinh hoạt đảng số 5 ngày 07/09/2026." in words(paper)
    url = letter.get_absolute_url()
    assert sent(world.an, f"{url}/in/phieu-cong-tac.pdf") == (200, b"%PDF")


def test_the_work_sheet_is_only_for_who_goes_abroad(world: World) -> None:
    url = written(world).get_absolute_url()
    assert sent(world.an, f"{url}/in/phieu-cong-tac.pdf")[0] == 404


def test_the_slip_answers_who_sent_the_member(world: World) -> None:
    letter = written(world)
    fill_boxes([Filling(letter, 2, date(2026, 9, 9))], by=world.an)
    fill_boxes([Filling(letter, 4, date(2026, 9, 21))], by=world.khanh)
    paper = slip(Transfer.objects.get())
    assert (paper.issuer, list(paper.addressees)) == (
        "ĐẢNG ỦY XÃ CHIỀNG BÊN",
        ["Đảng ủy xã Mường Mẫu"],
    )
    assert "theo giấy giới thiệu số 5 ngày 07/09/2026" in words(paper)[0]
    assert "từ ngày 21/09/2026" in words(paper)[0]


def sent(user: User, url: str) -> tuple[int, bytes]:
    client = Client()
    client.force_login(user)
    answer = client.get(url)
    return answer.status_code, answer.content[:4]


def test_papers_leave_as_word_and_pdf_and_the_journal_knows(world: World) -> None:
    url = written(world).get_absolute_url()
    assert sent(world.an, f"{url}/in/giay-gioi-thieu.docx") == (200, b"PK\x03\x04")
    assert sent(world.an, f"{url}/in/giay-gioi-thieu.pdf") == (200, b"%PDF")
    assert Entry.objects.filter(verb="transfer.printed").count() == 2
    for wrong in ("phieu-bao.pdf", "giay-gioi-thieu.txt", "khac.pdf"):
        assert sent(world.an, f"{url}/in/{wrong}")[0] == 404
    assert sent(world.khanh, f"{url}/in/giay-gioi-thieu.pdf")[0] == 404


def test_all_letters_to_be_sent_are_one_file(world: World) -> None:
    written(world)
    written(world, person=world.people["lan"], number="6")
    url = f"/dv/{world.commune.pk}/chuyen-sinh-hoat/giay.pdf"
    assert sent(world.an, url) == (200, b"%PDF")
    assert Entry.objects.filter(verb="transfer.printed").count() == 2
    assert sent(world.an, f"/dv/{world.duoi.pk}/chuyen-sinh-hoat/giay.pdf")[0] == 404


def test_the_register_goes_on_paper_for_who_may_take_it_out(world: World) -> None:
    written(world)
    url = f"/dv/{world.commune.pk}/chuyen-sinh-hoat/so/in.pdf?so=di&nam=2026"
    assert sent(world.an, url) == (200, b"%PDF")
    assert Entry.objects.filter(verb="members.exported").count() == 1
    assert sent(world.khanh, url)[0] == 404
    paper = register_paper(
        branch(world.commune, date(2026, 9, 8)), "chuyển đi", Transfer.objects.all()
    )
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert [list(row)[:3] for row in table.rows] == [
        ["1", "Lò Thị An\n12/03/1985", "5\n07/09/2026"]
    ]
