"""Run as a process of its own, like e2e/prepare.py: a commune of twelve cells, and their keys as one JSON line."""

import json
import sys


def main() -> None:
    import django

    django.setup()
    from chibo.accounts.models import User
    from chibo.organisations.models import Organisation
    from tests.twelve_cells import found_nine_more
    from tests.world import World

    world = World(User.objects.get(username="admin"))
    world.centre = Organisation.objects.get(profiles__kind="centre")
    world.commune = Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mẫu")
    more = [cell.pk for cell in found_nine_more(world)]
    first = ("Chi bộ bản Trên", "Chi bộ bản Dưới", "Chi bộ Trường Tiểu học")
    known = [Organisation.objects.get(profiles__name=name).pk for name in first]
    sys.stdout.write(json.dumps([*known, *more]))
