"""Mục lục hồ sơ: what one dossier holds, to lie on top of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.papers import Column, Paper, Paragraph, Table
from chibo.base.text import format_date
from chibo.members.models import DossierPlace, Person
from chibo.members.papers.frame import drawn_up
from chibo.members.papers.heads import Head
from chibo.members.queries.dossiers import Contents, Line


@dataclass(frozen=True)
class Dossier:
    person: Person
    contents: Contents
    place: DossierPlace | None
    cell_name: str


def contents_paper(dossier: Dossier, head: Head, on: date) -> Paper:
    """The table of contents as of a day. What is missing is on it: it is what has to be asked for."""
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=timezone.localdate(),
        symbol="",
        kind=_("MỤC LỤC"),
        summary=_("tài liệu trong hồ sơ đảng viên {name}").format(name=dossier.person.full_name),
        blocks=[*_about(dossier, on), _table(dossier.contents.lines), Paragraph(_summary(dossier))],
        signatures=[drawn_up()],
    )


def _about(dossier: Dossier, on: date) -> list[Paragraph]:
    person = dossier.person
    said = [
        [
            (_("Họ và tên"), person.full_name.upper()),
            (_("sinh ngày"), str(person.partial("born") or "")),
        ],
        [
            (_("Chi bộ"), dossier.cell_name),
            (_("ngày vào Đảng"), str(person.partial("joined") or "")),
            (_("số lý lịch"), person.resume_number),
        ],
        [
            (_("Nơi để hồ sơ"), dossier.place.shelf_mark if dossier.place else ""),
            (_("kiểm kê đến ngày"), format_date(on)),
        ],
    ]
    return [
        Paragraph("; ".join(f"{term}: {value or '…'}" for term, value in line) + ".")
        for line in said
    ]


def _table(lines: Sequence[Line]) -> Table:
    columns = [
        Column(_("Số"), 1.1, "center"),
        Column(_("Tài liệu"), 6.6),
        Column(_("Ngày"), 2.2, "center"),
        Column(_("Bản"), 1.3, "right"),
        Column(_("Tờ"), 1, "right"),
        Column(_("Tình trạng"), 2.6),
        Column(_("Ghi chú"), 2.4),
    ]
    return Table(columns, rows=[_row(line) for line in lines])


def _row(line: Line) -> list[str]:
    item = line.item
    number = str(line.document.extra["prefix"])
    if item is None:
        return [number, line.document.label, "", "", "", _("Chưa kiểm kê"), ""]
    note = "; ".join(filter(None, (item.place, item.note)))
    day = format_date(item.dated_on) if item.dated_on else ""
    counts = ["" if n is None else str(n) for n in (item.copies, item.sheets)]
    return [number, line.document.label, day, *counts, str(item.get_state_display()), note]


def _summary(dossier: Dossier) -> str:
    held = dossier.contents
    if not held.is_indexed:
        return _("Hồ sơ chưa kiểm kê.")
    sheets = sum(line.item.sheets or 0 for line in held.lines if line.item)
    return _("Có {has} trong {asked} tài liệu phải có; {sheets} tờ đã đếm.").format(
        has=held.has, asked=held.asked, sheets=sheets
    )
