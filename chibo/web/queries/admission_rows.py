"""Rows of figures about the way into the Party: people in classes, cases, targets, village heads, places."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.admissions.models import Admission
from chibo.admissions.queries.board import stage_names
from chibo.base.asof import AsOf
from chibo.organisations.listing import Layout, Row
from chibo.organisations.queries.places import with_cells
from chibo.web.queries.rows import cell_names, person_url, sex_label


def _participants(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.sent_by_id for row in shown], on.day)
    joined = _admitted_on([row.person_id for row in shown])
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [
                names.get(row.sent_by_id, ""),
                row.course.name,
                row.course.first_day,
                row.certificate_on,
                joined.get(row.person_id),
            ],
        )
        for row in shown
    ]


def _admitted_on(people: Iterable[int]) -> dict[int, date]:
    rows = Admission.objects.filter(person__in=people).order_by("ceremony_on")
    return dict(rows.values_list("person_id", "ceremony_on"))


def _cases(rows: Iterable[Any], on: AsOf) -> list[Row]:
    stages = stage_names(on.day)
    return [
        Row(
            row.person.full_name,
            row.get_absolute_url(),
            [
                row.cell_name,
                sex_label(row.person.sex),
                stages.get(row.stage, row.stage),
                row.stage_since,
                row.opened_on,
            ],
        )
        for row in rows
    ]


def _targets(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.organisation_id for row in shown], on.day)
    return [
        Row(
            names.get(row.organisation_id, ""),
            reverse("organisations:page", args=[row.organisation_id]),
            [
                row.first_day,
                row.last_day,
                str(row.low) if row.high is None else f"{row.low}–{row.high}",
            ],
        )
        for row in shown
    ]


def _heads(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    areas = cell_names([row.cohort.area_id for row in shown], on.day)
    joined = _admitted_on([row.person_id for row in shown])
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [
                row.place.name,
                areas.get(row.cohort.area_id, ""),
                row.cohort.frozen_on,
                joined.get(row.person_id),
            ],
        )
        for row in shown
    ]


def _places(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    areas = cell_names([row.area_id for row in shown], on.day)
    return [
        Row(
            one.place.name,
            on.url(reverse("organisations:places", args=[one.place.area_id])),
            [
                one.kind_label,
                areas.get(one.place.area_id, ""),
                ", ".join(cell.short_name for cell in one.cells),
            ],
        )
        for one in with_cells(shown, on.day)
    ]


def _by_name(*related: str) -> Any:
    def prepare(rows: QuerySet[Any], _day: date) -> QuerySet[Any]:
        return rows.select_related("person", *related).order_by("person__name_sort", "pk")

    return prepare


LAYOUTS: Mapping[str, Layout] = {
    "participants": Layout(
        _("Họ và tên"),
        (_("Chi bộ cử"), _("Lớp"), _("Khai giảng"), _("Giấy chứng nhận"), _("Kết nạp")),
        _by_name("course"),
        _participants,
    ),
    "cases": Layout(
        _("Họ và tên"),
        (_("Chi bộ"), _("Giới tính"), _("Giai đoạn"), _("Từ ngày"), _("Theo dõi từ")),
        _by_name(),
        _cases,
    ),
    "targets": Layout(
        _("Chi bộ"),
        (_("Từ ngày"), _("Đến hết ngày"), _("Chỉ tiêu")),
        lambda rows, _day: rows.order_by("path", "pk"),
        _targets,
        personal=False,
    ),
    "heads": Layout(
        _("Họ và tên"),
        (_("Thôn, bản"), _("Thuộc"), _("Chốt danh sách"), _("Kết nạp")),
        _by_name("place", "cohort"),
        _heads,
    ),
    "places": Layout(
        _("Địa bàn, đơn vị"),
        (_("Loại"), _("Thuộc"), _("Chi bộ phụ trách")),
        lambda rows, _day: rows.order_by("path", "kind", "name_folded", "pk"),
        _places,
        personal=False,
    ),
}
