"""A plan on paper (.docx, .pdf) and as a workbook: how it stands on a day."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.assignments.queries.works import CANCELLED, DONE, OPEN, OVERDUE, VERIFIED
from chibo.base.papers import Bullet, Column, Heading, Paper, Paragraph, Run, Table, Text
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.text import format_date
from chibo.consolidation.models import Plan, Secondment
from chibo.consolidation.queries.content import Content, content_of
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch, branch
from chibo.rulebook.queries import code_list


def state_word(state: str) -> str:
    return {
        OPEN: _("Đang làm"),
        OVERDUE: _("Quá hạn"),
        DONE: _("Chờ xác nhận"),
        VERIFIED: _("Đã xong"),
        CANCELLED: _("Thôi giao"),
    }[state]


def who_is_sent(row: Secondment) -> tuple[str, str]:
    """The name and the office of an officer sent to the unit."""
    if row.post is None:
        return row.name, row.office
    return row.post.person.full_name, code_list("positions").label(row.post.position)


def plan_paper(plan: Plan, of: Branch, on: date) -> Paper:
    content = content_of(plan, on)
    head = letterhead(branch(plan.committee_id, plan.started_on))
    about = _("thực hiện Kế hoạch số {number} ngày {day} củng cố {unit}").format(
        number=plan.paper.full_number, day=format_date(plan.paper.issued_on), unit=of.name
    )
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=on,
        symbol="",
        kind=_("BẢNG THEO DÕI"),
        summary=about,
        blocks=[
            *_why(plan),
            *_weaknesses(content),
            *_measures(content),
            *_people(content),
            *_said(content),
        ],
    )


def _why(plan: Plan) -> list[Any]:
    span = _("Thời gian: từ {first} đến {last}.").format(
        first=format_date(plan.started_on), last=format_date(plan.ends_on)
    )
    aims = [Paragraph(_("Mục tiêu: {text}").format(text=plan.aims))] if plan.aims else []
    return [
        Paragraph(span),
        Paragraph(_("Nguyên nhân: {text}").format(text=plan.causes)),
        *aims,
    ]


def _weaknesses(content: Content) -> list[Any]:
    columns = [
        Column(_("TT"), 0.7, "center"),
        Column(_("Hạn chế, yếu kém"), 5),
        Column(_("Minh chứng đã khắc phục"), 4),
        Column(_("Ngày"), 1.8, "center"),
    ]
    lines = [
        [str(n), row.what, row.evidence, format_date(row.cleared_on) if row.cleared_on else ""]
        for n, row in enumerate(content.weaknesses, 1)
    ]
    return [Heading(_("Hạn chế phải khắc phục")), Table(columns, lines)] if lines else []


def _measures(content: Content) -> list[Any]:
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(_("Biện pháp"), 4.2),
        Column(_("Người thực hiện"), 2.4),
        Column(_("Hạn"), 1.7, "center"),
        Column(_("Kết quả, minh chứng"), 2.8),
    ]
    lines: list[list[Text]] = []
    for row in content.groups:
        title = (Run(row.group.title, bold=True),)
        lines.append([str(row.group.number), title, "", "", ""])
        lines += [
            [
                f"{row.group.number}.{n}",
                one.work.what,
                one.who,
                format_date(one.work.due_on),
                ". ".join(filter(None, [state_word(one.state), one.evidence])),
            ]
            for n, one in enumerate(row.measures, 1)
        ]
    return [Heading(_("Nhóm giải pháp, biện pháp")), Table(columns, lines)] if lines else []


def _people(content: Content) -> list[Any]:
    blocks: list[Any] = []
    if content.force:
        blocks.append(Heading(_("Tổ công tác ({n} người)").format(n=len(content.force))))
        for row in content.force:
            name = f", {row.person.full_name}" if row.person else ""
            blocks.append(Bullet(f"{row.get_role_display()}: {row.office}{name}"))
    if content.secondments:
        blocks.append(Heading(_("Cán bộ tăng cường")))
        for sent in content.secondments:
            name, office = who_is_sent(sent)
            told = _("{name}, {office}, từ {unit}, {day}").format(
                name=name, office=office, unit=sent.sent_from, day=format_date(sent.started_on)
            )
            blocks.append(Bullet(told))
    return blocks


def _said(content: Content) -> list[Any]:
    columns = [
        Column(_("Kỳ"), 2, "center"),
        Column(_("Nhận định"), 2),
        Column(_("Việc đã làm, kết quả"), 5),
        Column(_("Việc phải làm tiếp"), 3),
    ]
    lines = [
        [
            f"{row.get_kind_display()} {row.first_day:%m/%Y}",
            row.get_judgement_display(),
            row.text,
            row.ahead,
        ]
        for row in reversed(content.follow_ups)
    ]
    return [Heading(_("Theo dõi, sơ kết")), Table(columns, lines)] if lines else []


def plan_sheet(plan: Plan, of: Branch, on: date) -> bytes:
    columns = [
        SheetColumn(_("TT"), "integer", 6),
        SheetColumn(_("Nhóm giải pháp"), width=40),
        SheetColumn(_("Biện pháp"), width=50),
        SheetColumn(_("Người thực hiện"), width=26),
        SheetColumn(_("Phối hợp"), width=26),
        SheetColumn(_("Hạn"), "date"),
        SheetColumn(_("Tình trạng"), width=16),
        SheetColumn(_("Xong ngày"), "date"),
        SheetColumn(_("Minh chứng"), width=40),
    ]
    title = [f"{plan.paper.full_number}: {of.name}", format_date(on)]
    rows = _measure_lines(content_of(plan, on))
    return write_workbook([SheetSpec(_("Biện pháp"), columns, rows, title)], [])


def _measure_lines(content: Content) -> list[list[Any]]:
    """One line a measure; a group without any stands by itself."""
    lines: list[list[Any]] = [
        [
            row.group.number,
            row.group.title,
            one.work.what,
            one.who,
            one.work.helpers,
            one.work.due_on,
            state_word(one.state),
            one.work.done_on,
            one.evidence,
        ]
        for row in content.groups
        for one in row.measures
    ]
    bare: list[list[Any]] = [
        [row.group.number, row.group.title, "", "", "", None, "", None, ""]
        for row in content.groups
        if not row.measures
    ]
    return sorted([*lines, *bare], key=lambda line: line[0])
