"""Two people have the same page open: whoever comes second decides on what the first has done."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from chibo.accounts.models import User
from chibo.assignments.actions.following import finish_work, take_back_work, verify_work
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.models import Assignment, Step, WorkStep
from chibo.audit.models import Entry
from chibo.base.rules import Refusal
from chibo.meetings.actions.content import add_item, drop_item, record_item
from chibo.members.actions.files import correct_file
from chibo.members.models import Person
from chibo.organisations.actions.duties import end_duty
from chibo.organisations.models import Duty
from tests.habits.sides import ours
from tests.world import World


@pytest.fixture
def work(world: World) -> Assignment:
    today = timezone.localdate()
    given = Giving(world.tren, "Lập danh sách", today, today, person=world.people["an"])
    (made,) = give_work([given], by=world.chung)
    finish_work(made, today, by=world.chung)
    return made


def test_work_taken_back_is_not_verified_from_a_page_opened_before(
    world: World, work: Assignment
) -> None:
    today, mine, yours = timezone.localdate(), copy(work), copy(work)
    verify_work(mine, today, by=world.chung)
    with pytest.raises(Refusal):
        take_back_work(yours, "Không cần nữa", today, by=world.chung)

    kept = Assignment.objects.get(pk=work.pk)
    assert (kept.verified_on, kept.cancelled_on) == (today, None)


def test_corrections_of_different_parts_of_a_file_both_stay(world: World) -> None:
    mine, yours = (Person.objects.get(pk=world.people["an"].pk) for _both in "12")
    correct_file(mine, {"phone": "0900 000 001"}, by=world.an)
    correct_file(yours, {"note": "Có con nhỏ"}, by=world.an)

    kept = Person.objects.get(pk=mine.pk)
    assert (kept.phone, kept.note) == ("0900 000 001", "Có con nhỏ")
    last = Entry.objects.filter(kind="members.person", key=str(mine.pk)).latest("pk")
    assert last.before is not None and last.before["phone"] == "0900 000 001"


def test_a_record_somebody_deleted_meanwhile_is_told(world: World) -> None:
    item = add_item(ours(world).meeting, uuid.uuid4(), "Việc bản", by=world.chung)
    mine, yours = copy(item), copy(item)
    drop_item(mine, by=world.chung)
    with pytest.raises(Refusal, match="vừa được người khác xóa"):
        record_item(yours, title="Việc khác", opinions="", conclusion="Nhất trí", by=world.chung)


def test_a_duty_ended_twice_keeps_what_the_first_said(world: World) -> None:
    duty = Duty.objects.get(user=world.chung)
    mine, yours = copy(duty), copy(duty)
    end_duty(mine, date(2026, 11, 1), by=world.admin)
    end_duty(yours, date(2026, 11, 2), by=world.admin)

    told = Entry.objects.filter(verb="duty.ended").latest("pk")
    assert told.before is not None and told.before["ended_on"] == "2026-11-01"


AT_ONCE = 6


def verify_at_once(work: int, user: int, together: Barrier) -> bool:
    """Everybody has read the work before anybody verifies it."""
    mine, by = Assignment.objects.get(pk=work), User.objects.get(pk=user)
    together.wait()
    try:
        verify_work(mine, timezone.localdate(), by=by)
    except Refusal:
        return False
    finally:
        connection.close()
    return True


def test_of_those_who_verify_at_once_one_does(open_world: World) -> None:
    today, together = timezone.localdate(), Barrier(AT_ONCE)
    given = Giving(open_world.tren, "Lập danh sách", today, today, person=open_world.people["an"])
    (work,) = give_work([given], by=open_world.chung)
    finish_work(work, today, by=open_world.chung)
    keeper = open_world.chung.pk
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(verify_at_once, work.pk, keeper, together) for _n in range(AT_ONCE)]
        done = [one.result() for one in asked]

    assert sorted(done) == [False] * (AT_ONCE - 1) + [True]
    assert WorkStep.objects.filter(assignment=work, kind=Step.VERIFIED).count() == 1
    assert Entry.objects.filter(verb="work.verified").count() == 1
