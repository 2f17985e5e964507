"""Probation on “Việc cần làm”: 60 days before its end, then the review, then too late."""

from datetime import date

import pytest

from chibo.accounts.models import User
from chibo.admissions import due as due_room
from chibo.admissions.actions import Admitting, admit_members
from chibo.base.due import Due
from chibo.members.actions.entering import Entering
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)


@pytest.fixture
def ha(world: World) -> Person:
    """Decision 28/06/2017, ceremony 12/07/2017, never recognised."""
    person = fill(Person(), {"full_name": "Lò Thị Hà"})
    entering = Entering(person, world.school.pk, date(2017, 7, 12), "probationary")
    admit_members([Admitting(entering, date(2017, 6, 28))], by=world.an)
    return person


_OF_NEW_MEMBERS = {"new_member_file", "new_member_class"}


def about(person: Person, world: World, on: date, user: User | None = None) -> list[Due]:
    found = due(user or world.an, branch(world.commune, on), on)
    return [
        one for one in found if one.about == person.full_name and one.kind not in _OF_NEW_MEMBERS
    ]


@pytest.mark.parametrize(
    ("on", "kind", "deadline"),
    [
        (date(2018, 5, 12), None, None),
        (date(2018, 5, 13), "probation_ending", date(2018, 7, 12)),
        (date(2018, 7, 11), "probation_ending", date(2018, 7, 12)),
        (date(2018, 7, 12), "recognition_due", date(2018, 8, 23)),
        (date(2018, 8, 23), "recognition_due", date(2018, 8, 23)),
        (date(2018, 8, 24), "recognition_overdue", date(2018, 8, 23)),
    ],
)
def test_the_steps_of_a_probation(
    world: World, ha: Person, on: date, kind: str | None, deadline: date | None
) -> None:
    found = [(one.kind, one.deadline) for one in about(ha, world, on)]

    assert found == ([(kind, deadline)] if kind else [])


def test_the_line_names_owner_rule_and_step(world: World, ha: Person) -> None:
    (line,) = about(ha, world, date(2018, 7, 20))

    assert (line.owner, line.url, line.due_on, line.last_on) == (
        "Trường Tiểu học",
        f"/dang-vien/{ha.pk}/cong-nhan",
        date(2018, 7, 12),
        date(2018, 8, 23),
    )
    assert line.owner_path == branch(world.school, date(2018, 7, 20)).path


def test_who_is_recognised_is_due_no_more(world: World) -> None:
    day = date(2018, 7, 20)

    assert about(world.people["dung"], world, day) == []
    assert [one.kind for one in about(world.people["dung"], world, date(2018, 7, 1))] == [
        "probation_ending"
    ]


def test_nothing_by_name_for_who_sees_totals_or_another_branch(world: World, ha: Person) -> None:
    day = date(2018, 7, 20)

    for user in (world.giang, world.khanh, world.dung):
        assert about(ha, world, day, user) == []


def test_a_step_is_offered_to_who_may_take_it(world: World, ha: Person) -> None:
    day = date(2018, 7, 20)
    (office,), (secretary,) = about(ha, world, day), about(ha, world, day, world.binh)

    assert (office.button, office.url) == ("Công nhận", f"/dang-vien/{ha.pk}/cong-nhan")
    assert (secretary.button, secretary.url) == ("Xem hồ sơ", f"/dang-vien/{ha.pk}")
