"""Milestones of a unit are set, and their results recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, clean_lines
from chibo.consolidation.models import Milestone
from chibo.consolidation.rules import check_result, may_mark
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch


@dataclass(frozen=True)
class NewMilestone:
    unit: Organisation
    what: str
    set_on: date
    due_on: date
    ref: str = ""


@transaction.atomic
def set_milestones(given: Sequence[NewMilestone], *, by: User) -> list[Milestone]:
    """By whoever gives work where the unit hangs, the unit itself included."""
    check_has_come((one.set_on for one in given), _("ghi khi đã đặt ra"))
    rows, lines = [], []
    for one in given:
        of = branch(one.unit, one.set_on)
        require(by, may_mark, of)
        if one.due_on < one.set_on:
            raise Refusal(_("Hạn phải từ ngày đặt ra trở đi."))
        row = Milestone(
            unit=one.unit, path=of.path, what=clean(one.what), set_on=one.set_on, due_on=one.due_on
        )
        row.full_clean()
        row.save()
        rows.append(row)
        lines.append(Line("milestone.set", row, of.path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    return rows


@transaction.atomic
def record_milestone(
    milestone: Milestone,
    result: str,
    on: date,
    *,
    by: User,
    evidence: str = "",
    decision: Paper | None = None,
) -> Milestone:
    """Reached or missed, with the decision that says so."""
    hold(milestone)
    require(by, may_mark, branch(milestone.unit_id, milestone.set_on))
    check_has_come([on], _("ghi kết quả khi đã có"))
    check_result(milestone, on)
    before = snapshot(milestone)
    milestone.result, milestone.result_on = result, on
    milestone.evidence, milestone.decision = clean_lines(evidence), decision
    milestone.full_clean()
    milestone.save()
    note(by, "milestone.result", milestone, path=milestone.path, before=before)
    return milestone
