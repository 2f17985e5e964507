"""Two people have one file open: what each typed elsewhere stays; what both typed is shown to the second."""

import pytest
from django.test import Client

from chibo.members.actions.files import correct_file
from chibo.members.models import Person
from tests.world import World


@pytest.fixture
def client(world: World) -> Client:
    made = Client()
    made.force_login(world.an)
    return made


def opened(client: Client, address: str) -> dict[str, str]:
    """What the page's form would send as it stands."""
    form = client.get(address).context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def test_what_was_saved_since_stays_where_nothing_was_typed(world: World, client: Client) -> None:
    person = world.people["an"]
    address = f"/dang-vien/{person.pk}/sua/nhan-than"
    page = opened(client, address)
    correct_file(person, {"aliases": "Tám"}, by=world.an)
    answer = client.post(address, page | {"birth_name": "Lò Thị Ẩn"})

    assert answer.status_code == 302
    kept = Person.objects.get(pk=person.pk)
    assert (kept.aliases, kept.birth_name) == ("Tám", "Lò Thị Ẩn")


def test_the_same_field_typed_twice_is_shown(world: World, client: Client) -> None:
    person = world.people["an"]
    address = f"/dang-vien/{person.pk}/sua/nhan-than"
    page = opened(client, address)
    correct_file(person, {"aliases": "Tám"}, by=world.an)
    answer = client.post(address, page | {"aliases": "Bảy"})

    assert "người khác đã ghi: “Tám”" in answer.content.decode()
    assert Person.objects.get(pk=person.pk).aliases == "Tám"
