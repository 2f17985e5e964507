"""From the centre to the districts, and what became of the districts."""

from collections.abc import Mapping, Sequence
from datetime import date

from chibo.accounts.models import User
from chibo.cli.demo.calendar import REORGANISED
from chibo.cli.demo.communes import Commune
from chibo.members.actions.units import end_unit, move_unit
from chibo.organisations.actions.changing import rename_organisation
from chibo.organisations.actions.founding import (
    NewOrganisation,
    found_organisation,
    open_installation,
)
from chibo.organisations.models import Organisation

DISTRICTS = {
    "Mộc Châu": "14119",
    "Bắc Yên": "14121",
    "An Minh": "91909",
    "Bắc Sơn": "20185",
}
PROVINCES = {
    "Sơn La": ["Mộc Châu", "Bắc Yên"],
    "Kiên Giang": ["An Minh"],
    "Lạng Sơn": ["Bắc Sơn"],
}
_REASON = "Kết thúc hoạt động của tổ chức đảng cấp huyện"


def found_centre(by: User) -> Organisation:
    centre = NewOrganisation("Trung ương", "centre", short_name="Trung ương")
    return open_installation(centre, date(1930, 2, 3), by=by)


def found_provinces(centre: Organisation, by: User) -> dict[str, Organisation]:
    """Provinces and districts by the name of the place."""
    found: dict[str, Organisation] = {}
    for province, districts in PROVINCES.items():
        code = DISTRICTS[districts[0]][:2].ljust(14, "0")
        new = NewOrganisation(
            f"Đảng bộ tỉnh {province}", "province", short_name=f"Tỉnh {province}", code=code
        )
        found[province] = found_organisation(new, centre, date(1945, 10, 10), by=by)
        for district in districts:
            code = DISTRICTS[district].ljust(14, "0")
            under = NewOrganisation(
                f"Đảng bộ huyện {district}",
                "district",
                short_name=f"Huyện {district}",
                code=code,
            )
            found[district] = found_organisation(under, found[province], date(1953, 6, 1), by=by)
    return found


def end_districts(
    found: Mapping[str, Organisation], communes: Sequence[tuple[str, Commune]], by: User
) -> None:
    """On 01/07/2025 communes hang under their province and the districts are no more.

    Kiên Giang goes on as An Giang: here one province under two names, as the other one is not told of.
    """
    province_of = {name: key for key, names in PROVINCES.items() for name in names}
    for district, commune in communes:
        province = found[province_of[district]]
        # What was merged that day hangs under the province from its founding.
        if commune.organisation.founded_on < REORGANISED:
            move_unit(commune.organisation, province, REORGANISED, by=by)
    rename_organisation(
        found["Kiên Giang"], "Đảng bộ tỉnh An Giang", REORGANISED, by=by, short_name="Tỉnh An Giang"
    )
    for district in province_of:
        end_unit(found[district], REORGANISED, by=by, reason=_REASON)
