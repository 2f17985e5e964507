"""Decisions on paper: what is on record is in them, what is not is a gap."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from chibo.documents.actions import NewPaper, register_paper
from chibo.members.actions.departing import Papers, leave_books
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.leaves import Request, exempt_member, extend_leave, suspend_member
from chibo.members.models import Movement
from chibo.members.tests.seeing import signed_in_as
from tests.world import World

pytestmark = pytest.mark.django_db

GONE = date(2026, 9, 1)


def words(world: World, name: str, what: str, about: int) -> str:
    key = world.people[name].pk
    address = reverse("members:decision", args=[key, what, about, "docx"])
    answer = signed_in_as(world.an).get(address)
    assert answer.status_code == 200
    document = Document(BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*cells, *(one.text for one in document.paragraphs)]).split())


def removed(world: World) -> Movement:
    new = NewPaper(
        number="30",
        symbol="QĐ/ĐU",
        kind="decision",
        issuer_name="Đảng ủy xã Mường Mẫu",
        issued_on=GONE,
        summary="Xóa tên",
    )
    paper = register_paper(new, world.commune, by=world.an)
    papers = Papers("absent", resolved_on=date(2026, 8, 20))
    person = world.people["lan"]
    return leave_books(person, "removed", GONE, papers, by=world.an, paper=paper, reason="bỏ")


def test_a_removal_names_its_paper_its_grounds_and_the_appeal(world: World) -> None:
    said = words(world, "lan", "bien-dong", removed(world).pk)
    for part in (
        "Số 30-QĐ/ĐU",
        "ngày 01 tháng 9 năm 2026",
        "ĐẢNG ỦY XÃ MƯỜNG MẪU",
        "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ MƯỜNG MẪU QUYẾT ĐỊNH:",
        "Xét Nghị quyết của Chi bộ Trường Tiểu học ngày 20/08/2026",
        "Xóa tên đồng chí Đinh Thị Lan, vào Đảng năm 2012 trong danh sách đảng viên từ ngày 01/09/2026. "
        "Lý do: Bỏ sinh hoạt trong năm, không có lý do chính đáng.",
        "Đồng chí Đinh Thị Lan có quyền khiếu nại đến hết ngày 14/10/2026.",
        "Nguyễn Văn Bình",
    ):
        assert part in said


def test_leaving_keeps_gaps_for_what_is_not_known(world: World) -> None:
    lan = world.people["lan"]
    gone = leave_books(
        lan, "left", GONE, Papers(applied_on=date(2026, 8, 1)), by=world.an, reason="đơn"
    )
    said = words(world, "lan", "bien-dong", gone.pk)
    assert "Xét đơn xin ra khỏi Đảng ngày 01/08/2026 của đồng chí Đinh Thị Lan" in said
    assert "Xét Nghị quyết của Chi bộ Trường Tiểu học ngày ……………" in said
    assert "Cho đồng chí Đinh Thị Lan, vào Đảng năm 2012 ra khỏi Đảng từ ngày 01/09/2026." in said


@pytest.mark.parametrize(
    ("uninterrupted", "sentence"),
    [
        (True, "Tuổi Đảng của đồng chí được tính liên tục."),
        (False, "Thời gian gián đoạn không tính vào tuổi Đảng."),
    ],
)
def test_a_restoration_says_what_becomes_of_party_age(
    world: World, uninterrupted: bool, sentence: str
) -> None:
    removed(world)
    one = Entering(
        world.people["lan"],
        world.tren.pk,
        date(2026, 10, 1),
        "official",
        uninterrupted=uninterrupted,
    )
    (back,) = enter_members("restored", [one], by=world.an)
    said = words(world, "lan", "bien-dong", back.pk)
    assert "đồng chí sinh hoạt tại Chi bộ bản Trên từ ngày 01/10/2026." in said
    assert sentence in said


def test_an_exemption_and_its_extension_are_written_from_their_rows(world: World) -> None:
    asked = Request(applied_on=date(2026, 1, 2), resolved_on=date(2026, 1, 4))
    first = exempt_member(
        world.people["lan"],
        "treatment",
        date(2026, 1, 5),
        by=world.an,
        until=date(2026, 6, 30),
        request=asked,
    )
    said = words(world, "lan", "mien", first.pk)
    assert (
        "Miễn công tác và sinh hoạt đảng cho đồng chí Đinh Thị Lan, vào Đảng năm 2012 từ ngày 05/01/2026 "
        "đến hết ngày 30/06/2026. Lý do: Điều trị dài ngày hoặc xa nhà." in said
    )
    longer = extend_leave(first, date(2026, 7, 1), date(2026, 9, 30), by=world.an)
    assert "Gia hạn miễn công tác và sinh hoạt đảng" in words(world, "lan", "mien", longer.pk)


def test_an_exemption_without_a_paper_is_the_cells_resolution(world: World) -> None:
    resolved = Request(applied_on=date(2026, 1, 2), resolved_on=date(2026, 1, 4))
    lan = world.people["lan"]
    leave = exempt_member(lan, "treatment", date(2026, 1, 5), by=world.an, request=resolved)
    said = words(world, "lan", "mien", leave.pk)
    for part in (
        "CHI BỘ TRƯỜNG TIỂU HỌC QUYẾT NGHỊ:",
        "NQ/CB",
        "T/M CHI BỘ",
        "đơn ngày 02/01/2026",
    ):
        assert part in said
    assert "QUYẾT ĐỊNH" not in said


def test_an_exemption_with_a_paper_is_the_committees_decision(world: World) -> None:
    new = NewPaper(
        "31", "QĐ/ĐU", "decision", "Đảng ủy xã Mường Mẫu", date(2026, 1, 5), "Miễn sinh hoạt"
    )
    paper = register_paper(new, world.commune, by=world.an)
    lan = world.people["lan"]
    leave = exempt_member(lan, "treatment", date(2026, 1, 5), by=world.an, paper=paper)
    said = words(world, "lan", "mien", leave.pk)
    assert "Số 31-QĐ/ĐU" in said
    assert "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ MƯỜNG MẪU QUYẾT ĐỊNH:" in said


@pytest.mark.parametrize(
    ("day", "head"),
    [
        (date(2025, 6, 30), "BAN THƯỜNG VỤ HUYỆN ỦY MẪU QUYẾT ĐỊNH:"),
        (date(2026, 7, 25), "BAN THƯỜNG VỤ TỈNH ỦY MẪU QUYẾT ĐỊNH:"),
        (date(2026, 7, 27), "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ MƯỜNG MẪU QUYẾT ĐỊNH:"),
    ],
)
def test_who_decides_on_a_removal_follows_the_rule_of_the_day(
    world: World, day: date, head: str
) -> None:
    gone = leave_books(
        world.people["lan"], "left", day, Papers(applied_on=day), by=world.an, reason="đơn"
    )
    assert head in words(world, "lan", "bien-dong", gone.pk)


def test_leaving_the_party_is_told_to_the_level_above(world: World) -> None:
    said = words(world, "lan", "phieu-bao", removed(world).pk)
    for part in (
        "PHIẾU BÁO đảng viên ra khỏi Đảng",
        "Kính gửi: Tỉnh ủy Mẫu",
        "Họ và tên: ĐINH THỊ LAN.",
        "Đồng chí đã bị xóa tên trong danh sách đảng viên từ ngày 01/09/2026 theo Quyết định số 30-QĐ/ĐU",
        "Sinh hoạt tại: Chi bộ Trường Tiểu học.",
    ):
        assert part in said


def test_death_and_recognition_are_told_too(world: World) -> None:
    died = Movement.objects.get(person=world.people["gioi"], kind="died")
    assert "Đồng chí đã từ trần ngày 10/05/2024." in words(world, "gioi", "phieu-bao", died.pk)
    became = Movement.objects.get(person=world.people["dung"], kind="recognised")
    said = words(world, "dung", "phieu-bao", became.pk)
    assert "đã được công nhận là đảng viên chính thức kể từ ngày 12/07/2018" in said
    assert "Kính gửi: Huyện ủy Mẫu" in said


def test_a_suspension_is_written(world: World) -> None:
    leave = suspend_member(world.people["lan"], "Bị khởi tố", date(2026, 1, 5), by=world.an)
    said = words(world, "lan", "dinh-chi", leave.pk)
    assert "Đình chỉ sinh hoạt đảng đối với đồng chí Đinh Thị Lan" in said


def test_what_no_decision_is_written_for_is_not_there(world: World) -> None:
    lan = world.people["lan"]
    came = Movement.objects.get(person=lan, kind="moved_in")
    office = signed_in_as(world.an)
    for what, about in (("bien-dong", came.pk), ("phieu-bao", came.pk), ("mien", 1), ("khac", 1)):
        address = reverse("members:decision", args=[lan.pk, what, about, "docx"])
        assert office.get(address).status_code == 404
