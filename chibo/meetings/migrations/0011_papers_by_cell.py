"""What became of a paper in one of many cells is one look-up; turnouts are counted from an index."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE meeting_item SET organisation_id = (
    SELECT m.organisation_id FROM meeting AS m WHERE m.id = meeting_item.meeting_id
)
"""


def _organisation(**more: bool) -> models.Field:
    return models.ForeignKey(
        db_index=False,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="organisations.organisation",
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_circulations"),
        ("meetings", "0010_item_by_paper"),
        ("organisations", "0005_calls_counted"),
    ]

    operations = [
        migrations.AddField("agendaitem", "organisation", _organisation(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("agendaitem", "organisation", _organisation()),
        migrations.RemoveIndex("agendaitem", name="item_by_paper"),
        migrations.AddIndex(
            "agendaitem",
            models.Index(fields=["paper", "organisation", "meeting"], name="item_by_paper"),
        ),
        migrations.AddIndex(
            "attendance",
            models.Index(fields=["meeting", "state"], name="attendance_by_meeting"),
        ),
        migrations.AlterField(
            "attendance",
            "meeting",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="roll",
                to="meetings.meeting",
            ),
        ),
    ]
