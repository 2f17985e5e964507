"""The board on paper (.docx, .pdf) and as a workbook (.xlsx)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.papers import Column, Heading, Paper, Paragraph, Table
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.text import format_date
from chibo.base.views.years import asked_year
from chibo.members.papers.frame import register_of
from chibo.organisations.queries.tree import Branch
from chibo.organisations.views.fetching import counted_or_404
from chibo.targets.actions.printing import take_out_board
from chibo.targets.queries.progress import Progress
from chibo.targets.rules import may_take_out
from chibo.targets.views.board import day_of_board, plan_lines, read_board
from chibo.targets.views.fetching import FIRST_YEAR
from chibo.targets.views.lines import Line, line_of

_FORMS = ("docx", "pdf", "xlsx")


@require_safe
def board_paper(request: HttpRequest, org: int, form: str) -> HttpResponse:
    user, of = counted_or_404(request, org)
    if form not in _FORMS or not may_take_out(user, of.path):
        raise Http404
    year = asked_year(request, FIRST_YEAR)
    found = [one for one in read_board(of, year) if one.target.ended_on is None]
    lines = [*map(line_of, found), *plan_lines(of, year)]
    name = _("Chỉ tiêu năm {year} {unit}").format(year=year, unit=of.short_name)
    if form == "xlsx":
        answer = sent_file(_workbook(of, year, found, lines), name, form)
    else:
        answer = sent_papers(_paper(of, year, lines), name=name, ending=form)
    take_out_board(of, form, by=user)
    return answer


def _paper(of: Branch, year: int, lines: list[Line]) -> Paper:
    day = format_date(day_of_board(of, year))
    closed = [
        _("{label}: {closed}.").format(label=one.label, closed=one.closed)
        for one in lines
        if one.closed
    ]
    blocks: list[Any] = [
        Paragraph(_("Số liệu đến hết ngày {day}.").format(day=day)),
        _table(lines),
    ]
    if closed:
        blocks += [Heading(_("Kết quả đã chốt"), numbered=False), *map(Paragraph, closed)]
    return register_of(
        of, _("BẢNG CHỈ TIÊU"), _("năm {year}").format(year=year), blocks, is_list=True
    )


def _table(lines: list[Line]) -> Table:
    columns = [
        Column(_("TT"), 1, "center"),
        Column(_("Chỉ tiêu"), 4),
        Column(_("Đăng ký, giao"), 3),
        Column(_("Đạt được"), 2.8),
        Column(_("So với chỉ tiêu"), 1.8, "center"),
        Column(_("Tình trạng"), 2.2),
    ]
    rows = [
        [
            str(n),
            _with_sub(one.label, one.sub),
            one.wanted,
            _with_sub(one.value or _("chưa có số liệu"), one.behind if one.value else ""),
            one.percent,
            one.word,
        ]
        for n, one in enumerate(lines, 1)
    ]
    return Table(columns, rows)


def _with_sub(text: str, sub: str) -> str:
    return f"{text} ({sub})" if sub else text


def _workbook(of: Branch, year: int, found: list[Progress], lines: list[Line]) -> bytes:
    """Lines of targets first, in the order of `found`; lines of the plans of admission behind them."""
    rows = [_of_target(one, line) for one, line in zip(found, lines, strict=False)]
    rows += [_of_plan(line, year) for line in lines[len(found) :]]
    notes = [
        (_("Đơn vị"), of.name),
        (_("Năm"), str(year)),
        (_("Số liệu đến"), format_date(day_of_board(of, year))),
        (_("Số chỉ tiêu"), str(len(lines))),
    ]
    return write_workbook([SheetSpec(_("Chỉ tiêu"), _sheet_columns(), rows)], notes)


def _sheet_columns() -> list[SheetColumn]:
    return [
        SheetColumn(_("Chỉ tiêu"), width=44),
        SheetColumn(_("Kỳ"), width=24),
        SheetColumn(_("Ít nhất"), "decimal"),
        SheetColumn(_("Nhiều nhất"), "decimal"),
        SheetColumn(_("Đơn vị tính"), width=16),
        SheetColumn(_("Đạt được"), "decimal"),
        SheetColumn(_("Tử số/mẫu số"), width=16),
        SheetColumn(_("So với chỉ tiêu"), width=14),
        SheetColumn(_("Tình trạng"), width=18),
        SheetColumn(_("Đã chốt"), width=48),
    ]


def _of_target(one: Progress, line: Line) -> list[Any]:
    numbers = one.version or one.waiting
    return [
        line.label,
        one.target.period.label,
        numbers.least if numbers else None,
        numbers.most if numbers else None,
        one.subject.unit,
        one.standing.value,
        line.behind,
        line.percent,
        line.word,
        line.closed,
    ]


def _of_plan(line: Line, year: int) -> list[Any]:
    told = f"{line.value}; {line.wanted}"
    return [line.label, str(year), None, None, "", None, told, line.percent, line.word, ""]
