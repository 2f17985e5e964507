"""What becomes of work: progress, extension, done, verified or returned, taken back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment, Step, WorkStep
from chibo.assignments.queries.works import place_of
from chibo.assignments.rules import (
    check_done_unverified,
    check_forward,
    check_in_order,
    check_later,
    check_open,
    may_judge,
    may_report,
)
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean


@transaction.atomic
def report_progress(
    work: Assignment, progress: int, on: date, *, by: User, text: str = "", evidence: str = ""
) -> WorkStep:
    """How far it is (in percent) and what shows it."""
    require(by, may_report, work)
    check_open(work)
    check_forward(work, progress)
    before = snapshot(work)
    work.progress = progress
    step = WorkStep(kind=Step.PROGRESS, on=on, progress=progress, text=text, evidence=evidence)
    return _take(work, step, before, by)


@transaction.atomic
def extend_work(work: Assignment, due: date, reason: str, on: date, *, by: User) -> WorkStep:
    """Another day, with the reason; the day first set stays known."""
    require(by, may_judge, work)
    check_open(work)
    check_later(work, due)
    before = snapshot(work)
    step = WorkStep(
        kind=Step.EXTENDED, on=on, text=_said(reason), due_before=work.due_on, due_after=due
    )
    work.due_on = due
    return _take(work, step, before, by)


@transaction.atomic
def finish_work(
    work: Assignment, on: date, *, by: User, text: str = "", evidence: str = ""
) -> WorkStep:
    """Whoever does it says that it is done; whoever gave it verifies."""
    require(by, may_report, work)
    check_open(work)
    before = snapshot(work)
    work.done_on, work.progress = on, 100
    step = WorkStep(kind=Step.DONE, on=on, progress=100, text=text, evidence=evidence)
    return _take(work, step, before, by)


@transaction.atomic
def verify_work(work: Assignment, on: date, *, by: User, text: str = "") -> WorkStep:
    """Whoever gave it agrees that it is done."""
    require(by, may_judge, work)
    check_done_unverified(work)
    before = snapshot(work)
    work.verified_on = on
    return _take(work, WorkStep(kind=Step.VERIFIED, on=on, text=text), before, by)


@transaction.atomic
def return_work(work: Assignment, reason: str, on: date, *, by: User) -> WorkStep:
    """Said to be done, and is not: it is open again with the reason."""
    require(by, may_judge, work)
    check_done_unverified(work)
    before = snapshot(work)
    work.done_on = None
    return _take(work, WorkStep(kind=Step.RETURNED, on=on, text=_said(reason)), before, by)


@transaction.atomic
def take_back_work(work: Assignment, reason: str, on: date, *, by: User) -> WorkStep:
    """It need not be done any more; the record stays."""
    require(by, may_judge, work)
    check_open(work)
    before = snapshot(work)
    work.cancelled_on, work.cancel_reason = on, _said(reason)
    step = WorkStep(kind=Step.CANCELLED, on=on, text=work.cancel_reason)
    return _take(work, step, before, by)


def _take(work: Assignment, step: WorkStep, before: dict[str, object], by: User) -> WorkStep:
    """Check the day, keep the step and the work, leave the line."""
    check_has_come([step.on], _("ghi khi việc đã diễn ra"))
    check_in_order(work, step.on)
    step.assignment, step.text, step.evidence = work, clean(step.text), clean(step.evidence)
    work.full_clean(exclude=["giver", "person", "unit", "paper"])
    step.full_clean(exclude=["assignment"])
    work.save()
    step.save()
    note(by, f"work.{step.kind}", work, path=place_of(work), before=before, reason=step.text)
    return step


def _said(reason: str) -> str:
    if not clean(reason):
        raise Refusal(_("Ghi lý do."))
    return clean(reason)
