"""Empty tables made once: every process of a run begins with a copy of them.

Whichever process comes first makes them all at once, as a new installation does, and the others wait for it
(`cli/tests/test_tables_at_once.py` compares that with what the migrations come to). On SQLite they are kept
beside the libraries for the next run, under a name made of what the migrations, the columns and the making say;
another migration or another Django makes another one. PostgreSQL's live with the cluster of the run.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
import pytest
from django.db import connection

from tests.habits.source import ROOT

_TEMPLATE = "made_tables"
_SAYING = ("chibo/*/migrations/*.py", "chibo/base/*.py", "chibo/cli/tables.py")
AT_ONCE = (
    "import django; django.setup(); from chibo.cli.tables import make_all_at_once as made; made()"
)


def run(program: str, **settings: str) -> None:
    """A line of Python as a process of its own, with the settings of an installation."""
    own: Mapping[str, str] = {"DJANGO_SETTINGS_MODULE": "chibo.settings", **settings}
    subprocess.run([sys.executable, "-c", program], env=os.environ | own, check=True)


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    with (Path(os.environ["CHIBO_TEST_HOME"]) / "tables.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether the tables of this process stand already; then only missing migrations are run."""
    if connection.vendor != "sqlite":
        return False
    with _one_process_at_a_time():
        if not made().exists():
            _make()
    shutil.copy(made(), connection.settings_dict["TEST"]["NAME"])
    return True


def made() -> Path:
    said = hashlib.sha256(django.__version__.encode())
    for file in sorted(file for pattern in _SAYING for file in ROOT.glob(pattern)):
        said.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    folder = ROOT / ".venv"
    place = folder if folder.is_dir() else Path(os.environ.get("CHIBO_TEST_HOME", gettempdir()))
    return place / f"tables-{said.hexdigest()[:16]}.sqlite3"


def _make() -> None:
    """Whole or not at all, whatever another run does at the same time; what was kept before goes."""
    own = made().with_suffix(f".{os.getpid()}")
    with TemporaryDirectory() as home:
        run(AT_ONCE, CHIBO_HOME=home)
        source, copy = sqlite3.connect(Path(home) / "chibo.sqlite3"), sqlite3.connect(own)
        with closing(source), closing(copy):
            source.backup(copy)
    for old in own.parent.glob("tables-*.sqlite3"):
        old.unlink(missing_ok=True)
    own.replace(made())


# ------------------------------------------------------------------ PostgreSQL


def in_cluster(name: str) -> str:
    """The address of another database in the cluster of the run."""
    return urlunsplit(urlsplit(os.environ["CHIBO_DATABASE"])._replace(path=f"/{name}"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    if connection.vendor == "postgresql":
        _make_template()
        connection.settings_dict["TEST"]["TEMPLATE"] = _TEMPLATE


def _make_template() -> None:
    with (
        _one_process_at_a_time(),
        psycopg.connect(in_cluster("postgres"), autocommit=True) as at,
    ):
        if at.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone():
            return
        at.execute("CREATE DATABASE being_made")
        run(AT_ONCE, CHIBO_DATABASE=in_cluster("being_made"))
        at.execute(f"ALTER DATABASE being_made RENAME TO {_TEMPLATE}")
