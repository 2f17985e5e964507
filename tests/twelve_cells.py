"""Nine cells more than the small world has: with them the commune rates twelve."""

from datetime import date

from chibo.base.partial_dates import PartialDate
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation
from tests.world import World

FOUNDED = date(2020, 1, 1)


def found_nine_more(world: World) -> list[Organisation]:
    """Nine cells of five members each."""
    office = world.admin_as_office()
    cells = [
        found_organisation(
            NewOrganisation(f"Chi bộ bản Số {n}", "subordinate_cell", "ban", f"Bản Số {n}"),
            world.commune,
            FOUNDED,
            by=office,
        )
        for n in range(4, 13)
    ]
    entries = [
        Entering(somebody(n, place), cell.pk, FOUNDED, "official")
        for n, cell in enumerate(cells)
        for place in range(5)
    ]
    enter_members("registered", entries, by=office)
    return cells


def somebody(cell: int, place: int) -> Person:
    day = PartialDate.parse
    facts = {
        "full_name": f"Lò Văn {'ABCDĐEGHI'[cell]}{'aeiou'[place]}",
        "sex": "male",
        "ethnicity": "thai",
        "religion": "none",
        "born": day(f"0{place + 1}/0{cell + 1}/1980"),
        "joined": day("2010"),
        "official": day("2011"),
    }
    return fill(Person(), facts)
