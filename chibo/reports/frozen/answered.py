"""What the level above decided of a submission, as plain data that travels back to the unit.

{"format": "chibo.answer", "format_version": 1, "organisation": {"code": "14…"},
 "kind": "forms", "first_day": "2019-01-01", "last_day": "2019-12-31", "version": 1,
 "stage": "returned", "words": "…", "decided_at": "2020-01-12T09:00:00+07:00",
 "remarks": [{"slug": "bieu-1", "line": "D", "column": 0, "about": "…", "text": "…"}, …]}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.organisations.queries.tree import branch
from chibo.reports.models import Stage, Submission

FORMAT, VERSION = "chibo.answer", 1
DECIDED = frozenset({Stage.ACCEPTED, Stage.RETURNED})
_REMARK = ("slug", "line", "column", "about", "text")


@dataclass(frozen=True)
class Answer:
    """What came back, read and found whole; `remarks` as the fields of Remark."""

    code: str
    kind: str
    first_day: date
    last_day: date
    version: int
    stage: Stage
    words: str
    decided_at: datetime
    remarks: list[dict[str, Any]]


def answer_as_data(submission: Submission) -> dict[str, Any]:
    if submission.stage not in DECIDED or submission.decided_at is None:
        raise Refusal(_("Nhận hoặc trả lại bản nộp rồi mới lập tệp trả lời."))
    place = branch(submission.organisation_id, submission.last_day)
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "organisation": {"code": place.code},
        "kind": submission.kind,
        "first_day": submission.first_day.isoformat(),
        "last_day": submission.last_day.isoformat(),
        "version": submission.version,
        "stage": submission.stage,
        "words": submission.decision_note,
        "decided_at": submission.decided_at.isoformat(),
        "remarks": list(submission.remarks.order_by("pk").values(*_REMARK)),
    }


def read_answer(data: Mapping[str, Any]) -> Answer:
    """Raises Refusal for anything that is not an answer of a known version, whole."""
    if data.get("format_version") != VERSION:
        raise Refusal(_("Tệp trả lời do phiên bản khác lập; nâng cấp Chi Bộ rồi nhận lại."))
    try:
        return _read(data)
    except (KeyError, TypeError, ValueError) as bad:
        raise Refusal(_("Tệp trả lời thiếu hoặc sai nội dung, xin cấp trên lập lại.")) from bad


def _read(data: Mapping[str, Any]) -> Answer:
    stage, decided_at = Stage(data["stage"]), datetime.fromisoformat(data["decided_at"])
    if stage not in DECIDED or decided_at.tzinfo is None:
        raise ValueError(data["stage"])
    return Answer(
        code=str(data["organisation"]["code"]),
        kind=str(data["kind"]),
        first_day=date.fromisoformat(data["first_day"]),
        last_day=date.fromisoformat(data["last_day"]),
        version=int(data["version"]),
        stage=stage,
        words=str(data["words"]),
        decided_at=decided_at,
        remarks=[_remark(one) for one in data["remarks"]],
    )


def _remark(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "slug": str(told["slug"])[:20],
        "line": str(told["line"])[:60],
        "column": int(told["column"]),
        "about": str(told["about"])[:250],
        "text": str(told["text"])[:500],
    }
