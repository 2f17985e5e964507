"""A form on paper and as a workbook, in its own layout."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Paper, Paragraph, Run, Signature, Table
from chibo.base.periods import Period
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.sheets.writing import Value as Written
from chibo.members.papers.frame import register_of, signature_of
from chibo.organisations.queries.tree import Branch
from chibo.reports.statistics.building import Filled, grid
from chibo.reports.statistics.values import Value


def form_paper(filled: Filled, of: Branch, period: Period) -> Paper:
    shown = grid(filled)
    columns = [
        Column(_("TT"), 0.9, "center"),
        Column(shown.label_head, shown.label_width),
        *(Column(head.label, head.width, head.align) for head in shown.heads),
    ]
    rows = [
        [
            (Run(text, bold=row.strong),)
            for text in (row.mark, row.label, *(p.text for p in row.cells))
        ]
        for row in shown.rows
    ]
    table: Block = Table(columns, rows)
    notes = [Paragraph(problem.sentence) for problem in filled.problems]
    paper = register_of(
        of,
        filled.form.title.upper(),
        period.label,
        [table, *notes],
        form=_("Biểu {code}").format(code=filled.form.code),
        landscape=filled.form.wide,
    )
    return replace(paper, signatures=[Signature(_("NGƯỜI LẬP BIỂU")), signature_of(of)])


def form_workbook(filled: Filled, of: Branch, period: Period) -> bytes:
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
            of.name,
            f"{form.title}, {period.label}",
        ],
    )
    notes = [(_("Chưa khớp"), problem.sentence) for problem in filled.problems]
    return write_workbook([sheet], [*notes, (_("Nguồn"), form.source)])


def _written(value: Value) -> Written:
    if value.number is None:
        return value.reason or None
    return float(value.number) if isinstance(value.number, Decimal) else value.number
