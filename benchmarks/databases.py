"""The two databases that are measured: a SQLite file and a private PostgreSQL cluster, kept between runs.

.venv/bin/python -m benchmarks.databases start /tmp/bench     prints CHIBO_DATABASE=…
.venv/bin/python -m benchmarks.databases stop /tmp/bench
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import click

from tests import postgres

# A server for an office: a quarter of a small machine's memory, and nothing else changed.
SERVER = {
    "listen_addresses": "''",
    "shared_buffers": "2GB",
    "effective_cache_size": "8GB",
    "work_mem": "32MB",
    "max_wal_size": "8GB",
    "max_connections": "60",
    "random_page_cost": "1.1",
}


def cluster_at(home: Path) -> postgres.Cluster:
    """The cluster noted in the folder, started now if there is none."""
    note = home / "cluster.json"
    if note.exists():
        known = Path(json.loads(note.read_text())["folder"])
        if (known / "data" / "postmaster.pid").exists():
            return postgres.Cluster(known, postgres.binaries(), postgres.run_as())
    home.mkdir(parents=True, exist_ok=True)
    cluster = postgres.start(SERVER)
    note.write_text(json.dumps({"folder": str(cluster.folder)}))
    return cluster


def environment(home: Path, vendor: str) -> Mapping[str, str]:
    """What a process must find in its environment to work on that database."""
    place = home / vendor
    place.mkdir(parents=True, exist_ok=True)
    found = {"CHIBO_HOME": str(place)}
    if vendor == "postgresql":
        found["CHIBO_DATABASE"] = cluster_at(place).url
    return found


@click.group()
def main() -> None:
    pass


@main.command("start")
@click.argument("home", type=click.Path(path_type=Path))
def start(home: Path) -> None:
    print("\n".join(f"{key}={value}" for key, value in environment(home, "postgresql").items()))


@main.command("stop")
@click.argument("home", type=click.Path(path_type=Path))
def stop(home: Path) -> None:
    postgres.stop(cluster_at(home / "postgresql"))
    shutil.rmtree(home / "postgresql", ignore_errors=True)


if __name__ == "__main__":
    main()
