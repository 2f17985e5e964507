"""Dossiers somebody keeps longer than agreed, and the yearly supplement sheets to collect."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.accounts.models import User
from chibo.base.addresses import page_of
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.units import NAMED, unit_column
from chibo.members.models import DossierLoan
from chibo.members.queries.dossier_places import is_out
from chibo.members.queries.roll import roll, with_cell_names
from chibo.members.queries.year_changes import handed_in, sheet_year, was_asked
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import Rule, rule, source_line

# Ours, not a rule of the Party: sheets of last year by this day of January, spoken of for four weeks more.
SHEETS_BY = 31
SHEETS_LATE = timedelta(days=28)


_LOAN = ("due_on", "borrower", "lent_on")


def overdue(on: date) -> QuerySet[DossierLoan]:
    return DossierLoan.objects.filter(late_on(on))


def late_on(on: date, prefix: str = "") -> Q:
    """The condition, on rows that lead to a loan by the prefix."""
    return is_out(on, prefix) & Q(**{f"{prefix}due_on__lt": on})


def loans_overdue(user: User, of: Branch, on: date) -> Ask[Due]:
    return Ask(RowsOf(_loans, of, on), lambda found: [_loan(row, user) for row in found])


def _loans(of: Branch, on: date) -> QuerySet[Any, Any]:
    """Asked of the members: what is lent elsewhere in the installation is not read, nor the file of a member none
    of whose is out."""
    out = overdue(on).filter(person=OuterRef("person"))
    stays = roll(of).filter(Exists(out)).filter(late_on(on, "person__dossier_loans__"))
    lent = {name: F(f"person__dossier_loans__{name}") for name in _LOAN}
    return with_cell_names(stays, on).values(*NAMED, **lent, loan=F("person__dossier_loans"))


def _loan(row: Any, user: User) -> Due:
    keeps = has_power(user, Power.KEEP_RECORDS, row.path)
    return Due(
        kind="dossier_loan_overdue",
        what=_loan_words(),
        about=row.person__full_name,
        due_on=row.due_on,
        url=reverse("members:return_dossier", args=[row.person_id, row.loan])
        if keeps
        else page_of("members:dossier", row.person_id),
        button=_("Ghi đã trả") if keeps else _("Xem hồ sơ"),
        why=_("{who} mượn ngày {day}").format(who=row.borrower, day=format_date(row.lent_on)),
        owner=row.cell_name,
        owner_path=row.path,
    )


def _loan_words() -> str:
    return _("Đòi hồ sơ đảng viên cho mượn")


def loan_tallies(of: Branch, on: date) -> Ask[Tally]:
    why = _("Sổ mượn hồ sơ")
    return Ask(
        RowsOf(_loans_counted, of, on),
        lambda found: [
            Tally("dossier_loan_overdue", _loan_words(), one.unit, one.n, one.day, why)
            for one in found
            if one.unit
        ],
    )


def _loans_counted(of: Branch, on: date) -> QuerySet[Any, Any]:
    held = roll(of).order_by().filter(person__dossier_loans__in=overdue(on))
    days = held.values(unit=F(unit_column(of)), day=F("person__dossier_loans__due_on"))
    return days.annotate(n=Count("pk"))


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
