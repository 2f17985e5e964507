"""A resolution: filled from the minutes, mended by the cell, issued with its number, frozen from then on."""

import uuid
from datetime import date

import pytest
from django.test import Client

from chibo.assignments.actions.following import report_progress
from chibo.assignments.actions.giving import Giving, give_work
from chibo.base.papers import Table, to_pdf
from chibo.base.rules import NotAllowed, Refusal
from chibo.base.tests.papers_reading import words_of
from chibo.meetings.actions.content import add_item, give_item_work, record_item
from chibo.meetings.actions.minutes import hand_in, return_with_comment
from chibo.meetings.actions.resolutions import issue_resolution, write_resolution
from chibo.meetings.models import Meeting, Resolution
from chibo.meetings.papers.resolution import resolution_paper
from chibo.meetings.queries.resolutions.reading import decided, resolution_of
from chibo.meetings.tests.evening import EVENING, fill_cell, opened
from tests.world import World

TERM = "2015-2020"
NO_PARTS = ["", "", "", ""]


@pytest.fixture
def meeting(world: World) -> Meeting:
    """An evening that looked back at one piece of work, concluded on a point and gave another piece."""
    fill_cell(world)
    old = Giving(
        world.tren, "Gặp 3 hộ", date(2018, 6, 5), date(2018, 7, 3), person=world.people["m3"]
    )
    (work,) = give_work([old], by=world.chung)
    report_progress(work, 60, date(2018, 6, 20), text="Đã gặp 2 hộ", by=world.chung)
    meeting = opened(world)
    item = add_item(meeting, uuid.UUID(int=11), "Vận động hộ dân", by=world.chung)
    said = {"title": item.title, "opinions": "Còn 3 hộ", "conclusion": "xong trước 31/7"}
    record_item(item, **said, by=world.chung)
    due, who = date(2018, 7, 25), world.people["m2"]
    give_item_work(item, uuid.UUID(int=12), "Đến từng hộ", who, due, by=world.chung)
    return meeting


@pytest.fixture
def handed_in(world: World, meeting: Meeting) -> Meeting:
    hand_in(meeting, by=world.chung)
    return meeting


def words(resolution: Resolution) -> str:
    return words_of(to_pdf(resolution_paper(decided(resolution))))


def test_the_minutes_fill_its_four_parts(meeting: Meeting) -> None:
    assert resolution_of(meeting).texts == [
        "Xem xét 1 việc đã giao, kết quả từng việc như sau:",
        "- Vận động hộ dân: xong trước 31/7",
        "Giao các đồng chí sau đây thực hiện, báo cáo kết quả tại kỳ sinh hoạt tới:",
        "Đảng viên dự 20/20, đạt 100,0%; vắng không lý do 0. Thời gian sinh hoạt 100 phút.",
    ]


def test_work_of_before_and_work_given_stand_in_tables(meeting: Meeting) -> None:
    blocks = resolution_paper(decided(resolution_of(meeting))).blocks
    rows = [list(block.rows) for block in blocks if isinstance(block, Table)]
    assert rows == [
        [["1", "Gặp 3 hộ", "Hà Văn 03", "03/7/2018", "Đạt 60%, quá hạn"]],
        [["1", "Đến từng hộ", "Hà Văn 02", "25/7/2018"]],
    ]


def test_what_the_cell_mended_is_what_is_printed(world: World, meeting: Meeting) -> None:
    texts = ["Hoàn thành 5/6 việc", "- Làm đường bản\n- Trồng rừng", "", "Tốt"]
    found = words(write_resolution(meeting, "nhiệm vụ tháng 8", texts, by=world.chung))
    said = ("DỰ THẢO", "nhiệm vụ tháng 8", "- Làm đường bản.", "- Trồng rừng.", "T/M CHI BỘ")
    assert [one for one in said if one not in found] == []


def test_issued_it_has_its_number_and_stands_in_the_register(
    world: World, handed_in: Meeting
) -> None:
    issued = issue_resolution(handed_in, EVENING, TERM, by=world.chung)
    assert issued.paper
    assert (issued.paper.full_number, issued.paper.keeper) == ("01-NQ/CB", world.tren)
    found = words(issued)
    assert ("Số 01-NQ/CB" in found, "DỰ THẢO" in found, "Vì Văn Chung" in found) == (
        True,
        False,
        True,
    )


def test_once_issued_nothing_of_it_changes(world: World, handed_in: Meeting) -> None:
    issued = issue_resolution(handed_in, EVENING, TERM, by=world.chung)
    before = words(issued)
    return_with_comment(handed_in, "Ghi lại kết luận", by=world.an)
    item = handed_in.items.get(returning=None)
    said = {"title": item.title, "opinions": "", "conclusion": "Kết luận khác"}
    record_item(item, **said, by=world.chung)
    assert words(Resolution.objects.get(meeting=handed_in)) == before
    with pytest.raises(Refusal, match="đã ban hành số 01-NQ/CB, không sửa được nữa"):
        write_resolution(handed_in, "khác", ["a", "", "", ""], by=world.chung)
    with pytest.raises(Refusal, match="đã ban hành số 01-NQ/CB"):
        issue_resolution(handed_in, EVENING, TERM, by=world.chung)


def test_it_waits_for_the_minutes(world: World, meeting: Meeting) -> None:
    with pytest.raises(Refusal, match="Nộp biên bản buổi họp trước"):
        issue_resolution(meeting, EVENING, TERM, by=world.chung)


def test_it_is_not_dated_before_the_meeting(world: World, handed_in: Meeting) -> None:
    with pytest.raises(Refusal, match="không được trước ngày họp 05/07/2018"):
        issue_resolution(handed_in, date(2018, 7, 4), TERM, by=world.chung)


def test_an_empty_one_is_refused(world: World, meeting: Meeting) -> None:
    with pytest.raises(Refusal, match="ít nhất một phần"):
        write_resolution(meeting, "nhiệm vụ", NO_PARTS, by=world.chung)


def test_a_member_of_the_committee_does_not_write_it(world: World, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        write_resolution(meeting, "nhiệm vụ", ["a", "", "", ""], by=world.users["cell_committee"])


def test_on_screen_it_is_written_then_issued(
    world: World, handed_in: Meeting, client: Client
) -> None:
    client.force_login(world.chung)
    own = f"/sinh-hoat/{handed_in.pk}/nghi-quyet"
    assert "Vận động hộ dân: xong trước 31/7" in client.get(own).content.decode()
    texts = {"part0": "Đã xong", "part1": "- Việc mới", "part2": "", "part3": ""}
    client.post(own, {"summary": "nhiệm vụ tháng 8"} | texts)
    wrong = client.post(f"{own}/cap-so", {"issued_on": "05/07/2018", "term": "nay", "first": "7"})
    assert "Ghi nhiệm kỳ như 2025-2030." in wrong.content.decode()
    client.post(f"{own}/cap-so", {"issued_on": "05/07/2018", "term": TERM, "first": "7"})
    page = client.get(f"/sinh-hoat/{handed_in.pk}/giay-to").content.decode()
    assert ("Số 07-NQ/CB" in page, "Soạn nghị quyết" in page) == (True, False)
    printed = client.get(f"{own}/docx")
    assert "nghi-quyet-chi-bo-ban-tren-2018-07-05.docx" in printed.headers["Content-Disposition"]
