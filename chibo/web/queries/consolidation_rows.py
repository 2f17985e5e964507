"""Rows behind figures of consolidation."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.asof import AsOf
from chibo.consolidation.figures.plans import said_of
from chibo.consolidation.models import Plan
from chibo.consolidation.queries.plans import unit_names
from chibo.organisations.listing import Layout, Row


def _plans(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = unit_names([row.unit_id for row in shown], on.day)
    return [
        Row(
            names.get(row.unit_id, ""),
            on.url(row.get_absolute_url()),
            [row.paper.full_number, row.started_on, row.ends_on, row.closed_on],
        )
        for row in shown
    ]


def _groups(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.title,
            on.url(Plan(pk=row.plan_id).get_absolute_url()),
            [row.plan.paper.full_number, str(row.number)],
        )
        for row in rows
    ]


def _force(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.office,
            on.url(Plan(pk=row.plan_id).get_absolute_url()),
            [row.plan.paper.full_number, row.get_role_display(), row.started_on],
        )
        for row in rows
    ]


def _milestones(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = unit_names([row.unit_id for row in shown], on.day)
    return [
        Row(row.what, "", [names.get(row.unit_id, ""), row.due_on, said_of(row, on.day)])
        for row in shown
    ]


def _with_paper(rows: QuerySet[Any], _day: date) -> QuerySet[Any]:
    return rows.select_related("paper").order_by("started_on", "pk")


LAYOUTS: Mapping[str, Layout] = {
    "consolidation_plans": Layout(
        _("Đơn vị"),
        (_("Kế hoạch"), _("Bắt đầu"), _("Hạn"), _("Kết thúc ngày")),
        _with_paper,
        _plans,
        personal=False,
    ),
    "solution_groups": Layout(
        _("Nhóm giải pháp"),
        (_("Kế hoạch"), _("Thứ tự")),
        lambda rows, _day: rows.select_related("plan__paper").order_by("plan", "number"),
        _groups,
        personal=False,
    ),
    "task_force": Layout(
        _("Chức vụ, cơ quan"),
        (_("Kế hoạch"), _("Vai trò"), _("Tham gia từ ngày")),
        lambda rows, _day: rows.select_related("plan__paper").order_by("plan", "pk"),
        _force,
        personal=False,
    ),
    "milestones": Layout(
        _("Mốc phải đạt"),
        (_("Đơn vị"), _("Hạn"), _("Kết quả")),
        lambda rows, _day: rows.order_by("due_on", "pk"),
        _milestones,
        personal=False,
    ),
}
