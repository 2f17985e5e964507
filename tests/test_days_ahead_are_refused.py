"""The books say what is: whatever begins on a day to come is refused with a sentence, whichever way it is said."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from chibo.base.rules import Refusal
from chibo.documents.actions import NewPaper, register_paper
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.actions.leaves import begin_temporary_stay, exempt_member, suspend_member
from chibo.members.actions.moving import Moving, end_membership, move_members, transfer_member
from chibo.members.actions.posts import Holding, begin_post, enter_posts
from chibo.members.actions.units import end_unit, move_unit
from chibo.members.models import Exemption, Movement, Person
from chibo.members.tests.seeing import signed_in_as, text_of
from chibo.organisations.actions.changing import change_organisation_kind, rename_organisation
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from tests.world import World

pytestmark = pytest.mark.django_db


def _enter(world: World, on: date) -> Any:
    person = fill(Person(), {"full_name": "Lò Thị Mai"})
    one = Entering(person, world.tren.pk, on, "official")
    return enter_members("registered", [one], by=world.an)


def _paper(world: World, on: date) -> Any:
    new = NewPaper("9", "NQ/ĐU", "resolution", "Đảng ủy xã Mường Mẫu", on, "Về công tác đảng viên")
    return register_paper(new, world.commune, by=world.an)


def _found(world: World, on: date) -> Any:
    new = NewOrganisation("Chi bộ bản Mới", "subordinate_cell")
    return found_organisation(new, world.commune, on, by=world.admin)


def _hold(world: World, on: date) -> Any:
    held = Holding(world.people["an"], "cell_secretary", world.duoi, on)
    return enter_posts([held], by=world.an)


WAYS: dict[str, Callable[[World, date], Any]] = {
    "enter": _enter,
    "move": lambda w, on: transfer_member(w.people["lan"], w.tren, on, by=w.an),
    "die": lambda w, on: end_membership(w.people["lan"], "died", on, by=w.an),
    "official": lambda w, on: move_members([Moving(w.people["en"], "recognised", on)], by=w.an),
    "exempt": lambda w, on: exempt_member(w.people["an"], "old_weak", on, by=w.an),
    "suspend": lambda w, on: suspend_member(w.people["an"], "đang xét", on, by=w.an),
    "stay": lambda w, on: begin_temporary_stay(w.people["an"], on, by=w.an, cell=w.duoi),
    "post": lambda w, on: begin_post(w.people["an"], "cell_secretary", w.duoi, on, by=w.an),
    "posts": _hold,
    "paper": _paper,
    "found": _found,
    "hang": lambda w, on: move_unit(w.duoi, w.neighbour, on, by=w.admin),
    "rename": lambda w, on: rename_organisation(w.duoi, "Chi bộ bản Khác", on, by=w.admin),
    "rekind": lambda w, on: change_organisation_kind(
        w.duoi, "subordinate_cell", on, by=w.admin, base_type="school"
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_tomorrow_is_refused_and_today_is_not(world: World, way: str) -> None:
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    with pytest.raises(Refusal, match=f"Ngày {tomorrow:%d/%m/%Y} chưa tới; .* khi .*đã"):
        WAYS[way](world, tomorrow)
    assert WAYS[way](world, today)


def test_an_organisation_does_not_end_ahead(world: World) -> None:
    ahead = timezone.localdate() + timedelta(days=1)
    cell = _found(world, date(2026, 1, 1))
    with pytest.raises(Refusal, match="chưa tới; ghi thay đổi tổ chức khi đã có hiệu lực"):
        end_unit(cell, ahead, by=world.admin)


def test_an_end_may_lie_ahead(world: World) -> None:
    until = timezone.localdate() + timedelta(days=90)
    today, an = timezone.localdate(), world.people["an"]
    exempt_member(an, "old_weak", today, by=world.an, until=until)
    assert Exemption.objects.get(person=an).until == until


def test_the_form_says_so(world: World) -> None:
    lan = world.people["lan"]
    url = reverse("members:move", args=[lan.pk, "tu-tran"])
    answer = signed_in_as(world.an).post(url, {"on": "01/01/2099"})
    sentence = "Ngày 01/01/2099 chưa tới; ghi biến động khi đã có hiệu lực."
    assert sentence in text_of(answer)
    assert not Movement.objects.filter(person=lan, kind="died").exists()


def test_the_head_of_a_form_says_since_when(world: World) -> None:
    """Not the day the tree moved above the cell."""
    client = signed_in_as(world.an)
    heads = {
        who: text_of(client.get(reverse("members:move", args=[world.people[who].pk, "tu-tran"])))
        for who in ("an", "en", "lan")
    }
    assert "Chính thức từ 03/02/2009, sinh hoạt tại chi bộ từ 01/01/2016" in heads["an"]
    assert "Chính thức, sinh hoạt tại chi bộ từ 15/08/2019" in heads["lan"]
    assert "Dự bị, sinh hoạt tại chi bộ từ 26/03/2026" in heads["en"]


def test_a_person_is_found_in_the_cell_of_today(world: World) -> None:
    """A row that begins later, as books of before may hold, is not where they stand."""
    lan = world.people["lan"]
    moved = transfer_member(lan, world.tren, date(2026, 2, 1), by=world.an)
    ahead = timezone.localdate() + timedelta(days=40)
    Movement.objects.filter(pk=moved.pk).update(happened_on=ahead)
    lan.memberships.filter(opened_by=moved).update(started_on=ahead)
    lan.memberships.filter(closed_by=moved).update(ended_on=ahead)
    said = text_of(signed_in_as(world.an).get("/tim", {"q": "Đinh Thị Lan"}))
    assert "Trường Tiểu học" in said
    assert "Bản trên" not in said and "Bản Trên" not in said
