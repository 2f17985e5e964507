"""What is due about those on their way into the Party, from the first note to recognition."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from chibo.accounts.models import User
from chibo.admissions.due.new_member_class import class_due, class_tallies
from chibo.admissions.due.new_member_file import file_due, file_tallies
from chibo.admissions.due.planned import (
    class_result_tallies,
    head_tallies,
    planned_due,
    targets_due,
)
from chibo.admissions.due.probation import (
    Alike,
    alike_on_probation,
    on_probation,
    probation_due,
    probation_tallies,
)
from chibo.admissions.due.waiting import case_tallies, cases_due
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.members.due import is_at_work
from chibo.organisations.queries.tree import Branch


def due(user: User, branch: Branch, on: date) -> list[Due]:
    """About the end of a quarter the plan is asked, in questions of its own; the rest is in `asks`."""
    return targets_due(user, branch, on)


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    asked = planned_due(user, branch, on)
    if is_at_work(branch):
        asked.append(on_probation(user, branch, on, lambda rows: _of_probation(user, rows, on)))
        asked += cases_due(user, branch, on)
    return asked


def _of_probation(user: User, rows: Sequence[Any], on: date) -> list[Due]:
    return [*probation_due(user, rows, on), *file_due(rows), *class_due(rows, on)]


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    return [
        case_tallies(branch, on),
        alike_on_probation(branch, lambda alike: _of_alike(alike, on)),
        class_result_tallies(branch, on),
        *head_tallies(branch, on),
    ]


def _of_alike(alike: Sequence[Alike], on: date) -> list[Tally]:
    return [
        *probation_tallies(alike, on),
        *file_tallies(alike),
        *class_tallies(alike, on),
    ]
