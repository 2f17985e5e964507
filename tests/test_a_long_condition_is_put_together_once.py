"""A condition kept as SQL answers as the same condition put together anew, wherever it stands."""

import pytest
from django.db.models import Exists, OuterRef, Q

from chibo.base.compiled import AnyOf, any_of, the_row
from chibo.members.models import Membership, Movement, Person
from tests.world import World

pytestmark = pytest.mark.django_db


def moved() -> Q:
    rows = Movement.objects.filter(person=the_row(), kind="moved_within")
    return Q(AnyOf("person", *any_of(rows)))


def told_anew() -> Q:
    return Q(Exists(Movement.objects.filter(person=OuterRef("person"), kind="moved_within")))


def test_it_stands_in_a_filter_and_its_opposite(world: World) -> None:
    everybody = Membership.objects.all()
    found = everybody.filter(moved())
    assert set(found) == set(everybody.filter(told_anew())) != set()
    assert set(everybody.filter(~moved())) == set(everybody) - set(found)


def test_within_another_question_it_asks_about_that_one_s_row(world: World) -> None:
    stays = Membership.objects.filter(person=OuterRef("pk"))
    people = Person.objects.filter(Exists(stays.filter(moved())))
    assert set(people) == set(Person.objects.filter(Exists(stays.filter(told_anew())))) != set()
