"""Paper dossiers of one cell of the demo world: looked through, on their shelf, one lent; last year's sheets."""

from datetime import date

from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.communes import Commune
from chibo.members.actions.departing import note_inactivity
from chibo.members.actions.dossiers import (
    Finding,
    Shelf,
    check_dossiers,
    collect_sheets,
    lend_dossier,
    place_dossiers,
)
from chibo.members.models import Person
from chibo.members.queries.dossiers import expected
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import branch

LOOKED_ON = date(2026, 9, 15)
_LOOKED_THROUGH = 12
_MISSING_EVERY = 7


def keep_dossiers(commune: Commune) -> None:
    """Of the first cell's members, by name; some documents are copies, some are missing."""
    cell = next(iter(commune.cells.values()))
    rows = roll(branch(cell, TODAY)).filter(started_on__lt=date(2025, 12, 31))
    ordered = rows.select_related("person").order_by("person__name_sort", "person__card_number")
    people = [row.person for row in ordered]
    _look_through(people[:_LOOKED_THROUGH], commune)
    shelf = Shelf(commune.organisation, cabinet="2", shelf="4")
    place_dossiers(people, shelf, LOOKED_ON, by=commune.office)
    lent, late = people[1], people[-1]
    lend_dossier(
        lent, "Ủy ban Kiểm tra Đảng ủy", date(2026, 11, 10), date(2026, 12, 10), by=commune.office,
        purpose="Thẩm tra lý lịch",
    )  # fmt: skip
    collect_sheets(people[::2], 2025, date(2026, 1, 20), by=commune.office)
    for month in (4, 6):
        source = "Biên bản họp chi bộ"
        note_inactivity(late, date(2026, month, 1), "absent", source, by=commune.office)


def _look_through(people: list[Person], commune: Commune) -> None:
    asked = expected([person.pk for person in people], LOOKED_ON)
    for number, person in enumerate(people):
        findings = [
            Finding(person, code, _state(number + place, number), 1, place % 4 + 1)
            for place, code in enumerate(sorted(asked[person.pk]))
        ]
        check_dossiers(findings, LOOKED_ON, by=commune.office)


def _state(count: int, person: int) -> str:
    """Every third dossier is whole."""
    if count % _MISSING_EVERY:
        return "original"
    return "missing" if person % 3 else "copy"
