"""Papers cells were asked to make known and have not yet."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.base.addresses import page_of
from chibo.base.asking import Ask
from chibo.base.due import Due
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.documents.models import CirculatedTo
from chibo.meetings.due.planned import whose
from chibo.meetings.queries.circulation import owing
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch, under

CIRCULATED = "paper_to_make_known"


def circulated_asks(branch: Branch, on: date) -> list[Ask[Due]]:
    """For whoever reads names in a branch at work."""
    return [Ask(RowsOf(_rows, branch, on), lambda found: [_line(row) for row in found])]


def owing_in(branch: Branch, on: date) -> QuerySet[CirculatedTo]:
    cells = Placement.objects.on(on).filter(under(branch.path)).values("organisation")
    return owing(on).filter(cell__in=cells)


def _rows(branch: Branch, on: date) -> QuerySet[Any, Any]:
    paper = ("number", "symbol", "summary")
    return owing_in(branch, on).values(
        "cell_id",
        "circulation__due_on",
        "circulation__asked_on",
        *(f"circulation__paper__{name}" for name in paper),
        **whose("cell", on),
    )


def _line(row: Any) -> Due:
    number = f"{row.circulation__paper__number}-{row.circulation__paper__symbol}"
    return Due(
        kind=CIRCULATED,
        what=_("Phổ biến {number} tại sinh hoạt chi bộ").format(number=number),
        about=row.circulation__paper__summary,
        due_on=row.circulation__due_on,
        url=page_of("meetings:circulations", row.cell_id),
        button=_("Xem văn bản"),
        why=_("Cấp ủy giao ngày {day}").format(day=format_date(row.circulation__asked_on)),
        owner=row.unit_name or "",
        owner_path=row.unit_path or "",
        of_people=False,
    )
