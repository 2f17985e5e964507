from chibo.members.models.badge import BadgeAward, BadgeBasis, BadgeState
from chibo.members.models.card import CardCause, CardEvent, CardKind
from chibo.members.models.correction import CorrectionRequest
from chibo.members.models.departure import (
    CancelledMovement,
    Departure,
    Inactivity,
    InactivityNote,
)
from chibo.members.models.dossier import (
    DossierItem,
    DossierLoan,
    DossierPlace,
    DossierState,
    SupplementSheet,
)
from chibo.members.models.leave import Exemption, Outcome, Suspension, TemporaryStay
from chibo.members.models.life import Award, CareerEntry, Household, Relative, TravelAbroad
from chibo.members.models.membership import Membership, Movement, Status
from chibo.members.models.person import Person, PersonAccount, Sex
from chibo.members.models.post import Post
from chibo.members.models.qualification import Qualification
from chibo.members.models.transfer import Transfer, TransferState, TransferStep
from chibo.members.models.view import SavedView

__all__ = [
    "Award",
    "BadgeAward",
    "BadgeBasis",
    "BadgeState",
    "CancelledMovement",
    "CardCause",
    "CardEvent",
    "CardKind",
    "CareerEntry",
    "CorrectionRequest",
    "Departure",
    "DossierItem",
    "DossierLoan",
    "DossierPlace",
    "DossierState",
    "Exemption",
    "Household",
    "Inactivity",
    "InactivityNote",
    "Membership",
    "Movement",
    "Outcome",
    "Person",
    "PersonAccount",
    "Post",
    "Qualification",
    "Relative",
    "SavedView",
    "Sex",
    "Status",
    "SupplementSheet",
    "Suspension",
    "TemporaryStay",
    "Transfer",
    "TransferState",
    "TransferStep",
    "TravelAbroad",
]
