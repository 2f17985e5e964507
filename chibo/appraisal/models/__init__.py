from chibo.appraisal.models.cycle import Cycle, Decision
from chibo.appraisal.models.rated import (
    OF_ORGANISATIONS,
    OF_PEOPLE,
    Agency,
    CellProposal,
    Kind,
    Rated,
    Unrated,
)
from chibo.appraisal.models.review import (
    Aim,
    Commendation,
    Opinion,
    OpinionOf,
    Score,
    SelfReview,
    Weakness,
)

__all__ = [
    "OF_ORGANISATIONS",
    "OF_PEOPLE",
    "Agency",
    "Aim",
    "CellProposal",
    "Commendation",
    "Cycle",
    "Decision",
    "Kind",
    "Opinion",
    "OpinionOf",
    "Rated",
    "Score",
    "SelfReview",
    "Unrated",
    "Weakness",
]
