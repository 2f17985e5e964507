"""A learner knows the day of the first class they came to; what the books hold already is told its day."""

from typing import Any

from django.db import migrations, models

FILL = """
UPDATE learner SET came_on = (
    SELECT min(s.held_on) FROM study_turn AS t JOIN study_session AS s ON s.id = t.session_id
    WHERE t.learner_id = learner.id
)
"""


def fill(apps: Any, editor: Any) -> None:
    editor.execute(FILL)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0017_leaves_by_their_end"),
        ("organisations", "0005_calls_counted"),
        ("study", "0001_study_and_following"),
    ]

    operations = [
        migrations.AddField(
            model_name="learner",
            name="came_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="dự học lần đầu ngày"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="learner",
            index=models.Index(
                condition=models.Q(("came_on__isnull", True)),
                fields=["path", "study"],
                name="learner_not_come",
            ),
        ),
        migrations.AddIndex(
            model_name="learner",
            index=models.Index(
                condition=models.Q(("harvest_on__isnull", True)),
                fields=["path", "study"],
                name="learner_without_harvest",
            ),
        ),
        migrations.AddIndex(
            model_name="learner",
            index=models.Index(
                condition=models.Q(("theme_year__isnull", False)),
                fields=["path", "theme_year"],
                name="learner_of_a_theme",
            ),
        ),
    ]
