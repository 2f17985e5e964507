"""Phiếu báo from a basic organisation to the level above (items 100 to 102 of the dossier): recognised as an
official member, out of the Party, died. The order of the forms is not known; the words are ours."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.papers import Paper, Paragraph
from chibo.base.text import format_date
from chibo.members.models import Movement, Person
from chibo.members.papers.frame import signature_of
from chibo.organisations.queries.deciding import above_basic, basic_of
from chibo.organisations.queries.naming import committee_name, letterhead
from chibo.organisations.queries.tree import Branch, ancestors

_OUT = gettext_lazy("đảng viên ra khỏi Đảng")
# By the kind of movement: what the notice is about, and the sentence it says.
NOTICES: Mapping[str, tuple[Any, Any]] = {
    "recognised": (
        gettext_lazy("công nhận đảng viên chính thức"),
        gettext_lazy("đã được công nhận là đảng viên chính thức kể từ ngày {day}"),
    ),
    "removed": (_OUT, gettext_lazy("đã bị xóa tên trong danh sách đảng viên từ ngày {day}")),
    "left": (_OUT, gettext_lazy("đã được cho ra khỏi Đảng từ ngày {day}")),
    "expelled": (_OUT, gettext_lazy("đã bị khai trừ ra khỏi Đảng từ ngày {day}")),
    "died": (gettext_lazy("đảng viên từ trần"), gettext_lazy("đã từ trần ngày {day}")),
}


def notice_paper(move: Movement, cell: Branch) -> Paper:
    """`cell` as it stood when the movement met the member."""
    line = [*ancestors(cell), cell]
    here, above = basic_of(line), above_basic(line)
    about, happened = NOTICES[move.kind]
    head = letterhead(here)
    decided = _("theo {paper}").format(paper=_cited(move)) if move.paper else ""
    told = str(happened).format(day=format_date(move.happened_on))
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=None,
        symbol=f"PB/{head.symbol}",
        kind=_("PHIẾU BÁO"),
        summary=str(about),
        addressees=[committee_name(above)] if above else [],
        blocks=[
            Paragraph(_("{committee} báo:").format(committee=committee_name(here))),
            *_person_lines(move.person),
            Paragraph(_("Sinh hoạt tại: {cell}.").format(cell=cell.name)),
            Paragraph(" ".join(filter(None, [_("Đồng chí"), told, decided])) + "."),
            Paragraph(_("Đề nghị cấp trên ghi vào sổ và cơ sở dữ liệu đảng viên.")),
        ],
        recipients=[_("Như trên")] if above else [],
        archive=_("Lưu hồ sơ đảng viên"),
        signatures=[signature_of(here)],
    )


def _cited(move: Movement) -> str:
    paper = move.paper
    assert paper
    return _("Quyết định số {number}, ngày {day} của {issuer}").format(
        number=paper.full_number, day=format_date(paper.issued_on), issuer=paper.issuer_name
    )


def _person_lines(person: Person) -> list[Paragraph]:
    said = [
        (_("Họ và tên"), person.full_name.upper()),
        (_("Sinh ngày"), str(person.partial("born") or "")),
        (_("Quê quán"), person.place("native")),
        (_("Vào Đảng ngày"), str(person.partial("joined") or "")),
        (_("Số thẻ đảng viên"), person.card_number),
        (_("Số lý lịch"), person.resume_number),
    ]
    return [Paragraph(f"{term}: {value or '………………'}.") for term, value in said]
