"""A recording of the evening in bản Trên as a phone sends it."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from chibo.assignments.models import Assignment
from chibo.audit.models import Entry
from chibo.meetings.models import AgendaItem, Attendance, Meeting, Sending, Vote
from chibo.members.models import Membership
from tests.world import World

MEETING, ITEM, WORK = (str(uuid.UUID(int=n)) for n in (100, 101, 102))


def opening(world: World, **other: Any) -> dict[str, Any]:
    return {
        "kind": "regular",
        "held_on": "05/07/2018",
        "starts_at": "19:30",
        "ends_at": "21:10",
        "place": "Nhà văn hóa bản Trên",
        "theme": "",
        "dues_status": "",
        "remark": "",
        "chair": world.people["chung"].pk,
        "minute_taker": world.people["an"].pk,
    } | other


def mark(person: int, state: str = "present", reason: str = "", base: Any = None) -> dict[str, Any]:
    return {"person": person, "state": state, "reason": reason, "base": base}


def roll(world: World, **marks: tuple[str, str]) -> list[dict[str, Any]]:
    """Everybody of bản Trên that evening is present but those named."""
    due = Membership.objects.on(datetime(2018, 7, 5, tzinfo=UTC).date()).filter(cell=world.tren)
    told = {world.people[name].pk: mark for name, mark in marks.items()}
    return [
        mark(person, *told.get(person, ("present", "")))
        for person in sorted(due.values_list("person", flat=True))
        if person != world.people["gioi"].pk
    ]


def item(world: World, **other: Any) -> dict[str, Any]:
    return {
        "client_id": ITEM,
        "title": "Nghị quyết tháng 7",
        "opinions": "Còn 3 hộ chưa đồng thuận",
        "conclusion": "Nhất trí",
        "returning": None,
        "base": None,
        "vote": {"in_favour": 17, "against": 0, "other": 0},
        "vote_base": None,
        "works": [
            {
                "client_id": WORK,
                "what": "Đến từng hộ",
                "person": world.people["m2"].pk,
                "due_on": "25/07/2018",
            }
        ],
    } | other


def beside(world: World, **other: Any) -> dict[str, Any]:
    """A petition, praise for An, two who spoke (one of them was away), no points."""
    return {
        "petitions": [
            {
                "client_id": str(uuid.UUID(int=103)),
                "kind": "petition",
                "asked": "Sửa cống đầu bản",
                "place": "Bản Trên",
            }
        ],
        "remarks": [
            {
                "client_id": str(uuid.UUID(int=104)),
                "person": world.people["an"].pk,
                "kind": "praise",
                "words": "Vận động hộ dân hiến đất",
            }
        ],
        "spoke": [world.people["an"].pk, world.people["m0"].pk],
        "points": {},
    } | other


ABSENT = {"m0": ("with_reason", "Ốm"), "m1": ("with_reason", "Đi làm xa")}


def document(world: World, **other: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "sending": str(uuid.uuid4()),
        "meeting": MEETING,
        "sent_at": datetime.now(UTC).isoformat(),
        "clock_checked": False,
        "hand_in": True,
        "keep_only": False,
        "opening": opening(world),
        "opening_base": None,
        "roll": roll(world, **ABSENT),
        "guests": [{"name": "Lường Văn Mai", "post": "Đảng ủy viên", "is_in_charge": True}],
        "items": [item(world)],
        "choices": {},
        "beside": beside(world),
    } | other


def send(world: World, client: Client, sent: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post(f"/ghi-may/gui/{world.tren.pk}", sent, content_type="application/json")
    return answer.status_code, json.loads(answer.content)


def books() -> list[int]:
    models = (Meeting, Attendance, AgendaItem, Vote, Assignment, Sending, Entry)
    return [model.objects.count() for model in models]
