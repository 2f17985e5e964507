"""A charge knows from which day it is paid for; what the books hold already is told its day."""

from typing import Any

from django.db import migrations, models

# The first day by which the receipts that stand come up to what is due.
FILL = """
UPDATE charge_of_dues SET settled_on = CASE WHEN coalesce(amount, 0) = 0 THEN month ELSE (
    SELECT min(sofar.day) FROM (
        SELECT r.paid_on AS day, sum(m.amount) OVER (ORDER BY r.paid_on) AS paid
        FROM month_of_receipt AS m JOIN receipt_of_dues AS r ON r.id = m.payment_id
        WHERE r.cancelled_on IS NULL AND m.person_id = charge_of_dues.person_id
        AND m.month = charge_of_dues.month
    ) AS sofar WHERE sofar.paid >= charge_of_dues.amount
) END
"""


def fill(apps: Any, editor: Any) -> None:
    editor.execute(FILL)


class Migration(migrations.Migration):
    dependencies = [
        ("dues", "0003_what_is_handed_over"),
        ("members", "0015_names_in_order"),
        ("organisations", "0005_calls_counted"),
    ]

    operations = [
        migrations.AddField(
            model_name="charge",
            name="settled_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="đóng đủ từ ngày"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="charge",
            index=models.Index(fields=["settled_on"], name="charge_by_settling"),
        ),
        migrations.AddIndex(
            model_name="charge",
            index=models.Index(
                condition=models.Q(("settled_on__isnull", True)),
                fields=["path", "month"],
                name="charge_open_by_path",
            ),
        ),
        migrations.AddIndex(
            model_name="charge",
            index=models.Index(
                condition=models.Q(("settled_on__isnull", True)),
                fields=["person", "month"],
                name="charge_open_by_person",
            ),
        ),
        migrations.AddIndex(
            model_name="remittance",
            index=models.Index(fields=["unit", "until"], name="remittance_by_unit"),
        ),
        migrations.AddIndex(
            model_name="remittance",
            index=models.Index(fields=["receiver", "handed_on"], name="remittance_by_receiver"),
        ),
    ]
