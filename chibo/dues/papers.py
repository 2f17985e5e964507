"""What dues put on paper: receipts, the sheet handed on, the year book, the report."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import (
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signature,
    Signing,
    Table,
)
from chibo.base.periods import Period
from chibo.base.text import format_date, format_number
from chibo.dues.models import Payment, Remittance
from chibo.dues.queries.books import BookLine
from chibo.dues.queries.fund import Flow, FundBook
from chibo.dues.queries.report import ChildLine, ReportLine
from chibo.members.papers.frame import register_of
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch

_SHORT = 1000


def receipt_paper(payment: Payment, of: Branch) -> Paper:
    """Phiếu thu: who paid what for which months, signed by both."""
    blocks: list[Block] = [
        Paragraph((Run(_("Họ và tên người nộp: ")), Run(payment.person.full_name, bold=True))),
        Paragraph(_("Chi bộ: {cell}.").format(cell=of.name)),
        _months_paid(payment),
        Paragraph(
            _("Ngày nộp: {day}. Hình thức: {method}.").format(
                day=format_date(payment.paid_on), method=payment.get_method_display()
            )
        ),
    ]
    if payment.note:
        blocks.append(Paragraph(_("Ghi chú: {note}.").format(note=payment.note.rstrip("."))))
    if payment.cancelled_on:
        blocks.append(_cancelled(payment.cancelled_on, payment.cancel_reason))
    blocks.append(
        Signing(
            [
                Signature(_("NGƯỜI NỘP"), payment.person.full_name),
                Signature(_("NGƯỜI THU"), payment.received_by),
            ]
        )
    )
    number = _("Số {number}").format(number=payment.full_number)
    return register_of(of, _("PHIẾU THU ĐẢNG PHÍ"), number, blocks)


def _months_paid(payment: Payment) -> Table:
    lines = [
        (_("Đảng phí tháng {month}").format(month=f"{one.month:%m/%Y}"), one.amount)
        for one in payment.months.order_by("month")
    ]
    return _sums_of_money(_("Nội dung"), lines, ["", _("Cộng"), format_number(payment.amount)])


def _sums_of_money(
    heading: str, lines: Sequence[tuple[str, int]], total: Sequence[str] | None = None
) -> Table:
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(heading, 6),
        Column(_("Số tiền (đồng)"), 3, "right"),
    ]
    rows = [[str(n), label, format_number(amount)] for n, (label, amount) in enumerate(lines, 1)]
    return Table(columns, rows, total=total)


def _cancelled(on: date, reason: str) -> Paragraph:
    told = _("ĐÃ HỦY ngày {day}: {reason}").format(day=format_date(on), reason=reason)
    return Paragraph((Run(told, bold=True),))


def remittance_paper(row: Remittance, of: Branch, receiver: Branch) -> Paper:
    lines = [
        (_("Đảng phí đã thu, đã nhận"), row.collected),
        (_("Được giữ lại"), row.kept),
        (_("Nộp cấp trên"), row.amount),
    ]
    blocks: list[Block] = [
        Paragraph(_("Đơn vị nộp: {unit}.").format(unit=of.name)),
        Paragraph(_("Đơn vị nhận: {unit}.").format(unit=receiver.name)),
        Paragraph(
            _("Đảng phí thu từ tháng {first} đến tháng {last}.").format(
                first=f"{row.first_month:%m/%Y}", last=f"{row.last_month:%m/%Y}"
            )
        ),
        _sums_of_money(_("Chỉ tiêu"), lines),
        Paragraph(
            _("Nộp ngày {day}. Hình thức: {method}.").format(
                day=format_date(row.handed_on), method=row.get_method_display()
            )
        ),
        *_told_of(row),
        Signing([Signature(_("NGƯỜI NỘP")), Signature(_("NGƯỜI NHẬN"), row.confirmed_by)]),
    ]
    number = _("Số {number}").format(number=row.full_number)
    return register_of(of, _("PHIẾU NỘP ĐẢNG PHÍ"), number, blocks)


def _told_of(row: Remittance) -> list[Paragraph]:
    """How it was reckoned, why it differs, and what became of it."""
    told = []
    if row.working:
        told.append(Paragraph(_("Cách tính: {working}.").format(working=row.working.rstrip("."))))
    if row.reason:
        told.append(Paragraph(_("Lý do nộp khác: {reason}.").format(reason=row.reason.rstrip("."))))
    if row.cancelled_on:
        told.append(_cancelled(row.cancelled_on, row.cancel_reason))
    if row.confirmed_on:
        received = _("Cấp trên xác nhận đã nhận ngày {day}.")
        told.append(Paragraph(received.format(day=format_date(row.confirmed_on))))
    return told


def book_paper(of: Branch, year: int, lines: Sequence[BookLine]) -> Paper:
    """Sổ thu nộp đảng phí: member × month in đồng; what is owed of a month stands in brackets."""
    rows = [
        [str(n), line.name, *(_cell(one) for one in line.months), format_number(line.paid), ""]
        for n, line in enumerate(lines, 1)
    ]
    sums = [sum(line.paid_of(n) for line in lines) for n in range(12)]
    total = ["", _("Cộng"), *(_thousands(one) for one in sums), format_number(sum(sums)), ""]
    return register_of(
        of,
        _("SỔ THU ĐẢNG PHÍ"),
        _("năm {year}").format(year=year),
        [
            Table(_book_columns(), rows, total=total),
            Paragraph(
                _(
                    "(–): chưa đóng; M: được miễn; ?: chưa rõ mức đóng; để trống: không ở danh sách thu của tháng."
                )
            ),
        ],
        is_list=True,
        landscape=True,
    )


def _book_columns() -> list[Column]:
    return [
        Column(_("TT"), 0.9, "center"),
        Column(_("Họ và tên"), 3.9),
        *(
            Column(f"{n}", 1.35, "right", group=_("Đã đóng của tháng (nghìn đồng)"))
            for n in range(1, 13)
        ),
        Column(_("Cộng (đồng)"), 2, "right"),
        Column(_("Ký nộp"), 1.5, "center"),
    ]


def _thousands(amount: int) -> str:
    """Thousands of đồng with what is left over: 11.100 is 11,1."""
    if not amount:
        return ""
    whole, rest = divmod(amount, _SHORT)
    shown = format_number(whole)
    return f"{shown},{rest:03d}".rstrip("0") if rest else shown


def _cell(one: tuple[int | None, int] | None) -> str:
    if one is None:
        return ""
    due, paid = one
    if paid:
        return _thousands(paid)
    if due is None:
        return "?"
    return "(–)" if due else "M"


def fund_paper(of: Branch, year: int, book: FundBook) -> Paper:
    """Sổ tổng hợp: what S02/ĐP asks for, month by month; its columns follow the matter, not the old numbering."""
    blocks: list[Block] = [
        Paragraph(
            _(
                "Đơn vị tính: đồng. Dư cuối bằng dư đầu cộng các khoản thu, trừ nộp cấp trên và chi; số được giữ "
                "lại nằm trong dư."
            )
        ),
        # Right above the signatures: its last row goes with them to the next page.
        _months_of_fund(book),
        Signing([Signature(_("NGƯỜI GHI SỔ")), Signature(_("BÍ THƯ"))]),
    ]
    head, under = _("SỔ TỔNG HỢP ĐẢNG PHÍ"), _("thu, nộp, chi năm {year}").format(year=year)
    return register_of(of, head, under, blocks, landscape=True)


def _months_of_fund(book: FundBook) -> Table:
    names = (
        _("Dư đầu"),
        _("Thu của đảng viên"),
        _("Cấp dưới nộp"),
        _("Thu khác"),
        _("Được giữ lại"),
        _("Nộp cấp trên"),
        _("Nộp lũy kế"),
        book.went_label,
        _("Dư cuối"),
    )
    columns = [Column(_("Tháng"), 1.4), *(Column(name, 2, "right") for name in names)]
    rows = [
        [
            f"{one.month:%m/%Y}",
            format_number(one.opening),
            *_flow(one.flow, format_number(one.so_far)),
            format_number(one.closing),
        ]
        for one in book.months
    ]
    opening, closing = format_number(book.opening), format_number(book.closing)
    return Table(columns, rows, total=[_("Cả năm"), opening, *_flow(book.flow, ""), closing])


def _flow(flow: Flow, so_far: str) -> list[str]:
    before = (flow.paid, flow.received, flow.other, flow.kept, flow.handed_on)
    return [*(format_number(one) for one in before), so_far, format_number(flow.went)]


def report_paper(
    of: Branch, period: Period, lines: Sequence[ReportLine], below: Sequence[ChildLine]
) -> Paper:
    head = letterhead(of)
    blocks: list[Block] = [_reported(lines)]
    if below:
        blocks += [Heading(_("Đơn vị trực thuộc"), numbered=False), _below(below)]
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=None,
        symbol=f"BC/{head.symbol}",
        kind=_("BÁO CÁO"),
        summary=_("thu, nộp đảng phí {period}").format(period=period.label),
        blocks=blocks,
        signatures=[
            Signature(_("NGƯỜI LẬP")),
            Signature(
                _("BÍ THƯ"), authority=_("T/M CHI BỘ") if of.is_cell else _("T/M BAN THƯỜNG VỤ")
            ),
        ],
    )


def _reported(lines: Sequence[ReportLine]) -> Table:
    columns = [
        Column(_("Mã số"), 1, "center"),
        Column(_("Chỉ tiêu"), 6),
        Column(_("Đơn vị tính"), 1.5, "center"),
        Column(_("Kỳ này"), 2.4, "right"),
        Column(_("Lũy kế từ đầu năm"), 2.4, "right"),
    ]
    return Table(columns, [[line.code, line.label, line.unit, *line.shown] for line in lines])


def _below(below: Sequence[ChildLine]) -> Table:
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(_("Đơn vị"), 4),
        Column(_("Phải thu"), 2.2, "right"),
        Column(_("Đã thu"), 2.2, "right"),
        Column(_("Giữ lại"), 2.2, "right"),
        Column(_("Đã nộp"), 2.2, "right"),
    ]
    told = [(one.due, one.collected, one.kept, one.handed_on) for one in below]
    rows = [
        [str(n), one.name, *(format_number(amount) for amount in some)]
        for n, (one, some) in enumerate(zip(below, told, strict=True), 1)
    ]
    sums = [format_number(sum(column)) for column in zip(*told, strict=True)]
    return Table(columns, rows, total=["", _("Cộng"), *sums])
