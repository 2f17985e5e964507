"""A submission as plain data that may travel: numbers, codes and words of the unit, no person and no row key.

    {"format": "chibo.submission", "format_version": 1,
     "organisation": {"code": "14…", "name": "Đảng bộ xã …"},
     "kind": "forms", "first_day": "2019-01-01", "last_day": "2019-12-31", "version": 1,
     "counted_to": "2019-12-31", "submitted_at": "2020-01-10T08:30:00+07:00",
     "number": "", "signed_on": null, "problems": ["…"], "note": "…",
     "sheets": [{"slug": "bieu-1", "code": "1-BTCTW", "title": …, "data": {…}}, …]}

`data` of a sheet is as frozen.forms and frozen.narrative say. Another shape is another `format_version`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.organisations.queries.tree import branch
from chibo.reports.frozen.forms import form_from_data, grid_of
from chibo.reports.frozen.freezing import REPORT
from chibo.reports.models import FORMS, Submission
from chibo.reports.outlines import kinds

FORMAT, VERSION = "chibo.submission", 1


@dataclass(frozen=True)
class Carried:
    """What came in, read and found whole."""

    code: str
    name: str
    kind: str
    first_day: date
    last_day: date
    version: int
    counted_to: date
    submitted_at: datetime
    number: str
    signed_on: date | None
    problems: list[str]
    note: str
    sheets: list[dict[str, Any]]


def submission_as_data(submission: Submission) -> dict[str, Any]:
    """Of a submission that is frozen."""
    if not submission.is_frozen or submission.submitted_at is None or not submission.counted_to:
        raise Refusal(_("Bản chưa nộp thì chưa mang đi được."))
    place = branch(submission.organisation_id, submission.last_day)
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "organisation": {"code": place.code, "name": place.name},
        "kind": submission.kind,
        "first_day": submission.first_day.isoformat(),
        "last_day": submission.last_day.isoformat(),
        "version": submission.version,
        "counted_to": submission.counted_to.isoformat(),
        "submitted_at": submission.submitted_at.isoformat(),
        "number": submission.number,
        "signed_on": submission.signed_on.isoformat() if submission.signed_on else None,
        "problems": submission.problems,
        "note": submission.note,
        "sheets": [
            {"slug": one.slug, "code": one.code, "title": one.title, "data": one.data}
            for one in submission.sheets.defer("behind", "paper", "named")
        ],
    }


def read_carried(data: Mapping[str, Any]) -> Carried:
    """Raises Refusal for anything that is not a submission of a known version, whole."""
    if data.get("format") != FORMAT:
        raise Refusal(_("Tệp này không phải bản nộp của Chi Bộ."))
    if data.get("format_version") != VERSION:
        raise Refusal(_("Bản nộp do phiên bản khác lập; nâng cấp Chi Bộ rồi nhận lại."))
    try:
        found = _read(data)
        for sheet in found.sheets:
            _check_sheet(sheet)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, InvalidOperation) as bad:
        raise Refusal(_("Bản nộp thiếu hoặc sai nội dung, đề nghị đơn vị xuất lại.")) from bad
    return found


def _read(data: Mapping[str, Any]) -> Carried:
    signed_on = data["signed_on"]
    submitted_at = datetime.fromisoformat(data["submitted_at"])
    if submitted_at.tzinfo is None or not data["sheets"] or int(data["version"]) < 1:
        raise ValueError(data["submitted_at"])
    if data["kind"] != FORMS and data["kind"] not in kinds():
        raise ValueError(data["kind"])
    return Carried(
        code=str(data["organisation"]["code"]),
        name=str(data["organisation"]["name"]),
        kind=data["kind"],
        first_day=date.fromisoformat(data["first_day"]),
        last_day=date.fromisoformat(data["last_day"]),
        version=int(data["version"]),
        counted_to=date.fromisoformat(data["counted_to"]),
        submitted_at=submitted_at,
        number=str(data["number"]),
        signed_on=date.fromisoformat(signed_on) if signed_on else None,
        problems=[str(one) for one in data["problems"]],
        note=str(data["note"]),
        sheets=[dict(one) for one in data["sheets"]],
    )


def _check_sheet(sheet: Mapping[str, Any]) -> None:
    """Everything a page, a workbook and a paper of it will ask for is there."""
    str(sheet["code"]), str(sheet["title"])
    if sheet["slug"] == REPORT:
        for one in sheet["data"]["sections"]:
            str(one["title"]), list(one["blocks"])
        dict(sheet["data"]["numbers"]), list(sheet["data"]["problems"])
        return
    filled = form_from_data(sheet["data"])
    if any(len(values) != len(filled.form.columns) for values in filled.values.values()):
        raise ValueError(sheet["slug"])
    grid_of(sheet["data"])
