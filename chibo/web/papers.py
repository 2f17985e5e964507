"""The week's tasks as a paper: one table an owner, with a box to tick."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Heading, Paper, Paragraph, Table
from chibo.base.text import format_date
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch
from chibo.web.queries.tasks import WEEK, Task

_BOX = "□"  # the ballot box is not in the fonts a paper is set in


def week_paper(branch: Branch, groups: Sequence[dict[str, Any]], on: date) -> Paper:
    """`groups` are dicts of `owner` and `tasks`."""
    blocks: list[Block] = []
    for group in groups:
        blocks += [Heading(group["owner"]), _table(group["tasks"])]
    if not blocks:
        blocks = [Paragraph(_("Không có việc quá hạn và việc đến hạn trong tuần."))]
    span = _("từ ngày {first} đến ngày {last}").format(
        first=format_date(on), last=format_date(on + timedelta(days=WEEK))
    )
    return Paper(
        parent=letterhead(branch).parent,
        issuer=letterhead(branch).issuer,
        place="",
        signed_on=None,
        printed_on=on,
        symbol="",
        summary=span,
        blocks=blocks,
        kind=_("VIỆC CẦN LÀM TRONG TUẦN"),
    )


def _table(tasks: Sequence[Task]) -> Table:
    columns = [
        Column(_("Xong"), 1.3, "center"),
        Column(_("Việc"), 4.6),
        Column(_("Hạn"), 2.4, "center"),
        Column(_("Căn cứ"), 3.9),
        Column(_("Kết quả"), 1.7),
    ]
    return Table(columns, [_row(task) for task in tasks])


def _row(task: Task) -> list[str]:
    day = format_date(task.due_on) if task.due_on else ""
    return [_BOX, task.title, f"{day}\n({task.due_word})" if day else "", task.why, ""]
