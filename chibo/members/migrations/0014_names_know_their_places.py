"""SQLite's index of the words of names knows as well in which provinces a person has ever stood.

A search in a province of the whole country would else look up the namesakes of everywhere: for "lo van an" the index
reads every name with a word that begins with "van". So the words of a name stand in it once more for each unit
right below the root, written together with the unit ("π00002lo"). A word too many is harmless: who stands in a
branch on a day is asked of the memberships. The triggers of either table name no other but the index, so that
either can be made anew.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_earlier = import_module("chibo.members.migrations.0011_words_of_names")

_PLACE = "substr({path}, 6, 5)"  # the second segment of a path


def _there(place: str, name: str) -> str:
    """The words of a name, each behind a place."""
    return f"' π' || {place} || replace({name}, ' ', ' π' || {place})"


_OWN = _PLACE.format(path="path")
FILL = f"""
    INSERT INTO person_name (rowid, words, places)
    SELECT person.id, name_folded || COALESCE(group_concat({_there("place", "name_folded")}, ''), ''),
        json_group_array(place) FILTER (WHERE place IS NOT NULL)
    FROM person LEFT JOIN (
        SELECT DISTINCT person_id, {_OWN} AS place FROM membership WHERE length(path) > 5
    ) AS stood ON stood.person_id = person.id GROUP BY person.id
"""  # noqa: S608 (our own words)
_NEW = _PLACE.format(path="NEW.path")
_NAME = "substr(words, 1, instr(words || ' π', ' π') - 1)"
_STAND = f"""
    WHEN length(NEW.path) > 5 AND instr(
        (SELECT places FROM person_name WHERE rowid = NEW.person_id), '"' || {_NEW} || '"'
    ) = 0 BEGIN
    UPDATE person_name SET words = words || {_there(_NEW, _NAME)}, places = json_insert(places, '$[#]', {_NEW})
    WHERE rowid = NEW.person_id; END
"""  # noqa: S608 (our own words)
_RENAMED = f"""
    UPDATE person_name SET words = NEW.name_folded || COALESCE((
        SELECT group_concat({_there("value", "NEW.name_folded")}, '') FROM json_each(places)
    ), '') WHERE rowid = OLD.id
"""  # noqa: S608 (our own words)
KEEP = [
    "CREATE VIRTUAL TABLE person_name USING fts5(words, places UNINDEXED, columnsize=0, detail=none)",
    FILL,
    "CREATE TRIGGER person_name_added AFTER INSERT ON person BEGIN "
    "INSERT INTO person_name (rowid, words, places) VALUES (NEW.id, NEW.name_folded, '[]'); END",
    "CREATE TRIGGER person_name_removed AFTER DELETE ON person BEGIN "
    "DELETE FROM person_name WHERE rowid = OLD.id; END",
    "CREATE TRIGGER person_name_changed AFTER UPDATE OF name_folded ON person "
    f"WHEN OLD.name_folded <> NEW.name_folded BEGIN {_RENAMED}; END",
    f"CREATE TRIGGER person_place_added AFTER INSERT ON membership {_STAND}",
    f"CREATE TRIGGER person_place_changed AFTER UPDATE OF path, person_id ON membership {_STAND}",
]
FORGET = [
    "DROP TRIGGER person_place_changed",
    "DROP TRIGGER person_place_added",
    *_earlier.FORGET,
]


def keep(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, [*_earlier.FORGET, *KEEP])


def forget(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, [*FORGET, *_earlier.KEEP])


def _execute(editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    if editor.connection.vendor == "sqlite":
        for statement in statements:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("members", "0013_wider_indexes")]
    operations = [migrations.RunPython(keep, forget)]
