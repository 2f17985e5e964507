"""A register on paper and as a workbook, in its own layout."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from chibo.base.papers import LAYOUTS, Block, Column, Paper, Paragraph, Table
from chibo.base.periods import Period
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.sheets.writing import Value
from chibo.members.papers.frame import register_of
from chibo.organisations.queries.tree import Branch
from chibo.reports.registers.declaring import Line, Register

_SMALL_PT = (
    10  # fourteen columns on a page: words of a name or a place would break at the usual size
)


def book_paper(register: Register, of: Branch, period: Period, lines: Sequence[Line]) -> Paper:
    columns = [Column(_("TT"), 0.95, "center"), *register.columns]
    numbers = [f"({n})" for n in range(1, len(columns) + 1)]
    rows = [[str(n), *line.cells] for n, line in enumerate(lines, start=1)]
    blocks: list[Block] = [
        Paragraph(register.total(of, period)),  # above: alone on a last page it would be overlooked
        Table(columns, [numbers, *rows]),
    ]
    return register_of(
        of,
        register.title.upper(),
        period.label,
        blocks,
        form=register.form,
        landscape=True,
        layout=replace(LAYOUTS[-1], table_pt=_SMALL_PT),
    )


def book_workbook(register: Register, of: Branch, period: Period, lines: Sequence[Line]) -> bytes:
    columns = [
        SheetColumn(_("TT"), "integer", 6),
        *(SheetColumn(column.head, width=int(column.width * 9)) for column in register.columns),
    ]
    numbers = [f"({n})" for n in range(1, len(columns) + 1)]
    rows: list[list[Value]] = [[*numbers]]
    rows += [[n, *line.cells] for n, line in enumerate(lines, start=1)]
    title = [register.form, of.name, f"{register.title}, {period.label}"]
    notes = [
        (_("Nguồn"), register.source),
        (_("Gồm những ai"), register.note),
        (_("Tổng cộng"), register.total(of, period)),
        (_("Lưu ý"), _("Dữ liệu cá nhân nhạy cảm. Lần xuất này đã ghi vào nhật ký.")),
    ]
    sheet = SheetSpec(register.title, columns, rows, title=title, groups=_groups(register.columns))
    return write_workbook([sheet], notes)


def _groups(columns: Sequence[Column]) -> list[tuple[int, int, str]]:
    """Columns of the sheet that stand under one head; the number stands before the register's own."""
    found: list[tuple[int, int, str]] = []
    for at, column in enumerate(columns, start=1):
        if column.group and found and found[-1][1:] == (at - 1, column.group):
            found[-1] = (found[-1][0], at, column.group)
        elif column.group:
            found.append((at, at, column.group))
    return found
