"""The list of a class on paper."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from chibo.admissions.queries.courses import Reading
from chibo.base.papers import Block, Column, Paper, Paragraph, Table
from chibo.base.text import format_date
from chibo.members.papers.frame import register_of


def list_paper(read: Reading, told: Sequence[dict[str, Any]]) -> Paper:
    """`told` are the rows the page of the class shows: `one` (the participant) and `cell`."""
    course = read.course
    rows = [_line(number, row) for number, row in enumerate(told, 1)]
    held = _("Nơi mở lớp: {place}. Thời gian: từ {first} đến {last}.").format(
        place=course.held_by,
        first=format_date(course.first_day),
        last=format_date(course.last_day),
    )
    table: Block = Table(_columns(), rows) if rows else Paragraph(_("Lớp chưa có học viên."))
    return register_of(
        read.organiser,
        _("DANH SÁCH"),
        _("học viên {name}").format(name=course.name[0].lower() + course.name[1:]),
        [Paragraph(held), table, Paragraph(_("Danh sách có {n} người.").format(n=len(rows)))],
        is_list=True,
    )


def _columns() -> list[Column]:
    return [
        Column(_("TT"), 0.9, "center"),
        Column(_("Họ và tên"), 3.9),
        Column(_("Ngày sinh"), 2.1, "center"),
        Column(_("Chi bộ cử"), 2.8),
        Column(_("Giấy chứng nhận"), 3.6),
        Column(_("Ghi chú"), 2),
    ]


def _line(number: int, row: dict[str, Any]) -> list[str]:
    one = row["one"]
    given = format_date(one.certificate_on) if one.certificate_on else ""
    dated = _("ngày {day}").format(day=given) if given else ""
    return [
        str(number),
        one.person.full_name,
        str(one.person.partial("born") or ""),
        row["cell"],
        "\n".join(filter(None, [one.certificate_number, dated])),
        one.dropped_reason,
    ]
