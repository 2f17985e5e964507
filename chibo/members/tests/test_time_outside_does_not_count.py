"""Who was outside the Party for a time: what badges leave out of Party age."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.members.models import Movement, Person
from chibo.members.queries.interruptions import interruptions
from chibo.members.tests.seeing import signed_in_as, text_of
from tests.world import World

pytestmark = pytest.mark.django_db

LEFT, BACK = date(2021, 3, 1), date(2022, 9, 15)


def go(world: World, person: Person, kind: str, on: date = LEFT) -> None:
    end_membership(person, kind, on, by=world.an, reason="theo quyết định")


def come(world: World, person: Person, kind: str, on: date = BACK, **more: object) -> None:
    one = Entering(person, world.school.pk, on, "official", **more)
    enter_members(kind, [one], by=world.an)


@pytest.mark.parametrize("kind", ["removed", "left", "expelled", "admission_cancelled"])
def test_time_outside_the_party_is_a_stretch(world: World, kind: str) -> None:
    lan = world.people["lan"]
    go(world, lan, kind)
    come(world, lan, "restored")
    assert interruptions([lan.pk]) == {lan.pk: [(LEFT, BACK)]}


def test_a_restoration_that_annuls_the_departure_leaves_none(world: World) -> None:
    lan = world.people["lan"]
    go(world, lan, "expelled")
    come(world, lan, "restored", uninterrupted=True)
    assert interruptions([lan.pk]) == {}


def test_who_moved_away_stayed_a_member(world: World) -> None:
    lan = world.people["lan"]
    go(world, lan, "moved_out")
    come(world, lan, "moved_in", outside_unit="Đảng bộ xã Xa", outside_scope="other_province")
    assert interruptions([lan.pk]) == {}


def test_who_has_not_come_back_has_no_stretch_yet(world: World) -> None:
    lan = world.people["lan"]
    go(world, lan, "removed")
    assert interruptions([lan.pk]) == {}


def test_each_time_outside_is_told_and_what_follows_is_not(world: World) -> None:
    lan, chung = world.people["lan"], world.people["chung"]
    go(world, lan, "left")
    come(world, lan, "restored")
    transfer_member(lan, world.tren, date(2023, 1, 5), by=world.an)
    go(world, lan, "removed", date(2024, 2, 1))
    come(world, lan, "restored", date(2024, 8, 1))
    told = [(LEFT, BACK), (date(2024, 2, 1), date(2024, 8, 1))]
    assert interruptions([lan.pk, chung.pk]) == {lan.pk: told}


def test_only_a_restoration_bridges_a_gap(world: World) -> None:
    arrival = Movement.objects.filter(person=world.people["lan"]).earliest("happened_on")
    arrival.uninterrupted = True
    with pytest.raises(ValidationError) as refused:
        arrival.validate_constraints()
    assert refused.value.messages == [
        "Chỉ quyết định phục hồi đảng tịch mới coi tuổi Đảng như không gián đoạn."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        arrival.save()


def test_the_office_says_so_on_the_form_and_reads_it_in_the_timeline(world: World) -> None:
    lan = world.people["lan"]
    go(world, lan, "removed")
    told = {
        "cell": world.school.pk, "on": "15/09/2022", "status": "official", "uninterrupted": "on",
    }  # fmt: skip
    office = signed_in_as(world.an)
    answer = office.post(reverse("members:return", args=[lan.pk, "phuc-hoi"]), told)
    assert answer.status_code == 302
    assert Movement.objects.get(person=lan, kind="restored").uninterrupted
    life = text_of(office.get(reverse("members:life", args=[lan.pk])))
    assert "tuổi Đảng coi như không gián đoạn" in life
