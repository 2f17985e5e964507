"""Run as a process of its own, like e2e/prepare.py: a commune of sixteen cells, and an office of the province
above it ("tinh"). Says the keys of the cells as one JSON line."""

import json
import sys
from datetime import date

FOUNDED = date(2020, 1, 1)


def main() -> None:
    import django

    django.setup()
    from chibo.accounts.actions import create_user
    from chibo.accounts.models import User
    from chibo.members.actions.entering import Entering, enter_members
    from chibo.members.actions.files import fill
    from chibo.members.models import Person
    from chibo.organisations.actions.duties import give_duty
    from chibo.organisations.actions.founding import NewOrganisation, found_organisation
    from chibo.organisations.models import Organisation, Role
    from e2e.prepare import PASSWORD
    from tests.twelve_cells import found_nine_more
    from tests.world import World

    world = World(User.objects.get(username="admin"))
    world.centre = Organisation.objects.get(profiles__kind="centre")
    world.commune = Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mẫu")
    found_nine_more(world)
    office = world.admin_as_office()
    for name in ("Pha", "Pin", "Pó", "Púng"):
        new = NewOrganisation(f"Chi bộ bản {name}", "subordinate_cell", "ban", f"Bản {name}")
        cell = found_organisation(new, world.commune, FOUNDED, by=office)
        facts = {"full_name": f"Giàng A {name}", "sex": "male", "ethnicity": "mong"}
        entering = Entering(fill(Person(), facts), cell.pk, FOUNDED, "official")
        enter_members("registered", [entering], by=office)
    above = create_user(username="tinh", full_name="Đinh Thị Tỉnh", by=world.admin)
    above.set_password(PASSWORD)
    above.save(update_fields=["password"])
    province = Organisation.objects.get(profiles__name="Đảng bộ tỉnh Mẫu")
    give_duty(above, Role.OFFICE, province, FOUNDED, by=world.admin)
    found = Organisation.objects.filter(placements__parent=world.commune.pk).distinct()
    sys.stdout.write(json.dumps(list(found.order_by("pk").values_list("pk", flat=True))))
