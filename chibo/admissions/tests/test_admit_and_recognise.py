"""Admission and recognition: two day-zeros, and the twelve months between them."""

from datetime import date

import pytest

from chibo.admissions.actions import Admitting, admit_members, recognise_member
from chibo.base.figures import Scope, figure
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.members.actions.entering import Entering
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.organisations.queries.tree import branch
from tests.world import World

pytestmark = pytest.mark.django_db
DECISION, CEREMONY = date(2017, 6, 28), date(2017, 7, 12)


def admit(world: World) -> Person:
    person = fill(Person(), {"full_name": "Lò Thị Hà", "sex": "female"})
    entering = Entering(person, world.school.pk, CEREMONY, "probationary")
    admit_members([Admitting(entering, DECISION)], by=world.an)
    return person


def counted(world: World, name: str, first: date, last: date) -> int:
    scope = Scope(branch(world.commune, last), last, Period(first, last))
    return figure(name).rows(scope).filter(person__full_name="Lò Thị Hà").count()


def test_party_age_counts_from_the_decision_and_membership_from_the_ceremony(world: World) -> None:
    person = admit(world)
    assert person.joined_on == DECISION
    assert person.memberships.earliest("started_on").started_on == CEREMONY
    assert counted(world, "admitted", DECISION, date(2017, 7, 11)) == 0
    assert counted(world, "admitted", CEREMONY, CEREMONY) == 1


def test_probation_ends_twelve_months_after_the_ceremony(world: World) -> None:
    person = admit(world)
    with pytest.raises(Refusal) as refused:
        recognise_member(person, date(2018, 7, 11), date(2018, 7, 11), by=world.an)
    assert "kết nạp ngày 12/07/2017, hết 12 tháng dự bị ngày 12/07/2018" in refused.value.sentence
    assert "Điều lệ Đảng" in refused.value.sentence


def test_a_late_decision_takes_effect_the_day_the_months_end(world: World) -> None:
    person = admit(world)
    recognise_member(person, date(2018, 7, 12), date(2018, 8, 20), by=world.an)
    assert person.official_on == date(2018, 7, 12)
    assert counted(world, "recognised", date(2018, 7, 1), date(2018, 7, 31)) == 1
    assert counted(world, "recognised", date(2018, 8, 1), date(2018, 8, 31)) == 0


def test_the_ceremony_does_not_come_before_the_decision(world: World) -> None:
    person = fill(Person(), {"full_name": "Lò Thị Hà"})
    entering = Entering(person, world.school.pk, CEREMONY, "probationary")
    with pytest.raises(Refusal, match="từ ngày có quyết định 01/08/2017 trở đi"):
        admit_members([Admitting(entering, date(2017, 8, 1))], by=world.an)
