"""What is late of the schedule, petitions, visits and papers to make known, counted by where it stands: for
whoever is above."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from chibo.base.due import Tally
from chibo.base.statements import RowsOf
from chibo.meetings.due.circulated import CIRCULATED, owing_in
from chibo.meetings.due.followers import untold_visits
from chibo.meetings.due.planned import unanswered, unrecorded, whose
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import rule, source_line

PLANNED, ASKED, VISITED = "meeting_planned", "petition_unanswered", "visit_planned"


def counted_rows(branch: Branch, on: date) -> list[RowsOf]:
    """By the tree path of the unit: how many, and the earliest day."""
    return [RowsOf(compose, branch, on) for compose in (_planned, _asked, _visited, _circulated)]


def _planned(branch: Branch, on: date) -> QuerySet[Any, Any]:
    rows = unrecorded(branch, on).filter(planned_on__lt=on)
    return _by_unit(rows, "organisation", "planned_on", on)


def _asked(branch: Branch, on: date) -> QuerySet[Any, Any]:
    rows = unanswered(branch, on).filter(due_on__lt=on)
    return _by_unit(rows, "meeting__organisation", "due_on", on)


def _visited(branch: Branch, on: date) -> QuerySet[Any, Any]:
    rows = untold_visits(branch, on).filter(planned_on__lt=on)
    return _by_unit(rows, "liaison__committee", "planned_on", on)


def _circulated(branch: Branch, on: date) -> QuerySet[Any, Any]:
    rows = owing_in(branch, on).filter(circulation__due_on__lt=on)
    return _by_unit(rows, "cell", "circulation__due_on", on)


def _by_unit(rows: QuerySet[Any], unit: str, day: str, on: date) -> QuerySet[Any, Any]:
    path = whose(unit, on)["unit_path"]
    return rows.annotate(unit_path=path).values("unit_path").annotate(n=Count("pk"), first=Min(day))


def paths_in(counted: Sequence[Sequence[Any]]) -> set[str]:
    """Where units stand; one that stands nowhere on the day is nobody's to be told of."""
    return {row.unit_path for rows in counted for row in rows if row.unit_path}


def counted_tallies(
    counted: Sequence[Sequence[Any]], units: dict[str, int], on: date
) -> list[Tally]:
    """`units` by path."""
    answers = rule("meetings.petition_answered_within", on)
    said = {
        PLANNED: (_("Ghi buổi họp đã đến lịch"), _("Lịch họp của đơn vị"), ""),
        ASKED: (_("Trả lời kiến nghị của nhân dân"), source_line(answers), answers.code),
        VISITED: (_("Ghi lần dự họp đã đến lịch"), _("Lịch dự họp của cấp ủy viên phụ trách"), ""),
        CIRCULATED: (_("Phổ biến văn bản cấp ủy đã giao"), _("Hạn cấp ủy giao"), ""),
    }
    found = []
    for kind, rows in zip(said, counted, strict=True):
        sums: dict[int, tuple[int, date]] = {}
        for row in (row for row in rows if row.unit_path):
            many, first = sums.get(units[row.unit_path], (0, row.first))
            sums[units[row.unit_path]] = (many + row.n, min(first, row.first))
        what, why, code = said[kind]
        found += [
            Tally(kind, what, unit, many, first, why, code, of_people=False)
            for unit, (many, first) in sums.items()
        ]
    return found
