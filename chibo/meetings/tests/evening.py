"""An evening in bản Trên on 05/07/2018, as the meeting tests begin: twenty official members, one of them
excused, and one probationary."""

import uuid
from dataclasses import replace
from datetime import date, time

from chibo.meetings.actions.opening import Opening, open_meeting
from chibo.meetings.actions.roll import Mark, mark_roll
from chibo.meetings.models import Meeting
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
from tests.world import World

EVENING = date(2018, 7, 5)
JOINED = date(2018, 1, 2)
OPENING = Opening(
    client_id=uuid.UUID(int=1),
    kind="regular",
    held_on=EVENING,
    starts_at=time(19, 30),
    place="Nhà văn hóa bản Trên",
    ends_at=time(21, 10),
)


def fill_cell(world: World) -> None:
    """Beside An, Chung and the excused Giới: seventeen official members and a probationary one."""
    people = [
        fill(Person(), {"full_name": f"Hà Văn {n:02d}", "sex": "male", "ethnicity": "thai"})
        for n in range(18)
    ]
    statuses = ["official"] * 17 + ["probationary"]
    entries = [
        Entering(
            one,
            world.tren.pk,
            JOINED,
            status,
            outside_unit="Nơi khác",
            outside_scope="same_province",
        )
        for one, status in zip(people, statuses, strict=True)
    ]
    enter_members("moved_in", entries, by=world.an)
    world.people |= {f"m{n}": one for n, one in enumerate(people)}


def opened(world: World, **other: object) -> Meeting:
    led = {"chair": world.people["chung"], "minute_taker": world.people["an"]}
    return open_meeting(world.tren, replace(OPENING, **(led | other)), by=world.chung)


def two_absent(world: World, meeting: Meeting) -> None:
    marks = [
        Mark(world.people["m0"].pk, "with_reason", "Ốm, nằm trạm y tế"),
        Mark(world.people["m1"].pk, "with_reason", "Đi làm xa"),
    ]
    mark_roll(meeting, marks, by=world.chung)
