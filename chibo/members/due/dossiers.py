"""Dossiers somebody keeps longer than agreed, and the yearly supplement sheets to collect."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.base.due import Due, Tally
from chibo.base.text import format_date
from chibo.members.models import DossierLoan, Membership
from chibo.members.queries.dossier_places import out_on
from chibo.members.queries.year_changes import handed_in, sheet_year, was_asked
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import Rule, rule, source_line

# Ours, not a rule of the Party: sheets of last year by this day of January, spoken of for four weeks more.
SHEETS_BY = 31
SHEETS_LATE = timedelta(days=28)


def overdue(on: date) -> QuerySet[DossierLoan]:
    return out_on(on).filter(due_on__lt=on)


def loans_overdue(rows: Sequence[Any]) -> list[Due]:
    """`rows` are memberships with `cell_name` and the key of the `loan`."""
    if not rows:
        return []
    loans = DossierLoan.objects.in_bulk([row.loan for row in rows])
    return [_loan(row, loans[row.loan]) for row in rows]


def _loan(row: Any, loan: DossierLoan) -> Due:
    return Due(
        kind="dossier_loan_overdue",
        what=_loan_words(),
        about=row.person.full_name,
        due_on=loan.due_on,
        url=reverse("members:return_dossier", args=[loan.person_id, loan.pk]),
        button=_("Ghi đã trả"),
        why=_("{who} mượn ngày {day}").format(who=loan.borrower, day=format_date(loan.lent_on)),
        owner=row.cell_name,
        owner_path=row.path,
    )


def _loan_words() -> str:
    return _("Đòi hồ sơ đảng viên cho mượn")


def loan_tallies(rows: QuerySet[Membership], unit: str, on: date) -> list[Tally]:
    held = rows.filter(person__dossier_loans__in=overdue(on))
    counted = held.values_list(unit, "person__dossier_loans__due_on").annotate(n=Count("pk"))
    why = _("Sổ mượn hồ sơ")
    return [
        Tally("dossier_loan_overdue", _loan_words(), key, n, day, why)
        for key, day, n in counted
        if key
    ]


def sheets_to_collect(found: Sequence[Any], of: Branch, on: date) -> list[Due]:
    """From January one line a branch, until four weeks after the last day; then the figure says the rest.
    `found` and `by_unit` are those of counting."""
    waiting = sum(one.sheets for one in found)
    if not waiting:
        return []
    return [
        Due(
            kind="supplement_sheets",
            what=_sheet_words(on),
            about=ngettext("{n} đảng viên", "{n} đảng viên", waiting).format(n=waiting),
            due_on=date(on.year, 1, 1),
            last_on=_last(on),
            url=reverse("members:supplements", args=[of.pk]) + "?chua=1",
            button=_("Xem danh sách"),
            why=source_line(_sheet_rule(on)),
            owner=of.short_name,
            owner_path=of.path,
            count=waiting,
        )
    ]


def sheet_tallies(by_unit: Sequence[Any], on: date) -> list[Tally]:
    if not by_unit:
        return []
    ruled, first = _sheet_rule(on), date(on.year, 1, 1)
    why, last = source_line(ruled), _last(on)
    return [
        Tally(
            "supplement_sheets",
            _sheet_words(on),
            one.unit,
            one.count,
            first,
            why,
            ruled.code,
            last,
            each=False,
        )
        for one in by_unit
    ]


def _last(on: date) -> date:
    return date(on.year, 1, SHEETS_BY)


def is_season(on: date) -> bool:
    return on <= _last(on) + SHEETS_LATE


def sheet_waiting(on: date) -> Q:
    """The condition on a membership of the day's roll that last year's sheet is still to be handed in."""
    year = sheet_year(on)
    return was_asked(year) & ~handed_in(year, on)


def _sheet_words(on: date) -> str:
    return _("Thu phiếu bổ sung hồ sơ đảng viên năm {year}").format(year=sheet_year(on))


def _sheet_rule(on: date) -> Rule:
    return rule("status.supplement_sheets_a_year", on)
