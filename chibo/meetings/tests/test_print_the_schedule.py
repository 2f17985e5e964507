"""The schedule goes on paper: a cell's year, a month of all units of a committee."""

from datetime import date, time

from django.test import Client

from chibo.audit.models import Entry
from chibo.base.papers import Table
from chibo.meetings.actions.planning import Planning, cancel_plan, move_plan, plan_meetings
from chibo.meetings.papers.schedule import schedule_paper
from chibo.meetings.queries.plans import named, plans_in
from chibo.organisations.queries.tree import branch
from tests.world import World

NOVEMBER = date(2026, 11, 21)


def scheduled(world: World) -> None:
    """One meeting moved, one of another cell with a theme, one called off."""
    by, at = world.an, time(19, 30)
    moved, _themed, off = plan_meetings(
        [
            Planning(world.tren, "regular", date(2026, 11, 5), at, "Nhà văn hóa",
                     leader=world.people["chung"]),
            Planning(world.duoi, "thematic", date(2026, 11, 9), at, "Nhà văn hóa", "Nêu gương"),
            Planning(world.duoi, "regular", date(2026, 11, 12), at, "Nhà văn hóa"),
        ],
        by=by,
    )  # fmt: skip
    move_plan(moved, date(2026, 11, 8), "Mưa lũ", by=by)
    cancel_plan(off, "Họp chung", by=by)


def lines(world: World, of: str) -> list[list[str]]:
    where = branch(getattr(world, of), NOVEMBER)
    rows = named(plans_in(where), NOVEMBER).order_by("planned_on")
    blocks = schedule_paper(where, rows, "").blocks
    return [list(row) for block in blocks if isinstance(block, Table) for row in block.rows]


def test_a_committee_has_who_meets_when_without_what_was_called_off(world: World) -> None:
    scheduled(world)
    moved = "Sinh hoạt thường kỳ (dời từ 05/11/2026)"
    themed = "Sinh hoạt chuyên đề: Nêu gương"
    assert lines(world, "commune") == [
        ["CN, 08/11", "19:30", "Bản Trên", moved, "Nhà văn hóa", "Vì Văn Chung"],
        ["T2, 09/11", "19:30", "Bản Dưới", themed, "Nhà văn hóa", ""],
    ]
    assert lines(world, "tren") == [["CN, 08/11", "19:30", moved, "Nhà văn hóa", "Vì Văn Chung"]]


def test_it_is_printed_from_the_page_and_noted(world: World, client: Client) -> None:
    scheduled(world)
    client.force_login(world.an)
    page = client.get(f"/dv/{world.commune.pk}/lich-hop?thang=2026-11").content.decode()
    address = f"/dv/{world.commune.pk}/lich-hop/in/pdf?thang=2026-11"
    assert address in page
    assert client.get(address).content.startswith(b"%PDF")
    assert Entry.objects.filter(verb="meeting.schedule_printed").count() == 1
