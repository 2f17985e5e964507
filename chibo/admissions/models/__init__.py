from chibo.admissions.models.case import (
    Case,
    CaseCell,
    CaseStage,
    Guidance,
    GuidanceNote,
    Outcome,
)
from chibo.admissions.models.course import Course, CourseKind, Participant
from chibo.admissions.models.facts import Admission, Recognition
from chibo.admissions.models.file import (
    BackgroundCheck,
    CasePaper,
    Opinion,
    OpinionPhase,
    PaperState,
    Referee,
    RefereeKind,
)
from chibo.admissions.models.plan import AdmissionTarget, HeadCohort, HeadInCohort
from chibo.admissions.models.review import Review, ReviewLevel

__all__ = [
    "Admission",
    "AdmissionTarget",
    "BackgroundCheck",
    "Case",
    "CaseCell",
    "CasePaper",
    "CaseStage",
    "Course",
    "CourseKind",
    "Guidance",
    "GuidanceNote",
    "HeadCohort",
    "HeadInCohort",
    "Opinion",
    "OpinionPhase",
    "Outcome",
    "PaperState",
    "Participant",
    "Recognition",
    "Referee",
    "RefereeKind",
    "Review",
    "ReviewLevel",
]
