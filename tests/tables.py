"""Empty tables made once for the same migrations: a run on SQLite begins with a copy of them.

Making them takes seconds of every process of every run. The copy is kept beside the libraries, under a name
made of what the migrations say; another migration or another Django makes another one. PostgreSQL's live with
the cluster of the run and are made by its processes.
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import django
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.habits.source import ROOT


def made() -> Path:
    said = hashlib.sha256(django.__version__.encode())
    for file in sorted(ROOT.glob("chibo/*/migrations/*.py")):
        said.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return ROOT / ".venv" / f"tables-{said.hexdigest()[:16]}.sqlite3"


def _are_kept() -> bool:
    return connection.vendor == "sqlite" and (ROOT / ".venv").is_dir()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether the tables of this process stand already; then only missing migrations are run."""
    if not _are_kept() or not made().exists():
        return False
    shutil.copy(made(), connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, django_db_keepdb: bool
) -> None:
    if _are_kept() and not django_db_keepdb:
        with django_db_blocker.unblock():
            _keep()


def _keep() -> None:
    """Whole or not at all, whoever else does the same at the same time."""
    connection.ensure_connection()
    own = made().with_suffix(f".{os.getpid()}")
    source: sqlite3.Connection = connection.connection
    with sqlite3.connect(own) as copy:
        source.backup(copy)
    own.replace(made())
