"""A new name waits outside SQLite's index of names until its bearer first stands somewhere, and is written there once.

Before, a new person was written to the index without a place, and taken out and written anew with the first
membership: three changes of the index for each row of a list brought in. Whoever never was a member is not looked
for by membership, and waits for good (`name_waits`). `LAY` puts everybody into the index.

As before, the triggers of either table name no other but the index and its own tables.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_places = import_module("chibo.members.migrations.0014_names_know_their_places")
_earlier = import_module("chibo.members.migrations.0015_names_in_order")

_NEW = _earlier._NEW
_RANK = _earlier._RANK_OF.format("NEW.person_id")
_IS_BELOW = "length(NEW.path) > 5"

LAY = [*_earlier.LAY, "DELETE FROM name_waits"]
_ADDED = f"""
    CREATE TRIGGER person_name_added AFTER INSERT ON person BEGIN
    INSERT INTO name_rank (person, rank) VALUES (NEW.id, {_earlier._rank("NEW")});
    INSERT INTO name_waits (person, name) VALUES (NEW.id, NEW.name_folded); END
"""  # noqa: S608 (our own words)
_PLACED = f"""
    WHEN EXISTS (SELECT 1 FROM name_waits WHERE person = NEW.person_id) BEGIN
    INSERT INTO person_name (rowid, words, places)
    SELECT {_RANK}, name || CASE WHEN {_IS_BELOW} THEN {_places._there(_NEW, "name")} ELSE '' END,
        CASE WHEN {_IS_BELOW} THEN json_array({_NEW}) ELSE '[]' END
    FROM name_waits WHERE person = NEW.person_id;
    DELETE FROM name_waits WHERE person = NEW.person_id; END
"""  # noqa: S608 (our own words)
KEEP = [
    "DROP TRIGGER person_name_added",
    "CREATE TABLE name_waits (person INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    _ADDED,
    f"CREATE TRIGGER person_name_placed AFTER INSERT ON membership {_PLACED}",
    f"CREATE TRIGGER waiting_name_placed AFTER UPDATE OF person_id ON membership {_PLACED}",
    "CREATE TRIGGER waiting_name_removed AFTER DELETE ON person BEGIN "
    "DELETE FROM name_waits WHERE person = OLD.id; END",
    "CREATE TRIGGER waiting_name_changed AFTER UPDATE OF name_folded ON person BEGIN "
    "UPDATE name_waits SET name = NEW.name_folded WHERE person = OLD.id; END",
]
_WITHOUT_WAITING = next(one for one in _earlier.KEEP if "TRIGGER person_name_added" in one)
FORGET = [
    "DROP TRIGGER waiting_name_changed",
    "DROP TRIGGER waiting_name_removed",
    "DROP TRIGGER waiting_name_placed",
    "DROP TRIGGER person_name_placed",
    "DROP TRIGGER person_name_added",
    "INSERT INTO person_name (rowid, words, places) "
    "SELECT rank, name, '[]' FROM name_waits JOIN name_rank USING (person)",
    "DROP TABLE name_waits",
    _WITHOUT_WAITING,
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
    dependencies = [("members", "0015_names_in_order")]
    operations = [migrations.RunPython(keep, forget)]
