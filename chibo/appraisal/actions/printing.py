"""Decisions and lists taken out as files leave a line in the journal."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.appraisal.models import Cycle
from chibo.appraisal.rules import may_rate
from chibo.audit.actions import note_reading
from chibo.base.rules import require


@transaction.atomic
def print_ratings(cycle: Cycle, form: str, *, by: User) -> None:
    """`form` is docx, pdf or xlsx."""
    require(by, may_rate, cycle.path)
    note_reading(by, "rating.printed", cycle, path=cycle.path, reason=form)
