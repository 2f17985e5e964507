"""The roll on a phone: a name found, everybody present in one touch, members here for a time, guests."""

from datetime import date

from django.test import Client

from chibo.meetings.actions.content import add_item, record_vote
from chibo.meetings.actions.opening import name_guest
from chibo.meetings.actions.roll import Mark, mark_roll
from chibo.meetings.queries.roll import turnout, voters
from chibo.meetings.tests.evening import fill_cell, opened
from chibo.meetings.tests.test_record_a_meeting import FIRST
from chibo.meetings.tests.test_record_on_screen import marks
from chibo.members.actions.leaves import begin_temporary_stay
from tests.world import World


def test_who_lives_here_for_a_time_is_due_here_and_votes_at_home(world: World) -> None:
    fill_cell(world)
    begin_temporary_stay(world.people["dung"], date(2018, 6, 1), cell=world.tren, by=world.an)
    meeting = opened(world)
    row = meeting.roll.get(person=world.people["dung"])
    assert (row.state, row.home) == ("present", world.duoi)
    assert (turnout(meeting).base, voters(meeting).base) == (21, 19)
    item = add_item(meeting, FIRST, "Nghị quyết", by=world.chung)
    assert record_vote(item, 19, 0, 0, by=world.chung).base == 19


def test_a_name_is_found_without_marks_and_only_that_is_marked(
    world: World, client: Client
) -> None:
    fill_cell(world)
    meeting = opened(world)
    client.force_login(world.chung)
    url = f"/sinh-hoat/{meeting.pk}/ghi/diem-danh?tim=ha+van+03"
    page = client.get(url).content.decode()
    assert ("Hà Văn 03" in page, "Hà Văn 04" in page) == (True, False)
    person = world.people["m3"].pk
    answer = client.post(url, {f"m{person}": "without_reason", f"r{person}": ""})
    assert answer.headers["Location"] == f"/sinh-hoat/{meeting.pk}/ghi/diem-danh"
    absent = meeting.roll.filter(state="without_reason").values_list("person", flat=True)
    assert list(absent) == [person]


def test_everybody_is_present_in_one_touch_but_the_excused(world: World, client: Client) -> None:
    fill_cell(world)
    meeting = opened(world)
    ill = [Mark(world.people[f"m{n}"].pk, "with_reason", "Ốm") for n in range(5)]
    mark_roll(meeting, ill, by=world.chung)
    client.force_login(world.chung)
    client.post(f"/sinh-hoat/{meeting.pk}/ghi/diem-danh", {"buoc": "tat-ca"})
    found = turnout(meeting)
    assert (found.present, found.base, found.outside) == (20, 20, 1)
    assert set(meeting.roll.values_list("reason", flat=True)) == {""}
    assert len(marks(meeting)) == 2 * found.total


def test_a_guest_says_whom_they_belong_to(world: World, client: Client) -> None:
    meeting = opened(world)
    name_guest(
        meeting, "Lường Văn Mai", "Phó chủ tịch", unit="UBND xã", is_in_charge=False, by=world.chung
    )
    client.force_login(world.chung)
    page = client.get(f"/sinh-hoat/{meeting.pk}").content.decode()
    assert "Lường Văn Mai, Phó chủ tịch, UBND xã" in page
