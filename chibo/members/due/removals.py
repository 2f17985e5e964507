"""Members for whom a removal would have to be looked into."""

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.base.asking import Ask, told_together
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.members.due.units import unit_column
from chibo.members.models import Membership
from chibo.members.queries.evidence import (
    Evidence,
    Few,
    Source,
    grounds_of,
    sources,
)
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch


def removals_to_consider(of: Branch, on: date) -> list[Ask[Due]]:
    rows = [RowsOf(_against, source, of, on) for source in sources()]
    return told_together(rows, lambda came: _considered(grounds_of(came, on), of))


def _against(source: Source, of: Branch, on: date) -> QuerySet[Any, Any]:
    return source.rows(Few(_people(roll(of))), on)


def _against_many(source: Source, of: Branch, on: date) -> QuerySet[Any, Any]:
    """Of a branch too large to go through its members: from what is noted against anybody."""
    return source.rows(_people(roll(of)), on)


def _considered(grounds: dict[int, list[Evidence]], of: Branch) -> list[Due]:
    """One line a branch: names stand on the page with the evidence."""
    if not grounds:
        return []
    return [
        Due(
            kind="removal_grounds",
            what=_what(),
            about=ngettext("{n} đảng viên", "{n} đảng viên", len(grounds)).format(n=len(grounds)),
            due_on=None,
            url=reverse("members:considered", args=[of.pk]),
            button=_("Xem chứng cứ"),
            why=_why(grounds),
            owner=of.short_name,
            owner_path=of.path,
            count=len(grounds),
        )
    ]


def removal_tallies(of: Branch, on: date) -> list[Ask[Tally]]:
    """The same by unit; of which units those people are is asked only when there are any."""
    rows = [RowsOf(_against_many, source, of, on) for source in sources()]
    return told_together(rows, lambda came: _by_unit(grounds_of(came, on), of))


def _by_unit(grounds: dict[int, list[Evidence]], of: Branch) -> list[Tally]:
    if not grounds:
        return []
    told = roll(of).order_by().filter(person__in=grounds)
    counted = told.values_list(unit_column(of)).annotate(n=Count("pk"))
    return [
        Tally("removal_grounds", _what(), key, n, None, _why(grounds), each=False)
        for key, n in counted
        if key
    ]


def _people(rows: QuerySet[Membership]) -> QuerySet[Membership, int]:
    return rows.order_by().values_list("person_id", flat=True)


def _what() -> str:
    return _("Xem xét xóa tên: có người đủ số tháng trong năm")


def _why(grounds: dict[int, list[Evidence]]) -> str:
    return next(iter(grounds.values()))[0].rule
