"""Where the person at the screen works now: one of their duties, chosen in the account menu."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.organisations.models import Role
from chibo.organisations.powers import POWERS, Power
from chibo.organisations.queries.reach import Held, duties_of
from chibo.organisations.queries.tree import Branch

if TYPE_CHECKING:
    from django.http import HttpRequest  # noqa: TID251 (a type only)

CHOSEN = "noi_lam_viec"


@dataclass(frozen=True)
class Place:
    """One duty with its organisation as it stands today."""

    held: Held

    @property
    def branch(self) -> Branch:
        return self.held.branch

    @property
    def role_label(self) -> str:
        return str(Role(self.held.role).label)

    @property
    def key(self) -> str:
        return f"{self.held.role}-{self.branch.pk}"

    def gives(self, power: Power) -> bool:
        return power in POWERS[self.held.role]


@dataclass(frozen=True)
class Desk:
    """`here` is None for an account nobody has given a duty."""

    places: tuple[Place, ...]
    here: Place | None

    def may(self, power: Power) -> bool:
        """Whether any duty of the person gives the power, wherever it is."""
        return any(place.gives(power) for place in self.places)

    @property
    def branch(self) -> Branch | None:
        return self.here.branch if self.here else None


def desk(request: "HttpRequest") -> Desk:
    """Read once per request."""
    known: Desk | None = vars(request).get("desk")
    if known is None:
        known = vars(request)["desk"] = _read(request)
    return known


def places_of(user: User) -> tuple[Place, ...]:
    return tuple(Place(duty) for duty in duties_of(user))


def _read(request: "HttpRequest") -> Desk:
    places = places_of(signed_in(request))
    chosen = request.session.get(CHOSEN)
    return Desk(places, next((p for p in places if p.key == chosen), places[0] if places else None))
