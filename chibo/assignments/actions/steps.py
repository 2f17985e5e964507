"""One step of a piece of work, in memory: what it must find, what it changes. Nothing is saved here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from chibo.assignments.models import Assignment, Step, WorkStep
from chibo.assignments.rules import (
    check_done_unverified,
    check_forward,
    check_in_order,
    check_later,
    check_open,
)
from chibo.base.rules import Refusal, check_has_come
from chibo.base.text import clean
from chibo.organisations.models import Organisation


@dataclass(frozen=True)
class Told:
    """What became of work on a day. `progress` in percent; `due` is the new day of an extension, `giver`
    and `unit` the units it goes on at after a move."""

    kind: str
    on: date
    text: str = ""
    evidence: str = ""
    progress: int | None = None
    due: date | None = None
    giver: Organisation | None = None
    unit: Organisation | None = None


def take_step(work: Assignment, told: Told, after: date) -> WorkStep:
    """The work as the step leaves it, and the step; `after` is the day of its last step."""
    step = WorkStep(
        assignment=work,
        kind=told.kind,
        on=told.on,
        text=clean(told.text),
        evidence=clean(told.evidence),
    )
    _MOVES[told.kind](work, step, told)
    check_has_come([step.on], _("ghi khi việc đã diễn ra"))
    check_in_order(step.on, after)
    return step


def _progress(work: Assignment, step: WorkStep, told: Told) -> None:
    check_open(work)
    step.progress = told.progress or 0
    check_forward(work, step.progress)
    work.progress = step.progress


def _extended(work: Assignment, step: WorkStep, told: Told) -> None:
    check_open(work)
    if told.due is None:
        raise Refusal(_("Ghi hạn mới."))
    check_later(work, told.due)
    _check_said(step)
    step.due_before, step.due_after = work.due_on, told.due
    work.due_on = told.due


def _done(work: Assignment, step: WorkStep, told: Told) -> None:
    check_open(work)
    work.done_on, work.progress, step.progress = told.on, 100, 100


def _verified(work: Assignment, _step: WorkStep, told: Told) -> None:
    check_done_unverified(work)
    work.verified_on = told.on


def _returned(work: Assignment, step: WorkStep, _told: Told) -> None:
    check_done_unverified(work)
    _check_said(step)
    work.done_on = None


def _cancelled(work: Assignment, step: WorkStep, told: Told) -> None:
    check_open(work)
    _check_said(step)
    work.cancelled_on, work.cancel_reason = told.on, step.text


def _moved(work: Assignment, step: WorkStep, told: Told) -> None:
    step.giver_before_id, step.unit_before_id = work.giver_id, work.unit_id
    work.giver = told.giver or work.giver
    work.unit = told.unit if work.unit_id else None


def _check_said(step: WorkStep) -> None:
    if not step.text:
        raise Refusal(_("Ghi lý do."))


_MOVES: Mapping[str, Callable[[Assignment, WorkStep, Told], None]] = {
    Step.PROGRESS: _progress,
    Step.EXTENDED: _extended,
    Step.DONE: _done,
    Step.VERIFIED: _verified,
    Step.RETURNED: _returned,
    Step.CANCELLED: _cancelled,
    Step.MOVED: _moved,
}
