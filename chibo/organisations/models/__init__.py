from chibo.organisations.models.duty import Duty, Role
from chibo.organisations.models.organisation import Organisation, Placement, Profile
from chibo.organisations.models.place import CellPlace, Place

__all__ = ["CellPlace", "Duty", "Organisation", "Place", "Placement", "Profile", "Role"]
