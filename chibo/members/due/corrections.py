"""What members ask to have corrected in their files, until it is answered."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.base.asking import Ask
from chibo.base.due import Due
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.units import NAMED
from chibo.members.models import CorrectionRequest
from chibo.members.queries.roll import roll, with_cell_names
from chibo.organisations.queries.tree import Branch

# Ours, not a rule of the Party.
TO_ANSWER = timedelta(days=15)


def corrections_asked(of: Branch, on: date) -> Ask[Due]:
    return Ask(RowsOf(_asked, of, on), lambda found: [_line(row) for row in found])


def _asked(of: Branch, on: date) -> QuerySet[Any, Any]:
    """Found from the requests, which are few."""
    waiting = CorrectionRequest.objects.filter(answered_on=None, asked_on__lte=on)
    stays = roll(of).filter(person__in=waiting.values("person"), person__corrections__in=waiting)
    asked = {"asked": F("person__corrections"), "asked_on": F("person__corrections__asked_on")}
    return with_cell_names(stays, on).values(*NAMED, **asked)


def _line(row: Any) -> Due:
    return Due(
        kind="correction_asked",
        what=_("Trả lời đề nghị sửa hồ sơ"),
        about=row.person__full_name,
        due_on=row.asked_on + TO_ANSWER,
        url=reverse("members:answer_correction", args=[row.person_id, row.asked]),
        button=_("Trả lời"),
        why=_("Đảng viên đề nghị ngày {day}").format(day=format_date(row.asked_on)),
        owner=row.cell_name,
        owner_path=row.path,
    )
