from typing import Any

import pytest
from django.test import Client

from chibo.meetings.tests.evening import fill_cell
from tests.world import World


@pytest.fixture
def phone(world: World, client: Client, settings: Any) -> Client:
    settings.OFFLINE_RECORDING = True
    fill_cell(world)
    client.force_login(world.chung)
    return client
