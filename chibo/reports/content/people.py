"""Tables of people by name, so only for those who may read names."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.text import format_date
from chibo.reports.content.ground import Ground
from chibo.reports.content.pieces import Grid, Head, Piece, Row
from chibo.reports.queries.people import newly_admitted, roster


def seats(ground: Ground, _more: Mapping[str, Any]) -> Grid | None:
    """The committee on the closing day."""
    numbers = ground.numbers
    found = roster(numbers.organisation, numbers.counted.last) if ground.names else []
    if not found:
        return None
    rows = tuple(
        Row(
            str(place),
            seat.name,
            (Piece(seat.position), Piece(seat.term), Piece(format_date(seat.since))),
        )
        for place, seat in enumerate(found, start=1)
    )
    heads = (
        Head(_("Chức vụ"), 4.2, "left"),
        Head(_("Nhiệm kỳ"), 1.9, "center"),
        Head(_("Từ ngày"), 1.9, "center"),
    )
    return Grid("roster", "", _("Họ và tên"), heads, rows, label_width=3.8)


def admissions(ground: Ground, _more: Mapping[str, Any]) -> Grid | None:
    if not ground.names:
        return None
    rows = tuple(
        Row(
            str(place),
            one.name,
            tuple(map(Piece, (one.born, one.sex, one.ethnicity, one.cell, one.admitted_on))),
        )
        for place, one in enumerate(newly_admitted(ground.numbers), start=1)
    )
    if not rows:
        return None
    heads = (
        Head(_("Ngày sinh"), 2.3, "center"),
        Head(_("Giới tính"), 1.2, "center"),
        Head(_("Dân tộc"), 1.6, "left"),
        Head(_("Chi bộ"), 2.3, "left"),
        Head(_("Ngày kết nạp"), 2.3, "center"),
    )
    return Grid("admissions", "", _("Họ và tên"), heads, rows, label_width=3.6)
