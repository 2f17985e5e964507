"""The database itself refuses two membership periods of one person that overlap."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SENTENCE = "Đảng viên đang sinh hoạt chính thức tại một chi bộ khác trong thời gian này."

_OVERLAPS = """
    SELECT 1 FROM membership other
    WHERE other.person_id = NEW.person_id AND other.id <> NEW.id
      AND other.started_on < COALESCE(NEW.ended_on, '9999-12-31')
      AND COALESCE(other.ended_on, '9999-12-31') > NEW.started_on
"""
GUARD = {
    "sqlite": [
        f"CREATE TRIGGER membership_one_cell_{moment.lower()} AFTER {moment} ON membership "
        f"WHEN EXISTS ({_OVERLAPS}) BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        for moment in ("INSERT", "UPDATE")
    ],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        "ALTER TABLE membership ADD CONSTRAINT membership_one_cell_at_a_time EXCLUDE USING gist "
        "(person_id WITH =, daterange(started_on, ended_on) WITH &&)",
    ],
}
RELEASE = {
    "sqlite": ["DROP TRIGGER membership_one_cell_insert", "DROP TRIGGER membership_one_cell_update"],
    "postgresql": ["ALTER TABLE membership DROP CONSTRAINT membership_one_cell_at_a_time"],
}


def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in GUARD[editor.connection.vendor]:
        editor.execute(statement)


def release(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in RELEASE[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunPython(guard, release)]
