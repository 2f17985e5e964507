from chibo.appraisal.rules.caps import check_caps
from chibo.appraisal.rules.checks import (
    check_flag,
    check_going_on,
    check_ground,
    check_level,
    check_on_list,
    check_points,
    check_rated_once,
    check_votes,
)
from chibo.appraisal.rules.permits import (
    may_correct_aim,
    may_decide,
    may_keep,
    may_propose,
    may_rate,
    may_review,
)

__all__ = [
    "check_caps",
    "check_flag",
    "check_going_on",
    "check_ground",
    "check_level",
    "check_on_list",
    "check_points",
    "check_rated_once",
    "check_votes",
    "may_correct_aim",
    "may_decide",
    "may_keep",
    "may_propose",
    "may_rate",
    "may_review",
]
