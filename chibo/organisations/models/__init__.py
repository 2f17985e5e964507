from chibo.organisations.models.duty import Duty, Role
from chibo.organisations.models.organisation import Organisation, Placement, Profile
from chibo.organisations.models.place import CellPlace, Place
from chibo.organisations.models.reorganisation import (
    Reorganisation,
    ReorganisationKind,
    Succession,
    Touched,
)

__all__ = [
    "CellPlace",
    "Duty",
    "Organisation",
    "Place",
    "Placement",
    "Profile",
    "Reorganisation",
    "ReorganisationKind",
    "Role",
    "Succession",
    "Touched",
]
