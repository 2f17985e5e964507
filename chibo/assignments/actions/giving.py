"""Work is given: by hand, by a meeting, by a plan. The plural is the primitive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment
from chibo.assignments.rules import may_give
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import check_has_come, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branches_by_day


@dataclass(frozen=True)
class Giving:
    """One piece of work, to a person or to a unit. `ref` names an import's row."""

    giver: Organisation
    what: str
    given_on: date
    due_on: date
    person: Person | None = None
    unit: Organisation | None = None
    helpers: str = ""
    origin: str = ""
    paper: Paper | None = None
    ref: str = ""


@transaction.atomic
def give_work(given: Sequence[Giving], *, by: User) -> list[Assignment]:
    """Give each piece of work, all or none."""
    places = branches_by_day({(one.giver.pk, one.given_on) for one in given})
    for place in places.values():
        require(by, may_give, place)
    check_has_come((one.given_on for one in given), _("ghi việc khi đã giao"))
    works = [_work(one) for one in given]
    Assignment.objects.bulk_create(works, batch_size=500)
    lines = [
        Line(
            "work.given",
            work,
            places[one.giver.pk, one.given_on].path,
            after=snapshot(work),
            ref=one.ref,
        )
        for one, work in zip(given, works, strict=True)
    ]
    note_all(by, lines)
    return works


def _work(one: Giving) -> Assignment:
    work = Assignment(
        giver=one.giver,
        what=clean(one.what),
        person=one.person,
        unit=one.unit,
        helpers=clean(one.helpers),
        given_on=one.given_on,
        first_due_on=one.due_on,
        due_on=one.due_on,
        origin=clean(one.origin),
        paper=one.paper,
    )
    work.clean_fields(exclude=["giver", "person", "unit", "paper"])
    work.validate_constraints()
    return work
