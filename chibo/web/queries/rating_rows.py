"""Rows behind figures of ratings."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chibo.appraisal.queries.levels import label_of
from chibo.base.asof import AsOf
from chibo.organisations.listing import Layout, Row
from chibo.web.queries.rows import cell_names


def _ratings(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.unit_id for row in shown if row.is_person], on.day)
    return [
        Row(
            row.name,
            on.url(row.get_absolute_url()),
            [
                row.get_kind_display(),
                names.get(row.unit_id, "") if row.is_person else "",
                row.cycle.period_words,
                label_of(row.kind, row.decided_level) or row.get_unrated_display(),
                row.decided_on,
            ],
        )
        for row in shown
    ]


LAYOUTS: Mapping[str, Layout] = {
    "ratings": Layout(
        _("Họ và tên, tổ chức"),
        (_("Đối tượng"), _("Chi bộ"), _("Kỳ"), _("Xếp loại"), _("Quyết định ngày")),
        lambda rows, _day: rows.select_related("cycle").order_by(
            "-cycle__year", "kind", "name_sort", "pk"
        ),
        _ratings,
    ),
}
