"""Rows behind figures of inspection and discipline: only for those who may read the very file."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.accounts.models import User
from chibo.base.asof import AsOf
from chibo.inspection.queries.reach import disciplines_visible_to, inspections_visible_to
from chibo.organisations.listing import Layout, Row
from chibo.rulebook.queries import code_list
from chibo.web.queries.rows import cell_names, code_label


def _who(rows: list[Any], on: AsOf) -> dict[int, str]:
    names = cell_names([row.unit_id for row in rows], on.day)
    return {
        row.pk: row.person.full_name if row.person else names.get(row.unit_id, "") for row in rows
    }


def _inspected(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    who = _who(shown, on)
    return [
        Row(
            who[row.pk],
            row.inspection.get_absolute_url(),
            [
                row.get_kind_display(),
                row.inspection.get_nature_display(),
                row.inspection.get_manner_display(),
                row.inspection.get_subject_display(),
                row.inspection.concluded_on,
            ],
        )
        for row in shown
    ]


def _found(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    who = _who([row.inspected for row in shown], on)
    return [
        Row(
            who[row.inspected_id],
            row.inspected.inspection.get_absolute_url(),
            [row.what, row.get_ground_display(), row.happened_on],
        )
        for row in shown
    ]


def _remedies(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    who = _who([row.work for row in shown], on)
    return [
        Row(
            row.work.what,
            row.work.get_absolute_url(),
            [who[row.work_id], row.work.given_on, row.work.due_on],
        )
        for row in shown
    ]


def _disciplines(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    who = _who(shown, on)
    return [
        Row(
            who[row.pk],
            row.get_absolute_url(),
            [code_label("discipline_forms", row.form), row.get_body_display(), row.effective_on],
        )
        for row in shown
    ]


def _violations(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    who = _who([row.discipline for row in shown], on)
    acts = code_list("forbidden_acts")
    return [
        Row(
            who[row.discipline_id],
            row.discipline.get_absolute_url(),
            [
                row.what,
                acts.label(row.act) if row.act else row.get_ground_display(),
                row.happened_on,
            ],
        )
        for row in shown
    ]


def _of_inspections(column: str) -> Any:
    def readable(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
        return rows.filter(
            **{f"{column}__in": inspections_visible_to(user).order_by().values("pk")}
        )

    return readable


def _of_disciplines(column: str) -> Any:
    def readable(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
        own = disciplines_visible_to(user).order_by().values("pk")
        return rows.filter(Q(**{f"{column}__in": own}))

    return readable


LAYOUTS: Mapping[str, Layout] = {
    "inspected": Layout(
        _("Đối tượng"),
        (_("Loại"), _("Kiểm tra, giám sát"), _("Hình thức"), _("Chủ thể"), _("Kết luận ngày")),
        lambda rows, _day: rows.select_related("person", "inspection").order_by(
            "inspection__concluded_on", "pk"
        ),
        _inspected,
        readable=_of_inspections("inspection"),
    ),
    "found_violations": Layout(
        _("Đối tượng"),
        (_("Vi phạm"), _("Lĩnh vực"), _("Ngày vi phạm")),
        lambda rows, _day: rows.select_related(
            "inspected__person", "inspected__inspection"
        ).order_by("happened_on", "pk"),
        _found,
        readable=_of_inspections("inspected__inspection"),
    ),
    "remedies": Layout(
        _("Việc"),
        (_("Người nhận"), _("Giao ngày"), _("Hạn")),
        lambda rows, _day: rows.select_related("work__person").order_by("work__due_on", "pk"),
        _remedies,
        readable=_of_inspections("inspection"),
    ),
    "disciplines": Layout(
        _("Đảng viên, tổ chức"),
        (_("Hình thức"), _("Cấp quyết định"), _("Hiệu lực từ")),
        lambda rows, _day: rows.select_related("person").order_by("effective_on", "pk"),
        _disciplines,
        readable=_of_disciplines("pk"),
    ),
    "violations": Layout(
        _("Đảng viên, tổ chức"),
        (_("Vi phạm"), _("Điều, lĩnh vực"), _("Ngày vi phạm")),
        lambda rows, _day: rows.select_related("discipline__person").order_by("happened_on", "pk"),
        _violations,
        readable=_of_disciplines("discipline"),
    ),
}
