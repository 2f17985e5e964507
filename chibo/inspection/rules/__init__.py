from chibo.inspection.rules.access import may_inspect, may_keep_about
from chibo.inspection.rules.discipline import (
    DISBAND,
    DISMISSAL,
    EXPULSION,
    Standing,
    check_act,
    check_authority,
    check_body,
    check_form,
    check_limitation,
    check_votes,
    forms_for,
    holds_post,
)

__all__ = [
    "DISBAND",
    "DISMISSAL",
    "EXPULSION",
    "Standing",
    "check_act",
    "check_authority",
    "check_body",
    "check_form",
    "check_limitation",
    "check_votes",
    "forms_for",
    "holds_post",
    "may_inspect",
    "may_keep_about",
]
