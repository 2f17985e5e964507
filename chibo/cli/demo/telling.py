"""Telling the system what happened to a commune's people, year by year, through the actions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo.accounts.models import User
from chibo.admissions.actions import Admitting, admit_members, recognise_member
from chibo.cli.demo.lives import LEAVING, Happening, Life
from chibo.cli.demo.papers import Decisions
from chibo.documents.models import Paper
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.actions.leaves import (
    Leave,
    begin_temporary_stay,
    end_leave,
    exempt_member,
    suspend_member,
)
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.members.models import Person
from chibo.organisations.models import Organisation


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
        """What happened from first to last: whoever came in, then everything else day by day."""
        came = [life for life in self.lives if first <= life.came_on <= last]
        self._enter("moved_in", [life for life in came if life.came == "moved_in"])
        self._admit([life for life in came if life.came == "admitted"])
        happened = [
            (one, life) for life in self.lives for one in life.later if first <= one.on <= last
        ]
        for one, life in sorted(happened, key=lambda pair: (pair[0].on, pair[1].name)):
            self._happens(one, life)

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
        life.person = fill(Person(), life.facts)
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

    def _happens(self, one: Happening, life: Life) -> None:
        person, office = life.person, self.office
        assert person is not None
        if one.kind == "recognised":
            about = f"Công nhận đảng viên chính thức {life.name}"
            paper = self._decision(one.decided, about)
            recognise_member(person, one.on, one.decided or one.on, by=office, paper=paper)
        elif one.kind == "moved_within":
            transfer_member(person, self.cells[one.cell], one.on, by=office, reason=one.reason)
        elif one.kind in LEAVING:
            end_membership(
                person,
                one.kind,
                one.on,
                by=office,
                reason=one.reason,
                outside_unit=one.unit,
                outside_scope=one.scope,
            )
        elif one.kind == "restored":
            back = Entering(person, self.cells[one.cell].pk, one.on, "official", reason=one.reason)
            enter_members("restored", [back], by=office)
        else:
            self._leave(one, person)

    def _leave(self, one: Happening, person: Person) -> None:
        if one.kind == "exempted":
            exempt_member(person, one.reason, one.on, by=self.office, until=one.until)
        elif one.kind == "suspended":
            suspend_member(person, one.reason, one.on, by=self.office)
        elif one.kind == "stays_elsewhere":
            begin_temporary_stay(
                person, one.on, by=self.office, outside_unit=one.unit, until=one.until
            )
        else:
            end_leave(open_leave(person), one.on, by=self.office)


def open_leave(person: Person) -> Leave:
    for leaves in (person.exemptions, person.suspensions, person.temporary_stays):
        found = leaves.filter(ended_on__isnull=True).first()
        if found is not None:
            return found
    raise LookupError(f"{person} is not on leave")
