"""Committee members are assigned to cells and villages, come to their meetings, and what they saw is told."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from docx import Document

from chibo.accounts.models import User
from chibo.assignments.actions.giving import Giving
from chibo.audit.models import Entry
from chibo.base.figures import Scope, figure, read
from chibo.base.rules import NotAllowed, Refusal
from chibo.meetings import due as meetings_due
from chibo.meetings.actions.liaison import (
    Following,
    Told,
    assign_liaisons,
    end_liaison,
    give_work_after_visit,
    miss_visit,
    plan_visits,
    tell_visits,
)
from chibo.meetings.actions.opening import name_guest
from chibo.meetings.models import Liaison, Visit
from chibo.meetings.queries.liaisons import (
    followed,
    held_by,
    holders,
    noted_visits,
    of_unit,
    quarter_to,
    visible_to,
    with_followers,
)
from chibo.meetings.tests.evening import EVENING, opened
from chibo.members.actions.posts import begin_post
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.actions.places import found_place
from chibo.organisations.models import Place, Role
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

SINCE, TODAY = date(2018, 7, 1), date(2018, 9, 30)


@pytest.fixture
def officers(world: World) -> World:
    """Bình leads the commune; An is a member of its committee."""
    begin_post(world.people["an"], "committee_member", world.commune, date(2018, 1, 2), by=world.an)
    return world


@pytest.fixture
def liaison(officers: World) -> Liaison:
    return assigned(officers)


def assigned(world: World, who: str = "an", **to: Any) -> Liaison:
    where = to or {"cell": world.tren}
    one = Following(world.people[who], **where)
    return assign_liaisons(world.commune, [one], SINCE, by=world.an)[0]


def table(world: World) -> list[tuple[str, list[str], int, bool]]:
    of = branch(world.commune, TODAY)
    rows = of_unit(visible_to(world.an, TODAY), of)
    found = with_followers(followed(of, rows), rows, TODAY, quarter_to(TODAY))
    return [
        (row.name, [one.person.full_name for one in row.liaisons], row.came, row.lacks_key)
        for row in found
    ]


def test_the_table_says_who_follows_what_and_how_often_they_came(
    officers: World, liaison: Liaison
) -> None:
    tell_visits([(liaison, Told(EVENING))], by=officers.an)
    names = {row[0]: row[1:] for row in table(officers)}
    an = officers.people["an"].full_name
    assert names == {
        branch(officers.tren, TODAY).short_name: ([an], 1, False),
        branch(officers.duoi, TODAY).short_name: ([], 0, False),
        branch(officers.school, TODAY).short_name: ([], 0, False),
    }


def test_a_difficult_village_asks_for_a_key_person(officers: World) -> None:
    place = far_village(officers)
    assigned(officers, place=place)
    assert table(officers)[-1] == (place.name, [officers.people["an"].full_name], 0, True)
    assigned(officers, "binh", place=place)
    assert table(officers)[-1][3] is False


def far_village(world: World) -> Place:
    return found_place(
        world.commune, "Bản Xa", "ban", date(2016, 1, 1), by=world.an, is_difficult=True
    )


def test_person_by_person_who_follows_nothing_is_listed_too(
    officers: World, liaison: Liaison
) -> None:
    tell_visits([(liaison, Told(EVENING))], by=officers.an)
    of = branch(officers.commune, TODAY)
    mine = of_unit(visible_to(officers.an, TODAY), of)
    rows = held_by(list(holders(mine, of)), mine, of, quarter_to(TODAY))
    assert {row.person.full_name: (row.visited, len(row.follows)) for row in rows} == {
        officers.people["an"].full_name: (1, 1),
        officers.people["binh"].full_name: (0, 0),
    }


def test_a_visit_is_planned_told_and_leads_to_work(officers: World, liaison: Liaison) -> None:
    planned = plan_visits(liaison, [EVENING, date(2018, 8, 5)], by=officers.an)
    meeting = opened(officers)
    told = Told(EVENING, raised="- Sửa đường\r\n- Sửa  cầu", remark="Nề nếp")
    visit = tell_visits([(liaison, told)], by=officers.an, planned=planned[0])[0]
    miss_visit(planned[1], "Đi tập huấn", TODAY, by=officers.an)
    giving = Giving(
        officers.commune, "Kiểm tra đường nội bản", EVENING, date(2018, 8, 1), unit=officers.tren
    )
    work = give_work_after_visit(visit, giving, by=officers.an)
    rows = Visit.objects.order_by("planned_on")
    assert [(one.planned_on, one.came_on, one.missed, one.meeting_id) for one in rows] == [
        (EVENING, EVENING, "", meeting.pk),
        (date(2018, 8, 5), None, "Đi tập huấn", None),
    ]
    assert rows[0].raised == "- Sửa đường\n- Sửa cầu"
    assert (work.visit, work.assignment.unit) == (visit, officers.tren)
    verbs = Entry.objects.filter(verb__regex="^(liaison|visit)").order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "liaison.assigned",
        "visit.planned",
        "visit.planned",
        "visit.told",
        "visit.missed",
        "visit.work_given",
    ]


def test_minutes_that_name_the_guest_in_charge_offer_the_visit(
    officers: World, liaison: Liaison
) -> None:
    meeting = opened(officers)
    name_guest(
        meeting, liaison.person.full_name, "Đảng ủy viên", is_in_charge=True, by=officers.chung
    )
    name_guest(meeting, "Người Khác", "Đảng ủy viên", is_in_charge=True, by=officers.chung)
    assert [guest.meeting for guest in noted_visits(liaison)] == [meeting]
    tell_visits([(liaison, Told(EVENING))], by=officers.an)
    assert noted_visits(liaison) == []


def test_who_ends_calls_off_what_was_planned(officers: World, liaison: Liaison) -> None:
    plan_visits(liaison, [date(2018, 10, 5)], by=officers.an)
    end_liaison(liaison, date(2018, 9, 1), "Chuyển công tác", by=officers.an)
    assert [one.missed for one in liaison.visits.all()] == ["Thôi phụ trách"]
    assert assigned(officers) != liaison


REFUSED: dict[str, tuple[Callable[[World, Liaison], Any], str]] = {
    "somebody without an office there": (
        lambda world, _one: assigned(world, "dung"),
        "không giữ chức vụ trong cấp ủy, chính quyền của",
    ),
    "a cell of another commune": (
        lambda world, _one: assigned(world, cell=world.ben),
        "không thuộc",
    ),
    "a committee instead of a cell": (
        lambda world, _one: assigned(world, cell=world.commune),
        "không phải chi bộ; chọn chi bộ hoặc thôn, bản.",
    ),
    "a visit before it began": (
        lambda world, one: tell_visits([(one, Told(date(2018, 6, 30)))], by=world.an),
        "Ngày 30/06/2018 ngoài thời gian phụ trách (từ 01/07/2018).",
    ),
    "a visit that lies ahead": (
        lambda world, one: tell_visits([(one, Told(date(2999, 1, 1)))], by=world.an),
        "ghi khi đã dự họp",
    ),
    "an end before the last visit": (
        lambda world, one: (
            tell_visits([(one, Told(EVENING))], by=world.an),
            end_liaison(one, EVENING, "Thôi", by=world.an),
        ),
        "Đồng chí còn dự họp ngày 05/07/2018; ghi thôi phụ trách từ ngày sau đó.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_in_order_is_refused(officers: World, liaison: Liaison, case: str) -> None:
    act, sentence = REFUSED[case]
    with pytest.raises(Refusal) as refused:
        act(officers, liaison)
    assert sentence in refused.value.sentence


def test_what_the_books_hold_already_or_lacks_a_reason_is_refused(
    officers: World, liaison: Liaison
) -> None:
    with pytest.raises(ValidationError, match="Đồng chí này đang phụ trách nơi đó"):
        assigned(officers)
    tell_visits([(liaison, Told(EVENING))], by=officers.an)
    planned = plan_visits(liaison, [date(2018, 8, 5)], by=officers.an)[0]
    with pytest.raises(ValidationError, match="Ghi lý do không dự"):
        miss_visit(planned, " ", TODAY, by=officers.an)
    with pytest.raises(ValidationError, match="Lần dự ngày này đã ghi"):
        tell_visits([(liaison, Told(EVENING))], by=officers.an)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CELL_SECRETARY, Role.SUPERIOR, "neighbour"])
def test_who_keeps_no_records_there_assigns_nobody(officers: World, role: str) -> None:
    one = Following(officers.people["an"], officers.tren)
    with pytest.raises(NotAllowed):
        assign_liaisons(officers.commune, [one], SINCE, by=officers.users[role])


def test_the_committee_member_tells_of_visits_without_any_other_duty(
    officers: World, dung_in_charge: Liaison
) -> None:
    visit = tell_visits([(dung_in_charge, Told(EVENING))], by=officers.dung)[0]
    with pytest.raises(NotAllowed):
        end_liaison(dung_in_charge, TODAY, "Thôi", by=officers.dung)
    assert (visit.liaison, list(visible_to(officers.dung, TODAY))) == (
        dung_in_charge,
        [dung_in_charge],
    )


@pytest.fixture
def dung_in_charge(officers: World) -> Liaison:
    begin_post(officers.people["dung"], "committee_member", officers.commune, SINCE, by=officers.an)
    return assigned(officers, "dung")


def told_on(world: World, on: date, user: User | None = None) -> list[tuple[str, date | None, str]]:
    lines = due_in(meetings_due)(user or world.an, branch(world.commune, on), on)
    return [
        (line.kind, line.due_on, line.button) for line in lines if line.kind.startswith("visit")
    ]


def test_a_visit_of_the_schedule_is_due_until_told_or_missed(
    officers: World, liaison: Liaison
) -> None:
    visit = plan_visits(liaison, [date(2018, 8, 20)], by=officers.an)[0]
    early = told_on(officers, date(2018, 8, 5))
    ahead, behind = told_on(officers, date(2018, 8, 6)), told_on(officers, date(2018, 8, 21))
    reader = officers.users[Role.INSPECTION]
    assert told_on(officers, date(2018, 8, 21), reader) == [
        ("visit_planned", date(2018, 8, 20), "Xem")
    ]
    tell_visits([(liaison, Told(date(2018, 8, 20)))], by=officers.an, planned=visit)
    assert (early, ahead, behind, told_on(officers, date(2018, 8, 21))) == (
        [],
        [("visit_planned", date(2018, 8, 20), "Xem")],
        [("visit_planned", date(2018, 8, 20), "Ghi lần dự")],
        [],
    )


def test_a_cell_nobody_visited_is_told_before_the_quarter_closes(
    officers: World, liaison: Liaison
) -> None:
    closes = date(2018, 12, 31)
    before, near = told_on(officers, date(2018, 11, 30)), told_on(officers, date(2018, 12, 1))
    tell_visits([(liaison, Told(date(2018, 12, 3)))], by=officers.an)
    after = told_on(officers, date(2018, 12, 3))
    assert (before, near, after) == ([], [("visit_missing", closes, "Lên lịch")], [])


def test_followed_cells_are_counted_beside_all_cells(officers: World, liaison: Liaison) -> None:
    found = read(figure("cells_followed"), Scope(branch(officers.commune, TODAY), TODAY))
    assert (found.value, found.base) == (1, 3)


def test_it_is_assigned_planned_and_told_on_screen(officers: World, client: Client) -> None:
    sign_in(client, officers.an)
    an, tren = officers.people["an"].pk, officers.tren.pk
    commune = f"/dv/{officers.commune.pk}/phu-trach"
    form = {"person": an, "to": [f"c-{tren}"], "on": "01/07/2018", "topic": "Di dời hộ dân"}
    assert client.post(f"{commune}/moi", form).headers["Location"] == commune
    page = Liaison.objects.get().get_absolute_url()
    client.post(f"{page}/lich", {"days": "05/07/2018\n05/08/2018"})
    planned = Visit.objects.get(planned_on=EVENING)
    told = {"came_on": "05/07/2018", "raised": "", "remark": "Nề nếp tốt"}
    client.post(f"{page}/du-hop?lan={planned.pk}", told)
    shown = client.get(page).content.decode()
    seen = [words in shown for words in ("Di dời hộ dân", "Nề nếp tốt", "05/08/2018")]
    assert (seen, Visit.objects.count()) == ([True, True, True], 2)


def test_days_typed_wrongly_come_back_with_what_was_typed(
    officers: World, liaison: Liaison, client: Client
) -> None:
    sign_in(client, officers.an)
    page = client.post(f"{liaison.get_absolute_url()}/lich", {"days": "mai mốt"}).content.decode()
    assert ("mai mốt" in page, liaison.visits.count()) == (True, 0)


def sign_in(client: Client, user: User) -> None:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def test_hundreds_of_cells_are_paged_and_asked_for_as_often_as_one(
    officers: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(officers.an)
    for number in range(130):
        new = NewOrganisation(f"Chi bộ bản {number}", "subordinate_cell", base_type="ban")
        cell = found_organisation(new, officers.commune, date(2018, 2, 1), by=officers.an)
        if number % 2:
            assigned(officers, cell=cell)
    for xem, shown in (("", 50), ("nguoi", 2)):
        address = f"/dv/{officers.commune.pk}/phu-trach?xem={xem}"
        client.get(address)
        with django_assert_max_num_queries(20):
            page = client.get(address)
        assert len(page.context["rows"]) == shown
        assert len(page.content) < 60_000
    last = client.get(f"/dv/{officers.commune.pk}/phu-trach?trang=3").context["rows"]
    assert [bool(one.liaisons) for one in last] == [True] * len(last), "gaps come first"


def test_many_visits_come_page_by_page(liaison: Liaison, officers: World, client: Client) -> None:
    days = [date(2018, 7, 2) + timedelta(n) for n in range(30)]
    tell_visits([(liaison, Told(day, remark="Nề nếp " * 20)) for day in days], by=officers.an)
    client.force_login(officers.an)
    first, second = (client.get(f"/phu-trach/{liaison.pk}?trang={n}") for n in (1, 2))
    seen = [one.came_on for answer in (first, second) for one in answer.context["page"]]
    assert seen == days[::-1]
    assert len(first.content) < 60_000


@pytest.mark.parametrize("xem", ["", "nguoi"])
def test_the_list_prints_whole(liaison: Liaison, officers: World, client: Client, xem: str) -> None:
    tell_visits([(liaison, Told(EVENING))], by=officers.an)
    client.force_login(officers.an)
    address = f"/dv/{officers.commune.pk}/phu-trach/in/docx?xem={xem}"
    document = Document(BytesIO(client.get(address).content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*cells, *(one.text for one in document.paragraphs)])
    assert officers.people["an"].full_name in text
    assert ("chưa được phân công" if xem else "chưa có người phụ trách") in text
    assert client.get(address.replace("docx", "exe")).status_code == 404
    assert Entry.objects.filter(verb="liaison.list_printed").count() == 1
