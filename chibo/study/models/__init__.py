from chibo.study.models.following import (
    Act,
    Commitment,
    CommitmentKind,
    CommitmentReview,
    Outcome,
)
from chibo.study.models.good_models import GoodModel, ModelKind, ModelStage, Praise, Stage
from chibo.study.models.studies import (
    Learner,
    Outside,
    SessionTurn,
    Study,
    StudyKind,
    StudySession,
)
from chibo.study.models.training import Result, Trainee, Training, TrainingKind

__all__ = [
    "Act",
    "Commitment",
    "CommitmentKind",
    "CommitmentReview",
    "GoodModel",
    "Learner",
    "ModelKind",
    "ModelStage",
    "Outcome",
    "Outside",
    "Praise",
    "Result",
    "SessionTurn",
    "Stage",
    "Study",
    "StudyKind",
    "StudySession",
    "Trainee",
    "Training",
    "TrainingKind",
]
