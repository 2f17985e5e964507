from chibo.reports.models.key import KnownKey
from chibo.reports.models.report import Report, State, Wording
from chibo.reports.models.submission import (
    FORMS,
    FROZEN,
    UNFINISHED,
    Call,
    Remark,
    Scan,
    Sheet,
    Stage,
    Submission,
    kind_label,
)

__all__ = [
    "FORMS",
    "FROZEN",
    "UNFINISHED",
    "Call",
    "KnownKey",
    "Remark",
    "Report",
    "Scan",
    "Sheet",
    "Stage",
    "State",
    "Submission",
    "Wording",
    "kind_label",
]
