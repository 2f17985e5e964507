"""Who registers, approves, shares out and closes targets; who tells indicators."""

from chibo.targets.rules.checks import (
    check_figure,
    check_numbers,
    check_period_reached,
    check_span,
    check_still_stands,
    check_waits,
)
from chibo.targets.rules.may import (
    may_add_indicators,
    may_approve,
    may_close,
    may_decide,
    may_register,
    may_set,
    may_take_out,
    may_tell,
    may_tell_history,
)

__all__ = [
    "check_figure",
    "check_numbers",
    "check_period_reached",
    "check_span",
    "check_still_stands",
    "check_waits",
    "may_add_indicators",
    "may_approve",
    "may_close",
    "may_decide",
    "may_register",
    "may_set",
    "may_take_out",
    "may_tell",
    "may_tell_history",
]
