"""One person's file as of a day: where they stand, what moved, offices, levels, leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from chibo.base.asking import objects_together
from chibo.base.partial_dates import PartialDate
from chibo.documents.models import Paper
from chibo.members.models import (
    CancelledMovement,
    Exemption,
    Membership,
    Movement,
    Person,
    PersonAccount,
    Qualification,
    Status,
    Suspension,
    TemporaryStay,
)
from chibo.members.queries.coming import Probation, probation_from
from chibo.members.queries.roll import with_cell_names
from chibo.organisations.models import Placement, Profile

Leave = Exemption | Suspension | TemporaryStay


@dataclass(frozen=True)
class Standing:
    """Where a person stands on a day. Without a `stay` they are in no cell; `ended` is how they left.

    Movements know `from_name` and `to_name`, the names their cells bore on the day or last before it.
    """

    person: Person
    on: date
    stay: Membership | None
    movements: Sequence[Movement]
    cancelled: Sequence[CancelledMovement] = ()
    probation: Probation | None = None

    @property
    def cell_name(self) -> str:
        return getattr(self.stay, "cell_name", "") or ""

    @property
    def cell_since(self) -> date | None:
        """The first day of the uninterrupted stay in this cell, whatever moved above it or in status."""
        if self.stay is None:
            return None
        arrivals = [
            move.happened_on
            for move in self.movements
            if move.to_cell_id == self.stay.cell_id and move.from_cell_id != self.stay.cell_id
        ]
        return arrivals[-1] if arrivals else self.stay.started_on

    @property
    def official_since(self) -> PartialDate | None:
        """What the file says, or the day of the movement that made the member official here."""
        known = self.person.partial("official")
        if known is not None and known.day <= self.on:
            return known
        made = [move.happened_on for move in self.movements if move.kind == "recognised"]
        return PartialDate(made[-1], "day") if made else None

    @property
    def ended(self) -> Movement | None:
        left = [movement for movement in self.movements if movement.to_cell_id is None]
        return left[-1] if left and self.stay is None else None

    @property
    def was_member(self) -> bool:
        return bool(self.movements)


def standing(person: Person, on: date, stay: Membership | None = None) -> Standing:
    """`stay` spares a question when the row of the day, with its cell's name, is already at hand."""
    if stay is None:
        stay = with_cell_names(Membership.objects.on(on).filter(person=person), on).first()
    if stay is not None:
        stay.person = person
    movements = list(
        Movement.objects.filter(person=person, happened_on__lte=on)
        .select_related("paper", "departure")
        .annotate(
            from_name=_name("from_cell", on),
            to_name=_name("to_cell", on),
            undone=Exists(CancelledMovement.objects.filter(person=OuterRef("person"))),
        )
        .order_by("happened_on", "pk")
    )
    cancelled = _cancelled(person, on) if movements and movements[0].undone else []
    return Standing(person, on, stay, movements, cancelled, _probation(stay, movements, person))


def _cancelled(person: Person, on: date) -> list[CancelledMovement]:
    """Few have any: the question is asked when the movements say so."""
    undone = CancelledMovement.objects.filter(person=person, happened_on__lte=on)
    return list(undone.select_related("paper", "cancelled_by"))


def last_movement(person: Person) -> Movement | None:
    """The last thing that moved the person; what only followed the tree is no movement of theirs."""
    own = person.movements.exclude(kind="reorganised").select_related("from_cell", "to_cell")
    return own.order_by("happened_on", "pk").last()


def _name(cell: str, on: date) -> Subquery:
    borne = Profile.objects.filter(organisation=OuterRef(cell), started_on__lte=on)
    return Subquery(borne.order_by("-started_on").values("short_name")[:1])


def _probation(
    stay: Membership | None, movements: Sequence[Movement], person: Person
) -> Probation | None:
    if stay is None or stay.status != Status.PROBATIONARY:
        return None
    admitted = [move.happened_on for move in movements if move.kind == "admitted"]
    began = admitted[-1] if admitted else person.joined_on
    return probation_from(began) if began else None


def account_of(person: Person) -> PersonAccount | None:
    """The account that reads the file as its own."""
    return PersonAccount.objects.filter(person=person).select_related("user", "person").first()


def posts_of(person: Person, on: date) -> list[Any]:
    """Offices begun by the day, the latest first, each with `unit_path` and `unit_name` of its unit on the
    day; none of a unit that does not stand then."""
    unit = {"organisation": OuterRef("organisation")}
    begun = person.posts.filter(started_on__lte=on).annotate(
        unit_path=Subquery(Placement.objects.on(on).filter(**unit).values("path")[:1]),
        unit_name=Subquery(Profile.objects.on(on).filter(**unit).values("short_name")[:1]),
    )
    return list(begun.select_related("place", "paper").order_by("-started_on", "-pk"))


def levels_of(person: Person, on: date) -> list[Qualification]:
    reached = person.qualifications.filter(Q(reached_on__isnull=True) | Q(reached_on__lte=on))
    return list(reached.order_by("ladder", "-rank", "pk"))


def leaves_of(person: Person, on: date) -> list[Leave]:
    """Exemptions, suspensions and temporary stays begun by the day with their papers, the latest first."""
    kinds = (person.exemptions, person.suspensions, person.temporary_stays)
    came = objects_together(*(leaves.filter(started_on__lte=on) for leaves in kinds))
    found: list[Leave] = [leave for leaves in came for leave in sorted(leaves, key=_by_key)]
    _hand_papers(found)
    return sorted(found, key=lambda leave: leave.started_on, reverse=True)


def _by_key(one: Leave) -> int:
    return one.pk


def _hand_papers(leaves: Sequence[Leave]) -> None:
    """The papers that began and ended them, in one question; in none where no paper is named."""
    wanted = [
        (leave, name)
        for leave in leaves
        for name in ("paper", "end_paper")
        if getattr(leave, f"{name}_id", None)
    ]
    papers = Paper.objects.in_bulk({getattr(leave, f"{name}_id") for leave, name in wanted})
    for leave, name in wanted:
        setattr(leave, name, papers[getattr(leave, f"{name}_id")])
