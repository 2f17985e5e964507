"""Of the organisations a case passes: the cell, the sectional committee, the basic committee, the one above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo.admissions.models import Case, CaseCell
from chibo.admissions.papers.declaring import Issuer
from chibo.documents.models import Paper
from chibo.documents.queries import Issuing, issuing
from chibo.members.models import Person
from chibo.members.queries.secretary import secretary
from chibo.organisations.queries.deciding import DecidingBody, basic_of, deciding_body
from chibo.organisations.queries.naming import Letterhead, committee_name, letterhead, place_name
from chibo.organisations.queries.tree import Branch, NotInTree, ancestors, branch

_RULE = "admission.deciding_body"
_SECTIONAL = ("sectional_committee", "sub_grassroots_committee")


@dataclass(frozen=True)
class Levels:
    """From the cell upwards, as the tree stood `on` a day. A basic cell is its own committee. `day` is the
    paper's: the rulebook is asked for it."""

    cell: Branch
    above: Sequence[Branch]
    on: date
    day: date

    @property
    def sectional(self) -> Branch | None:
        return next((one for one in self.above if one.kind in _SECTIONAL), None)

    @property
    def committee(self) -> Branch:
        return basic_of(self.line)

    @property
    def line(self) -> list[Branch]:
        """From the top down to the cell."""
        return [*reversed(self.above), self.cell]

    @property
    def deciding(self) -> DecidingBody:
        """The body that decides on admission by the rule of the day."""
        return deciding_body(self.line, _RULE, self.day)

    def issuing(self, paper: Paper | None) -> Issuing:
        """Who issued a decision, by its registered paper or by the rule."""
        return issuing(self.line, paper, _RULE, self.day)

    def letterhead(self, issuer: Issuer) -> Letterhead:
        """An application has no issuer; a union's paper carries the union's own head, written in by hand, and so
        does a report of a sectional committee the tree does not know."""
        if issuer == "person":
            return Letterhead("", "", place_name(self.committee), "")
        here = {"cell": self.cell, "sectional": self.sectional, "committee": self.committee}.get(
            issuer
        )
        if here is None:
            return Letterhead("…" * 8, "…" * 10, place_name(self.committee), "")
        return letterhead(here)

    def fields(self) -> dict[str, str]:
        sectional = self.sectional
        return {
            "cell": self.cell.name,
            "cell_secretary": _name(secretary(self.cell.pk, self.on)),
            "sectional": committee_name(sectional) if sectional else "",
            "sectional_secretary": _name(secretary(sectional.pk, self.on)) if sectional else "",
            "committee": committee_name(self.committee),
            "committee_organisation": self.committee.name,
            "committee_secretary": _name(secretary(self.committee.pk, self.on)),
            "asked_body": self.deciding.name,
        }

    def decision_fields(self, paper: Paper | None) -> dict[str, str]:
        """Of the body that issues a decision; who signed the paper is known best by the paper."""
        body = self.issuing(paper)
        held = _name(secretary(body.here.pk, self.on)) if body.here else ""
        return {
            "deciding": body.name,
            "deciding_caps": body.name.upper(),
            "deciding_authority": body.authority,
            "deciding_secretary": (paper.signed_by if paper else "") or held,
        }


def levels_of_case(case: Case, on: date) -> Levels:
    """The cell that follows the person on the day, or last did; before there was one, its first."""
    held = case.cells.order_by("-started_on")
    followed = held.filter(started_on__lte=on).first() or held.last()
    if followed is None:
        raise ValueError("A case is always followed by a cell.")
    stood = _standing(followed, on)
    return Levels(stood, list(reversed(ancestors(stood))), stood.on, on)


def _standing(followed: CaseCell, on: date) -> Branch:
    """The cell on the day; on the first day it followed when the tree does not know it then."""
    try:
        return branch(followed.cell_id, min(on, followed.ended_on or on))
    except NotInTree:
        return branch(followed.cell_id, followed.started_on)


def _name(person: Person | None) -> str:
    return person.full_name if person else ""
