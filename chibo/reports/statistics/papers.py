"""A form on paper and as a workbook, in its own layout."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Paper, Paragraph, Run, Signature, Table
from chibo.base.periods import Period
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.sheets.writing import Value as Written
from chibo.members.papers.frame import register_of, signature_of
from chibo.organisations.queries.tree import Branch
from chibo.reports.content.pieces import Grid, Head
from chibo.reports.statistics import Form
from chibo.reports.statistics.building import Filled, grid
from chibo.reports.statistics.values import Value

_WIDEST = 12  # columns a landscape page takes beside the label


def form_paper(filled: Filled, of: Branch, period: Period, printed_on: date | None = None) -> Paper:
    """`printed_on` is today unless it is said."""
    shown = grid(filled)
    tables: list[Block] = [_table(shown, part) for part in _parts(shown.heads)]
    notes = [Paragraph(problem.sentence) for problem in filled.problems]
    notes += [Paragraph((Run(words, italic=True),)) for words in _told_below(filled)]
    paper = register_of(
        of,
        filled.form.title.upper(),
        period.label,
        [*tables, *notes],
        form=_("Biểu {code}").format(code=filled.form.code),
        landscape=filled.form.wide,
    )
    return replace(
        paper,
        signatures=[Signature(_("NGƯỜI LẬP BIỂU")), signature_of(of)],
        printed_on=printed_on or paper.printed_on,
    )


def _told_below(filled: Filled) -> list[str]:
    """What its short heads mean, why cells say that there is no number, what is uncertain of its layout."""
    form = filled.form
    uncertain = "" if form.version.is_confirmed else form.version.note
    return [words for words in (form.note, *_lacking(filled), uncertain) if words]


def _lacking(filled: Filled) -> list[str]:
    """Each reason once, after the lines it is said of and the heading they stand under."""
    heading, lines = "", dict[tuple[str, str], dict[str, None]]()
    for line in filled.lines:
        heading = line.label.partition(":")[0] if line.strong else heading
        reason = next((one.reason for one in filled.values[line.id] if one.reason), line.none)
        if reason:
            lines.setdefault((heading, reason), {})[line.label] = None
    return [
        f"{heading} ({'; '.join(labels).lower()}): {reason}"
        for (heading, reason), labels in lines.items()
    ]


def _parts(heads: Sequence[Head]) -> list[range]:
    """The columns of a form in as many tables as its width takes; a group is not torn apart."""
    starts = [
        at
        for at, head in enumerate(heads)
        if at == 0 or not head.group or head.group != heads[at - 1].group
    ]
    found: list[range] = []
    first = 0
    for start, end in zip(starts, [*starts[1:], len(heads)], strict=True):
        if end - first > _WIDEST:
            found.append(range(first, start))
            first = start
    return [*found, range(first, len(heads))]


def _table(shown: Grid, part: range) -> Table:
    columns = [
        Column(_("TT"), 0.9, "center"),
        Column(shown.label_head, shown.label_width),
        *(
            Column(head.label, head.width, head.align, head.group)
            for head in (shown.heads[at] for at in part)
        ),
    ]
    rows = [
        [
            (Run(text, bold=row.strong),)
            for text in (row.mark, row.label, *(row.cells[at].text for at in part))
        ]
        for row in shown.rows
    ]
    return Table(columns, rows)


def form_workbook(
    filled: Filled, name: str, period: Period, *, made: datetime | None = None
) -> bytes:
    """`name` of whose form it is; `made` as in base.sheets."""
    form = filled.form
    sheet = SheetSpec(
        form.code,
        [
            SheetColumn(_("TT"), width=6),
            SheetColumn(form.label_head, width=58),
            *(SheetColumn(column.label, "any", width=18) for column in form.columns),
        ],
        [
            (line.mark, line.label, *(_written(value) for value in filled.values[line.id]))
            for line in filled.lines
        ],
        title=[
            _("Biểu {code}").format(code=form.code),
            name,
            f"{form.title}, {period.label}",
        ],
        groups=_groups(form),
    )
    notes = [(_("Chưa khớp"), problem.sentence) for problem in filled.problems]
    about = [(_("Nguồn"), form.source)]
    if not form.version.is_confirmed:
        about.append((_("Lưu ý về mẫu"), form.version.note))
    return write_workbook([sheet], [*notes, *about], made=made)


def _groups(form: Form) -> list[tuple[int, int, str]]:
    """Columns of the sheet under one head: the mark and the label stand before the form's own."""
    found: list[tuple[int, int, str]] = []
    for at, column in enumerate(form.columns, start=2):
        if column.group and found and found[-1][1:] == (at - 1, column.group):
            found[-1] = (found[-1][0], at, column.group)
        elif column.group:
            found.append((at, at, column.group))
    return found


def _written(value: Value) -> Written:
    if value.number is None:
        return value.reason or None
    return float(value.number) if isinstance(value.number, Decimal) else value.number
