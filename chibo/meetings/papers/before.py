"""Printed before a meeting: the invitation and the roll to sign."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Paper, Paragraph, Run, Signature, Table
from chibo.base.text import weekday_date
from chibo.meetings.queries.minutes.calling import Call, Listed
from chibo.meetings.queries.minutes.wording import clock, comrade, sentence, subject

# Dots that a line may break between, so that words around them are not pulled apart.
_GAP = "\u200b".join("…" * 18)


def invitation_paper(call: Call, guest: str = "") -> Paper:
    """Without a `guest` the name is left to be written in. The day of signing is written by hand."""
    return Paper(
        parent=call.parent,
        issuer=call.issuer,
        place=call.place_signed,
        signed_on=None,
        symbol=f"GM/{call.symbol}",
        kind=_("GIẤY MỜI"),
        summary=_("dự {what}").format(what=about(call)),
        blocks=list(_invited(call, guest)),
        recipients=[_("Như trên")],
        archive=_("Lưu {body}").format(body=call.archive),
        signatures=[Signature(_("BÍ THƯ"), call.signs, authority=call.signs_for)],
    )


def about(call: Call) -> str:
    return subject(call.kind, call.body, call.held_on, call.theme)


def _invited(call: Call, guest: str) -> Iterator[Block]:
    who = comrade(guest or _GAP)
    yield Paragraph(
        sentence(_("{unit} trân trọng kính mời {who}").format(unit=call.speaks, who=who))
    )
    when = f"{clock(call.starts_at)}, {weekday_date(date.fromisoformat(call.held_on))}"
    facts = [
        (_("Dự:"), about(call)),
        (_("Thời gian:"), when),
        (_("Địa điểm:"), call.place),
        (_("Chủ trì:"), comrade(call.chair.name, call.chair.post) if call.chair else ""),
    ]
    for term, value in facts:
        if value:
            yield Paragraph([Run(f"{term} ", bold=True), Run(sentence(value))])
    yield from _agenda(call)
    yield Paragraph(
        _("Kính mời đồng chí đến dự đúng thời gian; nếu vắng, xin báo trước với chủ trì.")
    )


def _agenda(call: Call) -> Iterator[Block]:
    if call.points:
        yield Paragraph([Run(_("Nội dung:"), bold=True)])
        yield from _numbered(call.points)
    if call.theme and call.kind != "thematic":
        theme = _("Sinh hoạt chuyên đề: {theme}").format(theme=call.theme)
        yield Paragraph([Run(sentence(theme), bold=True)])
        yield from _numbered(call.thematic_points)


def _numbered(points: Sequence[str]) -> Iterator[Block]:
    for number, title in enumerate(points, start=1):
        yield Paragraph(f"{number}. {sentence(title)}")


def roll_sheet(call: Call, people: Sequence[Listed]) -> Paper:
    """Who is due signs; who need not come stands on the list with the reason."""
    columns = [
        Column(_("TT"), 1, "center"),
        Column(_("Họ và tên"), 5.8),
        Column(_("Đảng viên"), 2.2),
        Column(_("Ký tên"), 3),
        Column(_("Vắng, lý do"), 3.4),
    ]
    rows = [
        [str(number), one.name, one.status, "\n", one.outside]
        for number, one in enumerate(people, start=1)
    ]
    return Paper(
        parent=call.parent,
        issuer=call.issuer,
        place=call.place_signed,
        signed_on=date.fromisoformat(call.held_on),
        symbol="",
        kind=_("DANH SÁCH ĐIỂM DANH"),
        summary=about(call),
        blocks=[
            Paragraph(
                _("Thời gian: {start}. Địa điểm: {place}").format(
                    start=clock(call.starts_at), place=sentence(call.place)
                )
            ),
            Table(columns, rows or [[""] * len(columns)] * 20),
            Paragraph(_("Có mặt: ……… Vắng có lý do: ……… Vắng không lý do: ………")),
        ],
        signatures=[Signature(_("THƯ KÝ")), Signature(_("CHỦ TRÌ"))],
    )
