"""Who dies or leaves the books no longer holds office; a departure taken back gives it back."""

from datetime import date

import pytest

from chibo.audit.models import Entry
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.moving import end_membership
from chibo.members.actions.posts import begin_post, end_post
from chibo.members.actions.withdrawing import withdraw_movement
from chibo.members.models import Person, Post
from chibo.members.queries.file import last_movement
from tests.world import World

BEGAN, DAY = date(2020, 6, 1), date(2026, 3, 2)


@pytest.fixture
def lan(world: World) -> Person:
    """A secretary of her cell who also heads a village and once sat in the commune's committee."""
    lan = world.people["lan"]
    begin_post(lan, "cell_secretary", world.school, BEGAN, by=world.an)
    place = world.villages["Bản Trên"]
    begin_post(lan, "village_head", world.commune, BEGAN, by=world.an, place=place)
    sat = begin_post(lan, "committee_member", world.commune, BEGAN, by=world.an)
    end_post(sat, DAY, "Hết nhiệm kỳ", by=world.an)
    return lan


def held(person: Person) -> dict[str, tuple[date | None, str]]:
    return {post.position: (post.ended_on, post.end_reason) for post in person.posts.all()}


def leave(world: World, person: Person, kind: str) -> None:
    where = {"outside_unit": "Đảng bộ xã Bạn", "outside_scope": "same_province"}
    known = where if kind == "moved_out" else {}
    end_membership(person, kind, DAY, by=world.an, reason="Theo quyết định", **known)


def test_who_died_holds_nothing(world: World, lan: Person) -> None:
    leave(world, lan, "died")

    assert held(lan) == {
        "cell_secretary": (DAY, "Qua đời"),
        "village_head": (DAY, "Qua đời"),
        "committee_member": (DAY, "Hết nhiệm kỳ"),
    }
    said = Entry.objects.filter(verb="post.ended", key__in=[str(one.pk) for one in lan.posts.all()])
    assert said.count() == 3


@pytest.mark.parametrize("kind", ["left", "removed", "expelled", "moved_out"])
def test_who_left_holds_no_office_of_the_party(world: World, lan: Person, kind: str) -> None:
    leave(world, lan, kind)

    assert held(lan) == {
        "cell_secretary": (DAY, "Không còn sinh hoạt tại đảng bộ"),
        "village_head": (None, ""),
        "committee_member": (DAY, "Hết nhiệm kỳ"),
    }


@pytest.mark.parametrize("kind", ["died", "moved_out"])
def test_taken_back_the_offices_are_held_again(world: World, lan: Person, kind: str) -> None:
    before = held(lan)
    leave(world, lan, kind)
    movement = last_movement(lan)
    assert movement
    withdraw_movement(movement, "Ghi nhầm người", by=world.an)

    assert held(lan) == before
    again = Entry.objects.filter(verb="post.reopened")
    assert {entry.reason for entry in again} == {"Ghi nhầm người"}
    assert again.count() == (2 if kind == "died" else 1)


def test_who_comes_back_is_elected_anew(world: World, lan: Person) -> None:
    leave(world, lan, "moved_out")
    back = Entering(lan, world.school.pk, date(2026, 5, 4), "official")
    enter_members("moved_in", [back], by=world.an)

    assert Post.objects.open().filter(person=lan).get().position == "village_head"
