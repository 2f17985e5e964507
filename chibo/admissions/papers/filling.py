"""A form and the answers of a case make a paper."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chibo.admissions.models import Case
from chibo.admissions.papers.answers import Answers, answers_of
from chibo.admissions.papers.answers.entry import entries_of
from chibo.admissions.papers.declaring import Form
from chibo.base.papers import (
    Block,
    Bullet,
    Column,
    Heading,
    Lines,
    Paper,
    Paragraph,
    Run,
    Signature,
    Signing,
    Table,
)

# Dots that a line may break between, so that words around a gap are not pulled apart.
GAP = "\u200b".join("…" * 6)
# Empty rows of a table nobody has filled yet, to be written in by hand.
ROWS_TO_WRITE = 3
_PLACE = re.compile(r"\{(\w+)\}")


def papers_of(form: Form, case: Case, on: date) -> list[Paper]:
    """One paper, or one for each entry the form is about (every referee, every relative checked)."""
    entries = entries_of(case, form.each, on)
    if not entries:
        return [filled(form, answers_of(case, form, on))]
    return [filled(form, answers_of(case, form, on, entry)) for entry in entries]


def filled(form: Form, answers: Answers) -> Paper:
    letterhead, registered = answers.letterhead(form), answers.registered.get(form.number)
    symbol = f"{form.symbol}/{letterhead.symbol}" if form.symbol else ""
    said = _Said(answers.fields)
    return Paper(
        parent=letterhead.parent,
        issuer=letterhead.issuer,
        place=letterhead.place,
        signed_on=answers.days.get(form.day),
        number=int(registered.number) if registered and registered.number.isdecimal() else None,
        symbol=registered.symbol if registered else symbol,
        kind=form.kind,
        summary=said.text(form.summary),
        form=form.form and f"Mẫu {form.form}",
        addressees=[said.text(one) for one in form.addressees],
        grounds=[said.text(one) for one in form.grounds],
        recipients=[said.text(one) for one in form.recipients],
        archive=said.text(form.archive),
        blocks=list(_blocks(form.blocks, said, answers)),
        signatures=[said.signature(one) for one in form.signatures],
    )


class _Said:
    """Text with its places filled: a field nobody answered becomes a gap."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = fields

    def text(self, words: str) -> str:
        return _PLACE.sub(lambda place: self.fields[place[1]] or GAP, words)

    def name(self, words: str) -> str:
        """A name nobody knows stays empty: it is signed there."""
        return _PLACE.sub(lambda place: self.fields[place[1]], words)

    def signature(self, one: Mapping[str, str]) -> Signature:
        authority = self.text(one.get("authority", ""))
        return Signature(self.text(one["post"]), self.name(one.get("name", "")), authority)


def _blocks(blocks: Sequence[Mapping[str, Any]], said: _Said, answers: Answers) -> Iterator[Block]:
    for block in blocks:
        if "when" in block and not said.fields[block["when"]]:
            continue
        if "resolves" in block:
            yield Paragraph((Run(said.text(block["resolves"]), bold=True),), centred=True)
        elif "heading" in block:
            yield Heading(said.text(block["heading"]), numbered=block.get("numbered", True))
        elif "table" in block:
            yield _table(block, answers)
        elif "signing" in block:
            yield Signing([said.signature(one) for one in block["signing"]])
        else:
            yield from _lines(block, said)


def _lines(block: Mapping[str, Any], said: _Said) -> Iterator[Block]:
    """A line of text, then the dotted lines to write on; `strong` stands in bold before the text.

    A block that names its answer (`answer`) prints it, and the dotted lines only without it."""
    answer = said.fields[block["answer"]] if "answer" in block else ""
    words = said.text(block.get("text", ""))
    if "item" in block:
        yield Bullet(said.text(block["item"]))
    elif words or "strong" in block:
        strong = [Run(f"{said.text(block['strong'])} ", bold=True)] if "strong" in block else []
        yield Paragraph([*strong, Run(words)])
    if answer:
        yield Paragraph(answer)
        return
    if block.get("write"):
        yield Lines(block["write"])


def _table(block: Mapping[str, Any], answers: Answers) -> Table:
    columns = [
        Column(head, width, align)
        for head, width, align in (_column(one) for one in block["columns"])
    ]
    rows = answers.tables[block["table"]] or [[""] * len(columns)] * ROWS_TO_WRITE
    return Table(columns, rows, caption=block.get("caption", ""))


def _column(one: Mapping[str, Any]) -> tuple[str, float, Any]:
    return one["head"], one.get("width", 1), one.get("align", "left")
