"""An annex with a line for every cell is read page by page, on paper it stays whole."""

from datetime import date

from django.test import Client

from chibo.base.periods import Period
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.reports.actions.writing import begin_report
from tests.world import World

FOUNDED = date(2026, 1, 5)
CELLS = 50


def test_every_cell_is_on_one_page_of_the_annex(world: World, client: Client) -> None:
    names = [f"Bản Dài {n:02}" for n in range(CELLS)]
    for name in names:
        new = NewOrganisation(
            f"Chi bộ {name}", "subordinate_cell", base_type="ban", short_name=name
        )
        found_organisation(new, world.commune, FOUNDED, by=world.admin)
    report = begin_report(world.commune, "six_month", Period.half(2026, 1), by=world.an)
    client.force_login(world.an, backend="django.contrib.auth.backends.ModelBackend")

    pages = [
        client.get(f"{report.get_absolute_url()}/phu-luc?trang={n}").content.decode()
        for n in (1, 2, 3)
    ]

    assert [sum(f"</span>{name}<" in page for page in pages) for name in names] == [1] * CELLS
    assert all(any(name in page for name in names) for page in pages)
