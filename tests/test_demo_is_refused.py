import pytest

from chibo.base.rules import Refusal
from chibo.cli.demo.load import load
from chibo.members.models import Person
from tests.world import World


def test_an_installation_in_real_use_takes_no_demo_data(world: World) -> None:
    world.admin.refresh_from_db()
    people = Person.objects.count()
    with pytest.raises(Refusal, match="không nạp dữ liệu mẫu"):
        load()
    assert Person.objects.count() == people
