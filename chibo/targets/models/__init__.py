from chibo.targets.models.cohorts import Cohort, CohortMember
from chibo.targets.models.indicators import IndicatorValue, OwnIndicator
from chibo.targets.models.results import Moment, TargetResult
from chibo.targets.models.targets import Measure, Span, Target, TargetVersion

__all__ = [
    "Cohort",
    "CohortMember",
    "IndicatorValue",
    "Measure",
    "Moment",
    "OwnIndicator",
    "Span",
    "Target",
    "TargetResult",
    "TargetVersion",
]
