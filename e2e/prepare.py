"""Run as a process of its own with the server's settings: tables, the world, passwords, one JSON line."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

PASSWORD = "nương ngô xanh 2026"


def main() -> None:
    import django

    django.setup()
    from chibo.cli.tables import is_empty, make_all_at_once

    _begin_with_the_kept_tables()
    if is_empty():
        make_all_at_once()
    from tests.world import build_world

    world = build_world()
    for user in world.users.values():
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    from django.test import override_settings

    with override_settings(PUBLIC_API=True):  # one of the records is the token of a program
        sys.stdout.write(json.dumps(told(world)))


def _begin_with_the_kept_tables() -> None:
    """Once the settings have made their keys: they refuse a database that has lost its own."""
    from django.conf import settings

    from tests.tables import made

    place = settings.DATABASES["default"]
    if place["ENGINE"].endswith("sqlite3") and made().exists() and not Path(place["NAME"]).exists():
        shutil.copy(made(), place["NAME"])


def told(world: Any) -> dict[str, Any]:
    from tests.habits.doors import addresses, doors
    from tests.habits.sides import ours

    here = ours(world)
    found = [url for door in doors() for url in addresses(door, here).values()]
    return {
        "addresses": found,
        "commune": world.commune.pk,
        "neighbour": world.neighbour.pk,
        "cell": world.tren.pk,
        "people": {key: person.pk for key, person in world.people.items()},
        "numbers": [p.national_id for p in world.people.values() if p.national_id],
        "names": [p.full_name for p in world.people.values()],
    }
