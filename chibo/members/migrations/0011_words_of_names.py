"""SQLite keeps an index of the words of names, which follows the table by triggers.

PostgreSQL reads the names of a province in forty milliseconds and has none.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_ADD = "INSERT INTO person_name (rowid, name_folded) VALUES (NEW.id, NEW.name_folded);"
_TAKE = "DELETE FROM person_name WHERE rowid = OLD.id;"
KEEP = [
    "CREATE VIRTUAL TABLE person_name USING fts5(name_folded, columnsize=0, detail=none)",
    "INSERT INTO person_name (rowid, name_folded) SELECT id, name_folded FROM person",
    f"CREATE TRIGGER person_name_added AFTER INSERT ON person BEGIN {_ADD} END",
    f"CREATE TRIGGER person_name_removed AFTER DELETE ON person BEGIN {_TAKE} END",
    "CREATE TRIGGER person_name_changed AFTER UPDATE OF name_folded ON person "
    f"WHEN OLD.name_folded <> NEW.name_folded BEGIN {_TAKE} {_ADD} END",
]
FORGET = [
    "DROP TRIGGER person_name_changed",
    "DROP TRIGGER person_name_removed",
    "DROP TRIGGER person_name_added",
    "DROP TABLE person_name",
]


def keep(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, KEEP)


def forget(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, FORGET)


def _execute(editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    if editor.connection.vendor == "sqlite":
        for statement in statements:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("members", "0010_corrections")]
    operations = [migrations.RunPython(keep, forget)]
