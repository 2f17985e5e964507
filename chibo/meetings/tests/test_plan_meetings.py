"""A year of meetings laid down at once, moved, called off, given an agenda and opened."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from chibo.assignments.actions.giving import Giving, give_work
from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.meetings.actions.opening import open_meeting
from chibo.meetings.actions.planning import (
    Planning,
    Point,
    add_points,
    cancel_plan,
    drop_point,
    move_plan,
    move_point,
    plan_meetings,
)
from chibo.meetings.models import PlannedMeeting
from chibo.meetings.queries.patterns import LAST, Pattern
from chibo.meetings.queries.plans import free_days, last_titles, template_titles
from chibo.meetings.tests.evening import EVENING, OPENING, opened
from chibo.organisations.queries.tree import branch
from tests.world import World

YEAR = range(1, 13)


def planned(world: World, on: date = date(2018, 7, 7), **other: object) -> PlannedMeeting:
    one = Planning(world.tren, "regular", on, time(19, 30), "Nhà văn hóa bản Trên")
    return plan_meetings([replace(one, **other)], by=world.chung)[0]


PATTERNS = {
    "the fifth of every month": (Pattern(YEAR, day=5), ["05/01", "05/02", "05/12"]),
    "the last day where there is no 31st": (Pattern(YEAR, day=31), ["31/01", "28/02", "31/12"]),
    "the first Saturday": (Pattern(YEAR, nth=1, weekday=5), ["03/01", "07/02", "05/12"]),
    "the last Sunday": (Pattern(YEAR, nth=LAST, weekday=6), ["25/01", "22/02", "27/12"]),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_names_a_day_of_every_month(name: str) -> None:
    pattern, expected = PATTERNS[name]
    days = [f"{day:%d/%m}" for day in pattern.days(2026)]
    assert [days[0], days[1], days[11]] == expected


def test_a_holiday_moves_the_day_when_asked() -> None:
    """17/02/2026 is the first day of the lunar year; the holidays of that year end on 22/02."""
    tet = Pattern([2], day=17)
    assert tet.days(2026) == [date(2026, 2, 17)]
    (moved,) = Pattern([2], day=17, off_holidays=True).days(2026)
    assert (moved > date(2026, 2, 19), moved.month) == (True, 2)


def test_a_year_far_ahead_without_known_holidays_moves_nothing() -> None:
    assert Pattern([1], day=1, off_holidays=True).days(2090) == [date(2090, 1, 1)]


def test_a_month_that_has_its_meeting_is_left_alone(world: World) -> None:
    planned(world, date(2018, 8, 4))
    cancel_plan(planned(world, date(2018, 9, 1)), "Trùng lễ", by=world.chung)
    opened(world)
    days = Pattern(range(7, 11), day=5).days(2018)
    assert free_days(world.tren.pk, "regular", days) == [date(2018, 9, 5), date(2018, 10, 5)]


def test_a_moved_meeting_remembers_its_first_day(world: World) -> None:
    plan = move_plan(planned(world), date(2018, 7, 14), "Mùa gặt", by=world.chung)
    found = (plan.first_on, plan.planned_on, plan.move_reason)
    assert found == (date(2018, 7, 7), date(2018, 7, 14), "Mùa gặt")
    with pytest.raises(Refusal, match="Ghi lý do dời"):
        move_plan(plan, date(2018, 7, 21), " ", by=world.chung)


def test_a_cancelled_meeting_says_why_and_makes_room(world: World) -> None:
    plan = planned(world)
    with pytest.raises(ValidationError, match="Ghi lý do hủy"):
        cancel_plan(plan, "", by=world.chung)
    plan.refresh_from_db()
    with pytest.raises(ValidationError, match="đã có một buổi cùng loại"):
        planned(world)
    cancel_plan(plan, "Bão", by=world.chung)
    again = planned(world)
    with pytest.raises(Refusal, match="đã hủy"):
        move_plan(plan, date(2018, 7, 8), "Dời", by=world.chung)
    assert again.is_open


def test_the_agenda_is_put_in_order_by_single_steps(world: World) -> None:
    plan = planned(world, points=[Point("Một"), Point("Hai"), Point("Ba")])
    three = plan.items.get(title="Ba")
    move_point(three, -1, by=world.chung)
    move_point(three, -1, by=world.chung)
    move_point(three, -1, by=world.chung)
    drop_point(plan.items.get(title="Một"), by=world.chung)
    add_points(plan, [Point("Hai"), Point("Bốn")], by=world.chung)
    assert [item.title for item in plan.items.all()] == ["Ba", "Hai", "Bốn"]
    dropped = Entry.objects.get(verb="meeting.plan_item_dropped")
    assert dropped.before is not None and dropped.before["title"] == "Một"


def test_a_meeting_opens_with_open_work_and_then_its_plan(world: World) -> None:
    give_work(
        [Giving(world.tren, "Làm đường", date(2018, 6, 5), date(2018, 8, 1), world.people["an"])],
        by=world.chung,
    )
    plan = planned(
        world, theme="Giữ rừng", points=[Point("Tháng 6"), Point("Giữ rừng", is_thematic=True)]
    )
    meeting = opened(world)
    plan.refresh_from_db()
    found = [(item.position, item.title, item.is_thematic) for item in meeting.items.all()]
    assert found == [
        (1, "Kết quả việc đã giao: Làm đường", False),
        (2, "Tháng 6", False),
        (3, "Giữ rừng", True),
    ]
    assert plan.meeting == meeting
    with pytest.raises(Refusal, match="đã ghi"):
        cancel_plan(plan, "Nhầm", by=world.chung)


def test_a_thematic_meeting_takes_only_a_plan_of_its_day(world: World) -> None:
    near = planned(world, kind="thematic", theme="Giữ rừng", on=date(2018, 7, 6))
    opening = replace(OPENING, kind="thematic", theme="Giữ rừng")
    meeting = open_meeting(world.tren, opening, by=world.chung)
    near.refresh_from_db()
    assert (near.meeting, meeting.items.count()) == (None, 0)


def test_the_template_says_what_a_village_cell_looks_to(world: World) -> None:
    titles = template_titles("regular", branch(world.tren, date(2026, 7, 5)), date(2026, 7, 5))
    assert (len(titles), titles[0].split(":")[0]) == (8, "Mở đầu")
    assert titles[4].startswith("Vận động nhân dân; phát triển kinh tế - xã hội")


def test_last_months_points_are_copied_without_work_that_returned(world: World) -> None:
    planned(world, points=[Point("Tình hình"), Point("Giữ rừng", is_thematic=True)])
    opened(world)
    found = last_titles(world.tren.pk, "regular", date(2018, 8, 5))
    assert found == [("Tình hình", False), ("Giữ rừng", True)]
    assert last_titles(world.tren.pk, "regular", EVENING) == []


def test_who_does_not_record_there_plans_nothing(world: World) -> None:
    one = Planning(world.tren, "regular", date(2026, 12, 5), time(19), "Nhà văn hóa")
    for user in (world.binh, world.khanh, world.dung):
        with pytest.raises(NotAllowed):
            plan_meetings([one], by=user)


def year_form(**other: str) -> dict[str, str]:
    return {
        "kind": "regular",
        "year": "2027",
        "first_month": "1",
        "every": "1",
        "by": "thu",
        "nth": "1",
        "weekday": "5",
        "starts_at": "19:30",
        "place": "Nhà văn hóa bản Trên",
        "with_template": "on",
    } | other


def test_a_year_is_laid_down_on_screen(world: World, client: Client) -> None:
    client.force_login(world.chung)
    url = f"/dv/{world.tren.pk}/lich-hop"
    client.post(f"{url}/ca-nam", year_form())
    answer = client.post(f"{url}/ca-nam", year_form(), follow=True).content.decode()
    assert "12 tháng đã có buổi cùng loại, giữ nguyên." in answer
    days = PlannedMeeting.objects.order_by("planned_on").values_list("planned_on", flat=True)
    assert (len(days), {day.weekday() for day in days}) == (12, {5})
    assert client.get(f"{url}?thang=2027-01").content.decode().count("Sinh hoạt thường kỳ") == 12
    wrong = client.post(f"{url}/ca-nam", year_form(by="ngay")).content.decode()
    assert "Nhập ngày trong tháng, như 5." in wrong


def test_the_commune_sees_who_meets_when_this_month(world: World, client: Client) -> None:
    planned(world, date(2026, 12, 5))
    plan_meetings(
        [Planning(world.duoi, "village", date(2026, 12, 12), time(14), "Nhà văn hóa bản Dưới")],
        by=world.an,
    )
    client.force_login(world.binh)
    page = client.get(f"/dv/{world.commune.pk}/lich-hop?thang=2026-12").content.decode()
    assert "Thứ Bảy, 05/12/2026" in page and "Thứ Bảy, 12/12/2026" in page
    assert "Họp thôn, bản có cấp ủy viên dự · Bản Dưới" in " ".join(page.split())


def test_an_agenda_is_made_on_screen_without_script(world: World, client: Client) -> None:
    plan = planned(world)
    client.force_login(world.chung)
    own = f"/lich-hop/{plan.pk}"
    client.post(f"{own}/chuong-trinh", {"buoc": "mau"})
    first = plan.items.all()[0]
    client.post(f"{own}/chuong-trinh", {"buoc": "xuong", "muc": str(first.pk)})
    client.post(f"{own}/chuong-trinh", {"buoc": "them", "title": "Đường liên bản"})
    titles = [item.title for item in plan.items.all()]
    assert (titles[1], titles[-1]) == (first.title, "Đường liên bản")
    client.post(f"{own}/doi-ngay", {"planned_on": "14/07/2018", "reason": "Mùa gặt"})
    page = client.get(own).content.decode()
    assert "(dời từ 07/07/2018: Mùa gặt)" in page
    new = client.get(f"/dv/{world.tren.pk}/sinh-hoat/moi?lich={plan.pk}").content.decode()
    assert 'value="14/07/2018"' in new and 'value="19:30"' in new
