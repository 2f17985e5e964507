"""Builds a commune, a province or the nation in the database that the settings name.

    CHIBO_HOME=/tmp/bench .venv/bin/python -m benchmarks.nation --size province

The tables hold what the actions would have written, except the journal and the papers.
"""

import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from datetime import date
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.settings")
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks import loading, shape
from benchmarks.people import Generator
from benchmarks.rows import Rows
from benchmarks.tree import tree_rows
from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.members.models import Person, PersonAccount
from chibo.organisations.models import Duty, Organisation, Role

BATCHES_WAITING = 12  # rows of so many communes at most wait for SQLite's one writer
PASSWORD = "doc-so-lieu-1"  # accounts of a generated database only


def load(size: shape.Size, qualified: float, processes: int) -> dict[str, Any]:
    """Fill an empty, migrated database; returns what was loaded and the seconds it took."""
    country = shape.country(size)
    begun = time.perf_counter()
    bare = loading.bare_sqlite if loading.is_sqlite() else loading.bare_postgres
    with bare():
        loader = loading.SqliteLoader() if loading.is_sqlite() else loading.PostgresLoader()
        for rows in tree_rows(country):
            loader.write(rows)
        _people(Generator(country, qualified), loader, processes)
        filled = time.perf_counter()
    _accounts(country)
    done = time.perf_counter()
    return {
        "size": size,
        "communes": len(country.communes),
        "cells": sum(len(commune.cells) for commune in country.communes),
        "people": country.people,
        "rows_seconds": round(filled - begun, 1),
        "indexes_seconds": round(done - filled, 1),
    }


def _people(generator: Generator, loader: loading.Loader, processes: int) -> None:
    if processes < 2:
        for commune in generator.country.communes:
            loader.write(generator.rows(commune))
        return
    if loading.is_sqlite():
        for rows in _generated(generator, processes):
            loader.write(rows)
    else:
        _each(_copy_share, generator, processes)


def _each(target: Any, generator: Generator, processes: int, *more: Any) -> None:
    """Run a share of the communes in each of several processes to its end."""
    connection.close()
    fork = multiprocessing.get_context("fork")
    workers = [
        fork.Process(target=target, args=(generator, n, processes, *more)) for n in range(processes)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        if worker.exitcode:
            raise click.ClickException(f"a loading process ended with {worker.exitcode}")


def _copy_share(generator: Generator, first: int, step: int) -> None:
    loader = loading.PostgresLoader()
    for commune in generator.country.communes[first::step]:
        loader.write(generator.rows(commune))


def _generated(generator: Generator, processes: int) -> Iterator[Rows]:
    fork = multiprocessing.get_context("fork")
    queue: Queue[Rows] = fork.Queue(BATCHES_WAITING)
    workers = [
        fork.Process(target=_generate_share, args=(generator, n, processes, queue), daemon=True)
        for n in range(processes)
    ]
    for worker in workers:
        worker.start()
    for _commune in generator.country.communes:
        yield queue.get(timeout=300)


def _generate_share(generator: Generator, first: int, step: int, queue: "Queue[Rows]") -> None:
    for commune in generator.country.communes[first::step]:
        queue.put(generator.rows(commune))


def _accounts(country: shape.Country) -> None:
    """One account for each view of the country that is measured; the name says where it stands."""
    measured, empty = country.named(shape.MEASURED), country.named(shape.EMPTY)
    large, first = country.named(shape.LARGE), country.provinces[0]
    wanted: list[tuple[str, str, int]] = [
        ("admin", Role.ADMIN, 1),
        ("centre", Role.SUPERIOR, 1),
        ("province", Role.SUPERIOR_NAMES, first.key),
    ]
    for name, commune in (("office", measured), ("empty", empty), ("large", large)):
        if commune:
            wanted.append((name, Role.OFFICE, commune.key))
    if measured:
        wanted.append(("cell", Role.CELL_SECRETARY, measured.first_cell))
        wanted.append(("member", Role.MEMBER, measured.first_cell))
    for name, role, key in wanted:
        user = create_user(username=name, full_name=f"Đo {name}", password=PASSWORD, by=None)
        Duty.objects.create(user=user, role=role, organisation_id=key, started_on=date(2021, 1, 1))
    if measured:
        own = Person.objects.get(pk=measured.first_person)
        PersonAccount.objects.create(user=User.objects.get(username="member"), person=own)


def size_on_disk() -> int:
    if loading.is_sqlite():
        return Path(str(settings.DATABASES["default"]["NAME"])).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        found: int = cursor.fetchone()[0]
        return found


@click.command()
@click.option("--size", type=click.Choice(shape.SIZES), default="province", show_default=True)
@click.option("--qualified", default=0.05, show_default=True, help="Share of people with levels.")
@click.option("--processes", default=3, show_default=True)
def main(size: shape.Size, qualified: float, processes: int) -> None:
    """Build a country in the database that CHIBO_HOME or CHIBO_DATABASE names; it must be empty."""
    call_command("migrate", verbosity=0)
    if Organisation.objects.exists():
        raise click.ClickException("the database is not empty")
    made = load(size, qualified, processes) | {"database": connection.vendor}
    made["megabytes"] = size_on_disk() // 1_000_000
    print(json.dumps(made))


if __name__ == "__main__":
    main()
