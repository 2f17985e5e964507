import re

from django.apps import apps

from chibo.base.environment import DECLARED
from chibo.cli.frame import Chibo
from tests.habits.source import HOUSE, ROOT

NO_APP = {"__pycache__"}


def test_every_app_is_on_the_map() -> None:
    text = (ROOT / "docs" / "map.md").read_text()
    rooms = [
        path.name for path in sorted(HOUSE.iterdir()) if path.is_dir() and path.name not in NO_APP
    ]

    assert [name for name in rooms if f"`{name}`" not in text] == []


def test_every_setting_is_explained() -> None:
    text = (ROOT / "docs" / "operate" / "settings.md").read_text()

    assert set(re.findall(r"CHIBO_[A-Z_]+", text)) == DECLARED


def test_every_command_is_explained() -> None:
    text = (ROOT / "docs" / "operate" / "settings.md").read_text()
    commands = Chibo(name="chibo").list_commands(None)

    assert [name for name in commands if f"`chibo {name}" not in text] == []


def test_every_app_is_installed() -> None:
    installed = {config.name for config in apps.get_app_configs()}
    present = {f"chibo.{path.parent.name}" for path in HOUSE.glob("*/apps.py")}

    assert present - installed == set()
