"""What the benchmarks measure is what the program writes: a generated commune beside the actions."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from benchmarks import nation, shape
from chibo.accounts.models import User
from chibo.admissions.actions import Admitting, admit_members, recognise_member
from chibo.admissions.models import Admission
from chibo.base.figures import Scope, figure, read, read_by
from chibo.base.periods import Period
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import index
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.members.models import Membership, Movement, Person, Status
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch, branch

KEYS = ("id", "person_id", "movement_id", "opened_by_id", "closed_by_id")


@pytest.fixture
def commune(transactional_db: None) -> Branch:
    before = _schema()
    nation.load("commune", qualified=0.5, processes=1)
    assert _schema() == before
    connection.check_constraints()
    return branch(Profile.objects.get(name="Đảng bộ xã Mường Đo").organisation_id, shape.TODAY)


@pytest.fixture
def undone(commune: Branch) -> Iterator[None]:
    """Actions write the journal, which nothing can empty after the test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _schema() -> set[tuple[str, str]]:
    """Every index, guard and constraint of the database as it is written there."""
    queries = {
        "sqlite": "SELECT name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'",
        "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
        "UNION SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "UNION SELECT table_name || '.' || column_name, coalesce(column_default, '') "
        "FROM information_schema.columns WHERE table_schema = 'public'",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        return set(cursor.fetchall())


def _numbers(query: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return int(cursor.fetchone()[0])


def _value(name: str, scope: Scope) -> int:
    value = read(figure(name), scope).value
    assert value is not None
    return value


def _facts(person: Person) -> dict[str, Any]:
    """All rows of a person's Party life without their keys."""
    rows = {
        "movements": Movement.objects.filter(person=person).order_by("happened_on"),
        "periods": Membership.objects.filter(person=person).order_by("started_on"),
        "admissions": Admission.objects.filter(person=person),
    }
    return {
        name: [{k: v for k, v in row.items() if k not in KEYS} for row in found.values()]
        for name, found in rows.items()
    }


def _opening(where: Branch, period: Period) -> int:
    eve = branch(where.pk, period.eve)
    return _value("members", Scope(eve, eve.on)) if period.first > shape.BOOKS else 0


def _closing(where: Branch, period: Period) -> int:
    end = branch(where.pk, period.last)
    return _value("members", Scope(end, end.on))


PERIODS = [Period.year(2022), Period.half(2026, 1), Period(shape.BOOKS, shape.TODAY)]


def test_the_movement_equation_holds(commune: Branch) -> None:
    for where in (branch(1, shape.TODAY), commune, branch(10_000, shape.TODAY)):
        for period in PERIODS:
            scope = Scope(where, period.last).over(period)
            came = _value("entered", scope) + _value("increases", scope)
            moved = came - _value("decreases", scope)

            assert _opening(where, period) + moved == _closing(where, period)


def test_figures_agree_with_plain_counts(commune: Branch) -> None:
    plain = _numbers(
        "SELECT count(*) FROM membership WHERE grassroots_id = %s AND started_on <= %s "
        "AND (ended_on IS NULL OR ended_on > %s)",
        commune.pk,
        *[shape.TODAY] * 2,
    )
    scope = Scope(commune, shape.TODAY)
    assert _value("members", scope) == plain
    parting = set(figure("members").dimensions) - {"trait"}  # somebody may have two, or none
    for dimension in sorted(parting):
        assert sum(one.value or 0 for one in read_by(figure("members"), dimension, scope)) == plain


def test_search_keys_are_those_of_the_program(commune: Branch) -> None:
    for person in Person.objects.order_by("pk")[:300]:
        stored = dict(vars(person))
        assert dict(vars(index(person))) == stored


def test_a_generated_life_is_the_one_the_actions_write(commune: Branch, undone: None) -> None:
    office = User.objects.get(username="office")
    moved = Movement.objects.filter(
        kind="moved_within", to_path__startswith=commune.path, from_path__startswith=commune.path
    )
    once = _movers(moved, "registered")
    again = _copy(once)
    stays = list(Membership.objects.filter(person=once).order_by("started_on"))
    first, second = stays
    enter_members(
        "registered", [Entering(again, first.cell_id, first.started_on, "official")], by=office
    )
    transfer_member(again, second.cell, second.started_on, by=office)
    if second.ended_on and second.closed_by:
        end_membership(again, second.closed_by.kind, second.ended_on, by=office)

    assert _facts(again) == _facts(once)


def test_a_generated_admission_is_the_one_the_actions_write(commune: Branch, undone: None) -> None:
    office = User.objects.get(username="office")
    once = _movers(Movement.objects.filter(kind="recognised"), "admitted", periods=2, open_=True)
    again = _copy(once)
    admission = Admission.objects.get(person=once)
    first, second = Membership.objects.filter(person=once).order_by("started_on")
    entering = Entering(again, first.cell_id, first.started_on, Status.PROBATIONARY)
    admit_members([Admitting(entering, admission.decided_on)], by=office)
    recognise_member(again, second.started_on, second.started_on, by=office)

    assert _facts(again) == _facts(once)


def _movers(moves: Any, entry: str, *, periods: int = 2, open_: bool = False) -> Person:
    """A person with those movements, entered that way, with that many periods."""
    entered = Movement.objects.filter(kind=entry).values("person")
    for person in Person.objects.filter(pk__in=moves.values("person")).filter(pk__in=entered):
        stays = Membership.objects.filter(person=person).order_by("started_on")
        if len(stays) == periods and (not open_ or stays.filter(ended_on=None).exists()):
            return person
    raise AssertionError("nobody in the generated commune has such a life")


def _copy(person: Person) -> Person:
    """The same facts for a second person, whose numbers are still free."""
    names = ("full_name", "sex", "born_on", "ethnicity", "religion")
    return index(Person(**{name: getattr(person, name) for name in names}))


def test_the_same_size_gives_the_same_country() -> None:
    assert shape.country("nation") == shape.country("nation")
    people = shape.country("nation").people
    assert 5_600_000 < people < 5_800_000
