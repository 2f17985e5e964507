"""Every number of a report opens onto its rows, and that page says the same number."""

import html
import re

import pytest
from django.test import Client

from chibo.base.periods import Period
from chibo.reports.actions.writing import begin_report
from tests.world import World

LINK = re.compile(r'href="(/so/[^"]+)"[^>]*>([^<]+)<')


def links_of(client: Client, address: str) -> set[tuple[str, str]]:
    page = client.get(address).content.decode()
    return {(html.unescape(href), text) for href, text in LINK.findall(page)}


def said_there(client: Client, address: str) -> str:
    answer = client.get(address)
    return str(answer.context["shown_value"]) if answer.status_code == 200 else "no page"


@pytest.mark.parametrize("period", [Period.half(2017, 2), Period.half(2022, 2)])
def test_every_number_of_a_report_opens_onto_its_rows(
    world: World, client: Client, period: Period
) -> None:
    client.force_login(world.an, backend="django.contrib.auth.backends.ModelBackend")
    report = begin_report(world.commune, "six_month", period, by=world.an)
    links = links_of(client, f"/bao-cao/{report.pk}") | links_of(
        client, f"/bao-cao/{report.pk}/phu-luc"
    )
    # "78/224 đảng viên, chiếm 34,82%" opens as 78; a comparison opens the period compared with.
    numbers = {(href, text.split("/")[0]) for href, text in links if text[0].isdigit()}

    assert len(numbers) > 60
    assert {
        (href, text, there) for href, text in numbers if (there := said_there(client, href)) != text
    } == set()
    assert [href for href, _text in links if client.get(href).status_code != 200] == []
