"""What becomes of work: progress, extension, done, verified or returned, taken back."""

from datetime import date

from django.db import transaction

from chibo.accounts.models import User
from chibo.assignments.actions.steps import Told, take_step
from chibo.assignments.models import Assignment, Step, WorkStep
from chibo.assignments.queries.works import last_step_on, place_of
from chibo.assignments.rules import may_judge, may_report
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import require


@transaction.atomic
def report_progress(
    work: Assignment, progress: int, on: date, *, by: User, text: str = "", evidence: str = ""
) -> WorkStep:
    """How far it is (in percent) and what shows it."""
    hold(work)
    require(by, may_report, work)
    return _take(work, Told(Step.PROGRESS, on, text, evidence, progress), by)


@transaction.atomic
def extend_work(work: Assignment, due: date, reason: str, on: date, *, by: User) -> WorkStep:
    """Another day, with the reason; the day first set stays known."""
    hold(work)
    require(by, may_judge, work)
    return _take(work, Told(Step.EXTENDED, on, reason, due=due), by)


@transaction.atomic
def finish_work(
    work: Assignment, on: date, *, by: User, text: str = "", evidence: str = ""
) -> WorkStep:
    """Whoever does it says that it is done; whoever gave it verifies."""
    hold(work)
    require(by, may_report, work)
    return _take(work, Told(Step.DONE, on, text, evidence), by)


@transaction.atomic
def verify_work(work: Assignment, on: date, *, by: User, text: str = "") -> WorkStep:
    """Whoever gave it agrees that it is done."""
    hold(work)
    require(by, may_judge, work)
    return _take(work, Told(Step.VERIFIED, on, text), by)


@transaction.atomic
def return_work(work: Assignment, reason: str, on: date, *, by: User) -> WorkStep:
    """Said to be done, and is not: it is open again with the reason."""
    hold(work)
    require(by, may_judge, work)
    return _take(work, Told(Step.RETURNED, on, reason), by)


@transaction.atomic
def take_back_work(work: Assignment, reason: str, on: date, *, by: User) -> WorkStep:
    """It need not be done any more; the record stays."""
    hold(work)
    require(by, may_judge, work)
    return _take(work, Told(Step.CANCELLED, on, reason), by)


def _take(work: Assignment, told: Told, by: User) -> WorkStep:
    """Keep the step and the work, leave the line."""
    before = snapshot(work)
    step = take_step(work, told, last_step_on(work) or work.given_on)
    work.full_clean(exclude=["giver", "person", "unit", "paper"])
    step.full_clean(exclude=["assignment"])
    work.save()
    step.save()
    note(by, f"work.{step.kind}", work, path=place_of(work), before=before, reason=step.text)
    return step
