"""Rows behind figures of dues. What somebody owes tells their income: amounts stay in the cell's own books."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.asof import AsOf
from chibo.organisations.listing import Layout, Row
from chibo.web.queries.rows import cell_names, code_label, person_url


def _charges(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.cell_id for row in shown], on.day)
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [
                names.get(row.cell_id, ""),
                f"{row.month:%m/%Y}",
                code_label("dues_categories", row.category),
            ],
        )
        for row in shown
    ]


def _payments(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.cell_id for row in shown], on.day)
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [names.get(row.cell_id, ""), row.full_number, row.paid_on, row.get_method_display()],
        )
        for row in shown
    ]


def _remittances(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.unit_id for row in shown], on.day)
    return [
        Row(
            names.get(row.unit_id, ""),
            on.url(reverse("dues:report", args=[row.unit_id])),
            [
                row.full_number,
                f"{row.first_month:%m/%Y} – {row.last_month:%m/%Y}",
                row.handed_on,
            ],
        )
        for row in shown
    ]


LAYOUTS: Mapping[str, Layout] = {
    "dues_charges": Layout(
        _("Họ và tên"),
        (_("Chi bộ"), _("Tháng"), _("Nhóm đóng")),
        lambda rows, _day: rows.select_related("person").order_by(
            "month", "person__name_sort", "pk"
        ),
        _charges,
    ),
    "dues_payments": Layout(
        _("Họ và tên"),
        (_("Chi bộ"), _("Số phiếu"), _("Nộp ngày"), _("Hình thức")),
        lambda rows, _day: rows.select_related("person").order_by("paid_on", "pk"),
        _payments,
    ),
    "dues_remittances": Layout(
        _("Đơn vị nộp"),
        (_("Số phiếu"), _("Các tháng"), _("Nộp ngày")),
        lambda rows, _day: rows.order_by("handed_on", "pk"),
        _remittances,
        personal=False,
    ),
}
