"""Nghị quyết: the parts of rule meetings.resolution_parts, the progress of work given before, work given now."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Bullet, Column, Heading, Paper, Paragraph, Signature, Table
from chibo.meetings.papers.minutes import work_table
from chibo.meetings.queries.minutes.wording import day, sentence
from chibo.meetings.queries.resolutions.decided import Decided, Part


def resolution_paper(said: Decided) -> Paper:
    """Without a number it is a draft."""
    return Paper(
        parent=said.parent,
        issuer=said.issuer,
        place=said.place_signed,
        signed_on=date.fromisoformat(said.issued_on) if said.issued_on else None,
        number=said.number,
        symbol=said.symbol,
        kind=_("NGHỊ QUYẾT"),
        summary=said.summary,
        draft="" if said.number else _("DỰ THẢO"),
        blocks=[Paragraph(said.opening), *(block for part in said.parts for block in _part(part))],
        recipients=said.recipients,
        archive=said.archive,
        signatures=[Signature(said.post, said.signs, authority=said.signs_for)],
    )


def _part(part: Part) -> Iterator[Block]:
    yield Heading(part.title.upper())
    lines = [line.strip() for line in part.text.splitlines() if line.strip()]
    for line in lines:
        dashed = line.startswith(("- ", "– ", "+ "))
        yield Bullet(sentence(line[2:].strip())) if dashed else Paragraph(sentence(line))
    if part.progress:
        yield _progress_table(part)
    if part.works:
        yield work_table(part.works)
    if not (lines or part.progress or part.works):
        yield Paragraph(_("Không có."))


def _progress_table(part: Part) -> Table:
    columns = [
        Column(_("TT"), 1, "center"),
        Column(_("Việc đã giao"), 5.8),
        Column(_("Người thực hiện"), 3.2),
        Column(_("Thời hạn"), 2.2, "center"),
        Column(_("Kết quả"), 3.2),
    ]
    rows = [
        [str(number), one.task.what, one.task.who, day(one.task.due_on), one.state]
        for number, one in enumerate(part.progress, start=1)
    ]
    return Table(columns, rows)
