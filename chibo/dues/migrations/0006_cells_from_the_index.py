"""Which cells collected everything is answered from the index too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dues", "0005_sums_from_indexes")]

    operations = [
        migrations.RemoveIndex("charge", name="charge_by_path"),
        migrations.AddIndex(
            "charge",
            models.Index(
                fields=["path", "month", "person", "amount", "settled_on", "cell"],
                name="charge_by_path",
            ),
        ),
    ]
