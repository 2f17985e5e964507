"""Measures the database that the settings name, loaded by benchmarks.nation, and prints what it found.

CHIBO_HOME=/tmp/bench/sqlite .venv/bin/python -m benchmarks.run [--only pages] [--json]
"""

import json
import os
import platform
from collections.abc import Callable, Iterator

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.settings")
django.setup()

from django.db import connection

from benchmarks import (
    arriving,
    cleaning,
    dues,
    importing,
    lived,
    meetings,
    memory,
    official,
    pages,
    programs,
    questions,
    ratings,
    reorganising,
    shape,
    side_by_side,
    signing_off,
    tasks,
)
from benchmarks.measuring import Line, peak_memory, table
from chibo.cli.installation import keep_what_is_loaded
from chibo.members.models import Membership
from chibo.organisations.models import Organisation


def loaded() -> shape.Country:
    """The country this database holds, told by its number of organisations."""
    communes = Organisation.objects.filter(pk__gte=1_000, pk__lt=10_000).count()
    for size in shape.SIZES:
        country = shape.country(size)
        if len(country.communes) == communes:
            return country
    raise click.ClickException(f"no size has {communes} communes: load one with benchmarks.nation")


def parts(country: shape.Country) -> dict[str, Callable[[], Iterator[Line]]]:
    measured = country.named(shape.MEASURED)
    assert measured is not None
    where = questions.branches_of(country)
    return {
        "pages": lambda: pages.in_process(measured),
        "lived": lambda: lived.lived(country),
        "lists": lambda: pages.of_a_province(country),
        "memory": lambda: iter([Line("memory", "this process after the pages", peak_memory(), "MB", aim=200)]),
        "server": lambda: pages.over_the_wire(measured),
        "working": lambda: memory.working(country),
        "programs": lambda: programs.programs(measured),
        "search": lambda: questions.searches(where),
        "due": lambda: tasks.due_lists(country),
        "meetings": lambda: meetings.meetings(country),
        "arriving": lambda: arriving.arriving(country),
        "ratings": lambda: ratings.ratings(country),
        "side by side": lambda: side_by_side.side_by_side(country),
        "signing off": lambda: signing_off.signing_off(country),
        "dues": lambda: dues.dues(country),
        "cleaning": lambda: cleaning.cleaning(country),
        "official": lambda: official.official(country),
        "strips": lambda: questions.strips(where),
        "breakdowns": lambda: questions.breakdowns(where),
        "cube": questions.cubes,
        "import": lambda: importing.imports(country),
        "merge": lambda: reorganising.merges(country),
    }  # fmt: skip


def _carefully(name: str, part: Callable[[], Iterator[Line]]) -> list[Line]:
    """A part that fails is said so and does not take the others' figures with it."""
    found: list[Line] = []
    try:
        found.extend(part())
    except Exception as error:  # noqa: BLE001 (whatever the measured code raises)
        found.append(Line(name, "not measured", 0, note=f"{type(error).__name__}: {error}"[:120]))
    return found


@click.command()
@click.option("--only", multiple=True, help="Measure these parts alone; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print data instead of a table.")
def main(only: tuple[str, ...], as_json: bool) -> None:
    country = loaded()
    keep_what_is_loaded()  # as the server does: its collector would stand in these figures
    known = parts(country)
    if wrong := set(only) - set(known):
        raise click.BadParameter(f"{', '.join(wrong)}; known: {', '.join(known)}")
    lines: list[Line] = []
    for name, part in known.items():
        if not only or name in only:
            click.echo(f"measuring {name} …", err=True)
            lines += _carefully(name, part)
    if as_json:
        print(json.dumps({"database": connection.vendor, "lines": [one.as_data() for one in lines]}))  # fmt: skip
        return
    print(
        f"{connection.vendor}, {country.size}: {country.people:,} people, "
        f"{Membership.objects.count():,} periods; {platform.machine()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    print(table(lines))


if __name__ == "__main__":
    main()
