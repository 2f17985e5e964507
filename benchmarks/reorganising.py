"""Three communes of 90 cells and 4,000 members made into one: rehearsed, carried out and undone, then
taken back by a rollback."""

from collections.abc import Iterator
from datetime import date
from random import Random
from time import perf_counter

from django.db import transaction

from benchmarks import shape
from benchmarks.measuring import Line
from benchmarks.names import Names
from chibo.accounts.models import User
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.actions.reorganising.applying import apply_reorganisation
from chibo.members.actions.reorganising.drafting import begin_reorganisation
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.models import Person
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation
from chibo.organisations.plan import NewUnit, Plan, Row

COMMUNES, CELLS, PEOPLE = 3, 30, 4_000
GROUP = f"merge of {COMMUNES} communes, {COMMUNES * CELLS} cells, {PEOPLE:,} members"
REHEARSED, APPLIED = 3_000, 10_000
DAY = date(2026, 7, 1)


def merges(country: shape.Country) -> Iterator[Line]:
    with transaction.atomic():
        yield from _merged(country)
        transaction.set_rollback(True)


def _merged(country: shape.Country) -> Iterator[Line]:
    by, home = _keeper(), Organisation.objects.get(pk=country.provinces[0].key)
    communes, cells = _communes(home, by)
    _fill(cells, by)
    plan = _plan(home, communes, cells)
    begun = perf_counter()
    found = rehearse(plan, DAY, by)
    rehearsed = perf_counter()
    draft = begin_reorganisation("merge", home, DAY, plan, by=by)
    started = perf_counter()
    done = apply_reorganisation(draft, by=by)
    applied = perf_counter()
    undo_reorganisation(done, "", by=by)
    undone = perf_counter()
    note = f"{found.rolls.before.whole.members:,} members before and after; {len(found.problems)} problems"
    yield Line(GROUP, "rehearsal", (rehearsed - begun) * 1000, aim=REHEARSED, note=note)
    yield Line(GROUP, "carried out", (applied - started) * 1000, aim=APPLIED)
    yield Line(GROUP, "undone", (undone - applied) * 1000)


def _keeper() -> User:
    """An account that may do everything, for this measurement only."""
    user = User.objects.create(username="reorganising", full_name="Sắp xếp")
    root = Organisation.objects.get(pk=1)
    admin = User.objects.filter(duties__role="admin", duties__organisation=root).first() or user
    for role in ("admin", "office"):
        give_duty(user, role, root, shape.BOOKS, by=admin)
    return User.objects.get(pk=user.pk)


def _communes(home: Organisation, by: User) -> tuple[list[Organisation], list[list[Organisation]]]:
    communes = [
        found_organisation(
            NewOrganisation(f"Đảng bộ xã Đo {n}", "grassroots_committee", "commune"),
            home,
            shape.BOOKS,
            by=by,
        )
        for n in range(COMMUNES)
    ]
    cells = [
        [
            found_organisation(
                NewOrganisation(f"Chi bộ bản {n} {m}", "subordinate_cell", "ban"),
                commune,
                shape.BOOKS,
                by=by,
            )
            for m in range(CELLS)
        ]
        for n, commune in enumerate(communes)
    ]
    return communes, cells


def _fill(cells: list[list[Organisation]], by: User) -> None:
    names, chance = Names(), Random(shape.SEED)
    flat = [cell for some in cells for cell in some]
    entries = [
        Entering(
            fill(Person(), {"full_name": names.draw(chance, "male", "kinh")[0], "sex": "male"}),
            flat[n % len(flat)].pk,
            shape.BOOKS,
            "official",
        )
        for n in range(PEOPLE)
    ]
    enter_members("registered", entries, by=by)


def _plan(
    home: Organisation, communes: list[Organisation], cells: list[list[Organisation]]
) -> Plan:
    """All into a new one; the first ten cells of two communes become part of cells of the first."""
    new = NewUnit("+1", "Đảng bộ xã Đo Mới", "grassroots_committee", str(home.pk))
    rows = [Row(commune.pk, "merge", "+1") for commune in communes]
    rows += [Row(cells[n][m].pk, "merge", str(cells[0][m].pk)) for n in (1, 2) for m in range(10)]
    return Plan(tuple(one.pk for one in communes), (new,), tuple(rows))
