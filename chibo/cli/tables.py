"""All tables of a new installation at once.

Migrations one after the other draw every model anew for every step: nine tenths of the time a new installation
waits. An empty database gets the tables they end in, and what they do by hand (triggers, an index of words);
afterwards it stands as if each had been run. `cli/tests/test_tables_at_once.py` compares the two.
"""

from collections.abc import Iterable

from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


def is_empty() -> bool:
    return not connection.introspection.table_names()


def make_all_at_once() -> None:
    """Only where `is_empty`. Whole or not at all."""
    executor = MigrationExecutor(connection)
    last = executor.loader.graph.leaf_nodes()
    run = [migration for migration, _backwards in executor.migration_plan(last)]
    state = executor.loader.project_state(last)
    executor.recorder.ensure_schema()
    emit_pre_migrate_signal(0, False, DEFAULT_DB_ALIAS)
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            editor.create_model(model)
        _do_by_hand(run, state, editor)
        for migration in run:
            executor.recorder.record_applied(migration.app_label, migration.name)
    emit_post_migrate_signal(0, False, DEFAULT_DB_ALIAS)


def _do_by_hand(
    run: Iterable[Migration], state: ProjectState, editor: BaseDatabaseSchemaEditor
) -> None:
    """In the order of the migrations. Those that put rows right find none."""
    for statement in editor.deferred_sql:
        editor.execute(statement)
    editor.deferred_sql.clear()
    for migration in run:
        for operation in migration.operations:
            if isinstance(operation, RunPython):
                operation.database_forwards(migration.app_label, editor, state, state)
