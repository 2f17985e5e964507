"""A paper sent round to cells: which made it known and when, and which have not."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.papers import Column, Paper, Paragraph, Signature, Table
from chibo.base.text import format_date
from chibo.documents.models import Circulation
from chibo.meetings.queries.circulation import Told
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch


def circulation_paper(of: Branch, one: Circulation, told: Told, rows: Sequence[Any]) -> Paper:
    """`rows` are those of `queries.circulation.with_state` with their names."""
    head = letterhead(of)
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=timezone.localdate(),
        symbol="",
        kind=_("DANH SÁCH"),
        summary=_("chi bộ phổ biến {paper}").format(paper=one.paper),
        blocks=[
            Paragraph(one.paper.summary),
            Paragraph(_sum(one, told)),
            Table(
                [
                    Column(_("TT"), 1, "center"),
                    Column(_("Chi bộ"), 6.5),
                    Column(_("Kết quả"), 5),
                    Column(_("Ngày sinh hoạt"), 3, "center"),
                ],
                [[str(n), row.cell_name or "", *outcome(row)] for n, row in enumerate(rows, 1)],
            ),
        ],
        signatures=[Signature(_("NGƯỜI LẬP"))],
    )


def _sum(one: Circulation, told: Told) -> str:
    said = _(
        "Giao ngày {asked_on}, hạn {due_on}. Đã phổ biến {told}/{asked} chi bộ; chưa phổ biến {owing}"
    ).format(
        asked_on=format_date(one.asked_on),
        due_on=format_date(one.due_on),
        told=told.told,
        asked=told.asked,
        owing=told.owing,
    )
    gone = _("; {n} chi bộ đã thôi hoạt động").format(n=told.gone) if told.gone else ""
    return f"{said}{gone}."


def outcome(row: Any) -> list[str]:
    """In words and the day they stand for."""
    if row.told_on:
        return [_("Đã phổ biến"), format_date(row.told_on)]
    if not row.stands:
        return [_("Đã thôi hoạt động"), ""]
    if row.written_at:
        return [_("Chưa nộp biên bản"), ""]
    if row.planned_on:
        return [_("Chưa phổ biến, đã đưa vào lịch"), format_date(row.planned_on)]
    return [_("Chưa phổ biến"), ""]
