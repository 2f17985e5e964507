"""Members for whom a removal would have to be looked into."""

from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.base.due import Due, Tally
from chibo.members.models import Membership
from chibo.members.queries.evidence import Evidence, grounds_for_removal
from chibo.organisations.queries.tree import Branch


def removals_to_consider(rows: QuerySet[Membership], of: Branch, on: date) -> list[Due]:
    """One line a branch: names stand on the page with the evidence."""
    grounds = _grounds(rows, on)
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


def removal_tallies(rows: QuerySet[Membership], unit: str, on: date) -> list[Tally]:
    grounds = _grounds(rows, on)
    if not grounds:
        return []
    counted = rows.filter(person__in=grounds).values_list(unit).annotate(n=Count("pk"))
    return [
        Tally("removal_grounds", _what(), key, n, None, _why(grounds), each=False)
        for key, n in counted
        if key
    ]


def _grounds(rows: QuerySet[Membership], on: date) -> dict[int, list[Evidence]]:
    return grounds_for_removal(rows.order_by().values_list("person_id", flat=True), on)


def _what() -> str:
    return _("Xem xét xóa tên: có người đủ số tháng trong năm")


def _why(grounds: dict[int, list[Evidence]]) -> str:
    return next(iter(grounds.values()))[0].rule
