"""The receipt of a submission: one page that giver and receiver sign."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Paper, Paragraph, Signature, Table
from chibo.base.text import format_date
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch
from chibo.reports.models import Sheet, Submission


def receipt(submission: Submission, sheets: Sequence[Sheet], of: Branch) -> Paper:
    """From what was kept alone."""
    head = letterhead(of)
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=_day(submission),
        symbol="",
        kind=_("PHIẾU NỘP"),
        summary=f"{submission.title}, {submission.period.label}",
        blocks=[*_words(submission, of), _list(sheets), *_problems(submission)],
        signatures=[Signature(_("NGƯỜI NHẬN")), Signature(_("NGƯỜI NỘP"))],
    )


def _day(submission: Submission) -> date | None:
    return timezone.localdate(submission.submitted_at) if submission.submitted_at else None


def _words(submission: Submission, of: Branch) -> list[Block]:
    counted = format_date(submission.counted_to) if submission.counted_to else ""
    lines = [
        _("{unit} nộp lần {n}, số liệu tính đến ngày {day}.").format(
            unit=of.name, n=submission.version, day=counted
        ),
        _("Tình trạng: {stage}.").format(stage=submission.get_stage_display().lower()),
    ]
    if submission.number:
        lines.append(_("Văn bản ký: số {number}.").format(number=submission.number))
    return [Paragraph(line) for line in lines]


def _list(sheets: Sequence[Sheet]) -> Table:
    columns = [
        Column(_("TT"), 1, "center"),
        Column(_("Biểu"), 3),
        Column(_("Nội dung"), 8),
        Column(_("Chưa khớp"), 2, "right"),
    ]
    rows = [
        [str(place), one.code, one.title, str(len(one.data["problems"]))]
        for place, one in enumerate(sheets, start=1)
    ]
    return Table(columns, rows)


def _problems(submission: Submission) -> list[Block]:
    if not submission.problems:
        return [Paragraph(_("Các phép kiểm tra đều khớp."))]
    told = _("Giải trình chỗ chưa khớp: {why}").format(why=submission.note)
    return [Paragraph(told), *(Paragraph(f"- {one}") for one in submission.problems)]
