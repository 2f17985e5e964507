"""Rows of badges and cards behind a number."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.asof import AsOf
from chibo.members.queries.badge_rounds import with_cells
from chibo.organisations.listing import Layout, Row
from chibo.web.queries.rows import person_url


def _prepared(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return with_cells(rows, day).select_related("person").order_by("person__name_sort", "pk")


def _badges(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [
                row.cell_name or "",
                _now("{n} năm").format(n=row.mark),
                str(row.get_basis_display()),
                row.given_on,
            ],
        )
        for row in rows
    ]


def _cards(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [row.cell_name or "", str(row.get_kind_display()), row.number, row.happened_on],
        )
        for row in rows
    ]


LAYOUTS: Mapping[str, Layout] = {
    "badges": Layout(
        _("Họ và tên"), (_("Chi bộ"), _("Huy hiệu"), _("Diện"), _("Ngày trao")), _prepared, _badges
    ),
    "cards": Layout(
        _("Họ và tên"), (_("Chi bộ"), _("Việc"), _("Số thẻ"), _("Ngày")), _prepared, _cards
    ),
}
