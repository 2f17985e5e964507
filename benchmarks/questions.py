"""Questions to the database, each beside the least the machine needs to read the same rows."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet

from benchmarks import shape
from benchmarks.measuring import Line, best, questions_in
from chibo.base.figures import Reading, Scope, figure, read_by, read_together
from chibo.base.periods import Period
from chibo.members.models import Membership
from chibo.members.queries.finding import names_in
from chibo.members.queries.listing import Asked, narrowed
from chibo.members.queries.roll import is_large, roll
from chibo.members.queries.walking import Named, Pages
from chibo.organisations.queries.tree import Branch, branch
from chibo.web.queries.searching import from_the_start

STRIP = (
    "members",
    "members_official",
    "members_probationary",
    "members_women",
    "members_minority",
    "cells",
    "admitted",
    "recognised",
    "increases",
    "decreases",
)
HALF = Period.half(2026, 1)


def branches_of(country: shape.Country) -> dict[str, Branch]:
    """The nation, its first province and the measured commune, as far as they were generated."""
    measured = country.named(shape.MEASURED)
    assert measured is not None
    found = {"commune of 4,000": branch(measured.key, shape.TODAY)}
    if country.size != "commune":
        found["province"] = branch(country.provinces[0].key, shape.TODAY)
    if country.size == "nation":
        found["nation"] = branch(1, shape.TODAY)
    return found


def strips(where: dict[str, Branch]) -> Iterator[Line]:
    for name, of in where.items():
        asked = [(figure(one), Scope(of, shape.TODAY).over(HALF)) for one in STRIP]
        times = 2 if name == "nation" else 5
        yield Line(
            "figures",
            f"strip of ten, {name}",
            best(lambda asked=asked: read_together(asked), times),
            limit=best(lambda of=of: scan_of(of), times),
            note="limit: one read of the branch's memberships",
        )


def breakdowns(where: dict[str, Branch]) -> Iterator[Line]:
    for name, of in where.items():
        for dimension in ("child", "ethnicity", "professional"):
            scope, times = Scope(of, shape.TODAY), 1 if name == "nation" else 3

            def ask(by: str = dimension, scope: Scope = scope) -> list[Reading]:
                return read_by(figure("members"), by, scope)

            yield Line("figures", f"members by {dimension}, {name}", best(ask, times))


def cube() -> QuerySet[Any]:
    """Members by province, child organisation, sex and ethnicity: one question for the whole country."""
    held = Membership.objects.on(shape.TODAY).order_by()
    columns = ("province", "grassroots", "sex", "ethnicity")
    return held.values_list(*columns).annotate(members=Count("*"))


def by_province() -> QuerySet[Any]:
    held = Membership.objects.on(shape.TODAY).order_by()
    return held.values_list("province", "sex", "ethnicity").annotate(members=Count("*"))


def cubes() -> Iterator[Line]:
    scan = best(scan_all, 3)
    for what, rows in (
        ("every province × child organisation × sex × ethnicity", cube),
        ("every province × sex × ethnicity", by_province),
    ):
        yield Line(
            "cube",
            what,
            best(lambda rows=rows: list(rows()), 3),
            aim=3 * scan,
            limit=scan,
            note=f"{len(rows())} groups; limit: one scan of the same rows",
        )
    yield Line("cube", "one scan of the memberships table", scan)
    if connection.vendor == "sqlite":
        file = Path(str(settings.DATABASES["default"]["NAME"]))
        megabytes = min(file.stat().st_size, 1_000_000_000) / 1_000_000
        taken = best(lambda: _read(file), 2)
        yield Line("cube", f"raw reading of {megabytes:,.0f} MB of the file", taken)


def _read(file: Path) -> None:
    left = 1_000_000_000
    with file.open("rb", buffering=0) as raw:
        while left > 0 and (got := len(raw.read(8_000_000))):
            left -= got


def scan_of(of: Branch) -> None:
    """Read the branch's rows themselves once: no index carries the religion."""
    roll(of).aggregate(n=Count("religion"))


def scan_all() -> None:
    """One pass over the table with the filter of a day, whatever indexes there are."""
    plain = "NOT INDEXED" if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_indexscan = off; SET enable_indexonlyscan = off")
        cursor.execute(
            f"SELECT count(*), sum(length(path)) FROM membership {plain} WHERE started_on <= %s "
            "AND (ended_on IS NULL OR ended_on > %s)",
            [shape.TODAY] * 2,
        )
        cursor.fetchall()
        if connection.vendor == "postgresql":
            cursor.execute("RESET enable_indexscan; RESET enable_indexonlyscan")


SEARCHED = ("nguyen van an", "lo van an", "hoa", "nguyen", "nguyễn thị hoà", "0412")


def searches(where: dict[str, Branch]) -> Iterator[Line]:
    for name, of in where.items():
        for text in SEARCHED:

            def ask(text: str = text, of: Branch = of) -> list[Membership]:
                return _first_page(of, text)

            taken = best(ask)
            note = f"{len(ask())} shown, {questions_in(ask)} question"
            yield Line("search", f"“{text}” in a {name}", taken, aim=50, note=note)
    for text in SEARCHED[:4]:
        taken = best(partial(_everybody, text), times=3)
        yield Line("search", f"“{text}” from its start in everybody", taken, aim=50)


def _first_page(of: Branch, text: str) -> list[Membership]:
    """Rows as the members list asks for them."""
    names = names_in(of, text) if is_large(of) else None
    if names and names.words:
        return Named(roll(of), text, names.words)[0:51]
    rows = narrowed(roll(of), Asked(text=text), of, names)
    return Pages(rows, "ten", walks=False)[0:51]


def _everybody(text: str) -> list[Membership]:
    """As the search over everything asks for them."""
    return list(from_the_start(Membership.objects.all(), text, [""])[0:80])
