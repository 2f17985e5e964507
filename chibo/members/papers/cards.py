"""Papers about cards: the list of a grant day, the register, workbooks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Paper, Paragraph, Table
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec
from chibo.base.text import format_date
from chibo.members.models import CardEvent, Membership
from chibo.members.papers.frame import register_of
from chibo.organisations.queries.tree import Branch

Events = Sequence[CardEvent]


def grant_list(of: Branch, events: Events) -> Paper:
    """Those handed a card, with the decision they stand in, to sign for it."""
    papers = sorted({str(event.paper) for event in events if event.paper})
    blocks: list[Block] = [_table(events)]
    if papers:
        blocks.insert(
            0, Paragraph(_("Theo quyết định: {papers}.").format(papers="; ".join(papers)))
        )
    blocks.append(Paragraph(_("Danh sách có {n} đồng chí.").format(n=len(events))))
    summary = _("phát thẻ đảng viên {days}").format(days=_days(events)).strip()
    return register_of(of, _("DANH SÁCH"), summary, blocks, is_list=True)


def _days(events: Events) -> str:
    days = sorted({event.happened_on for event in events})
    if len(days) > 1:
        return _("từ ngày {first} đến ngày {last}").format(
            first=format_date(days[0]), last=format_date(days[-1])
        )
    return _("ngày {day}").format(day=format_date(days[0])) if days else ""


def _table(events: Events) -> Block:
    if not events:
        return Paragraph(_("Chưa có ai."))
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(_("Họ và tên"), 3.4),
        Column(_("Ngày sinh"), 1.9, "center"),
        Column(_("Chi bộ"), 2.4),
        Column(_("Số thẻ"), 2.3, "center"),
        Column(_("Ký nhận"), 1.6),
    ]
    rows = [
        [
            str(number),
            event.person.full_name,
            str(event.person.partial("born") or ""),
            _cell(event),
            event.number,
            "",
        ]
        for number, event in enumerate(events, 1)
    ]
    return Table(columns, rows)


def register_paper(of: Branch, events: Events) -> Paper:
    """Sổ phát thẻ, on pages of their side."""
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(_("Ngày"), 1.7, "center"),
        Column(_("Họ và tên"), 3.2),
        Column(_("Chi bộ"), 2.4),
        Column(_("Việc"), 2.2),
        Column(_("Số thẻ"), 2.2, "center"),
        Column(_("Số thẻ cũ"), 2.2, "center"),
        Column(_("Quyết định"), 2.6),
        Column(_("Lý do"), 2.6),
    ]
    rows = [
        [
            str(number),
            format_date(event.happened_on),
            event.person.full_name,
            _cell(event),
            str(event.get_kind_display()),
            event.number,
            event.old_number if event.old_number != event.number else "",
            str(event.paper or ""),
            why(event),
        ]
        for number, event in enumerate(events, 1)
    ]
    table: Block = Table(columns, rows) if rows else Paragraph(_("Chưa có gì."))
    summary = _("phát, đổi, cấp lại, thu hồi thẻ đảng viên đến ngày {day}").format(
        day=format_date(of.on)
    )
    total = Paragraph(_("Sổ có {n} dòng.").format(n=len(rows)))
    return register_of(of, _("SỔ THEO DÕI"), summary, [table, total], landscape=True)


def why(event: CardEvent) -> str:
    said = [str(event.get_cause_display()) if event.cause else "", event.reason]
    return "; ".join(filter(None, said))


def register_sheet(events: Events) -> SheetSpec:
    columns = [
        SheetColumn(_("STT"), "integer", 6),
        SheetColumn(_("Ngày"), "date"),
        SheetColumn(_("Họ và tên"), width=26),
        SheetColumn(_("Ngày sinh"), "date"),
        SheetColumn(_("Chi bộ"), width=24),
        SheetColumn(_("Việc"), width=20),
        SheetColumn(_("Số thẻ"), width=16),
        SheetColumn(_("Số thẻ cũ"), width=16),
        SheetColumn(_("Diện đổi, lý do"), width=36),
        SheetColumn(_("Quyết định"), width=28),
    ]
    rows = [
        [
            number,
            event.happened_on,
            event.person.full_name,
            event.person.partial("born"),
            _cell(event),
            str(event.get_kind_display()),
            event.number,
            event.old_number,
            why(event),
            str(event.paper or ""),
        ]
        for number, event in enumerate(events, 1)
    ]
    return SheetSpec(_("Sổ phát thẻ"), columns, rows)


def without_sheet(rows: Iterable[Membership]) -> SheetSpec:
    columns = [
        SheetColumn(_("STT"), "integer", 6),
        SheetColumn(_("Họ và tên"), width=26),
        SheetColumn(_("Ngày sinh"), "date"),
        SheetColumn(_("Giới tính"), width=10),
        SheetColumn(_("Chi bộ"), width=24),
        SheetColumn(_("Ngày vào Đảng"), "date"),
        SheetColumn(_("Ngày chính thức"), "date"),
        SheetColumn(_("Số thẻ"), width=16),
    ]
    lines = [
        [
            number,
            row.person.full_name,
            row.person.partial("born"),
            row.person.get_sex_display(),
            _cell(row),
            row.person.partial("joined"),
            row.person.partial("official"),
            "",
        ]
        for number, row in enumerate(rows, 1)
    ]
    return SheetSpec(_("Chưa có thẻ"), columns, lines)


def _cell(row: Any) -> str:
    """The cell's name, annotated by with_cells."""
    return str(row.cell_name or "")
