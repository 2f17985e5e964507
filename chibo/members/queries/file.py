"""One person's file as of a day: where they stand, what moved, offices, levels, leaves."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from chibo.members.models import (
    Exemption,
    Membership,
    Movement,
    Person,
    Post,
    Qualification,
    Status,
    Suspension,
    TemporaryStay,
)
from chibo.members.queries.coming import Probation, probation_from
from chibo.organisations.models import Profile

Leave = Exemption | Suspension | TemporaryStay


@dataclass(frozen=True)
class Standing:
    """Where a person stands on a day. Without a `stay` they are in no cell; `ended` is how they left.

    `names` has the names, as of the day or the last they bore, of the cells that movements speak of.
    """

    person: Person
    on: date
    stay: Membership | None
    movements: list[Movement]
    probation: Probation | None = None
    names: dict[int, str] = field(default_factory=dict)

    @property
    def cell_name(self) -> str:
        return self.names.get(self.stay.cell_id, "") if self.stay else ""

    @property
    def ended(self) -> Movement | None:
        left = [movement for movement in self.movements if movement.to_cell_id is None]
        return left[-1] if left and self.stay is None else None

    @property
    def was_member(self) -> bool:
        return bool(self.movements)


def standing(person: Person, on: date) -> Standing:
    stay = Membership.objects.on(on).filter(person=person).first()
    movements = list(
        Movement.objects.filter(person=person, happened_on__lte=on)
        .select_related("paper")
        .order_by("happened_on", "pk")
    )
    keys = {key for move in movements for key in (move.from_cell_id, move.to_cell_id) if key}
    keys |= {stay.cell_id} if stay else set()
    probation = _probation(stay, movements, person)
    return Standing(person, on, stay, movements, probation, _names(keys, on))


def _names(keys: set[int], on: date) -> dict[int, str]:
    borne = Profile.objects.filter(organisation__in=keys, started_on__lte=on).order_by("started_on")
    return dict(borne.values_list("organisation_id", "short_name"))


def _probation(
    stay: Membership | None, movements: list[Movement], person: Person
) -> Probation | None:
    if stay is None or stay.status != Status.PROBATIONARY:
        return None
    admitted = [move.happened_on for move in movements if move.kind == "admitted"]
    began = admitted[-1] if admitted else person.joined_on
    return probation_from(began) if began else None


def posts_of(person: Person, on: date) -> list[Post]:
    """Offices begun by the day, the latest first."""
    begun = person.posts.filter(started_on__lte=on)
    return list(begun.select_related("place", "paper").order_by("-started_on", "-pk"))


def levels_of(person: Person, on: date) -> list[Qualification]:
    reached = person.qualifications.filter(Q(reached_on__isnull=True) | Q(reached_on__lte=on))
    return list(reached.order_by("ladder", "-rank", "pk"))


def leaves_of(person: Person, on: date) -> list[Leave]:
    """Exemptions, suspensions and temporary stays begun by the day, the latest first."""
    found: list[Leave] = [
        *person.exemptions.filter(started_on__lte=on).select_related("paper"),
        *person.suspensions.filter(started_on__lte=on).select_related("paper"),
        *person.temporary_stays.filter(started_on__lte=on).select_related("paper"),
    ]
    return sorted(found, key=lambda leave: leave.started_on, reverse=True)
