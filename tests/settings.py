"""The settings of a test run: a home of its own, and on demand a PostgreSQL of its own.

CHIBO_TEST_DATABASE=postgresql runs everything on a private cluster. The first process of a run
makes the home and the cluster, its workers find both in the environment, and it clears up at exit.
"""

# ruff: noqa: F403 (the environment comes first)

import atexit
import os
import shutil
import tempfile

from tests import postgres

if "CHIBO_TEST_HOME" not in os.environ:
    os.environ["CHIBO_TEST_HOME"] = tempfile.mkdtemp(prefix="chibo-test-")
    atexit.register(shutil.rmtree, os.environ["CHIBO_TEST_HOME"], ignore_errors=True)
    os.environ.pop("CHIBO_DATABASE", None)
    if os.environ.get("CHIBO_TEST_DATABASE") == "postgresql":
        cluster = postgres.start()
        atexit.register(postgres.stop, cluster)
        os.environ["CHIBO_DATABASE"] = cluster.url

os.environ["CHIBO_HOME"] = os.environ["CHIBO_TEST_HOME"]

from functools import cache

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.staticfiles.storage import StaticFilesStorage

from chibo.settings import *
from chibo.settings import DATABASES, HOME

LOAD_API = True  # tests open and close the door to programs as they go


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm at the least cost, so that a cast of fifty people takes no minute."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


class PlainFiles(StaticFilesStorage):
    """Files under their own names. A page has thirty addresses of icons: each is put together once."""

    def __init__(self) -> None:
        super().__init__()
        self.url = cache(super().url)


PASSWORD_HASHERS = ["tests.settings.QuickArgon2"]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tests.settings.PlainFiles"},
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file as in real life: threads and the browser's server open their own connections to it.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    # Rows nobody asked an order for come the other way round: a test, or a page, that counts on
    # the order they were written in fails here, not some day on PostgreSQL.
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA reverse_unordered_selects=ON;"
