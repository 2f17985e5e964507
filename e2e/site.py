"""A server as people start it, in a home of its own, with the small world of the tests in its books."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
CHIBO = [sys.executable, "-c", "from chibo.cli import main; main()"]


@dataclass
class Site:
    """`told` is what e2e/prepare.py says of the world: keys of its records, pages of each user."""

    url: str
    home: Path
    told: dict[str, Any]
    process: subprocess.Popen[str]

    def again(self, **more: str) -> None:
        """Stopped and started at the same address with other settings."""
        self.stop()
        port = str(urlsplit(self.url).port)
        self.process, _address = _serve(self.home, environment(self.home) | more, port)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        if self.process.stdout:
            self.process.stdout.close()

    @property
    def log(self) -> str:
        return (self.home / "log.txt").read_text()


def start(home: Path, **more: str) -> Site:
    """`more` are settings of this server beside those every walk has."""
    told = _furnish(home)
    process, address = _serve(home, environment(home) | more, "0")
    return Site(address, home, told, process)


def _serve(home: Path, settings: dict[str, str], port: str) -> tuple[subprocess.Popen[str], str]:
    """The server and its address, once it says that it listens."""
    with (home / "log.txt").open("a") as log:
        process = subprocess.Popen(
            [*CHIBO, "serve", "--port", port],
            env=settings,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout
    address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert address, (home / "log.txt").read_text()
    return process, address[0]


def _furnish(home: Path) -> Any:
    """Tables and the world, made once in a run and copied; a PostgreSQL has them made for each home."""
    if os.environ.get("CHIBO_TEST_DATABASE") == "postgresql":
        return told_by("e2e.prepare", home)
    furnished = Path(os.environ["CHIBO_TEST_HOME"]) / "furnished"
    told = furnished.with_suffix(".json")
    with furnished.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first worker prepares, the others wait for it
        if not told.exists():
            furnished.mkdir()
            told.write_text(json.dumps(told_by("e2e.prepare", furnished)))
    shutil.copytree(furnished, home, dirs_exist_ok=True)
    return json.loads(told.read_text())


def told_by(module: str, home: Path) -> Any:
    """What the `main` of a module says, run as a process of its own with the settings of this home's server."""
    told = subprocess.run(
        [sys.executable, "-c", f"from {module} import main; main()"],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def environment(home: Path) -> dict[str, str]:
    """The settings of the test run fall away; its PostgreSQL, when it has one, stays."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHIBO_")}
    own = {
        "CHIBO_HOME": str(home),
        "CHIBO_LOG_LEVEL": "INFO",
        "DJANGO_SETTINGS_MODULE": "chibo.settings",
        "PYTHONUNBUFFERED": "1",
    }
    if os.environ.get("CHIBO_TEST_DATABASE") == "postgresql":
        own["CHIBO_DATABASE"] = _database_of(home)
    return clean | own


def _database_of(home: Path) -> str:
    """A database for this home in the cluster of the test run, made when first asked for."""
    cluster, kept = os.environ["CHIBO_DATABASE"], home / "database.txt"
    if not kept.exists():
        name = f"e2e_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(cluster, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        kept.write_text(urlunsplit(urlsplit(cluster)._replace(path=f"/{name}")))
    return kept.read_text()
