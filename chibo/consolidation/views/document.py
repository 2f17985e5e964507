"""The plan as a committee issues it: number and day, why, what has to be overcome, who does what by when."""

from typing import Any

from django.utils.translation import gettext as _

from chibo.base.papers import (
    Bullet,
    Column,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
)
from chibo.base.text import format_date
from chibo.consolidation.models import Plan
from chibo.consolidation.queries.content import Content, content_of
from chibo.consolidation.views.papers import who_is_sent
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch, branch


def plan_document(plan: Plan, of: Branch) -> Paper:
    """As the books have it on the day it began; groups and measures put down since stand in it too."""
    issued = plan.paper.issued_on
    content = content_of(plan, max(issued, plan.started_on))
    head = letterhead(branch(plan.committee_id, plan.started_on))
    number = plan.paper.number
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=issued,
        number=int(number) if number.isdecimal() else None,
        symbol=plan.paper.symbol,
        kind=_("KẾ HOẠCH"),
        summary=_("củng cố {unit}").format(unit=of.name),
        blocks=[
            *_purpose(plan),
            *_to_overcome(plan, content),
            *_groups(content),
            *_carried_out_by(content),
        ],
        recipients=[of.name],
        archive=_("Lưu Văn phòng"),
        signatures=[Signature(_("BÍ THƯ"), authority=_("T/M BAN THƯỜNG VỤ"))],
    )


def _paragraphs(text: str) -> list[Any]:
    return [Paragraph(line) for line in text.splitlines() if line]


def _purpose(plan: Plan) -> list[Any]:
    span = _("Thời gian thực hiện: từ ngày {first} đến ngày {last}.").format(
        first=format_date(plan.started_on), last=format_date(plan.first_ends_on)
    )
    return [Heading(_("Mục tiêu, yêu cầu")), *_paragraphs(plan.aims), Paragraph(span)]


def _to_overcome(plan: Plan, content: Content) -> list[Any]:
    weak = [Bullet(row.what) for row in content.weaknesses]
    return [
        Heading(_("Hạn chế phải khắc phục và nguyên nhân")),
        Heading(_("Hạn chế"), level=2),
        *weak,
        Heading(_("Nguyên nhân"), level=2),
        *_paragraphs(plan.causes),
    ]


def _groups(content: Content) -> list[Any]:
    """Groups in bold, their measures under them."""
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(_("Nhóm giải pháp, biện pháp"), 5),
        Column(_("Chủ trì, phối hợp"), 3),
        Column(_("Hoàn thành"), 1.9, "center"),
    ]
    lines: list[list[Text]] = []
    for row in content.groups:
        lines.append([str(row.group.number), (Run(row.group.title, bold=True),), "", ""])
        lines += [
            [
                f"{row.group.number}.{n}",
                one.work.what,
                ", ".join(filter(None, [one.who, one.work.helpers])),
                format_date(one.work.due_on),
            ]
            for n, one in enumerate(row.measures, 1)
        ]
    return [Heading(_("Nhóm giải pháp, biện pháp")), Table(columns, lines)] if lines else []


def _carried_out_by(content: Content) -> list[Any]:
    blocks: list[Any] = [Heading(_("Tổ chức thực hiện"))]
    if content.force:
        told = _("Thành lập tổ công tác gồm {n} người:").format(n=len(content.force))
        blocks.append(Paragraph(told))
        for row in content.force:
            name = f", {row.person.full_name}" if row.person else ""
            blocks.append(Bullet(f"{row.office}{name}: {row.get_role_display().lower()}"))
    for sent in content.secondments:
        name, office = who_is_sent(sent)
        blocks.append(
            Paragraph(
                _("Tăng cường đồng chí {name}, {office}, từ {unit}.").format(
                    name=name, office=office, unit=sent.sent_from
                )
            )
        )
    blocks.append(
        Paragraph(
            _(
                "Hằng tháng ghi nhận định, hằng quý sơ kết; công nhận khi mọi hạn chế có minh chứng đã khắc phục."
            )
        )
    )
    return blocks
