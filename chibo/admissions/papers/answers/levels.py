"""Of the organisations a case passes: the cell, the sectional committee, the basic committee, the one above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo.admissions.models import Case
from chibo.admissions.papers.declaring import Issuer
from chibo.members.models import Person
from chibo.members.queries.secretary import secretary
from chibo.organisations.queries.naming import Letterhead, committee_name, letterhead, place_name
from chibo.organisations.queries.tree import Branch, ancestors, branch, grassroots_kinds

_SECTIONAL = ("sectional_committee", "sub_grassroots_committee")


@dataclass(frozen=True)
class Levels:
    """From the cell upwards, as the tree stood on the day. A basic cell is its own committee."""

    cell: Branch
    above: Sequence[Branch]
    on: date

    @property
    def sectional(self) -> Branch | None:
        return next((one for one in self.above if one.kind in _SECTIONAL), None)

    @property
    def committee(self) -> Branch:
        kinds = grassroots_kinds()
        return next((one for one in (self.cell, *self.above) if one.kind in kinds), self.cell)

    @property
    def superior(self) -> Branch | None:
        """The committee directly above the basic one."""
        line = [self.cell, *self.above]
        place = line.index(self.committee) + 1
        return line[place] if place < len(line) else None

    def letterhead(self, issuer: Issuer) -> Letterhead:
        """An application has no issuer; a union's paper carries the union's own head, written in by hand."""
        if issuer == "person":
            return Letterhead("", "", place_name(self.committee), "")
        here = {
            "cell": self.cell,
            "sectional": self.sectional or self.committee,
            "committee": self.committee,
            "deciding": self.committee,
        }.get(issuer)
        if here is None:
            return Letterhead("…" * 8, "…" * 10, place_name(self.committee), "")
        return letterhead(here)

    def fields(self) -> dict[str, str]:
        sectional, superior = self.sectional, self.superior
        return {
            "cell": self.cell.name,
            "cell_short": self.cell.short_name,
            "cell_secretary": _name(secretary(self.cell.pk, self.on)),
            "sectional": committee_name(sectional) if sectional else "",
            "sectional_secretary": _name(secretary(sectional.pk, self.on)) if sectional else "",
            "committee": committee_name(self.committee),
            "committee_organisation": self.committee.name,
            "committee_secretary": _name(secretary(self.committee.pk, self.on)),
            "superior": committee_name(superior) if superior and superior.kind != "centre" else "",
            "place": place_name(self.committee),
        }


def levels_of_case(case: Case, on: date) -> Levels:
    """The cell that follows the person on the day, or last did."""
    held = case.cells.order_by("-started_on")
    followed = held.filter(started_on__lte=on).first() or held.last()
    if followed is None:
        raise ValueError("A case is always followed by a cell.")
    cell = branch(followed.cell_id, min(on, followed.ended_on or on))
    return Levels(cell, list(reversed(ancestors(cell))), cell.on)


def _name(person: Person | None) -> str:
    return person.full_name if person else ""
