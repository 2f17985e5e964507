from django.db import migrations, models

# By model, the index and its columns; before, each had the first two.
_INDEXES = {
    "charge": ("charge_by_path", ["path", "month", "person", "amount", "settled_on"]),
    "payment": ("payment_by_path", ["path", "paid_on", "cancelled_on", "amount", "cell"]),
}


class Migration(migrations.Migration):
    """What is summed of a branch stands in the index that finds it."""

    dependencies = [("dues", "0004_open_months")]

    operations = [
        step
        for model, (name, fields) in _INDEXES.items()
        for step in (
            migrations.RemoveIndex(model, name),
            migrations.AddIndex(model, models.Index(fields=fields, name=name)),
        )
    ]
