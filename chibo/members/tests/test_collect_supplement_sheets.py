"""Phiếu bổ sung: proposed from the year's records, printed, collected; "không thay đổi" is an answer."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document

from chibo.audit.models import Entry
from chibo.base.figures import Scope, figure, read
from chibo.base.partial_dates import PartialDate
from chibo.base.rules import Refusal
from chibo.members import due as due_room
from chibo.members.actions.dossiers import collect_sheets, correct_sheet
from chibo.members.actions.files import Level, correct_file, record_level
from chibo.members.actions.leaves import exempt_member, suspend_member
from chibo.members.actions.life import record_entry
from chibo.members.actions.moving import transfer_member
from chibo.members.actions.posts import begin_post
from chibo.members.models import Award, Household, Relative, SupplementSheet, TravelAbroad
from chibo.members.queries.year_changes import changes_of
from chibo.members.tests.seeing import errors_in, names_in, signed_in_as, text_of
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

pytestmark = pytest.mark.django_db

NOW = date(2026, 11, 20)


def lines(world: World, name: str, year: int) -> list[str]:
    person = world.people[name]
    return [change.line for change in changes_of([person.pk], year)[person.pk]]


def test_the_records_of_the_year_are_proposed_in_the_order_of_the_sheet(world: World) -> None:
    lan, by = world.people["lan"], world.an
    year = Entry.objects.latest("at").at.year  # what the journal was written in
    begin_post(lan, "cell_deputy_secretary", world.school, date(year, 2, 1), by=by)
    record_level(lan, Level("theory", "intermediate", PartialDate.parse(f"05/{year}")), by=by)
    for entry in (
        Award(person=lan, year=year, name="Giấy khen", given_by="UBND xã"),
        Household(person=lan, year=year, income=90_000_000),
        TravelAbroad(person=lan, country="Lào", left_on=date(year, 3, 1)),
        Relative(person=lan, relation="Con", full_name="Đinh Văn Nhỏ", born="2026"),
    ):
        record_entry(entry, by=by)
    correct_file(lan, {"home_detail": "Bản Trên mới", "occupation_text": "Giáo viên"}, by=by)
    transfer_member(lan, world.tren, date(year, 4, 1), by=by)
    told = lines(world, "lan", year)
    assert told[0] == "Nơi ở: nơi thường trú Bản Trên mới"
    assert told[1:] == [
        f"Nghề nghiệp, chức vụ: giữ chức Phó bí thư chi bộ từ 01/02/{year}",
        "Nghề nghiệp, chức vụ: nghề nghiệp hiện nay Giáo viên",
        "Trình độ: Lý luận chính trị: Trung cấp",
        "Khen thưởng, kỷ luật: Giấy khen, UBND xã",
        f"Đi nước ngoài: Lào, 01/03/{year}",
        "Gia đình: Con: Đinh Văn Nhỏ, 2026",
        "Hoàn cảnh kinh tế: tổng thu nhập của hộ 90.000.000 đồng",
        f"Sinh hoạt đảng: Chuyển trong nội bộ ngày 01/04/{year}",
    ]


def test_other_years_are_left_out(world: World) -> None:
    assert lines(world, "gioi", 2024) == ["Sinh hoạt đảng: Từ trần ngày 10/05/2024"]
    assert lines(world, "gioi", 2018) == [
        "Sinh hoạt đảng: miễn công tác, sinh hoạt đảng từ 01/01/2018"
    ]
    assert lines(world, "gioi", 2023) == []


def test_a_suspension_is_told_with_discipline(world: World) -> None:
    suspend_member(world.people["lan"], "Bị khởi tố", date(2025, 5, 5), by=world.an)
    exempt_member(world.people["lan"], "old_weak", date(2025, 6, 5), by=world.an)
    assert lines(world, "lan", 2025) == [
        "Khen thưởng, kỷ luật: đình chỉ sinh hoạt đảng từ 05/05/2025: Bị khởi tố",
        "Sinh hoạt đảng: miễn công tác, sinh hoạt đảng từ 05/06/2025",
    ]


def test_a_sheet_tells_changes_or_none(world: World) -> None:
    lan, chung = world.people["lan"], world.people["chung"]
    (plain,) = collect_sheets([lan], 2025, date(2026, 1, 10), by=world.an)
    (told,) = collect_sheets([chung], 2025, date(2026, 1, 10), by=world.an, changes="Nghỉ hưu")
    assert (plain.unchanged, plain.changes) == (True, "")
    assert (told.unchanged, told.changes) == (False, "Nghỉ hưu")
    told.unchanged = True
    with pytest.raises(ValidationError) as refused:
        told.validate_constraints()
    assert refused.value.messages == [
        "Ghi những gì thay đổi, hoặc chọn “Không thay đổi”; không để trống cả hai."
    ]


def test_a_year_is_collected_once_and_may_be_corrected(world: World) -> None:
    lan = world.people["lan"]
    (sheet,) = collect_sheets([lan], 2025, date(2026, 1, 10), by=world.an)
    with pytest.raises(ValidationError) as refused:
        collect_sheets([lan], 2025, date(2026, 1, 11), by=world.an)
    assert refused.value.messages == ["Phiếu bổ sung của năm này đã thu."]
    correct_sheet(sheet, date(2026, 1, 12), "Chuyển nhà", by=world.an)
    sheet.refresh_from_db()
    assert (sheet.collected_on, sheet.changes) == (date(2026, 1, 12), "Chuyển nhà")


def test_days_that_cannot_be_are_refused(world: World) -> None:
    lan = world.people["lan"]
    with pytest.raises(Refusal) as early:
        collect_sheets([lan], 2025, date(2024, 12, 31), by=world.an)
    assert early.value.sentence == (
        "Phiếu bổ sung năm 2025 thu từ trong năm đó; ngày 31/12/2024 là quá sớm."
    )
    with pytest.raises(Refusal, match=r"^Ngày 01/01/2090 chưa tới; ghi phiếu đã thu\.$"):
        collect_sheets([lan], 2025, date(2090, 1, 1), by=world.an)


def test_the_figure_has_those_who_were_members_at_the_end_of_the_year_as_its_base(
    world: World,
) -> None:
    collect_sheets([world.people["lan"]], 2025, date(2026, 1, 10), by=world.an)
    reading = read(figure("supplement_sheets_collected"), Scope(branch(world.commune, NOW), NOW))
    assert (reading.value, reading.base) == (1, 5)  # Én was admitted in 2026
    other = Scope(branch(world.commune, NOW), NOW, key="2024")
    assert read(figure("supplement_sheets_collected"), other).value == 0


def test_january_asks_for_the_sheets_of_last_year(world: World) -> None:
    def told(on: date) -> list[tuple[int, date | None]]:
        found = due(world.an, branch(world.commune, on), on)
        return [(one.count, one.deadline) for one in found if one.kind == "supplement_sheets"]

    assert told(date(2025, 12, 31)) == []
    assert told(date(2026, 1, 1)) == [(5, date(2026, 1, 31))]
    collect_sheets([world.people["lan"]], 2025, date(2026, 1, 10), by=world.an)
    assert told(date(2026, 2, 5)) == [(4, date(2026, 1, 31))]
    assert told(date(2026, 3, 1)) == []


def test_a_sheet_is_collected_at_the_screen(world: World) -> None:
    lan, office = world.people["lan"], signed_in_as(world.an)
    address = reverse("members:collect", args=[lan.pk, 2025])
    wrong = office.post(address, {"on": "10/01/2026", "changes": "x", "unchanged": "on"})
    assert errors_in(wrong) == {
        "changes": ["Ghi những gì thay đổi, hoặc chọn “Không thay đổi”; không để trống cả hai."]
    }
    assert office.post(address, {"on": "10/01/2026", "unchanged": "on"}).status_code == 302
    page = text_of(office.get(reverse("members:supplement", args=[lan.pk, 2025])))
    assert "Ngày nộp 10/01/2026 Nội dung Không thay đổi" in page
    assert office.get(reverse("members:supplement", args=[lan.pk, 2090])).status_code == 404


def test_a_cell_hands_in_together(world: World) -> None:
    office, lan = signed_in_as(world.an), world.people["lan"]
    address = reverse("members:supplements", args=[world.commune.pk]) + "?nam=2025"
    assert len(names_in(office.get(address))) == 5
    en = world.people["en"]
    office.post(address, {"chon": [str(lan.pk), str(en.pk)]})
    assert list(SupplementSheet.objects.values_list("person", "unchanged")) == [(lan.pk, True)]
    assert "1 trong 5 đồng chí phải nộp đã nộp" in text_of(office.get(address))
    assert "Đinh Thị Lan" not in names_in(office.get(address + "&chua=1"))
    again = office.post(address, {"chon": [str(lan.pk)]}, follow=True)
    assert "Chưa chọn đồng chí nào chưa nộp phiếu." in text_of(again)


def test_the_sheet_prints_for_one_and_for_the_cell(world: World) -> None:
    office, gioi = signed_in_as(world.an), world.people["chung"]
    exempt_member(gioi, "old_weak", date(2025, 6, 5), by=world.an)
    one = office.get(reverse("members:supplement_paper", args=[gioi.pk, 2025, "docx"]))
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(one.content)).paragraphs)
    assert "- miễn công tác, sinh hoạt đảng từ 05/06/2025." in words
    assert "Họ và tên: VÌ VĂN CHUNG" in words
    batch = office.get(reverse("members:supplements_file", args=[world.tren.pk, 2025, "pdf"]))
    assert batch.content.startswith(b"%PDF")
