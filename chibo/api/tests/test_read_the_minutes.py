"""The minutes of a meeting are read by whoever may open its page, with a token made for it."""

import uuid
from datetime import date, time

import pytest
from django.test import Client

from chibo.audit.models import Entry
from chibo.meetings.actions.opening import Opening, open_meeting
from chibo.meetings.models import AgendaItem, Meeting, Presence, State, Vote
from chibo.organisations.actions.calls import counted_in_table
from chibo.organisations.models import CallCount, Purpose, Role
from tests.programs import Program
from tests.world import World

ROLES = list(Role.values)


@pytest.fixture
def meeting(world: World) -> Meeting:
    """Of bản Trên, one absent, one point with its vote."""
    opening = Opening(uuid.UUID(int=7), "regular", date(2026, 7, 5), time(19, 30), "Nhà văn hóa")
    held = open_meeting(world.tren, opening, by=world.an)
    away = held.roll.get(person=world.people["chung"])
    held.roll.filter(pk=away.pk).update(state=Presence.WITH_REASON, reason="Đi viện")
    item = AgendaItem.objects.create(
        meeting=held, organisation=world.tren, client_id=uuid.uuid4(), position=1, title="Làm đường",
        opinions="Nên làm trước mùa mưa", conclusion="Thống nhất làm",
    )  # fmt: skip
    Vote.objects.create(
        item=item, entitled=2, away=0, excused_absent=0, absent=1, in_favour=1, against=0, other=0
    )
    return held


@pytest.mark.parametrize("state", [State.HANDED_IN, State.APPROVED])
@pytest.mark.parametrize("role", ROLES)
def test_they_are_told_to_whom_the_page_is_shown(
    world: World, meeting: Meeting, role: str, state: str
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    user, client = world.users[role], Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    answer = Program.of(user).get(f"meetings/{meeting.pk}")

    assert answer.status_code == client.get(meeting.get_absolute_url()).status_code


def test_roll_points_and_votes_are_those_of_the_minutes(world: World, meeting: Meeting) -> None:
    told = Program.of(world.an, Purpose.MINUTES).read(f"meetings/{meeting.pk}")

    chung = world.people["chung"]
    listed = {
        one["person"]: (one["name"], one["state"], one["state_label"], one["reason"])
        for one in told["roll"]
    }
    assert set(listed) == set(meeting.roll.values_list("person", flat=True))
    assert listed[chung.pk] == (chung.full_name, "with_reason", "Vắng có lý do", "Đi viện")
    assert (told["id"], told["held_on"], told["place"]) == (meeting.pk, "2026-07-05", "Nhà văn hóa")
    assert told["points"] == [
        {
            "number": 1, "title": "Làm đường", "is_thematic": False, "opinions": "Nên làm trước mùa mưa",
            "conclusion": "Thống nhất làm", "paper": None, "paper_number": None, "works": [],
            "vote": {"base": 2, "in_favour": 1, "against": 0, "other": 0, "is_carried": False},
        }
    ]  # fmt: skip
    entry = Entry.objects.get(verb="api.minutes_read")
    assert (entry.key, entry.source) == (str(meeting.pk), "api")


def test_a_token_for_lists_reads_no_minutes(world: World, meeting: Meeting) -> None:
    answer = Program.of(world.an, Purpose.LISTS).get(f"meetings/{meeting.pk}")

    assert answer.status_code == 403
    assert "Đọc biên bản" in answer.json()["detail"]


@pytest.mark.django_db
def test_several_servers_count_the_calls_of_a_minute_together() -> None:
    assert [counted_in_table("api:1", 100) for _server in range(3)] == [1, 2, 3]
    assert counted_in_table("api:2", 100) == 1
    assert counted_in_table("api:1", 101) == 1
    kept = CallCount.objects.order_by("who", "minute").values_list("who", "minute", "calls")
    assert list(kept) == [("api:1", 101, 1), ("api:2", 100, 1)]
