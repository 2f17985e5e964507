"""The list of what to correct in the official system, by cell: on paper and as a workbook."""

from collections.abc import Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Heading, Paper, Paragraph, Table
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.text import format_date
from chibo.imports.models import Comparison
from chibo.imports.rules.comparing.showing import Shown
from chibo.members.papers.frame import register_of
from chibo.organisations.queries.tree import Branch


def corrections_paper(of: Comparison, where: Branch, rows: Sequence[Shown]) -> Paper:
    """A table for each cell; rows come ordered by cell."""
    blocks: list[Block] = [
        Paragraph(
            _("So sổ của {unit} với tệp “{file}”, số liệu ngày {day}. {n} mục.").format(
                unit=where.name, file=of.file_name, day=format_date(of.as_of), n=len(rows)
            )
        )
    ]
    for cell, found in groupby(rows, key=lambda one: one.cell):
        told = list(found)
        blocks += [Heading(cell or _("Chưa rõ chi bộ")), _table(told)]
    if not rows:
        blocks.append(Paragraph(_("Không còn mục nào phải sửa.")))
    summary = _("trên cơ sở dữ liệu đảng viên, ngày {day}").format(day=format_date(of.as_of))
    return register_of(
        where, _("DANH SÁCH ĐỀ NGHỊ SỬA"), summary, blocks, is_list=True, landscape=True
    )


def _table(rows: Sequence[Shown]) -> Table:
    columns = [
        Column(_("TT"), 0.7, "center"),
        Column(_("Họ và tên"), 3),
        Column(_("Mục"), 2.6),
        Column(_("Bên kia đang ghi"), 3.4),
        Column(_("Sửa thành"), 3.4),
        Column(_("Đã sửa"), 1.3, "center"),
    ]
    return Table(columns, [_line(number, one) for number, one in enumerate(rows, start=1)])


def _line(number: int, one: Shown) -> list[str]:
    said = f"{one.theirs}\n({one.remark})" if one.remark and one.takes else one.theirs
    return [str(number), one.name, one.label, said or _("(trống)"), one.ours or _("(xóa)"), ""]


def corrections_workbook(of: Comparison, where: Branch, rows: Sequence[Shown]) -> bytes:
    columns = [
        SheetColumn(_("STT"), "integer", 6),
        SheetColumn(_("Chi bộ"), width=24),
        SheetColumn(_("Họ và tên"), width=26),
        SheetColumn(_("Dòng trong tệp"), "integer"),
        SheetColumn(_("Mục"), width=24),
        SheetColumn(_("Bên kia đang ghi"), width=34),
        SheetColumn(_("Sửa thành"), width=34),
        SheetColumn(_("Lần trước"), width=34),
        SheetColumn(_("Ai đổi"), width=18),
    ]
    lines = [
        (
            number, one.cell, one.name, one.row.of.row, one.label, one.theirs, one.ours, one.last,
            str(one.row.get_changed_display()),
        )
        for number, one in enumerate(rows, start=1)
    ]  # fmt: skip
    notes = [
        (_("Tổ chức"), where.name),
        (_("Tệp đối chiếu"), of.file_name),
        (_("Số liệu ngày"), format_date(of.as_of)),
        (_("Lưu ý"), _("Dữ liệu cá nhân nhạy cảm. Lần xuất này đã ghi vào nhật ký.")),
    ]
    return write_workbook([SheetSpec(_("Sửa bên kia"), columns, lines)], notes)
