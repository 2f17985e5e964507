"""What is due of meetings, told as facts of one cell, asked on a day, and compared line by line."""

import re
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from chibo.accounts.models import User
from chibo.base.due import Due
from chibo.meetings import due
from chibo.meetings.actions.keeping import PastMeeting, PastVersion, keep_meetings
from chibo.meetings.models import State
from chibo.meetings.queries.roll import due_in_cells
from chibo.meetings.tests.evening import fill_cell
from chibo.organisations.queries.tree import branch
from chibo.web.queries.tasks import all_due
from tests.due import due_in
from tests.world import World

pytestmark = pytest.mark.django_db

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("meetings.toml").read_text(encoding="utf-8")
)["case"]
KINDS = {
    "meeting_missing",
    "theme_missing",
    "minutes_due",
    "minutes_returned",
    "minutes_to_approve",
    "turnout_low",
}
FACT = re.compile(
    r"(\S+) (\w+) (\d+) (draft|approved|handed in|returned)(?: (\d\S+))?( about a theme)?"
)
DUE_AT_EACH = 20


def tell(world: World, fact: str) -> None:
    found = FACT.fullmatch(fact)
    assert found, fact
    day, kind, came, state, handed_in, theme = found.groups()
    on = date.fromisoformat(day)
    rows = [
        row for row in due_in_cells([(world.tren.pk, on)])[world.tren.pk, on] if not row.outside
    ][:DUE_AT_EACH]
    for row in rows[int(came) :]:
        row.state = "without_reason"
    facts = {
        "kind": kind,
        "held_on": on,
        "starts_at": time(19, 30),
        "place": "Nhà văn hóa",
        "theme": "Nêu gương" if theme else "",
        "state": State(state.replace(" ", "_")),
        "said": "Ghi rõ hạn" if state == "returned" else "",
    }
    versions = [] if state == "draft" else [PastVersion(date.fromisoformat(handed_in or day))]
    keep_meetings([PastMeeting(world.tren, facts, rows, versions=versions)], by=world.an)


def as_told(line: Due) -> str:
    day = line.deadline.isoformat() if line.deadline else "no day"
    return f"{line.kind} {day} {line.owner}"


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_what_is_due_of_meetings(world: World, case: dict[str, Any]) -> None:
    fill_cell(world)
    for fact in case["facts"]:
        tell(world, fact)

    found = all_due(world.an, branch(world.commune, case["on"]), case["on"])
    assert [as_told(line) for line in found if line.kind in KINDS] == case["due"]


def test_who_does_not_record_is_led_to_what_was_held(world: World) -> None:
    fill_cell(world)
    tell(world, "2026-08-05 regular 12 approved")
    tell(world, "2026-10-05 regular 12 draft")
    on = date(2026, 10, 21)

    def buttons(user: User) -> dict[str, str]:
        lines = all_due(user, branch(world.commune, on), on)
        return {line.kind: line.button for line in lines if line.kind in KINDS}

    assert buttons(world.an) == {"meeting_missing": "Ghi sinh hoạt", "minutes_due": "Ghi tiếp"}
    assert buttons(world.binh) == {
        "meeting_missing": "Xem sinh hoạt",
        "minutes_due": "Xem buổi họp",
    }


def test_a_province_reads_how_many_of_each_commune(world: World) -> None:
    fill_cell(world)
    tell(world, "2026-08-05 regular 12 approved")
    tell(world, "2026-10-05 regular 12 draft")
    on = date(2026, 10, 21)

    province = branch(world.province, on)
    found = all_due(world.users["superior"], province, on)
    assert [(as_told(line), line.about) for line in found if line.kind in KINDS] == [
        ("meeting_missing 2026-09-30 Đảng bộ xã Mường Mẫu", "1 việc"),
        ("minutes_due 2026-10-10 Đảng bộ xã Mường Mẫu", "1 việc"),
    ]


def test_a_commune_is_asked_one_question(world: World, django_assert_num_queries: Any) -> None:
    fill_cell(world)
    tell(world, "2026-08-05 regular 12 approved")
    on = date(2026, 10, 21)
    of, ask = branch(world.commune, on), due_in(due)
    first = ask(world.an, of, on)
    with django_assert_num_queries(1):
        assert ask(world.an, of, on) == first != []
