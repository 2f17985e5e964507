"""The report as a Party paper, from the same content as its page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import (
    Annex,
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
    layout_on,
)
from chibo.base.text import format_date
from chibo.members.queries.secretary import secretary
from chibo.organisations.figures import BELOW_GRASSROOTS
from chibo.organisations.queries.naming import (
    committee_name,
    committee_word,
    letterhead,
    paper_symbol,
)
from chibo.organisations.queries.tree import Branch, branch
from chibo.reports.content.pieces import Content, Grid, Passage, Row, Section
from chibo.reports.outlines import outline
from chibo.reports.queries.numbers import Numbers
from chibo.rulebook.queries import rule

MARK_WIDTH = 0.9


@dataclass(frozen=True)
class Imprint:
    """What a paper says of itself; empty values are printed as gaps to fill in."""

    number: int | None = None
    signed_on: date | None = None
    place: str = ""


def paper_of(
    kind: str, content: Content, numbers: Numbers, imprint: Imprint | None = None
) -> Paper:
    """The paper as signed on its day, or on the last day of the period while it is not signed."""
    said = imprint or Imprint()
    on = said.signed_on or numbers.counted.last
    here, plan = numbers.branch, outline(kind)
    above = branch(here.parent_id, numbers.counted.last) if here.parent_id else None
    head = letterhead(here)
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=said.place or head.place,
        signed_on=said.signed_on,
        number=said.number,
        symbol=f"{plan.symbol}/{head.symbol}",
        kind=plan.paper,
        summary=f"{plan.about} {numbers.period.label}",
        blocks=_body(content),
        recipients=_recipients(here, above),
        archive=_("Lưu {committee}").format(committee=committee_word(here)),
        signatures=[_signature(here, numbers, on)],
        annexes=_annexes(content, said, plan.symbol, here),
        layout=layout_on(on),
    )


def _signature(here: Branch, numbers: Numbers, on: date) -> Signature:
    person = secretary(numbers.organisation, on)
    authority = rule("documents.signature_for", on).table()[_signed_for(here)]
    return Signature("BÍ THƯ", person.full_name if person else "", authority=authority)


def _signed_for(here: Branch) -> str:
    """For whom the secretary signs, as the rule names it; committees below the grassroots have no standing one."""
    if here.is_cell:
        return "cell"
    return "committee" if here.kind in BELOW_GRASSROOTS else "standing_committee"


def _recipients(here: Branch, above: Branch | None) -> list[str]:
    found = []
    if above and above.kind != "centre":
        found.append(_("Ban Thường vụ {committee}").format(committee=committee_name(above)))
    if here.is_cell:
        return [*found, _("Các đồng chí chi ủy viên")]
    return [
        *found,
        _("Các đồng chí ủy viên Ban Chấp hành {organisation}").format(organisation=here.name),
        _("Các tổ chức đảng trực thuộc"),
    ]


def _body(content: Content) -> list[Block]:
    """Sections nobody has written anything in are not printed, nor what is for the page only."""
    blocks: list[Block] = []
    for section in content.sections:
        if not section.is_empty and not section.on_page_only:
            blocks.append(Heading(section.title.upper()))
            blocks += _blocks(section)
    return blocks


def _blocks(section: Section) -> list[Block]:
    blocks: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Passage):
            blocks += [Paragraph(line) for line in block.text.split("\n") if line.strip()]
        else:
            blocks += block.drawings
            blocks.append(_table(block))
            blocks += [Paragraph(block.note)] if block.note else []
    return blocks


def _table(grid: Grid) -> Table:
    columns = [
        Column(_("TT"), MARK_WIDTH, "center"),
        Column(grid.label_head, grid.label_width),
        *(Column(head.label, head.width, head.align) for head in grid.heads),
    ]
    rows = [[_styled(cell, row) for cell in _cells(row)] for row in grid.rows]
    return Table(columns, rows, _cells(grid.total) if grid.total else None, grid.caption)


def _cells(row: Row) -> list[str]:
    return [row.mark, row.label, *(piece.text for piece in row.cells)]


def _styled(cell: str, row: Row) -> Text:
    return (Run(cell, bold=True),) if row.strong else cell


def _annexes(content: Content, said: Imprint, symbol: str, here: Branch) -> list[Annex]:
    number = "     " if said.number is None else f"{said.number:02d}"
    day = format_date(said.signed_on) if said.signed_on else "     /     /     "
    belongs = _("kèm theo Báo cáo số {number}-{symbol}/{committee}, ngày {day}").format(
        number=number, symbol=symbol, committee=paper_symbol(here), day=day
    )
    return [
        Annex(_("Phụ lục {n}").format(n=place), section.title, _blocks(section), belongs)
        for place, section in enumerate(content.annexes, start=1)
    ]
