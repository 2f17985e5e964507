"""Laws of membership, against a plain model of the same events kept in dictionaries.

Whatever happens to people and to the tree, in any order of dates that the actions accept: the count of
every branch on every day is the model's; opening plus increases less decreases is closing; nobody is
in two cells on one day.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.base.figures import Scope, figure
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.actions.moving import Moving, end_membership, move_members, transfer_member
from chibo.members.actions.reorganising.applying import apply_reorganisation
from chibo.members.actions.reorganising.drafting import begin_reorganisation
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.actions.units import move_unit
from chibo.members.actions.withdrawing import withdraw_movement
from chibo.members.models import Membership, Movement, Person
from chibo.members.queries.file import last_movement
from chibo.members.queries.roll import roll
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.actions.founding import (
    NewOrganisation,
    found_organisation,
    open_installation,
)
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import NewUnit, Plan, Row
from chibo.organisations.queries.succession import in_tree
from chibo.organisations.queries.tree import Branch, branch

START = date(2018, 1, 1)
DAYS = 900
PEOPLE = 4
# What they ask is told the same on both databases; stories are many enough on one.
EXAMPLES = 15 if connection.vendor == "postgresql" else 40

days = st.integers(min_value=1, max_value=DAYS)
events = st.one_of(
    st.tuples(st.just("move"), days, st.integers(0, PEOPLE - 1), st.integers(0, 3)),
    st.tuples(st.just("leave"), days, st.integers(0, PEOPLE - 1), st.just(0)),
    st.tuples(st.just("official"), days, st.integers(0, PEOPLE - 1), st.just(0)),
    st.tuples(st.just("enter"), days, st.integers(0, PEOPLE - 1), st.integers(0, 3)),
    st.tuples(st.just("withdraw"), days, st.integers(0, PEOPLE - 1), st.just(0)),
    st.tuples(st.just("hang_cell"), days, st.integers(0, 3), st.integers(0, 1)),
    st.tuples(st.just("hang_commune"), days, st.integers(0, 1), st.integers(0, 2)),
    st.tuples(st.just("merge_cells"), days, st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("merge_communes"), days, st.integers(0, 1), st.integers(0, 3)),
    st.tuples(st.just("split_cell"), days, st.integers(0, 3), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("undo"), days, st.just(0), st.just(0)),
)


@dataclass
class Model:
    """Where each person was and what hung under what, as lists of (day, value) in order of days."""

    cells: dict[int, list[tuple[date, int | None]]] = field(default_factory=dict)
    parents: dict[int, list[tuple[date, int]]] = field(default_factory=dict)
    became: dict[int, tuple[date, int]] = field(default_factory=dict)

    def cell_on(self, person: int, day: date) -> int | None:
        """Where they were told to be last, or what that cell has become part of since."""
        return self.follow(_latest(self.cells.get(person, []), day), day)

    def follow(self, cell: int | None, day: date) -> int | None:
        while cell in self.became and self.became[cell][0] <= day:
            cell = self.became[cell][1]
        return cell

    def ancestors_on(self, unit: int | None, day: date) -> set[int]:
        found: set[int] = set()
        while unit is not None:
            found.add(unit)
            unit = _latest(self.parents.get(unit, []), day)
        return found

    def count(self, unit: int, day: date) -> int:
        return sum(unit in self.ancestors_on(self.cell_on(one, day), day) for one in self.cells)


def _latest(
    changes: list[tuple[date, int | None]] | list[tuple[date, int]], day: date
) -> int | None:
    before = [value for when, value in sorted(changes, key=lambda change: change[0]) if when <= day]
    return before[-1] if before else None


def _divided(
    changes: list[tuple[date, int | None]], model: Model, split: tuple[date, int, int]
) -> list[tuple[date, int | None]]:
    """Who was in the cell that day is in the new one until they leave it."""
    day, cell, new = split
    found = sorted(changes, key=lambda one: one[0])
    later = [n for n, (when, _where) in enumerate(found) if when >= day]
    for n in later:
        if _resolved(model, found[n]) != cell:
            break
        found[n] = (found[n][0], new)
    return sorted([*found, (day, new)], key=lambda one: one[0])


def _resolved(model: Model, change: tuple[date, int | None]) -> int | None:
    when, cell = change
    return model.follow(cell, when)


class World:
    """Two provinces, a district, two communes, four cells, and people who come and go."""

    def __init__(self) -> None:
        self.model = Model()
        user = create_user(username="nguoi.giu.so", full_name="Người giữ sổ", by=None)
        self.root = open_installation(NewOrganisation("Trung ương", "centre"), START, by=user)
        self.user = User.objects.get(pk=user.pk)
        give_duty(self.user, "office", self.root, START, by=self.user)
        self.user = User.objects.get(pk=user.pk)
        self.provinces = [self._found(f"Tỉnh {n}", "province", self.root) for n in "AB"]
        self.district = self._found("Huyện C", "district", self.provinces[0])
        self.homes = [*self.provinces, self.district]
        self.communes = [
            self._found(f"Xã {n}", "grassroots_committee", self.district) for n in "DE"
        ]
        self.cells = [
            self._found(f"Chi bộ {n}", "subordinate_cell", self.communes[n // 2]) for n in range(4)
        ]
        self.people: dict[int, Person] = {}
        self.founded: list[Organisation] = []
        self.done: list[tuple[Reorganisation, Callable[[], object]]] = []

    def _found(self, name: str, kind: str, parent: Organisation) -> Organisation:
        unit = found_organisation(NewOrganisation(name, kind), parent, START, by=self.user)
        self.model.parents[unit.pk] = [(START, parent.pk)]
        return unit

    @property
    def units(self) -> list[Organisation]:
        return [
            *(self.root, *self.provinces, self.district, *self.communes, *self.cells),
            *self.founded,
        ]

    def apply(self, what: str, day: date, one: int, other: int) -> None:
        with accepted_or_refused():
            getattr(self, what)(day, one, other)

    def enter(self, day: date, one: int, cell: int) -> None:
        kind = "restored" if one in self.people else "registered"
        person = self.people.get(one) or fill(Person(), {"full_name": f"Lò Văn {one}"})
        entering = Entering(person, self.cells[cell].pk, day, "probationary")
        enter_members(kind, [entering], by=self.user)
        self.people[one] = person
        self.model.cells.setdefault(one, []).append((day, self.cells[cell].pk))

    def move(self, day: date, one: int, cell: int) -> None:
        if one in self.people:
            transfer_member(self.people[one], self.cells[cell], day, by=self.user)
            self.model.cells[one].append((day, self.cells[cell].pk))

    def leave(self, day: date, one: int, _other: int) -> None:
        if one in self.people:
            end_membership(self.people[one], "died", day, by=self.user)
            self.model.cells[one].append((day, None))

    def official(self, day: date, one: int, _other: int) -> None:
        if one in self.people:
            move_members([Moving(self.people[one], "recognised", day)], by=self.user)
            self.model.cells[one].append((day, self.model.cell_on(one, day)))

    def withdraw(self, _day: date, one: int, _other: int) -> None:
        """What was recorded last of the person is taken back; being made official counts as a change too."""
        if one in self.people:
            movement = last_movement(self.people[one])
            assert movement
            withdraw_movement(movement, "nhập nhầm", by=self.user)
            self.model.cells[one].pop()

    def merge_cells(self, day: date, one: int, other: int) -> None:
        """The first becomes part of the second, wherever that hangs."""
        old, into = self.cells[one], self.cells[other]
        plan = Plan(old=(old.pk, into.pk), rows=(Row(old.pk, "merge", str(into.pk)),))
        self._reorganise("merge", day, plan, lambda: self.model.became.pop(old.pk))
        self.model.became[old.pk] = (day, into.pk)

    def merge_communes(self, day: date, one: int, other: int) -> None:
        """One becomes part of the other; with an even number both become part of a new one."""
        old, into = self.communes[one], self.communes[1 - one]
        parents = self.model.parents
        before = {unit: list(changes) for unit, changes in parents.items()}
        if other % 2:
            rows: tuple[Row, ...] = (Row(old.pk, "merge", str(into.pk)),)
            plan = Plan(old=(old.pk, into.pk), rows=rows)
            self._reorganise("merge", day, plan, lambda: self._hung_again(before))
            self._follow(old, into, day)
            return
        above = self.homes[other % 3]
        new = NewUnit("+1", f"Xã mới {len(self.founded)}", "grassroots_committee", str(above.pk))
        rows = (Row(old.pk, "merge", "+1"), Row(into.pk, "merge", "+1"))
        plan = Plan((old.pk, into.pk), (new,), rows)
        self._reorganise("merge", day, plan, lambda: self._hung_again(before))
        founded = self._remember(new.name, above.pk, day)
        for unit in (old, into):
            self._follow(unit, founded, day)

    def split_cell(self, day: date, one: int, person: int) -> None:
        """Somebody of the cell goes into a new one beside it."""
        cell = self.cells[one]
        if person not in self.people or self.model.cell_on(person, day) != cell.pk:
            return
        above = branch(cell, day).parent_id or 0
        new = NewUnit("+1", f"Chi bộ mới {len(self.founded)}", "subordinate_cell", str(above))
        plan = Plan((cell.pk,), (new,), (Row(cell.pk),), {self.people[person].pk: "+1"})
        before, where = list(self.model.cells[person]), self.model.cells
        parents = {unit: list(changes) for unit, changes in self.model.parents.items()}

        def undone() -> None:
            where[person] = before
            self._hung_again(parents)

        self._reorganise("split", day, plan, undone)
        founded = self._remember(new.name, above, day)
        where[person] = _divided(before, self.model, (day, cell.pk, founded.pk))

    def undo(self, _day: date, _one: int, _other: int) -> None:
        """The last reorganisation is taken back, if nothing builds on it."""
        if self.done:
            last, take_back = self.done[-1]
            undo_reorganisation(last, "", by=self.user)
            self.done.pop()
            take_back()

    def _reorganise(self, kind: str, day: date, plan: Plan, undone: Callable[[], object]) -> None:
        draft = begin_reorganisation(kind, self.root, day, plan, by=self.user)
        self.done.append((apply_reorganisation(draft, by=self.user), undone))

    def _remember(self, name: str, above: int, day: date) -> Organisation:
        founded = Organisation.objects.get(profiles__name=name)
        self.founded.append(founded)
        self.model.parents[founded.pk] = [(day, above)]
        return founded

    def _hung_again(self, before: dict[int, list[tuple[date, int]]]) -> None:
        self.model.parents.clear()
        self.model.parents.update(before)

    def _follow(self, old: Organisation, into: Organisation, day: date) -> None:
        """What hung under the old one that day hangs under the other from it on."""
        for changes in self.model.parents.values():
            if _latest(changes, day) == old.pk:
                changes.append((day, into.pk))
        self.model.parents[old.pk].append((day, 0))

    def hang_cell(self, day: date, cell: int, commune: int) -> None:
        self._hang(self.cells[cell], self.communes[commune], day)

    def hang_commune(self, day: date, commune: int, home: int) -> None:
        self._hang(self.communes[commune], self.homes[home], day)

    def _hang(self, unit: Organisation, parent: Organisation, day: date) -> None:
        move_unit(unit, parent, day, by=self.user)
        self.model.parents[unit.pk].append((day, parent.pk))


@contextmanager
def accepted_or_refused() -> Iterator[None]:
    """A refusal changes nothing, so the story goes on without that event."""
    try:
        with transaction.atomic():
            yield
    except Refusal:
        pass


def day_of(offset: int) -> date:
    return START + timedelta(days=offset)


# Once the story is told nothing changes any more: what several laws look at is read once for all of them.
@cache
def count(unit: Organisation, day: date) -> int:
    """Who does not stand has nobody."""
    if not stands(unit, day):
        return 0
    return figure("members").rows(Scope(standing_on(unit, day), day)).count()


@cache
def stands(unit: Organisation, day: date) -> bool:
    return unit.placements.filter(holds_on(day)).exists()


@cache
def standing_on(unit: Organisation, day: date) -> Branch:
    return branch(unit, day)


@cache
def seen(unit: Organisation, tree: date, day: date) -> Branch:
    """The unit of one day's tree as it is asked about another."""
    return in_tree(standing_on(unit, tree), day)


def read_anew() -> None:
    for kept in (count, stands, standing_on, seen):
        kept.cache_clear()


class Laws(TestCase):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(story=st.lists(events, max_size=14), asked=st.lists(days, min_size=2, max_size=4))
    def test_counts_equation_and_one_cell_at_a_time(
        self, story: list[tuple[str, int, int, int]], asked: list[int]
    ) -> None:
        world = World()
        for n in range(PEOPLE - 1):
            world.apply("enter", START, n, n)
        for what, offset, one, other in story:
            world.apply(what, day_of(offset), one, other)
        read_anew()
        moments = sorted({day_of(offset) for offset in asked} | {START, day_of(DAYS + 1)})
        self.check_counts(world, moments)
        self.check_equation(world, moments)
        self.check_equation_in_one_tree(world, moments)
        self.check_parts_of_one_tree(world, moments)
        self.check_one_cell_at_a_time()

    def check_counts(self, world: World, moments: list[date]) -> None:
        for day in moments:
            counted = {str(unit): count(unit, day) for unit in world.units}
            assert counted == {str(unit): world.model.count(unit.pk, day) for unit in world.units}

    def check_equation(self, world: World, moments: list[date]) -> None:
        for opening, closing in pairwise(moments):
            period = Period(opening + timedelta(days=1), closing)
            for unit in world.units:
                if not stands(unit, closing):
                    continue
                scope = Scope(standing_on(unit, closing), closing, period)
                came = sum(figure(name).rows(scope).count() for name in ("entered", "increases"))
                went = figure("decreases").rows(scope).count()
                assert count(unit, opening) + came - went == count(unit, closing), (unit, period)

    def check_equation_in_one_tree(self, world: World, moments: list[date]) -> None:
        """Asked in the tree of the first day or of the last one, old units and their heirs included."""
        for opening, closing in pairwise(moments):
            period = Period(opening + timedelta(days=1), closing)
            for unit in world.units:
                for tree in (opening, closing):
                    if stands(unit, tree):
                        self.check_branch_in(unit, tree, period)

    def check_branch_in(self, unit: Organisation, tree: date, period: Period) -> None:
        scope = Scope(seen(unit, tree, period.last), period.last, period)
        before = roll(seen(unit, tree, period.eve)).count()
        came = sum(figure(name).rows(scope).count() for name in ("entered", "increases"))
        went = figure("decreases").rows(scope).count()
        after = figure("members").rows(scope).count()
        assert before + came - went == after, (unit, tree, period)

    def check_parts_of_one_tree(self, world: World, moments: list[date]) -> None:
        """Asked in the tree of any day about any other: on its own day that tree has the people it had;
        children and base types sum to the whole and open onto their rows; each child asked by itself has
        as many as its parent says."""
        first, last = moments[0], moments[-1]
        for unit in world.units:
            for tree, day in ((first, last), (last, first), (moments[1], last)):
                if stands(unit, tree):
                    self.check_parts(unit, tree, day)

    def check_parts(self, unit: Organisation, tree: date, day: date) -> None:
        standing = standing_on(unit, tree)
        own = set(roll(standing).values_list("person", flat=True))
        assert set(roll(seen(unit, tree, tree)).values_list("person", flat=True)) == own
        scope, members = Scope(seen(unit, tree, day), day), figure("members")
        rows = members.rows(scope)
        for name in ("child", "base_type"):
            dimension = members.dimension(name)
            groups = dimension.groups(rows, scope)
            if name == "base_type" or not standing.is_cell:
                assert sum(one.value for one in groups) == rows.count(), (standing, day, name)
            for one in groups:
                assert dimension.narrow(rows, scope, one.key).count() == one.value
                if name == "child" and one.key != str(standing.pk):
                    child = in_tree(branch(int(one.key), standing.on), day)
                    assert roll(child).count() == one.value, (standing, day, one)

    def check_one_cell_at_a_time(self) -> None:
        for person in Person.objects.all():
            stays = list(Membership.objects.filter(person=person).order_by("started_on"))
            for one, two in pairwise(stays):
                assert one.ended_on is not None
                assert one.ended_on <= two.started_on
            boundaries = {stay.opened_by_id for stay in stays} | {
                stay.closed_by_id for stay in stays if stay.closed_by_id
            }
            assert boundaries == set(
                Movement.objects.filter(person=person).values_list("pk", flat=True)
            )
