"""A server reads all templates before its first page; pages say the same afterwards."""

import gc
import re

import pytest
from django.template import Node
from django.test import Client

from chibo.base.reading_templates import read_all
from tests.world import World

pytestmark = pytest.mark.django_db


def test_pages_say_the_same_afterwards(world: World) -> None:
    client = Client()
    client.force_login(world.an)
    addresses = ["/viec", f"/dv/{world.commune.pk}", f"/dv/{world.commune.pk}/dang-vien"]
    before = [_told(client, address) for address in addresses]
    read_all()
    assert [_told(client, address) for address in addresses] == before


def test_what_was_needed_only_to_read_them_is_let_go() -> None:
    read_all()
    nodes = [one for one in gc.get_objects() if issubclass(type(one), Node)]
    assert nodes
    assert [one for one in nodes if one.token or getattr(one, "active_library", None)] == []


def _told(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\b\w{64}\b", "", answer.content.decode())  # but for what guards its forms
