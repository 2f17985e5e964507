"""Decisions about one member, from what is on record: what is not known is a gap to fill in by hand.

The wording follows the usual form (căn cứ, điều 1 to 3); the signed text is the committee's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Paper, Paragraph, Run
from chibo.base.partial_dates import PartialDate
from chibo.base.text import format_date
from chibo.documents.models import Paper as Registered
from chibo.documents.queries import issuing
from chibo.members.models import Departure, Exemption, Movement, Person, Suspension
from chibo.members.papers.heads import head_of, number_of, resolves, signed_by, signed_for
from chibo.members.queries.appeals import appeal_until
from chibo.organisations.queries.tree import Branch, ancestors
from chibo.rulebook.queries import NoRuleOnDay, code_list, named_document, rule

_GAP = "……………"
_RULE = "status.deciding_body"


@dataclass(frozen=True)
class Decision:
    """`articles` are the sentences of điều 1, 2…; the last, about carrying out, is added. `rule` names the body
    that decides while no registered paper says it; "" is the basic committee."""

    about: str
    grounds: Sequence[str]
    articles: Sequence[str]
    on: date
    paper: Registered | None
    rule: str = ""


def decision_paper(decision: Decision, person: Person, cell: Branch) -> Paper:
    """With number and day of the registered paper when there is one, else with gaps. `cell` as it stood when the
    decision met the member."""
    cited = decision.paper
    signed_on = cited.issued_on if cited else None
    body = issuing([*ancestors(cell), cell], cited, decision.rule, signed_on or decision.on)
    head = body.letterhead
    articles = [*decision.articles, _carried_out(cell, person)]
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=signed_on,
        number=number_of(cited),
        symbol=cited.symbol if cited else f"QĐ/{head.symbol}",
        kind=_("QUYẾT ĐỊNH"),
        summary=decision.about,
        grounds=[*_law(decision.on), *decision.grounds],
        blocks=[resolves(body.name), *_numbered(articles)],
        recipients=[_("Như Điều {n}").format(n=len(articles))],
        archive=_("Lưu hồ sơ đảng viên"),
        signatures=[signed_for(body, cited, signed_on or decision.on)],
    )


def _law(on: date) -> list[str]:
    found = [_("Căn cứ Điều lệ Đảng Cộng sản Việt Nam")]
    try:
        charter = rule("chain.charter_rules", on)
    except (NoRuleOnDay, LookupError):
        return found
    if charter.document:
        named = named_document(charter.document, charter.issued_on)
        found.append(_("Căn cứ {document} về thi hành Điều lệ Đảng").format(document=named))
    return found


def _carried_out(cell: Branch, person: Person) -> str:
    return _("{cell} và đồng chí {name} chịu trách nhiệm thi hành Quyết định này.").format(
        cell=cell.name, name=person.full_name
    )


def _numbered(articles: Sequence[str]) -> list[Block]:
    return [
        Paragraph((Run(_("Điều {n}.").format(n=n), bold=True), Run(f" {text}")))
        for n, text in enumerate(articles, start=1)
    ]


# ------------------------------------------------------------------ the words of each


def removal(move: Movement, cell_name: str) -> Decision:
    told: Departure | None = getattr(move, "departure", None)
    grounds = [_considered(told.resolved_on if told else None, cell_name)]
    why = code_list("removal_grounds").label(told.grounds) if told and told.grounds else move.reason
    articles = [
        _("Xóa tên đồng chí {who} trong danh sách đảng viên từ ngày {day}. Lý do: {why}.").format(
            who=_who(move.person), day=format_date(move.happened_on), why=why or _GAP
        )
    ]
    if last := appeal_until(move):
        articles.append(
            _("Đồng chí {name} có quyền khiếu nại đến hết ngày {day}.").format(
                name=move.person.full_name, day=format_date(last)
            )
        )
    about = _("xóa tên trong danh sách đảng viên")
    return Decision(about, grounds, articles, move.happened_on, move.paper, _RULE)


def leaving(move: Movement, cell_name: str) -> Decision:
    told: Departure | None = getattr(move, "departure", None)
    asked = _("Xét đơn xin ra khỏi Đảng ngày {day} của đồng chí {name}").format(
        day=_day(told.applied_on if told else None), name=move.person.full_name
    )
    grounds = [asked, _considered(told.resolved_on if told else None, cell_name)]
    article = _("Cho đồng chí {who} ra khỏi Đảng từ ngày {day}.").format(
        who=_who(move.person), day=format_date(move.happened_on)
    )
    return Decision(
        _("cho đảng viên ra khỏi Đảng"), grounds, [article], move.happened_on, move.paper, _RULE
    )


def restoring(move: Movement, cell_name: str) -> Decision:
    article = _(
        "Khôi phục quyền của đảng viên đối với đồng chí {who}; đồng chí sinh hoạt tại {cell} từ ngày {day}."
    ).format(who=_who(move.person), cell=cell_name or _GAP, day=format_date(move.happened_on))
    age = (
        _("Tuổi Đảng của đồng chí được tính liên tục.")
        if move.uninterrupted
        else _("Thời gian gián đoạn không tính vào tuổi Đảng.")
    )
    about = _("khôi phục quyền của đảng viên")
    grounds = [_("Xét đề nghị của {cell}").format(cell=cell_name or _GAP)]
    return Decision(about, grounds, [article, age], move.happened_on, move.paper, _RULE)


def excusing(leave: Exemption, cell_name: str) -> Decision:
    grounds = [_applied(leave), _considered(leave.resolved_on, cell_name)]
    about = _("miễn công tác và sinh hoạt đảng")
    return Decision(about, grounds, [_excused(leave)], leave.started_on, leave.paper)


def excusing_resolution(leave: Exemption, cell: Branch) -> Paper:
    """What an exemption rests on while no paper is registered: the resolution of the cell (item 81)."""
    head = head_of(cell)
    blocks = [
        Paragraph(
            _("Ngày {day}, {cell} đã họp xét đơn ngày {applied} của đồng chí {name}.").format(
                day=_day(leave.resolved_on),
                cell=cell.name,
                applied=_day(leave.applied_on),
                name=leave.person.full_name,
            )
        ),
        Paragraph(
            _(
                "Tổng số đảng viên chính thức của chi bộ: {gap} đồng chí; có mặt: {gap}; tán thành: {gap}; không "
                "tán thành: {gap}."
            ).format(gap=_GAP)
        ),
        resolves(cell.name, _("QUYẾT NGHỊ:")),
        *_numbered([_excused(leave), _reported(cell)]),
    ]
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=leave.resolved_on,
        symbol="NQ/CB",
        kind=_("NGHỊ QUYẾT"),
        summary=_("miễn công tác và sinh hoạt đảng"),
        blocks=blocks,
        recipients=[_("Đảng ủy cấp trên"), _("Đồng chí có tên trong nghị quyết")],
        archive=head.archive,
        signatures=[signed_by(cell, leave.resolved_on or leave.started_on)],
    )


def _reported(cell: Branch) -> str:
    return _("Chi ủy {cell} báo cáo cấp ủy cấp trên và lưu hồ sơ đảng viên.").format(cell=cell.name)


def _applied(leave: Exemption) -> str:
    return _("Xét đơn ngày {day} của đồng chí {name}").format(
        day=_day(leave.applied_on), name=leave.person.full_name
    )


def _excused(leave: Exemption) -> str:
    until = _(" đến hết ngày {day}").format(day=format_date(leave.until)) if leave.until else ""
    return _(
        "{verb} công tác và sinh hoạt đảng cho đồng chí {who} từ ngày {day}{until}. Lý do: {why}."
    ).format(
        verb=_("Gia hạn miễn") if leave.extends_id else _("Miễn"),
        who=_who(leave.person),
        day=format_date(leave.started_on),
        until=until,
        why=code_list("exemption_reasons").label(leave.reason),
    )


def suspending(leave: Suspension, cell_name: str) -> Decision:
    until = _(" đến hết ngày {day}").format(day=format_date(leave.until)) if leave.until else ""
    article = _(
        "{verb} sinh hoạt đảng đối với đồng chí {who} từ ngày {day}{until}. Lý do: {why}."
    ).format(
        verb=_("Gia hạn đình chỉ") if leave.extends_id else _("Đình chỉ"),
        who=_who(leave.person),
        day=format_date(leave.started_on),
        until=until,
        why=leave.reason,
    )
    grounds = [_("Xét đề nghị của {cell}").format(cell=cell_name or _GAP)]
    about = _("đình chỉ sinh hoạt đảng")
    return Decision(about, grounds, [article], leave.started_on, leave.paper)


def _who(person: Person) -> str:
    """ "Lò Thị An, sinh ngày 12/03/1985, vào Đảng ngày 03/02/2008"."""
    said = [person.full_name]
    if born := person.partial("born"):
        said.append(_("sinh {when}").format(when=_when(born)))
    if joined := person.partial("joined"):
        said.append(_("vào Đảng {when}").format(when=_when(joined)))
    return ", ".join(said)


def _when(known: PartialDate) -> str:
    """ "ngày 12/03/1985", "tháng 12/1998", "năm 2012"."""
    words = {"day": _("ngày {day}"), "month": _("tháng {day}"), "year": _("năm {day}")}
    return words[known.precision].format(day=known)


def _considered(day: date | None, cell_name: str) -> str:
    return _("Xét Nghị quyết của {cell} ngày {day}").format(cell=cell_name or _GAP, day=_day(day))


def _day(day: date | None) -> str:
    return format_date(day) if day else _GAP


OF_MOVEMENTS: Mapping[str, Any] = {"removed": removal, "left": leaving, "restored": restoring}
