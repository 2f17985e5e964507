"""Work of other days told with all that became of it: from a data workbook, for the demo world."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from chibo.accounts.models import User
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.actions.steps import Told, take_step
from chibo.assignments.models import Assignment, WorkStep
from chibo.assignments.rules import may_judge
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import require
from chibo.organisations.queries.tree import latest_paths

_CHANGED = ("giver", "unit", "due_on", "progress", "done_on", "verified_on", "cancelled_on",
            "cancel_reason")  # fmt: skip


@dataclass(frozen=True)
class History:
    """Work given and what became of it, in order."""

    given: Giving
    steps: Sequence[Told] = ()


@transaction.atomic
def tell_work(told: Sequence[History], *, by: User) -> list[Assignment]:
    """Give each piece of work and take its steps, by whoever gives work there; all or none."""
    works = give_work([one.given for one in told], by=by)
    givers = {work.giver_id: work for work in works}
    for work in givers.values():
        require(by, may_judge, work)
    paths = latest_paths(givers)
    taken = [
        one
        for work, history in zip(works, told, strict=True)
        for one in _take_all(work, history, paths[work.giver_id])
    ]
    Assignment.objects.bulk_update(works, _CHANGED, batch_size=500)
    WorkStep.objects.bulk_create([step for step, _line in taken], batch_size=500)
    note_all(by, [line for _step, line in taken])
    return works


def _take_all(work: Assignment, history: History, path: str) -> list[tuple[WorkStep, Line]]:
    last, taken = work.given_on, []
    for told in history.steps:
        before = snapshot(work)
        step = take_step(work, told, last)
        step.clean_fields(exclude=["assignment"])
        after, verb = snapshot(work), f"work.{step.kind}"
        taken.append((step, Line(verb, work, path, before, after, step.text, history.given.ref)))
        last = step.on
    work.clean_fields(exclude=["giver", "person", "unit", "paper"])
    return taken
