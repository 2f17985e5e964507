"""SQLite's index of the words of names answers in the order of a Vietnamese roll, and beginnings of words at once.

Before, whoever bore a common word was looked up and put in order for a page of fifty. So the number of a row in the
index is now its rank: the step of the order of names a name stands on (`name_step`), then the key of the person. A
step is one name that many bear, or a few dozen neighbouring names, which are told apart when they are read. Steps are laid by the people there are; a person who comes later takes the step of the name, and when there are twice as
many people as `name_laid` tells, steps are laid anew (`LAY`). `name_rank` says where somebody stands in the index.

As before, the triggers of either table name no other but the index and its own tables.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_earlier = import_module("chibo.members.migrations.0014_names_know_their_places")
_first = import_module("chibo.members.migrations.0011_words_of_names")

_ON_A_STEP, _OF_ONE_NAME = 50, 25  # people
_OWN = _earlier._PLACE.format(path="path")
_NEW = _earlier._PLACE.format(path="NEW.path")

# Beginnings of words alone (up to six letters) and behind a place (six more).
INDEX = (
    "CREATE VIRTUAL TABLE person_name USING fts5(words, places UNINDEXED, columnsize=0, detail=none, "
    "prefix='1 2 3 4 5 6 7 8 9 10 11 12')"
)
# A step of one name has an odd number; right behind it begins another.
_STEPS = f"""
    WITH name AS (
        SELECT name_sort, count(*) AS bearers, sum(count(*)) OVER (ORDER BY name_sort) AS reached
        FROM person GROUP BY name_sort
    ), begun (begins, is_one) AS (
        SELECT name_sort, 1 FROM name WHERE bearers >= {_OF_ONE_NAME}
        UNION ALL SELECT name_sort || '0', 0 FROM name WHERE bearers >= {_OF_ONE_NAME}
        UNION ALL SELECT name_sort, 0 FROM name WHERE bearers < {_OF_ONE_NAME}
            AND reached / {_ON_A_STEP} > (reached - bearers) / {_ON_A_STEP}
    )
    INSERT INTO name_step (begins, step) SELECT begins, 2 * row_number() OVER (ORDER BY begins) + is_one FROM begun
"""  # noqa: S608 (our own words)


def _rank(person: str) -> str:
    below = f"SELECT step FROM name_step WHERE begins <= {person}.name_sort ORDER BY begins DESC LIMIT 1"  # noqa: S608
    return f"(COALESCE(({below}), 0) << 32 | {person}.id)"


_EMPTY = [f"DELETE FROM {table}" for table in ("person_name", "name_rank", "name_step", "name_laid")]  # noqa: S608
LAY = [
    *_EMPTY,
    "INSERT INTO name_laid (people) SELECT count(*) FROM person",
    _STEPS,
    f"INSERT INTO name_rank (person, rank) SELECT id, {_rank('person')} FROM person",
    f"""
    INSERT INTO person_name (rowid, words, places)
    SELECT rank, name_folded || COALESCE(group_concat({_earlier._there("place", "name_folded")}, ''), ''),
        json_group_array(place) FILTER (WHERE place IS NOT NULL)
    FROM name_rank JOIN person ON person.id = name_rank.person LEFT JOIN (
        SELECT DISTINCT person_id, {_OWN} AS place FROM membership WHERE length(path) > 5
    ) AS stood ON stood.person_id = person.id GROUP BY rank
    """,  # noqa: S608 (our own words)
]
_RANK_OF = "(SELECT rank FROM name_rank WHERE person = {})"
_STAND = f"""
    WHEN length(NEW.path) > 5 AND instr((
        SELECT places FROM person_name WHERE rowid = {_RANK_OF.format("NEW.person_id")}
    ), '"' || {_NEW} || '"') = 0 BEGIN
    UPDATE person_name SET words = words || {_earlier._there(_NEW, _earlier._NAME)},
        places = json_insert(places, '$[#]', {_NEW})
    WHERE rowid = {_RANK_OF.format("NEW.person_id")}; END
"""  # noqa: S608 (our own words)
_RENAMED = f"""
    UPDATE person_name SET rowid = {_rank("NEW")}, words = NEW.name_folded || COALESCE((
        SELECT group_concat({_earlier._there("value", "NEW.name_folded")}, '') FROM json_each(places)
    ), '') WHERE rowid = {_RANK_OF.format("OLD.id")};
    UPDATE name_rank SET rank = {_rank("NEW")} WHERE person = OLD.id;
"""  # noqa: S608 (our own words)
KEEP = [
    "CREATE TABLE name_step (begins TEXT PRIMARY KEY, step INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE name_laid (people INTEGER NOT NULL)",
    "CREATE TABLE name_rank (person INTEGER PRIMARY KEY, rank INTEGER NOT NULL)",
    INDEX,
    *LAY[len(_EMPTY) :],
    "CREATE TRIGGER person_name_added AFTER INSERT ON person BEGIN "
    f"INSERT INTO name_rank (person, rank) VALUES (NEW.id, {_rank('NEW')}); "
    f"INSERT INTO person_name (rowid, words, places) VALUES ({_rank('NEW')}, NEW.name_folded, '[]'); END",
    "CREATE TRIGGER person_name_removed AFTER DELETE ON person BEGIN "
    f"DELETE FROM person_name WHERE rowid = {_RANK_OF.format('OLD.id')}; "
    "DELETE FROM name_rank WHERE person = OLD.id; END",
    "CREATE TRIGGER person_name_changed AFTER UPDATE OF name_folded, name_sort ON person "
    f"WHEN OLD.name_folded <> NEW.name_folded OR OLD.name_sort <> NEW.name_sort BEGIN {_RENAMED} END",
    f"CREATE TRIGGER person_place_added AFTER INSERT ON membership {_STAND}",
    f"CREATE TRIGGER person_place_changed AFTER UPDATE OF path, person_id ON membership {_STAND}",
]
FORGET = [
    "DROP TRIGGER person_place_changed",
    "DROP TRIGGER person_place_added",
    *_first.FORGET,
]

_DROP = [f"DROP TABLE {table}" for table in ("name_rank", "name_step", "name_laid")]


def keep(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, [*FORGET, *KEEP])


def forget(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, [*FORGET, *_DROP, *_earlier.KEEP])


def _execute(editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    if editor.connection.vendor == "sqlite":
        for statement in statements:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("members", "0014_names_know_their_places")]
    operations = [migrations.RunPython(keep, forget)]
