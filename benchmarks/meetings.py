"""A year of meetings: the heat-map of 100 cells × 12 months, what is due of them, the attendance of a province.

The year is made on the spot, a meeting a month in each cell with everybody of that day on its roll, and taken back
at the end: 66 million rolls a year would not fit into what the other parts read.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from benchmarks import shape
from benchmarks.measuring import Line, best, questions_in
from benchmarks.questions import branches_of
from chibo.accounts.models import User
from chibo.base.asking import answered
from chibo.base.figures import Scope, figure, read
from chibo.base.periods import Period
from chibo.meetings.due import asks, tally_asks
from chibo.meetings.models import Attendance, Meeting, State
from chibo.meetings.queries.heat import year_of
from chibo.meetings.queries.meetings import meetings_of, visible_to
from chibo.meetings.queries.recent import months_to
from chibo.organisations.queries.tree import Branch, as_branch, cells_in

HEAT_MAP = 150
YEAR = 2025
_DAYS = [date(YEAR, month, 5) for month in range(1, 13)]


def meetings(country: shape.Country) -> Iterator[Line]:
    where = branches_of(country)
    measured = where["commune of 4,000"]
    widest = where.get("province", measured)
    call_command("collectstatic", verbosity=0, interactive=False)
    with transaction.atomic():
        turns = _hold(widest)
        yield _heat_map(measured)
        yield _page(measured)
        yield _due(measured)
        yield _home(measured)
        yield from _tallies(where)
        for name, of in where.items():
            if name != "nation":
                yield _attendance(name, of, turns)
        transaction.set_rollback(True)


def _hold(of: Branch) -> int:
    """A year of regular meetings in every cell; how many turns their rolls hold."""
    Meeting.objects.bulk_create(meetings_on(cells_in(of).values_list("pk", "path")), batch_size=500)
    roll_since(1)
    return Attendance.objects.count()


def roll_since(since: int) -> None:
    """Everybody of the day on the roll of every meeting from that key on."""
    columns = ", ".join(_ROLL)
    told = ", ".join(_ROLL.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Attendance._meta.db_table} ({columns}) SELECT {told} "
            "FROM meeting AS m JOIN membership AS s ON s.cell_id = m.organisation_id "
            "AND s.started_on <= m.held_on AND (s.ended_on IS NULL OR s.ended_on > m.held_on) "
            "WHERE m.id >= %s",
            [since],
        )
        cursor.execute("ANALYZE meeting")
        cursor.execute(f"ANALYZE {Attendance._meta.db_table}")


def meetings_on(
    cells: Iterable[tuple[int, str]], days: Sequence[date] = _DAYS
) -> Iterator[Meeting]:
    for key, path in cells:
        for day in days:
            yield Meeting(
                organisation_id=key,
                path=path,
                client_id=uuid.uuid4(),
                kind="regular",
                held_on=day,
                starts_at=time(19, 30),
                place="Nhà văn hóa",
                state=State.APPROVED,
            )


# One in eleven stays away.
_ROLL = {
    "meeting_id": "m.id",
    "person_id": "s.person_id",
    "status": "s.status",
    "outside": "''",
    "state": "CASE WHEN (s.person_id + m.id) % 11 = 0 THEN 'without_reason' ELSE 'present' END",
    "reason": "''",
    "spoke": "(1 = 0)",
}


def _heat_map(of: Branch) -> Line:
    user = User.objects.get(username="office")
    cells = [as_branch(row, of.on) for row in cells_in(of)]

    def ask() -> object:
        return year_of(visible_to(user, of.on) & meetings_of(of), cells, YEAR, of.on)

    return Line(
        "meetings",
        f"heat-map, {len(cells)} cells × 12 months with their rolls",
        best(ask),
        aim=HEAT_MAP,
        note=f"{questions_in(ask)} questions",
    )


def _page(of: Branch) -> Line:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="office"))
    address = f"{reverse('meetings:list', args=[of.pk])}?nam={YEAR}"
    size = len(client.get(address).content)
    return Line(
        "meetings", "its page, by kind", best(lambda: client.get(address)), note=f"{size:,} bytes"
    )


def _home(of: Branch) -> Line:
    """Home of a commune whose cells met in the last six months, but every third that missed two of them."""
    days = [day.replace(day=5) for day in months_to(of.on)[:-1]]
    cells = list(cells_in(of).values_list("pk", "path"))
    made = [*meetings_on(cells[::3], days[:4]), *meetings_on(cells[1::3] + cells[2::3], days)]
    kept = Meeting.objects.bulk_create(made, batch_size=500)
    roll_since(min(one.pk for one in kept))
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="office"))

    def ask() -> Any:
        return client.get(reverse("web:home"))

    note = f"{len(ask().content):,} bytes, {questions_in(ask)} questions"
    return Line("meetings", "home with its heat-map", best(ask), aim=100, note=note)


def _due(of: Branch) -> Line:
    user = User.objects.get(username="office")
    on = date(YEAR, 12, 20)
    there = replace(of, on=on)
    found = len(answered(asks(user, there, on)))
    return Line(
        "meetings",
        "what is due, a commune",
        best(lambda: answered(asks(user, there, on))),
        note=f"{found} lines",
    )


def _tallies(where: dict[str, Branch]) -> Iterator[Line]:
    if "province" in where:
        of, on = where["province"], date(YEAR, 12, 20)
        found = len(answered(tally_asks(of, on)))
        yield Line(
            "meetings",
            "what is due, a province",
            best(lambda: answered(tally_asks(of, on)), 3),
            note=f"{found} counts",
        )


def _attendance(name: str, of: Branch, turns: int) -> Line:
    asked = Scope(of, shape.TODAY).over(Period.year(YEAR))
    return Line(
        "meetings",
        f"attendance of a year, {name}",
        best(lambda: read(figure("attendance"), asked), 3),
        limit=best(_scan, 3),
        note=f"limit: one scan of all {turns:,} turns",
    )


def _scan() -> None:
    """One pass over every roll there is."""
    plain = "NOT INDEXED" if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), sum(length(state)) FROM meeting_attendance {plain}")
        cursor.fetchall()
