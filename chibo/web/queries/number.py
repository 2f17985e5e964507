"""The rows behind a number, as a table: which columns, which words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.asof import AsOf
from chibo.meetings.models import Presence
from chibo.meetings.queries.meetings import with_turnout
from chibo.members.models import Person, Status
from chibo.members.queries.roll import by_name, with_cell_names
from chibo.organisations.listing import Layout, Row
from chibo.web.queries.admission_rows import LAYOUTS as ADMISSION_LAYOUTS
from chibo.web.queries.badge_rows import LAYOUTS as BADGE_LAYOUTS
from chibo.web.queries.consolidation_rows import LAYOUTS as CONSOLIDATION_LAYOUTS
from chibo.web.queries.dues_rows import LAYOUTS as DUES_LAYOUTS
from chibo.web.queries.inspection_rows import LAYOUTS as INSPECTION_LAYOUTS
from chibo.web.queries.rating_rows import LAYOUTS as RATING_LAYOUTS
from chibo.web.queries.rows import cell_names, code_label, person_url, sex_label
from chibo.web.queries.study_rows import LAYOUTS as STUDY_LAYOUTS
from chibo.web.queries.target_rows import LAYOUTS as TARGET_LAYOUTS


def _memberships(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [
                row.cell_name,
                row.person.partial("born"),
                sex_label(row.sex),
                code_label("ethnicities", row.ethnicity),
                str(Status(row.status).label),
            ],
        )
        for row in rows
    ]


def _people(rows: Iterable[Person], on: AsOf) -> list[Row]:
    return [
        Row(
            row.full_name,
            person_url(row.pk, on),
            [row.partial("born"), sex_label(row.sex), code_label("ethnicities", row.ethnicity)],
        )
        for row in rows
    ]


def _organisations(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.name,
            on.url(reverse("organisations:page", args=[row.pk])),
            [
                code_label("organisation_kinds", row.kind),
                code_label("base_types", row.base_type),
                row.founded_on,
            ],
        )
        for row in rows
    ]


def _movements(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([key for row in shown for key in (row.from_cell_id, row.to_cell_id)], on.day)
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [
                code_label("movement_kinds", row.kind),
                row.happened_on,
                names.get(row.from_cell_id, "") or ("" if row.from_cell_id else row.outside_unit),
                names.get(row.to_cell_id, "") or ("" if row.to_cell_id else row.outside_unit),
            ],
        )
        for row in shown
    ]


def _on_days(*days: str) -> Callable[[Iterable[Any], AsOf], list[Row]]:
    """A fact of somebody's coming into the Party: who, to which cell, on these days of the fact."""

    def rows_of(rows: Iterable[Any], on: AsOf) -> list[Row]:
        shown = list(rows)
        names = cell_names([row.movement.to_cell_id for row in shown], on.day)
        return [
            Row(
                row.person.full_name,
                person_url(row.person_id, on),
                [names.get(row.movement.to_cell_id, ""), *(getattr(row, day) for day in days)],
            )
            for row in shown
        ]

    return rows_of


def _letters(rows: Iterable[Any], _on: AsOf) -> list[Row]:
    return [
        Row(
            row.person.full_name,
            row.get_absolute_url(),
            [row.number, row.issued_on, row.from_unit, row.to_unit, row.get_state_display()],
        )
        for row in rows
    ]


def _assignments(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.unit_id for row in shown], on.day)
    return [
        Row(
            row.what,
            row.get_absolute_url(),
            [
                row.person.full_name if row.person else names.get(row.unit_id, ""),
                row.given_on,
                row.due_on,
                row.done_on,
            ],
        )
        for row in shown
    ]


def _meetings(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.organisation_id for row in shown], on.day)
    return [
        Row(
            row.title,
            row.get_absolute_url(),
            [
                names.get(row.organisation_id, ""),
                row.held_on,
                row.theme,
                f"{row.present}/{row.base}",
                row.get_state_display(),
            ],
        )
        for row in shown
    ]


def _attendances(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.meeting.organisation_id for row in shown], on.day)
    return [
        Row(
            row.person.full_name,
            row.meeting.get_absolute_url(),
            [
                names.get(row.meeting.organisation_id, ""),
                row.meeting.held_on,
                str(Presence(row.state).label),
                row.reason,
            ],
        )
        for row in shown
    ]


def _by_name(*related: str) -> Callable[[QuerySet[Any], date], QuerySet[Any]]:
    def prepare(rows: QuerySet[Any], _day: date) -> QuerySet[Any]:
        return by_name(rows.select_related(*related))

    return prepare


def _named_with_cells(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return by_name(with_cell_names(rows, day).select_related("person"))


LAYOUTS: Mapping[str, Layout] = {
    **ADMISSION_LAYOUTS,
    **BADGE_LAYOUTS,
    **CONSOLIDATION_LAYOUTS,
    **DUES_LAYOUTS,
    **STUDY_LAYOUTS,
    **TARGET_LAYOUTS,
    **INSPECTION_LAYOUTS,
    **RATING_LAYOUTS,
    "memberships": Layout(
        _("Họ và tên"),
        (_("Chi bộ"), _("Ngày sinh"), _("Giới tính"), _("Dân tộc"), _("Tình trạng")),
        _named_with_cells,
        _memberships,
    ),
    "people": Layout(
        _("Họ và tên"),
        (_("Ngày sinh"), _("Giới tính"), _("Dân tộc")),
        lambda rows, _day: rows.order_by("name_sort", "pk"),
        _people,
    ),
    "organisations": Layout(
        _("Tên tổ chức"),
        (_("Loại tổ chức"), _("Loại hình"), _("Thành lập")),
        lambda rows, _day: rows.order_by("path"),
        _organisations,
        personal=False,
    ),
    "movements": Layout(
        _("Họ và tên"),
        (_("Biến động"), _("Ngày"), _("Từ"), _("Đến")),
        _by_name("person"),
        _movements,
    ),
    "letters": Layout(
        _("Họ và tên"),
        (_("Số giấy"), _("Ngày cấp"), _("Nơi đi"), _("Nơi đến"), _("Trạng thái")),
        _by_name("person"),
        _letters,
    ),
    "admissions": Layout(
        _("Họ và tên"),
        (_("Chi bộ"), _("Quyết định"), _("Lễ kết nạp")),
        _by_name("person", "movement"),
        _on_days("decided_on", "ceremony_on"),
    ),
    "assignments": Layout(
        _("Việc"),
        (_("Người nhận"), _("Giao ngày"), _("Hạn"), _("Xong ngày")),
        lambda rows, _day: rows.select_related("person").order_by("due_on", "pk"),
        _assignments,
    ),
    "meetings": Layout(
        _("Buổi"),
        (_("Tổ chức"), _("Ngày"), _("Chuyên đề"), _("Có mặt"), _("Biên bản")),
        lambda rows, _day: with_turnout(rows).order_by("held_on", "pk"),
        _meetings,
    ),
    "attendances": Layout(
        _("Họ và tên"),
        (_("Tổ chức"), _("Ngày"), _("Điểm danh"), _("Lý do vắng")),
        lambda rows, _day: rows.select_related("person", "meeting").order_by(
            "meeting__held_on", "meeting", "person__name_sort", "pk"
        ),
        _attendances,
    ),
    "recognitions": Layout(
        _("Họ và tên"),
        (_("Chi bộ"), _("Chính thức từ"), _("Quyết định")),
        _by_name("person", "movement"),
        _on_days("effective_on", "decided_on"),
    ),
}
