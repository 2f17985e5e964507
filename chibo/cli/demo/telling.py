"""Telling the system what happened to a commune's people, year by year, through the actions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo.accounts.models import User
from chibo.admissions.actions import Admitting, Recognising, admit_members, recognise_members
from chibo.cli.demo.lives import LEAVING, Happening, Life
from chibo.cli.demo.papers import Decisions
from chibo.documents.models import Paper
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import correct_file, fill
from chibo.members.actions.leaves import (
    Leave,
    begin_temporary_stay,
    end_leave,
    exempt_member,
    suspend_member,
)
from chibo.members.actions.moving import Moving, move_members
from chibo.members.models import Person
from chibo.organisations.models import Organisation

Told = tuple[Happening, Life]
MOVING = LEAVING | {"moved_within"}


@dataclass
class Telling:
    """`cells` by key. Lives are told in order of time: `tell(first, last)` for one stretch after another."""

    cells: Mapping[str, Organisation]
    lives: Sequence[Life]
    office: User
    decisions: Decisions | None = None

    def open_books(self) -> None:
        """Everybody who stood in the books on the day they began."""
        self._enter("registered", [life for life in self.lives if life.came == "registered"])

    def tell(self, first: date, last: date) -> None:
        """What happened from first to last: whoever came in, then everybody's first event, second…"""
        came = [life for life in self.lives if first <= life.came_on <= last]
        self._enter("moved_in", [life for life in came if life.came == "moved_in"])
        self._admit([life for life in came if life.came == "admitted"])
        lines = [(life, _within(life, first, last)) for life in self.lives]
        for turn in range(max((len(line) for _life, line in lines), default=0)):
            self._turn([(line[turn], life) for life, line in lines if turn < len(line)])

    def _turn(self, happened: Sequence[Told]) -> None:
        """One event each of some lives, all of a kind at once where the actions allow it."""
        happened = sorted(happened, key=lambda told: (told[0].on, told[1].name))
        recognised = [told for told in happened if told[0].kind == "recognised"]
        moved = [told for told in happened if told[0].kind in MOVING]
        if recognised:
            recognise_members([self._recognising(*told) for told in recognised], by=self.office)
        if moved:
            move_members([self._moving(*told) for told in moved], by=self.office)
        for one, life in happened:
            if one.kind not in MOVING and one.kind != "recognised":
                self._leave(one, life)

    def _enter(self, kind: str, lives: Iterable[Life]) -> None:
        entries = [self._entering(life) for life in lives]
        if entries:
            enter_members(kind, entries, by=self.office)

    def _admit(self, lives: Sequence[Life]) -> None:
        ordered = sorted(lives, key=lambda life: life.came_on)
        admitted = [
            Admitting(self._entering(life), life.decided or life.came_on, referees=life.referees)
            for life in ordered
        ]
        if admitted:
            admit_members(admitted, by=self.office)

    def _entering(self, life: Life) -> Entering:
        if life.person is None:
            life.person = fill(Person(), life.facts)
        else:
            correct_file(life.person, life.facts, by=self.office)
        return Entering(
            life.person,
            self.cells[life.cell].pk,
            life.came_on,
            life.status,
            life.levels,
            outside_unit=life.unit,
            outside_scope=life.scope,
            paper=self._decision(life.decided, f"Kết nạp đảng viên {life.name}"),
        )

    def _decision(self, day: date | None, about: str) -> Paper | None:
        return self.decisions.paper(day, about) if self.decisions and day else None

    def _recognising(self, one: Happening, life: Life) -> Recognising:
        decided = one.decided or one.on
        paper = self._decision(decided, f"Công nhận đảng viên chính thức {life.name}")
        return Recognising(_person(life), one.on, decided, paper)

    def _moving(self, one: Happening, life: Life) -> Moving:
        return Moving(
            _person(life),
            one.kind,
            one.on,
            self.cells[one.cell].pk if one.cell else None,
            outside_unit=one.unit,
            outside_scope=one.scope,
            reason=one.reason,
        )

    def _leave(self, one: Happening, life: Life) -> None:
        person, office = _person(life), self.office
        if one.kind == "restored":
            back = Entering(person, self.cells[one.cell].pk, one.on, "official", reason=one.reason)
            enter_members("restored", [back], by=office)
        elif one.kind == "exempted":
            exempt_member(person, one.reason, one.on, by=office, until=one.until)
        elif one.kind == "suspended":
            suspend_member(person, one.reason, one.on, by=office)
        elif one.kind == "stays_elsewhere":
            begin_temporary_stay(person, one.on, by=office, outside_unit=one.unit, until=one.until)
        else:
            end_leave(open_leave(person), one.on, by=office)


def _within(life: Life, first: date, last: date) -> list[Happening]:
    return [one for one in life.happenings() if first <= one.on <= last]


def _person(life: Life) -> Person:
    assert life.person is not None, life.name
    return life.person


def open_leave(person: Person) -> Leave:
    for leaves in (person.exemptions, person.suspensions, person.temporary_stays):
        found = leaves.filter(ended_on__isnull=True).first()
        if found is not None:
            return found
    raise LookupError(f"{person} is not on leave")
