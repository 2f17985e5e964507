"""PostgreSQL finds people by the words of their names, too.

It indexes whole words (`person_by_words`), and what is typed are beginnings: so every word that is in a name is kept
once (`name_word`, a few thousand in Viet Nam), and a beginning is looked up there first. A word stays when the last
who bore it is called otherwise: it then leads to nobody.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_WORDS = "SELECT DISTINCT unnest(string_to_array(name_folded, ' ')) COLLATE \"C\" AS word FROM {people}"
# Two lists that bring new words at the same time come one after the other: word by word they would wait for each
# other crosswise.
_TURN = 20_261_123
KEEP = [
    "CREATE INDEX person_by_words ON person USING gin (string_to_array(name_folded, ' '))",
    'CREATE TABLE name_word (word text COLLATE "C" PRIMARY KEY)',
    f"INSERT INTO name_word (word) {_WORDS.format(people='person')}",  # noqa: S608 (our own words)
    f"""
    CREATE FUNCTION keep_words_of_names() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS ({_WORDS.format(people="called")} EXCEPT SELECT word FROM name_word) THEN
        PERFORM pg_advisory_xact_lock({_TURN});
        INSERT INTO name_word (word) {_WORDS.format(people="called")} ON CONFLICT DO NOTHING;
    END IF; RETURN NULL; END $$
    """,  # noqa: S608 (our own words)
    "CREATE TRIGGER words_of_new_names AFTER INSERT ON person REFERENCING NEW TABLE AS called "
    "FOR EACH STATEMENT EXECUTE FUNCTION keep_words_of_names()",
    "CREATE TRIGGER words_of_changed_names AFTER UPDATE ON person REFERENCING NEW TABLE AS called "
    "FOR EACH STATEMENT EXECUTE FUNCTION keep_words_of_names()",
]
FORGET = [
    "DROP TRIGGER words_of_changed_names ON person",
    "DROP TRIGGER words_of_new_names ON person",
    "DROP FUNCTION keep_words_of_names",
    "DROP TABLE name_word",
    "DROP INDEX person_by_words",
]


def keep(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, KEEP)


def forget(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, FORGET)


def _execute(editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("members", "0017_leaves_by_their_end")]
    operations = [migrations.RunPython(keep, forget)]
