"""Rows behind figures of targets and of indicators."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.asof import AsOf
from chibo.organisations.listing import Layout, Row
from chibo.targets.queries.dictionary import indicators
from chibo.targets.queries.progress import in_force, with_history
from chibo.targets.queries.subjects import number_text, subject_of, wanted_of
from chibo.web.queries.rows import cell_names


def _targets(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.organisation_id for row in shown], on.day)
    dictionary = indicators()
    return [_target(row, names.get(row.organisation_id, ""), dictionary, on) for row in shown]


def _target(row: Any, unit: str, dictionary: Mapping[str, Any], on: AsOf) -> Row:
    subject, version = subject_of(row, dictionary), in_force(row, on.day)
    closed = [one for one in row.results.all() if one.replaced_on is None]
    last = closed[-1] if closed else None
    return Row(
        subject.label,
        row.get_absolute_url(),
        [
            unit,
            row.period.label,
            wanted_of(version, subject.unit) if version else "",
            number_text(last.value) if last else "",
        ],
    )


def _values(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.organisation_id for row in shown], on.day)
    dictionary = indicators()
    return [
        Row(
            f"{dictionary[row.indicator].label} {row.year}"
            if row.indicator in dictionary
            else str(row),
            reverse("targets:indicator", args=[row.organisation_id, row.indicator]),
            [
                str(row.place) if row.place else names.get(row.organisation_id, ""),
                number_text(row.value),
                row.told_on,
                row.source,
            ],
        )
        for row in shown
    ]


def _in_order(rows: QuerySet[Any], _day: date) -> QuerySet[Any]:
    return with_history(rows).order_by("path", "first_day", "pk")


LAYOUTS: Mapping[str, Layout] = {
    "registered_targets": Layout(
        _("Chỉ tiêu"),
        (_("Đơn vị"), _("Kỳ"), _("Đăng ký"), _("Kết quả đã chốt")),
        _in_order,
        _targets,
        personal=False,
    ),
    "indicator_values": Layout(
        _("Chỉ số"),
        (_("Của"), _("Giá trị"), _("Công bố ngày"), _("Nguồn")),
        lambda rows, _day: rows.select_related("place").order_by("-year", "pk"),
        _values,
        personal=False,
    ),
}
