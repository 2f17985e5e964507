"""The year-end of a commune of 100 cells: its board as a page, what the cap leaves, trying out a page of levels.

The cycle is opened on the spot with everybody on its list, proposed and rated, and taken back at the end.
"""

from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.test import Client

from benchmarks import shape
from benchmarks.measuring import Line, best, questions_in
from benchmarks.questions import branches_of
from chibo.accounts.models import User
from chibo.appraisal.actions.cycles import NewCycle, open_cycle
from chibo.appraisal.models import Cycle, Kind, Rated
from chibo.appraisal.queries.caps import caps
from chibo.appraisal.queries.cycles import level_counts, rule_of
from chibo.base.statistics import refresh_statistics
from chibo.organisations.models import Organisation

# 300 ms and 50 ms are promised for 5,000 members; the measured commune has 4,000.
BOARD, WHAT_IF = 240, 40
_LEVELS = ("good", "good", "good", "excellent", "met")


def ratings(country: shape.Country) -> Iterator[Line]:
    call_command("collectstatic", verbosity=0, interactive=False)
    of = branches_of(country)["commune of 4,000"]
    office = User.objects.get(username="office")
    with transaction.atomic():
        cycle = _open(Organisation.objects.get(pk=of.pk), office)
        refresh_statistics()
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(office)
        yield _page(client, cycle, "")
        yield _page(client, cycle, "?doi-tuong=cell")
        yield _caps(cycle)
        yield _tried(client, cycle)
        transaction.set_rollback(True)


def _open(commune: Organisation, office: User) -> Cycle:
    new = NewCycle(shape.TODAY.year, shape.TODAY, (Kind.MEMBER, Kind.CELL))
    cycle = open_cycle(commune, new, by=office)
    rows = list(cycle.rows.filter(unrated="").order_by("pk"))
    for number, row in enumerate(rows):
        row.own_level = row.proposed_level = _LEVELS[number % len(_LEVELS)]
    Rated.objects.bulk_update(rows, ["own_level", "proposed_level"], batch_size=500)
    return cycle


def _page(client: Client, cycle: Cycle, query: str) -> Line:
    url = cycle.get_absolute_url() + query
    answer = client.get(url)
    asked = questions_in(lambda: client.get(url))
    note = f"{cycle.rows.count():,} listed, {asked} questions, {len(answer.content) / 1000:.0f} kB"
    return Line(
        "ratings", f"board {query}".strip(), best(lambda: client.get(url)), aim=BOARD, note=note
    )


def _caps(cycle: Cycle) -> Line:
    def ask() -> Any:
        return [
            (cap.most, cap.room) for cap in caps(rule_of(cycle), level_counts(cycle, "working"))
        ]

    return Line(
        "ratings",
        "what the cap leaves",
        best(ask),
        aim=WHAT_IF,
        note=f"{questions_in(ask)} questions",
    )


def _tried(client: Client, cycle: Cycle) -> Line:
    """A page of levels tried out, as the page asks while somebody rates: the answer is the cap alone."""
    first = cycle.rows.filter(kind=Kind.MEMBER, unrated="").order_by("path", "name_sort", "pk")[:50]
    typed = {f"m{row.pk}": "excellent" for row in first} | {"viec": "thu"}
    url = cycle.get_absolute_url()

    def ask() -> object:
        return client.post(url, typed, headers={"HX-Request": "true"})

    return Line(
        "ratings", "a page tried out", best(ask), aim=BOARD, note=f"{questions_in(ask)} questions"
    )
