"""Petitions, praise, points, resolutions with their numbers and the schedule go out in a workbook and come
back as they were."""

import json
import uuid
from datetime import date, time

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.documents.models import NumberSeries
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import Cells, cells_of, names, office_of
from chibo.imports.workbook.pieces import pieces_of
from chibo.meetings.actions.content import add_item, record_item
from chibo.meetings.actions.minutes import hand_in
from chibo.meetings.actions.opening import Opening, open_meeting
from chibo.meetings.actions.planning import (
    Planning,
    Point,
    cancel_plan,
    move_plan,
    plan_meetings,
)
from chibo.meetings.actions.resolutions import issue_resolution, write_resolution
from chibo.meetings.actions.said import (
    Asking,
    Saying,
    answer_petition,
    pass_petition,
    raise_petition,
    remark_on,
)
from chibo.meetings.actions.scoring import score_meeting
from chibo.meetings.models import Meeting, MinutesVersion, Resolution
from chibo.meetings.tests.evening import EVENING, fill_cell, opened
from chibo.organisations.models import Organisation
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

SHEETS = (
    "Kiến nghị, ý kiến", "Biểu dương, phê bình", "Bảng chấm điểm", "Điểm từng mục",
    "Nghị quyết buổi họp", "Phần của nghị quyết", "Bản đã ban hành", "Số văn bản đã cấp",
    "Lịch họp", "Nội dung trong lịch", "Biên bản đã nộp",
)  # fmt: skip
TEXTS = ["", "- Làm đường bản\n- Trồng rừng", "", "Tốt"]


def schedule(world: World) -> None:
    """One moved and called off, one that lies ahead with its points."""
    lines = [
        Planning(world.tren, "regular", date(2018, 8, 5), time(19, 30), "Nhà văn hóa",
                 leader=world.people["chung"], made_on=date(2018, 7, 1)),
        Planning(world.tren, "thematic", date(2018, 9, 5), time(19, 30), "Nhà văn hóa", "Nêu gương",
                 points=[Point("Nêu gương", world.directive, True), Point("Việc khác")],
                 made_on=date(2018, 7, 1)),
    ]  # fmt: skip
    moved, _ahead = plan_meetings(lines, by=world.an)
    move_plan(moved, date(2018, 8, 7), "Mưa lũ", by=world.an)
    cancel_plan(moved, "Họp chung với bản Dưới", by=world.an)


def hold(world: World) -> Resolution:
    """An evening with everything beside its agenda, scored twice, with a resolution issued and an answer
    after it was handed in."""
    fill_cell(world)
    meeting = opened(world)
    item = add_item(meeting, uuid.UUID(int=11), "Vận động hộ dân", by=world.chung)
    record_item(
        item, title=item.title, opinions="Còn 3 hộ", conclusion="Xong trước 31/7", by=world.chung
    )
    asked = Asking(uuid.UUID(int=21), "petition", "Sửa cầu treo", "Bản Trên")
    petition = raise_petition(meeting, asked, by=world.chung)
    thought = Asking(uuid.UUID(int=22), "opinion", "Nhất trí mở đường", "Nhóm hộ 2")
    raise_petition(meeting, thought, by=world.chung)
    praised = Saying(uuid.UUID(int=23), world.people["m2"], "praise", "Hiến 200 m² đất")
    remark_on(meeting, praised, by=world.chung)
    hand_in(meeting, by=world.chung)
    pass_petition(petition, "Ủy ban nhân dân xã", date(2018, 7, 9), by=world.an)
    answer_petition(petition, "Sửa trong tháng 9", date(2018, 7, 20), by=world.an)
    write_resolution(meeting, "nhiệm vụ tháng 8", TEXTS, by=world.chung)
    return issue_resolution(meeting, date(2018, 7, 6), "2015-2020", by=world.chung, first=7)


def score(world: World) -> None:
    """A meeting of the schedule, given points by the cell."""
    day, hour = date(2026, 11, 5), time(19, 30)
    line = Planning(world.tren, "regular", day, hour, "Nhà văn hóa", made_on=date(2026, 10, 1))
    (plan,) = plan_meetings([line], by=world.an)
    opening = Opening(uuid.UUID(int=31), "regular", day, hour, "Nhà văn hóa", ends_at=time(21, 10))
    meeting = open_meeting(world.tren, opening, by=world.chung, plan=plan)
    score_meeting(meeting, {"time-0": 4}, {"time": "Nghỉ giữa giờ lâu"}, by=world.chung)


def brought_in(content: bytes) -> Cells:
    """What an empty installation exports after the workbook was brought in."""
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)
    assert import_workbook(content, "so.xlsx", by=admin).problems == ()
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    return cells_of(export_workbook(commune, by=office).content)


def test_what_meetings_hold_comes_back_as_it_was() -> None:
    with transaction.atomic():
        world = build_world()
        schedule(world)
        printed = json.loads(json.dumps(hold(world).content))
        score(world)
        content = export_workbook(world.commune, by=world.an).content
        before = cells_of(content)
        transaction.set_rollback(True)

    after = brought_in(content)

    assert after == before
    assert [name for name in SHEETS if len(before[name]) < 2] == []
    kept = Meeting.objects.get(held_on=EVENING)
    assert (kept.resolution.content, kept.resolution.texts) == (printed, TEXTS)
    assert kept.resolution.paper and kept.resolution.paper.full_number == "07-NQ/CB"
    # The minutes say what was known when they were handed in; the next number follows.
    version = MinutesVersion.objects.get(meeting=kept).content
    assert [row["answer"] for row in version["petitions"]] == ["", ""]
    assert NumberSeries.objects.get(kind="resolution").last == 7


def test_a_long_text_is_cut_where_no_space_is_lost() -> None:
    text = json.dumps(["từ " * 30_001], ensure_ascii=False)
    pieces = list(pieces_of(text))
    assert ("".join(pieces), len(pieces)) == (text, 4)
    assert [piece.strip() for piece in pieces] == pieces
