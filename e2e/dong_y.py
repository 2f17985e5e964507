"""Run as a process of its own: a district Bắc Sơn, its commune Đồng Ý rated last in 2016, one JSON line."""

import json
import sys
from datetime import date


def main() -> None:
    import django

    django.setup()
    from chibo.accounts.actions import create_user
    from chibo.accounts.models import User
    from chibo.appraisal.actions.deciding import Deciding, Told, tell_ratings
    from chibo.organisations.actions.duties import give_duty
    from chibo.organisations.actions.founding import NewOrganisation, found_organisation
    from chibo.organisations.models import Organisation, Role
    from e2e.prepare import PASSWORD

    admin, since = User.objects.get(username="admin"), date(1960, 1, 1)
    province = Organisation.objects.get(profiles__name="Đảng bộ tỉnh Mẫu")
    new = NewOrganisation("Đảng bộ huyện Bắc Sơn", "district", code="99902".ljust(14, "0"))
    district = found_organisation(new, province, since, by=admin)
    new = NewOrganisation(
        "Đảng bộ xã Đồng Ý",
        "grassroots_committee",
        code="99902001".ljust(14, "0"),
        base_type="commune",
    )
    commune = found_organisation(new, district, since, by=admin)
    office = create_user(username="bacson", full_name="Lộc Thị Hoa", by=admin)
    office.set_password(PASSWORD)
    office.save(update_fields=["password"])
    give_duty(office, Role.OFFICE, district, date(2016, 1, 1), by=admin)
    rated = [Told("not_met", unit=commune)]
    office = User.objects.get(pk=office.pk)
    tell_ratings(district, 2016, rated, Deciding(date(2016, 12, 30)), by=office)
    sys.stdout.write(json.dumps({"dong_y": commune.pk, "bac_son": district.pk}))
