"""PostgreSQL looks more closely at where memberships stand in the tree.

A commune is one of three thousand, and of a hundred sampled places it saw none: it took a branch for seven times as
large as it is, called more processes to help and joined whole tables. With a thousand places it guesses within a few
members, and lists of 4,000 take a tenth less.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FINELY = [
    "ALTER TABLE membership ALTER COLUMN path SET STATISTICS 1000",
    "ANALYZE membership (path)",
]
AS_USUAL = ["ALTER TABLE membership ALTER COLUMN path SET STATISTICS -1"]


def count_finely(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, FINELY)


def count_as_usual(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _execute(editor, AS_USUAL)


def _execute(editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("members", "0018_words_on_postgresql")]
    operations = [migrations.RunPython(count_finely, count_as_usual)]
