"""Phiếu bổ sung hồ sơ đảng viên (3-HSĐV): one sheet with what the records already say, lines for the rest."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Heading, Lines, Paper, Paragraph, Signature
from chibo.members.models import Person, SupplementSheet
from chibo.members.papers.heads import Head
from chibo.members.queries.year_changes import SECTIONS, Change

_ROOM = 2


def supplement_paper(
    person: Person,
    cell_name: str,
    year: int,
    changes: Sequence[Change],
    head: Head,
    sheet: SupplementSheet | None = None,
) -> Paper:
    """To be read, put right and signed by the member; a collected sheet prints what it said."""
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=sheet.collected_on if sheet else None,
        symbol="",
        kind=_("PHIẾU BỔ SUNG"),
        summary=_("hồ sơ đảng viên năm {year}").format(year=year),
        form="Mẫu 3-HSĐV",
        blocks=[*_about(person, cell_name), *(_told(sheet) if sheet else _asked(changes))],
        signatures=[
            Signature(_("XÁC NHẬN CỦA CHI BỘ")),
            Signature(_("NGƯỜI KHAI"), person.full_name),
        ],
    )


def _about(person: Person, cell_name: str) -> list[Block]:
    said = [
        (_("Họ và tên"), person.full_name.upper()),
        (_("Sinh ngày"), str(person.partial("born") or "")),
        (_("Số thẻ đảng viên"), person.card_number),
        (_("Số lý lịch"), person.resume_number),
        (_("Đang sinh hoạt tại"), cell_name),
        (_("Nơi thường trú"), _home(person)),
        (_("Nghề nghiệp hiện nay"), person.occupation_text),
    ]
    return [Paragraph(f"{term}: {value or '…'}") for term, value in said]


def _home(person: Person) -> str:
    """The province is not said twice when the detail ends with it."""
    detail, province = person.home_detail, person.home_province
    parts = (detail,) if detail.endswith(province) else (detail, province)
    return ", ".join(filter(None, parts))


def _asked(changes: Sequence[Change]) -> list[Block]:
    """Every section, with what is on record; a line that is wrong is struck out by hand."""
    blocks: list[Block] = [
        Paragraph(
            _(
                "Những thay đổi dưới đây đã có trong sổ. Đồng chí kiểm tra, gạch chỗ sai và ghi thêm; không "
                "có gì thay đổi thì ghi “Không thay đổi”."
            )
        )
    ]
    for section, title in SECTIONS.items():
        told = [change.text for change in changes if change.section == section]
        blocks.append(Heading(str(title), level=2))
        blocks += [Paragraph(f"- {text}.") for text in told]
        blocks.append(Lines(1 if told else _ROOM))
    return blocks


def _told(sheet: SupplementSheet) -> list[Block]:
    if sheet.unchanged:
        return [Paragraph(_("Trong năm không thay đổi."))]
    return [Paragraph(line) for line in sheet.changes.splitlines() if line.strip()]
