"""PostgreSQL empties a table without touching its rows, which the guard of each row never sees."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SENTENCE = "Nhật ký chỉ được ghi thêm, không được sửa hay xóa."

GUARD = [
    f"CREATE FUNCTION journal_is_not_emptied() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF EXISTS (SELECT 1 FROM journal) THEN RAISE EXCEPTION '{SENTENCE}'; END IF; "
    f"RETURN NULL; END $$",
    "CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_is_not_emptied()",
]
RELEASE = [
    "DROP TRIGGER journal_no_truncate ON journal",
    "DROP FUNCTION journal_is_not_emptied()",
]


def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    run(editor, GUARD)


def release(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    run(editor, RELEASE)


def run(editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_journal_is_append_only")]
    operations = [migrations.RunPython(guard, release)]
