"""A page asks the database the same number of questions for a village and for a province."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.partial_dates import PartialDate
from chibo.base.periods import Period
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.queries.reach import duties_of
from chibo.organisations.queries.tree import branch
from chibo.reports.actions.writing import begin_report
from chibo.reports.queries.reports import draft_of
from chibo.web.queries.tasks import all_due
from tests.world import World

GROWN = date(2026, 2, 2)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def questions(user: User, url: str) -> int:
    client = signed_in(user)
    client.get(url)  # what a process reads once
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def grow(world: World) -> None:
    """Eight more cells with two members each."""
    for n in range(8):
        new = NewOrganisation(
            f"Chi bộ bản Mới {n}", "subordinate_cell", base_type="ban", short_name=f"Bản Mới {n}"
        )
        cell = found_organisation(new, world.commune, GROWN, by=world.admin)
        people = [
            fill(
                Person(),
                {
                    "full_name": f"Lò Văn Mới {chr(65 + n)}{chr(65 + m)}",
                    "sex": "male",
                    "ethnicity": "mong",
                    "born": PartialDate.parse(f"0{m + 1}/03/19{70 + n}"),
                },
            )
            for m in range(2)
        ]
        entries = [Entering(person, cell.pk, GROWN, "official") for person in people]
        enter_members("registered", entries, by=world.an)


def report_of(world: World) -> str:
    period = Period.half(2026, 1)
    report = draft_of(world.commune, "six_month", period) or begin_report(
        world.commune, "six_month", period, by=world.an
    )
    return report.get_absolute_url()


# What each page of the commune asks the database at most. Home asks nine of its own; all rooms that know
# what is due are answered in one more (base.asking), one's own file is asked for once, and what other apps
# tell against somebody once an app. A badge round that is near and the end of a quarter ask a little more.
PAGES: list[tuple[str, int, Callable[[World], str]]] = [
    ("home", 15, lambda _w: "/viec"),
    ("organisation", 15, lambda w: f"/dv/{w.commune.pk}"),
    ("tree", 12, lambda w: f"/dv/{w.commune.pk}/cay"),
    ("number", 11, lambda w: f"/so/members?dv={w.commune.pk}&theo=age"),
    ("share", 15, lambda w: f"/so/members_minority?dv={w.commune.pk}"),
    ("search", 11, lambda _w: "/tim?q=lo van"),
    ("places", 12, lambda w: f"/dv/{w.commune.pk}/dia-ban"),
    ("papers", 9, lambda w: f"/dv/{w.commune.pk}/van-ban"),
    ("report", 15, report_of),
    ("annexes", 15, lambda w: f"{report_of(w)}/phu-luc"),
    ("weak units", 15, lambda w: f"/dv/{w.commune.pk}/cung-co"),
    ("paper dossiers", 15, lambda w: f"/dv/{w.commune.pk}/ho-so-giay"),
]


@pytest.mark.parametrize(
    ("name", "most", "address"), PAGES, ids=[name for name, _most, _address in PAGES]
)
def test_more_rows_cost_no_more_questions(
    world: World, name: str, most: int, address: Callable[[World], str]
) -> None:
    before = questions(world.an, address(world))
    grow(world)

    assert questions(world.an, address(world)) <= before + (1 if name == "home" else 0) <= most


def test_home_asks_nine_questions_besides_what_is_due(world: World) -> None:
    user = User.objects.get(pk=world.an.pk)
    duties_of(user)  # read once per request
    with CaptureQueriesContext(connection) as due:
        all_due(user, branch(world.commune, timezone.localdate()), timezone.localdate())

    assert questions(world.an, "/viec") - (len(due) - 1) <= 9  # one of them read the branch


def test_opened_nodes_cost_no_more_questions(world: World) -> None:
    url = f"/dv/{world.centre.pk}/cay"
    one = questions(world.admin, f"{url}?mo={world.province.pk},{world.commune.pk}")
    two = questions(
        world.admin, f"{url}?mo={world.province.pk},{world.commune.pk},{world.neighbour.pk}"
    )

    assert two <= one


def test_home_of_a_level_above_asks_no_more_for_more_apps(world: World) -> None:
    """Counts of all apps are read in one question, whatever they are of."""
    assert questions(world.giang, "/viec") <= 15
