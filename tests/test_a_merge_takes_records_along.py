"""A merge entered late: minutes, imports and reports of the old units are led on or closed, and come back."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.documents.actions import Circulating, NewPaper, circulate_papers, register_paper
from chibo.imports.actions.mapping import save_mapping
from chibo.imports.models import FileImport, KnownValue, SavedMapping, Stage
from chibo.imports.queries.records import visible_to
from chibo.imports.tests.sending import CLEAN, send, write
from chibo.meetings.actions.liaison import Following, assign_liaisons, plan_visits
from chibo.meetings.actions.opening import open_meeting
from chibo.meetings.models import Liaison, Meeting
from chibo.meetings.queries.meetings import meetings_of
from chibo.meetings.tests.evening import OPENING
from chibo.members.actions.posts import begin_post
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import NewUnit, Plan, Row
from chibo.organisations.queries.tree import branch
from chibo.reports.actions.writing import begin_report
from tests.reorganising import all_rows, carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2026, 6, 1), date(2026, 11, 21)


def met(world: World, cell: str, on: date) -> Meeting:
    led = {"chair": None, "minute_taker": None, "client_id": uuid.uuid4(), "held_on": on}
    return open_meeting(getattr(world, cell), replace(OPENING, **led), by=world.an)


def one_commune(world: World) -> Plan:
    new = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    row = Row(world.ben.pk, "merge", str(world.duoi.pk))
    return merge_plan([world.commune, world.neighbour], new, (row,))


def merged(world: World) -> Organisation:
    carried_out("merge", world.province, DAY, one_commune(world), world.admin)
    return Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")


def others(world: World) -> list[str]:
    return [line.sentence for line in rehearse(one_commune(world), DAY, world.admin).others]


def undone(world: World) -> None:
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)


def test_meetings_held_since_the_day_belong_to_the_units_of_that_day(world: World) -> None:
    early, late = met(world, "tren", date(2026, 5, 5)), met(world, "tren", date(2026, 7, 5))
    there = open_meeting(
        world.ben,
        replace(OPENING, client_id=uuid.uuid4(), held_on=date(2026, 7, 6)),
        by=world.khanh,
    )
    before = all_rows()
    assert others(world) == ["1 buổi sinh hoạt ghi sau ngày hiệu lực chuyển sang đơn vị mới."]
    new = merged(world)
    rows = meetings_of(branch(new, TODAY)).order_by("held_on")
    assert [(row, row.organisation) for row in rows] == [(late, world.tren), (there, world.duoi)]
    assert early.path == Meeting.objects.get(pk=early.pk).path
    undone(world)
    assert all_rows() == before


def test_two_meetings_of_one_day_cannot_become_one_cells(world: World) -> None:
    day = date(2026, 7, 6)
    met(world, "duoi", day)
    open_meeting(world.ben, replace(OPENING, client_id=uuid.uuid4(), held_on=day), by=world.khanh)
    assert rehearse(one_commune(world), DAY, world.admin).problems == [
        "Buổi sinh hoạt ngày 06/07/2026 của Bản Bên ghi sau ngày hiệu lực và không chuyển sang đơn vị "
        "mới được: sửa lại ngày họp nếu ghi nhầm, hoặc chọn ngày hiệu lực sau buổi đó."
    ]


def test_whoever_follows_a_cell_follows_what_it_became(world: World) -> None:
    binh, since = world.people["binh"], date(2026, 3, 1)
    cells = [Following(binh, world.duoi, topic="Nề nếp"), Following(binh, world.tren)]
    ended, going_on = assign_liaisons(world.commune, cells, since, by=world.an)
    khanh = world.people["khanh"]
    begin_post(khanh, "committee_member", world.neighbour, since, by=world.khanh)
    there = assign_liaisons(world.neighbour, [Following(khanh, world.ben)], since, by=world.khanh)
    visit = plan_visits(there[0], [date(2026, 12, 5)], by=world.khanh)[0]
    before = all_rows()
    assert others(world) == [
        "3 phân công cấp ủy viên phụ trách kết thúc, hoặc chuyển sang đơn vị mới."
    ]
    new = merged(world)
    rows = Liaison.objects.on(TODAY).order_by("pk")
    assert {(row.committee, row.person, row.cell, row.topic) for row in rows} == {
        (new, khanh, world.duoi, ""),
        (new, binh, world.duoi, "Nề nếp"),
        (new, binh, world.tren, ""),
    }
    visit.refresh_from_db()
    assert (visit.liaison.person, visit.liaison.committee) == (khanh, new)
    assert [Liaison.objects.get(pk=one.pk).ended_on for one in (ended, going_on)] == [DAY, DAY]
    undone(world)
    assert all_rows() == before


def test_what_a_cell_still_has_to_make_known_is_asked_of_its_successor(world: World) -> None:
    about = ("resolution", "Đảng ủy", date(2026, 3, 1), "Giữ rừng")
    new = NewPaper("07", "NQ/ĐU", *about)
    paper = register_paper(new, world.neighbour, by=world.khanh)
    asked = date(2026, 3, 5)
    one = Circulating(paper, world.neighbour, "all", [world.ben.pk], asked, date(2026, 12, 1))
    (circulation,) = circulate_papers([one], by=world.khanh)
    client = Client()
    client.force_login(world.an)
    before = all_rows()
    assert others(world) == [
        "1 văn bản chi bộ kết thúc chưa phổ biến: chi bộ kế tục phổ biến tiếp."
    ]
    commune = merged(world)
    circulation.refresh_from_db()
    assert circulation.organisation == commune
    assert [row.cell for row in circulation.cells.all()] == [world.duoi]
    page = client.get(circulation.get_absolute_url()).content.decode()
    assert "Bản Dưới" in page
    assert "07-NQ/ĐU" in client.get(f"/dv/{commune.pk}/pho-bien").content.decode()
    undone(world)
    assert all_rows() == before


def test_an_import_half_done_is_closed_and_what_was_learnt_goes_on(world: World) -> None:
    of = send(world, CLEAN)
    save_mapping(of, "Danh sách văn phòng", by=world.an)
    KnownValue.objects.create(
        organisation=world.neighbour, field="cell", spelling="cb ben", meaning=str(world.ben.pk)
    )
    client = Client()
    client.force_login(world.an)
    before = all_rows()
    assert others(world) == [
        "1 tệp đang nhập dở ở đơn vị kết thúc: đóng lại, cần thì tải lên ở đơn vị mới."
    ]
    new = merged(world)
    assert FileImport.objects.get().stage == Stage.CANCELLED
    office = User.objects.get(pk=world.an.pk)
    assert list(visible_to(office, TODAY)) == [of]
    assert "Đã hủy" in client.get("/nhap").content.decode()
    assert client.get(of.get_absolute_url(), follow=True).status_code == 200
    assert SavedMapping.objects.get(organisation=new).name == "Danh sách văn phòng"
    assert KnownValue.objects.get(organisation=new).meaning == str(world.duoi.pk)
    undone(world)
    assert all_rows() == before


def test_an_import_written_stays_readable_at_the_successor(world: World) -> None:
    of = send(world, CLEAN)
    write(world, of)
    merged(world)
    client = Client()
    client.force_login(world.an)
    assert client.get(of.get_absolute_url()).status_code == 200
    assert client.get("/nhap").status_code == 200


def test_a_report_over_the_day_stays_with_the_old_unit(world: World) -> None:
    begin_report(world.commune, "six_month", Period.half(2026, 1), by=world.an)
    assert others(world) == [
        "1 báo cáo của kỳ chưa hết ở lại đơn vị cũ, đơn vị mới mở đọc được; báo cáo cả kỳ do đơn vị mới "
        "lập, chọn tính theo cây cũ hay cây mới."
    ]
