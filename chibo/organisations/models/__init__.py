from chibo.organisations.models.duty import Duty, Role
from chibo.organisations.models.organisation import Organisation, Placement, Profile
from chibo.organisations.models.place import CellPlace, Place
from chibo.organisations.models.reorganisation import (
    Reorganisation,
    ReorganisationKind,
    Succession,
    Touched,
)
from chibo.organisations.models.token import ApiToken, CallCount, Purpose

__all__ = [
    "ApiToken",
    "CallCount",
    "CellPlace",
    "Duty",
    "Organisation",
    "Place",
    "Placement",
    "Profile",
    "Purpose",
    "Reorganisation",
    "ReorganisationKind",
    "Role",
    "Succession",
    "Touched",
]
