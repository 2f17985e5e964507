from chibo.study.rules.following import (
    check_commits_there,
    check_in_order,
    check_quarter,
    check_year,
    may_commit,
)
from chibo.study.rules.studies import (
    check_class_day,
    check_going_on,
    check_may_be_outside,
    check_papers,
    may_keep,
)
from chibo.study.rules.training import check_member_or_kept, check_result, may_keep_training

__all__ = [
    "check_class_day",
    "check_commits_there",
    "check_going_on",
    "check_in_order",
    "check_may_be_outside",
    "check_member_or_kept",
    "check_papers",
    "check_quarter",
    "check_result",
    "check_year",
    "may_commit",
    "may_keep",
    "may_keep_training",
]
