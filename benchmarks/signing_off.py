"""Forms handed in: filled with their checks, frozen with who stands behind every number, compared with today.

What is handed in here is taken back at the end. Of the nation the forms are filled and no aim is promised; it
hands in to nobody.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from time import perf_counter, process_time
from typing import TypeVar

from django.db import transaction
from django.db.models import F
from django.db.models import Sum as Total
from django.db.models.functions import Length
from django.utils import timezone

from benchmarks import shape
from benchmarks.measuring import Line
from benchmarks.questions import branches_of
from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.organisations.models import Duty, Organisation, Role
from chibo.organisations.queries.tree import Branch
from chibo.reports.actions.submitting import begin_submission, check_submission, submit
from chibo.reports.frozen.freezing import forms_of
from chibo.reports.frozen.later import changes_of
from chibo.reports.models import FORMS, Submission
from chibo.reports.queries.numbers import Numbers
from chibo.reports.statistics.building import fill_all

Found = TypeVar("Found")

YEAR = Period.year(2025)
AIMS = {"commune of 4,000": 2_000, "province": 20_000}


def signing_off(country: shape.Country) -> Iterator[Line]:
    for name, of in branches_of(country).items():
        if name in AIMS:
            yield from _one(name, of)
        else:
            organisation = Organisation.objects.get(pk=of.pk)
            yield _timed(f"forms of a year, {name}", None, lambda one=organisation: _fill(one))[0]


def _one(name: str, of: Branch) -> Iterator[Line]:
    organisation, aim = Organisation.objects.get(pk=of.pk), AIMS[name]
    with transaction.atomic():
        office = _office_of(organisation)
        yield _timed(f"forms of a year, {name}", aim, lambda: _fill(organisation))[0]
        begun = check_submission(begin_submission(organisation, FORMS, YEAR, by=office), by=office)
        line, done = _timed(
            f"forms of a year, filled, checked and frozen, {name}",
            aim,
            lambda: submit(begun, "Đo tốc độ.", by=office),
        )
        size = done.sheets.aggregate(size=Total(Length(F("behind"))))["size"]
        yield replace(line, note=f"{line.note}, {size / 1e6:.1f} MB of keys")
        yield _timed(f"frozen forms beside today, {name}", aim, lambda: _compare(done))[0]
        transaction.set_rollback(True)


def _office_of(organisation: Organisation) -> User:
    user = User.objects.create(username="handing-in", full_name="Nộp biểu")
    Duty.objects.create(
        user=user, role=Role.OFFICE, organisation=organisation, started_on=date(2021, 1, 1)
    )
    return user


def _fill(organisation: Organisation) -> int:
    return len(fill_all(forms_of(YEAR), Numbers(organisation, YEAR)))


def _compare(done: Submission) -> int:
    sheets = list(done.sheets.all())
    for sheet in sheets:
        sheet.submission = done
    return len(changes_of(sheets, timezone.localdate()))


def _timed(what: str, aim: float | None, act: Callable[[], Found]) -> tuple[Line, Found]:
    started, used = perf_counter(), process_time()
    found = act()
    taken, own = (perf_counter() - started) * 1000, (process_time() - used) * 1000
    return Line("signing off", what, taken, aim=aim, note=f"processor {own:,.0f} ms"), found
