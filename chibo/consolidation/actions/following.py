"""What is said of a plan: monthly, at reviews, in reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import check_has_come, require
from chibo.base.text import clean, clean_lines
from chibo.consolidation.models import FollowUp, Plan
from chibo.consolidation.queries.reach import last_path
from chibo.consolidation.rules import check_follow_up, check_open, may_keep_at, period_of


@dataclass(frozen=True)
class NewFollowUp:
    """`kind` is a FollowUpKind, `judgement` a Judgement; `day` any day of the period written about."""

    kind: str
    day: date
    written_on: date
    judgement: str
    text: str
    attended: str = ""
    ahead: str = ""
    ref: str = ""


@transaction.atomic
def write_follow_ups(plan: Plan, given: Sequence[NewFollowUp], *, by: User) -> list[FollowUp]:
    """The same period again replaces what was written; the journal keeps both."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    check_has_come((one.written_on for one in given), _("ghi khi đã theo dõi"))
    known = {(row.kind, row.first_day): row for row in plan.follow_ups.all()}
    rows, lines = [], []
    for one in given:
        first = period_of(one.kind, one.day, one.written_on)
        row = known.get((one.kind, first)) or FollowUp(plan=plan, kind=one.kind, first_day=first)
        before = snapshot(row) if row.pk else None
        row.written_on, row.judgement = one.written_on, one.judgement
        row.text, row.attended = clean_lines(one.text), clean(one.attended)
        row.ahead = clean_lines(one.ahead)
        check_follow_up(plan, row)
        row.full_clean()
        row.save()
        rows.append(row)
        lines.append(
            Line("plan.followed", row, plan.path, before, after=snapshot(row), ref=one.ref)
        )
    note_all(by, lines)
    return rows
