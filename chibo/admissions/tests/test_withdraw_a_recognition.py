"""A recognition entered by mistake is taken back with its decision; the file's day official is blank again."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chibo.accounts.models import User
from chibo.admissions.actions import withdraw_recognition
from chibo.admissions.models import Recognition
from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.moving import transfer_member
from chibo.members.models import Membership, Movement, Person
from tests.world import World

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def recognition(world: World) -> Recognition:
    return Recognition.objects.get(person=world.people["dung"])


def test_the_member_is_probationary_again_through_every_move_of_the_tree(world: World) -> None:
    withdraw_recognition(recognition(world), "nhập nhầm", by=world.an)
    dung = Person.objects.get(pk=world.people["dung"].pk)
    rows = Membership.objects.filter(person=dung).order_by("started_on")
    assert list(rows.values_list("status", "started_on", "ended_on", "closed_by__kind")) == [
        ("probationary", date(2017, 7, 12), date(2025, 7, 1), "reorganised"),
        ("probationary", date(2025, 7, 1), None, None),
    ]
    assert (dung.official_on, dung.official_known_to) == (None, "")
    assert not Movement.objects.filter(person=dung, kind="recognised").exists()
    said = Entry.objects.order_by("pk").filter(reason="nhập nhầm")
    assert list(said.values_list("verb", flat=True)) == [
        "recognition.withdrawn",
        "member.movement_withdrawn",
    ]


def test_not_after_the_member_has_moved_on(world: World) -> None:
    transfer_member(world.people["dung"], world.tren, date(2026, 2, 1), by=world.an)
    with pytest.raises(Refusal, match="Chỉ hủy được biến động cuối cùng"):
        withdraw_recognition(recognition(world), "nhập nhầm", by=world.an)
    assert recognition(world)


def test_a_cell_secretary_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        withdraw_recognition(recognition(world), "nhập nhầm", by=world.chung)


def test_the_office_does_it_from_the_timeline(world: World) -> None:
    dung, client = world.people["dung"], signed_in(world.an)
    url = reverse("admissions:withdraw_recognition", args=[dung.pk])
    assert url in client.get(reverse("members:life", args=[dung.pk])).content.decode()
    assert "trở lại là đảng viên dự bị của Chi bộ bản Dưới từ 12/07/2018" in (
        client.get(url).content.decode()
    )
    assert client.post(url, {"reason": "nhập nhầm người"}).status_code == 302
    assert client.get(url).status_code == 404
