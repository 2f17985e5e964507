"""An office written wrongly is corrected or taken back; the journal keeps what it was and why."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.posts import Holding, begin_post, end_post
from chibo.members.actions.posts_put_right import correct_post, withdraw_post
from chibo.members.models import Post
from chibo.organisations.queries.tree import branch
from tests.world import World

BEGAN, ENDED = date(2020, 6, 1), date(2025, 6, 1)


@pytest.fixture
def post(world: World) -> Post:
    """An is written as secretary of bản Dưới, where she never was."""
    return begin_post(world.people["an"], "cell_secretary", world.duoi, BEGAN, by=world.an)


def told(world: World, **more: Any) -> Holding:
    return Holding(world.people["an"], "cell_deputy_secretary", world.tren, BEGAN, **more)


def test_which_where_and_since_when_are_put_right(world: World, post: Post) -> None:
    right = told(world, term="2020-2025", gained="elected", until=ENDED, end_reason="Hết nhiệm kỳ")
    correct_post(post, right, "Ghi nhầm chi bộ", by=world.an)

    post.refresh_from_db()
    assert (post.position, post.organisation, post.term, post.gained) == (
        "cell_deputy_secretary",
        world.tren,
        "2020-2025",
        "elected",
    )
    assert (post.started_on, post.ended_on, post.end_reason) == (BEGAN, ENDED, "Hết nhiệm kỳ")
    entry = Entry.objects.get(verb="post.corrected")
    assert entry.reason == "Ghi nhầm chi bộ"
    assert (entry.before["position"], entry.after["position"]) == (
        "cell_secretary",
        "cell_deputy_secretary",
    )


def test_an_office_ended_by_mistake_is_held_again(world: World, post: Post) -> None:
    end_post(post, ENDED, "Thôi giữ", by=world.an)
    correct_post(post, told(world), "Ghi thôi nhầm người", by=world.an)
    post.refresh_from_db()
    assert (post.ended_on, post.end_reason) == (None, "")


@pytest.mark.parametrize(
    ("more", "reason", "sentence"),
    [
        ({}, " ", "Ghi lý do sửa"),
        ({"until": date(2090, 1, 1)}, "Nhầm", "khi đã có hiệu lực"),
    ],
)
def test_what_is_refused(
    world: World, post: Post, more: dict[str, object], reason: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        correct_post(post, told(world, **more), reason, by=world.an)
    with pytest.raises(NotAllowed):
        correct_post(post, told(world), "Nhầm", by=world.khanh)


def test_an_office_that_was_never_held_is_taken_back(world: World, post: Post) -> None:
    with pytest.raises(Refusal, match="Ghi lý do"):
        withdraw_post(post, "", by=world.an)
    with pytest.raises(NotAllowed):
        withdraw_post(post, "Ghi nhầm", by=world.khanh)
    key = post.pk
    withdraw_post(post, "Ghi nhầm người", by=world.an)
    assert not Post.objects.filter(pk=key).exists()
    entry = Entry.objects.get(verb="post.withdrawn")
    assert (entry.key, entry.reason, entry.path) == (
        str(key),
        "Ghi nhầm người",
        branch(world.duoi, BEGAN).path,
    )


def test_on_the_screen(world: World, post: Post) -> None:
    client = Client()
    client.force_login(world.an)
    file = world.people["an"].get_absolute_url()
    page = client.get(file).content.decode()
    assert "Bản Dưới" in page and "Bỏ ghi nhầm" in page

    url = f"{file}/chuc-vu/{post.pk}"
    shown = client.get(f"{url}/sua").content.decode()
    assert 'value="01/06/2020"' in shown
    right = {
        "position": "village_head",
        "organisation": str(world.commune.pk),
        "place": str(world.villages["Bản Trên"].pk),
        "on": "02/06/2020",
    }
    refused = client.post(f"{url}/sua", right).content.decode()
    assert "Ghi lý do sửa, ví dụ: ghi nhầm ngày." in refused
    assert client.post(f"{url}/sua", right | {"why": "Ghi nhầm"}).status_code == 302
    post.refresh_from_db()
    assert (post.position, post.place, post.started_on) == (
        "village_head",
        world.villages["Bản Trên"],
        date(2020, 6, 2),
    )

    assert client.post(f"{url}/bo", {"reason": "Ghi nhầm người"}).status_code == 302
    assert "Trưởng bản" not in client.get(file).content.decode()


def test_who_keeps_no_records_there_finds_no_way(world: World, post: Post) -> None:
    client = Client()
    client.force_login(world.khanh)
    url = f"{world.people['an'].get_absolute_url()}/chuc-vu/{post.pk}"
    assert [client.get(f"{url}/{way}").status_code for way in ("sua", "bo", "thoi")] == [404] * 3

    client.force_login(world.dung)
    own = world.people["dung"].get_absolute_url()
    assert "Bỏ ghi nhầm" not in client.get(own).content.decode()
