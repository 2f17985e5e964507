"""Who follows which cell and village, place by place or person by person, with how often they came."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.papers import Column, Paper, Paragraph, Signature, Table
from chibo.base.periods import Period
from chibo.base.text import format_date
from chibo.meetings.queries.liaisons import Followed, Holder
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch


def followed_paper(of: Branch, rows: Sequence[Followed], span: Period) -> Paper:
    """`rows` with their followers."""
    columns = [
        Column(_("TT"), 0.9, "center"),
        Column(_("Chi bộ, địa bàn"), 3.6),
        Column(_("Đồng chí phụ trách"), 4),
        Column(_("Nội dung theo dõi"), 4),
        Column(_("Lần dự"), 1.4, "center"),
        Column(_("Gần nhất"), 2.3, "center"),
    ]
    lines = [[str(n), *_place(one)] for n, one in enumerate(rows, 1)]
    nobody = sum(not one.held for one in rows)
    said = _("{n} chi bộ, địa bàn; {nobody} nơi chưa có người phụ trách.")
    about = _("cấp ủy viên phụ trách chi bộ, địa bàn")
    sums = said.format(n=len(rows), nobody=nobody)
    return _paper(of, about, sums, span, Table(columns, lines))


def _place(one: Followed) -> list[str]:
    hard = _("{name} (khó khăn)").format(name=one.name) if one.difficult else one.name
    people = [row.person.full_name for row in one.liaisons] or [_("chưa có")]
    topics = dict.fromkeys(row.topic for row in one.liaisons if row.topic)
    came = str(one.came) if one.liaisons else ""
    last = format_date(one.last) if one.last else ""
    return [hard, ", ".join(people), "; ".join(topics), came, last]


def holders_paper(of: Branch, rows: Sequence[Holder], span: Period) -> Paper:
    columns = [
        Column(_("TT"), 0.9, "center"),
        Column(_("Họ và tên"), 4),
        Column(_("Phụ trách"), 5.6),
        Column(_("Nơi đã dự"), 1.7, "center"),
        Column(_("Lần dự"), 1.5, "center"),
        Column(_("Lịch tới"), 2.3, "center"),
    ]
    lines = [[str(n), *_holder(one)] for n, one in enumerate(rows, 1)]
    none = sum(not one.follows for one in rows)
    said = _("{n} đồng chí; {none} đồng chí chưa được phân công.")
    about = _("cấp ủy viên và nơi phụ trách")
    return _paper(of, about, said.format(n=len(rows), none=none), span, Table(columns, lines))


def _holder(one: Holder) -> list[Any]:
    if not one.follows:
        return [one.person.full_name, _("chưa phân công"), "", "", ""]
    places = ", ".join(name for _liaison, name in one.follows)
    ahead = format_date(one.next) if one.next else ""
    seen = f"{one.visited}/{len(one.follows)}"
    return [one.person.full_name, places, seen, str(one.came), ahead]


def _paper(of: Branch, about: str, sums: str, span: Period, table: Table) -> Paper:
    head = letterhead(of)
    counted = _("Số lần dự tính từ {first} đến {last}.").format(
        first=format_date(span.first), last=format_date(span.last)
    )
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=timezone.localdate(),
        symbol="",
        kind=_("DANH SÁCH"),
        summary=about,
        blocks=[Paragraph(f"{sums} {counted}"), table],
        signatures=[Signature(_("NGƯỜI LẬP"))],
    )
