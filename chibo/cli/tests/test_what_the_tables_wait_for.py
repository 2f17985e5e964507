"""What is to be done to the tables is told without reading what would be done."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from chibo.cli.installation import pending_migrations

pytestmark = pytest.mark.django_db


def test_nothing_waits_once_all_is_done() -> None:
    assert pending_migrations() == []


def test_it_names_what_the_plan_names() -> None:
    done = MigrationRecorder(connection).migration_qs
    done.filter(app__in=["members", "sessions", "axes"]).delete()
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    waiting = {f"{one.app_label}.{one.name}" for one, _backwards in plan}
    assert set(pending_migrations()) == waiting
