"""A server reads all templates before its first page; pages say the same afterwards."""

import gc
import re
from typing import Any

import pytest
from django.template import Engine, Node
from django.template.base import FilterExpression, NodeList
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
    nodes = _alive(Node)
    assert nodes
    assert [one for one in nodes if one.token or getattr(one, "active_library", None)] == []
    assert [one for one in _alive(NodeList) if vars(one)] == []
    assert [one for one in _alive(FilterExpression) if one.filters == []] == []
    assert gc.isenabled()


def test_the_text_of_a_template_is_let_go_and_it_is_not_read_again() -> None:
    read_all()
    engine = Engine.get_default()
    template = engine.get_template("base.html")
    assert template.source == ""
    assert engine.get_template("base.html") is template


def _alive(kind: type) -> list[Any]:
    return [one for one in gc.get_objects() if issubclass(type(one), kind)]


def _told(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\b\w{64}\b", "", answer.content.decode())  # but for what guards its forms
