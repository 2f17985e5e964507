"""Rows behind figures of study, of following Hồ Chí Minh and of training."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.asof import AsOf
from chibo.organisations.listing import Layout, Row
from chibo.study.queries.following import with_unit_name
from chibo.study.queries.studies import turns_of, with_state
from chibo.web.queries.rows import cell_names, code_label, person_url


def _sessions(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.study.title,
            on.url(row.get_absolute_url()),
            [row.held_on, row.place, str(row.members_present), str(row.others_present)],
        )
        for row in rows
    ]


def _learners(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [row.cell_name, row.study.title, row.last_came, row.harvest_on],
        )
        for row in rows
    ]


def _models(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.name,
            on.url(row.get_absolute_url()),
            [row.unit_name, row.get_kind_display(), row.registered_on, row.ended_on],
        )
        for row in rows
    ]


def _praise(rows: Iterable[Any], _on: AsOf) -> list[Row]:
    shown = list(rows)
    names = cell_names([row.unit_id for row in shown], _on.day)
    return [
        Row(
            row.person.full_name if row.person else names.get(row.unit_id, ""),
            "",
            [row.given_on, row.what],
        )
        for row in shown
    ]


def _trainees(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.person.full_name,
            person_url(row.person_id, on),
            [row.unit_name, row.training.name, row.training.first_day, row.get_result_display()],
        )
        for row in rows
    ]


def _papers(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.full_number,
            on.url(row.get_absolute_url()),
            [code_label("document_types", row.kind), row.issued_on, row.issuer_name, row.summary],
        )
        for row in rows
    ]


def _with_turns(rows: QuerySet[Any], _day: date) -> QuerySet[Any]:
    return turns_of(rows).select_related("study").order_by("held_on", "pk")


def _listed(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    found = with_state(rows, day).select_related("person", "study")
    return found.order_by("person__name_sort", "pk")


def _sent(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    named = with_unit_name(rows, day, "sent_by").select_related("person", "training")
    return named.order_by("person__name_sort", "pk")


LAYOUTS: Mapping[str, Layout] = {
    "study_sessions": Layout(
        _("Lớp học"),
        (_("Ngày"), _("Địa điểm"), _("Đảng viên dự"), _("Người ngoài Đảng dự")),
        _with_turns,
        _sessions,
        personal=False,
    ),
    "learners": Layout(
        _("Họ và tên"),
        (_("Chi bộ khi chốt danh sách"), _("Đợt học"), _("Dự học ngày"), _("Nộp thu hoạch ngày")),
        _listed,
        _learners,
    ),
    "good_models": Layout(
        _("Mô hình"),
        (_("Đơn vị"), _("Loại"), _("Đăng ký ngày"), _("Kết thúc ngày")),
        lambda rows, day: with_unit_name(rows, day).order_by("registered_on", "name", "pk"),
        _models,
        personal=False,
    ),
    "praise": Layout(
        _("Tập thể, cá nhân"),
        (_("Ngày"), _("Hình thức, thành tích")),
        lambda rows, _day: rows.select_related("person").order_by("given_on", "pk"),
        _praise,
    ),
    "trainees": Layout(
        _("Họ và tên"),
        (_("Đơn vị cử"), _("Lớp"), _("Khai giảng"), _("Kết quả")),
        _sent,
        _trainees,
    ),
    "papers": Layout(
        _("Số, ký hiệu"),
        (_("Loại"), _("Ngày ban hành"), _("Cơ quan ban hành"), _("Trích yếu")),
        lambda rows, _day: rows.order_by("issued_on", "pk"),
        _papers,
        personal=False,
    ),
}
