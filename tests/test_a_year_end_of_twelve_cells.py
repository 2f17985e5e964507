"""One year-end in a commune of twelve cells, from the frozen list to the report's figures, through the screen."""

from datetime import date

from django.test import Client

from chibo.appraisal.models import Cycle, Decision, Kind
from chibo.appraisal.queries.cycles import TO_RATE
from chibo.base.figures import Scope, figure, read
from chibo.base.periods import Period
from chibo.base.tests.papers_reading import words_of
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.twelve_cells import found_nine_more
from tests.world import World

DAY = date(2026, 12, 31)


def of_year(world: World, name: str, key: str = "") -> tuple[int | None, int | None]:
    scope = Scope(branch(world.commune, DAY), DAY, key=key).over(Period.year(2026))
    found = read(figure(name), scope)
    return found.value, found.base


def propose(client: Client, cycle: Cycle, cell: Organisation, level: str) -> None:
    rows = cycle.rows.filter(TO_RATE, unit=cell)
    people = rows.filter(kind=Kind.MEMBER, person__memberships__status="official").distinct()
    votes = people.count()
    sheet = {"held_on": "10/11/2026"}
    for row in rows:
        sheet |= {f"m{row.pk}": level, f"v{row.pk}": str(votes)}
    answer = client.post(f"{cycle.get_absolute_url()}/chi-bo/{cell.pk}", sheet)
    assert answer.status_code == 302, answer.content.decode()


def test_a_year_end_of_twelve_cells(world: World, client: Client) -> None:
    cells = [world.tren, world.duoi, world.school, *found_nine_more(world)]
    client.force_login(world.an)
    opening = {
        "year": "2026",
        "quarter": "0",
        "frozen_on": "20/10/2026",
        "kinds": ["member", "cell"],
    }
    client.post(f"/dv/{world.commune.pk}/xep-loai/mo", opening)
    cycle = Cycle.objects.get()
    assert cycle.rows.filter(kind=Kind.CELL).count() == 12
    assert of_year(world, "cells_rated") == (None, None)

    for number, cell in enumerate(cells):
        propose(client, cycle, cell, "excellent" if number < 4 else "good")
    # Twelve cells, four of them proposed best: the cap leaves two.
    [shown] = client.get(f"{cycle.get_absolute_url()}?doi-tuong=cell").context["caps"]
    cap = shown["cap"]
    assert cap.group == "Chi bộ"
    assert (cap.best, cap.base, cap.most, cap.over) == (4, 12, 2, 2)

    for kind in ("member", "cell"):
        client.post(f"{cycle.get_absolute_url()}/lay-de-nghi", {"doi-tuong": kind})
    decision = {"kinds": ["cell"], "decided_on": "20/11/2026", "decided_by": "Đảng ủy xã"}
    refused = client.post(f"{cycle.get_absolute_url()}/quyet-dinh", decision).content.decode()
    assert "Nhóm “Chi bộ” xếp mức cao nhất 4, vượt 2: 20% của 12" in refused
    assert not Decision.objects.exists()

    lowered = cycle.rows.filter(kind=Kind.CELL, committee_level="excellent")[:2]
    typed = {f"m{row.pk}": "good" for row in lowered} | {"viec": "luu"}
    client.post(f"{cycle.get_absolute_url()}?doi-tuong=cell", typed)
    client.post(f"{cycle.get_absolute_url()}/quyet-dinh", decision)
    assert of_year(world, "cells_rated", "xuất sắc") == (2, 12)
    assert of_year(world, "cells_rated_from", "tốt") == (12, 12)
    assert of_year(world, "members_rated") == (None, None)

    paper = client.get(f"/xep-loai/quyet-dinh/{Decision.objects.get().pk}/in.pdf")
    assert "Chi bộ: hoàn thành xuất sắc nhiệm vụ: 2/12" in words_of(paper.content)
