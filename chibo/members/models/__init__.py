from chibo.members.models.leave import Exemption, Suspension, TemporaryStay
from chibo.members.models.life import Award, CareerEntry, Household, Relative, TravelAbroad
from chibo.members.models.membership import Membership, Movement, Status
from chibo.members.models.person import Person, PersonAccount, Sex
from chibo.members.models.post import Post
from chibo.members.models.qualification import Qualification
from chibo.members.models.view import SavedView

__all__ = [
    "Award",
    "CareerEntry",
    "Exemption",
    "Household",
    "Membership",
    "Movement",
    "Person",
    "PersonAccount",
    "Post",
    "Qualification",
    "Relative",
    "SavedView",
    "Sex",
    "Status",
    "Suspension",
    "TemporaryStay",
    "TravelAbroad",
]
