"""Work is given to a member or a cell, reported on, extended, said to be done, verified or returned."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from chibo.accounts.models import User
from chibo.assignments import due as due_room
from chibo.assignments.actions.following import (
    extend_work,
    finish_work,
    report_progress,
    return_work,
    take_back_work,
    verify_work,
)
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.models import Assignment
from chibo.assignments.queries.works import visible_to, with_state
from chibo.audit.models import Entry
from chibo.base.figures import Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.organisations.models import Role
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

GIVEN, DUE, TODAY = date(2026, 7, 6), date(2026, 8, 31), date(2026, 11, 21)


def giving(world: World, **other: Any) -> Giving:
    facts: dict[str, Any] = {
        "giver": world.tren,
        "what": "Vận động hai hộ đăng ký làm đường nội bản",
        "given_on": GIVEN,
        "due_on": DUE,
        "person": world.people["an"],
        "origin": "Sinh hoạt chi bộ tháng 7/2026",
    }
    return Giving(**facts | other)


@pytest.fixture
def work(world: World) -> Assignment:
    return give_work([giving(world)], by=world.chung)[0]


def state_of(work: Assignment, on: date) -> str:
    return str(with_state(Assignment.objects.filter(pk=work.pk), on).get().state)


def test_the_secretary_gives_work_and_it_is_followed_to_its_end(
    world: World, work: Assignment
) -> None:
    report_progress(work, 50, date(2026, 8, 1), by=world.chung, text="Một hộ đã ký")
    extend_work(work, date(2026, 9, 30), "Mùa gặt", date(2026, 8, 30), by=world.chung)
    finish_work(work, date(2026, 9, 20), by=world.chung, evidence="Hai bản đăng ký")
    verify_work(work, date(2026, 10, 5), by=world.chung)
    assert [(step.kind, step.on) for step in work.steps.all()] == [
        ("progress", date(2026, 8, 1)),
        ("extended", date(2026, 8, 30)),
        ("done", date(2026, 9, 20)),
        ("verified", date(2026, 10, 5)),
    ]
    work.refresh_from_db()
    assert (work.first_due_on, work.due_on, work.progress) == (DUE, date(2026, 9, 30), 100)
    verbs = Entry.objects.filter(verb__startswith="work.").order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "work.given",
        "work.progress",
        "work.extended",
        "work.done",
        "work.verified",
    ]


def test_its_state_is_that_of_the_day_asked(world: World, work: Assignment) -> None:
    finish_work(work, date(2026, 9, 20), by=world.chung)
    verify_work(work, date(2026, 10, 5), by=world.chung)
    days = [DUE, date(2026, 9, 1), date(2026, 9, 20), date(2026, 10, 5)]
    assert [state_of(work, day) for day in days] == ["open", "overdue", "done", "verified"]


def test_work_said_to_be_done_may_be_returned(world: World, work: Assignment) -> None:
    finish_work(work, date(2026, 8, 20), by=world.chung)
    return_work(work, "Mới có một hộ", date(2026, 8, 25), by=world.chung)
    assert (state_of(work, date(2026, 8, 25)), work.is_open) == ("open", True)


def _later(work: Assignment, by: User) -> Any:
    return extend_work(work, DUE, "Bận", date(2026, 8, 1), by=by)


REFUSED: dict[str, tuple[Callable[[Assignment, User], Any], str]] = {
    "an extension to the same day": (_later, "Hạn mới phải sau hạn hiện nay 31/08/2026."),
    "an extension without a reason": (
        lambda work, by: extend_work(work, date(2026, 9, 9), " ", date(2026, 8, 1), by=by),
        "Ghi lý do.",
    ),
    "a step before the work was given": (
        lambda work, by: report_progress(work, 10, date(2026, 7, 1), by=by),
        "Ngày ghi phải từ ngày 06/07/2026 trở đi (lần ghi trước của việc này).",
    ),
    "a step ahead": (
        lambda work, by: report_progress(work, 10, date(2999, 1, 1), by=by),
        "ghi khi việc đã diễn ra",
    ),
    "verifying what is not done": (
        lambda work, by: verify_work(work, date(2026, 8, 1), by=by),
        "Chỉ xác nhận hoặc trả lại việc đã báo xong.",
    ),
    "taking back without a reason": (
        lambda work, by: take_back_work(work, "", date(2026, 8, 1), by=by),
        "Ghi lý do.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_in_order_is_refused(world: World, work: Assignment, case: str) -> None:
    act, sentence = REFUSED[case]
    with pytest.raises(Refusal) as refused:
        act(work, world.chung)
    assert sentence in refused.value.sentence


def test_progress_does_not_go_backwards(world: World, work: Assignment) -> None:
    report_progress(work, 60, date(2026, 8, 1), by=world.chung)
    with pytest.raises(Refusal, match="Tiến độ đã báo là 60%"):
        report_progress(work, 40, date(2026, 8, 2), by=world.chung)


def test_what_is_done_verified_or_taken_back_takes_no_further_step(
    world: World, work: Assignment
) -> None:
    finish_work(work, date(2026, 8, 20), by=world.chung)
    with pytest.raises(Refusal, match="Việc đã báo xong ngày 20/08/2026"):
        report_progress(work, 100, date(2026, 8, 21), by=world.chung)
    verify_work(work, date(2026, 8, 21), by=world.chung)
    with pytest.raises(Refusal, match="Việc đã được xác nhận ngày 21/08/2026"):
        return_work(work, "Chưa đạt", date(2026, 8, 22), by=world.chung)
    other = give_work([giving(world, what="Việc khác")], by=world.chung)[0]
    take_back_work(other, "Không cần nữa", date(2026, 8, 1), by=world.chung)
    with pytest.raises(Refusal, match="Việc đã thôi giao ngày 01/08/2026"):
        finish_work(other, date(2026, 8, 2), by=world.chung)


def test_work_is_given_to_one_and_is_due_later_than_given(world: World) -> None:
    with pytest.raises(ValidationError, match="Giao việc cho một đồng chí, hoặc cho một chi bộ"):
        give_work([giving(world, unit=world.tren)], by=world.chung)
    with pytest.raises(ValidationError, match="Hạn phải từ ngày giao việc trở đi"):
        give_work([giving(world, due_on=date(2026, 7, 1))], by=world.chung)


def test_who_it_was_given_to_reports_and_does_not_verify(world: World) -> None:
    """Dung has an account and a file: work of the own file is theirs to report on."""
    mine = give_work([giving(world, giver=world.duoi, person=world.people["dung"])], by=world.an)[0]
    finish_work(mine, date(2026, 8, 20), by=world.dung)
    with pytest.raises(NotAllowed):
        verify_work(mine, date(2026, 8, 21), by=world.dung)
    assert list(visible_to(world.dung, TODAY)) == [mine]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.IN_CHARGE, Role.SUPERIOR, "neighbour"])
def test_who_gives_no_work_there_is_refused(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        give_work([giving(world)], by=world.users[role])


def test_work_is_seen_where_it_was_given_and_where_it_is_to_be_done(world: World) -> None:
    above = giving(world, giver=world.commune, person=None, unit=world.tren)
    given = give_work([above], by=world.binh)[0]
    seen = {
        name: given in visible_to(user, TODAY)
        for name, user in (
            ("commune", world.an),
            ("cell", world.chung),
            ("neighbour", world.khanh),
            ("totals only", world.giang),
        )
    }
    assert seen == {"commune": True, "cell": True, "neighbour": False, "totals only": False}


def test_what_fell_due_is_the_base_of_what_was_done_in_time(world: World) -> None:
    works = give_work([giving(world, what=f"Việc {n}") for n in range(4)], by=world.chung)
    finish_work(works[0], DUE, by=world.chung)
    finish_work(works[1], date(2026, 9, 1), by=world.chung)
    take_back_work(works[2], "Thôi", date(2026, 8, 1), by=world.chung)
    scope = Scope(branch(world.commune, TODAY), TODAY, Period.parse("2026-Q3"))
    found = read(figure("work_done_in_time"), scope)
    assert (found.value, found.base) == (1, 3)


def test_what_is_due_is_said_to_whom_it_was_given(world: World, work: Assignment) -> None:
    lines = due(world.chung, branch(world.tren, DUE), DUE)
    assert [(line.kind, line.about, line.due_on) for line in lines] == [
        ("work_due", world.people["an"].full_name, DUE)
    ]
    finish_work(work, DUE, by=world.chung)
    after = due(world.chung, branch(world.tren, DUE), DUE)
    assert [(line.kind, line.due_on) for line in after] == [("work_to_verify", date(2026, 9, 7))]


def test_work_is_given_and_finished_on_screen(world: World, client: Client) -> None:
    client.force_login(world.chung)
    form = {
        "what": "Thăm hộ nghèo",
        "to": f"m-{world.people['an'].pk}",
        "given_on": "06/07/2026",
        "due_on": "31/08/2026",
        "origin": "",
        "helpers": "",
    }
    answer = client.post(f"/dv/{world.tren.pk}/viec-giao/moi", form, follow=True)
    work = Assignment.objects.get()
    assert answer.redirect_chain == [(work.get_absolute_url(), 302)]
    client.post(
        f"{work.get_absolute_url()}/xong", {"on": "20/08/2026", "text": "", "evidence": "Ảnh"}
    )
    page = client.get(f"/dv/{world.tren.pk}/viec-giao?tinh-trang=cho-xac-nhan").content.decode()
    assert ("Thăm hộ nghèo" in page, "chờ xác nhận" in page) == (True, True)


def test_what_is_refused_on_screen_keeps_what_was_typed(world: World, client: Client) -> None:
    client.force_login(world.chung)
    form = {"what": "Thăm hộ nghèo", "to": "", "given_on": "06/07/2026", "due_on": "05/07/2026"}
    page = client.post(f"/dv/{world.tren.pk}/viec-giao/moi", form).content.decode()
    assert "Chọn đồng chí hoặc chi bộ nhận việc." in page
    form["to"] = f"m-{world.people['an'].pk}"
    page = client.post(f"/dv/{world.tren.pk}/viec-giao/moi", form).content.decode()
    assert ("Hạn phải từ ngày giao việc trở đi." in page, "Thăm hộ nghèo" in page) == (True, True)
