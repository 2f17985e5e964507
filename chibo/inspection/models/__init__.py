from chibo.inspection.models.complaints import SETTLED_WORDS, Complaint, ComplaintKind, Settled
from chibo.inspection.models.discipline import Body, Discipline, Ground, Violation
from chibo.inspection.models.inspections import (
    FoundViolation,
    Inspected,
    Inspection,
    InspectionStep,
    Reader,
    Remedy,
    TeamMember,
    TeamRole,
)
from chibo.inspection.models.pauses import Pause
from chibo.inspection.models.programmes import (
    Manner,
    Nature,
    ObjectKind,
    Programme,
    ProgrammeItem,
    Subject,
)

__all__ = [
    "SETTLED_WORDS",
    "Body",
    "Complaint",
    "ComplaintKind",
    "Discipline",
    "FoundViolation",
    "Ground",
    "Inspected",
    "Inspection",
    "InspectionStep",
    "Manner",
    "Nature",
    "ObjectKind",
    "Pause",
    "Programme",
    "ProgrammeItem",
    "Reader",
    "Remedy",
    "Settled",
    "Subject",
    "TeamMember",
    "TeamRole",
    "Violation",
]
