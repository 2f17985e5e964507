"""The register of letters of introduction on paper, by the columns of Mẫu 10-SHĐ that fit its width."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Paper, Paragraph, Table
from chibo.base.text import format_date
from chibo.members.models import Transfer
from chibo.members.papers.frame import register_of
from chibo.members.queries.letters import received_on
from chibo.organisations.queries.tree import Branch


def register_paper(of: Branch, told: str, letters: Sequence[Transfer]) -> Paper:
    """`told` says which part of the register: "chuyển đi 2026"."""
    rows = [_row(number, one) for number, one in enumerate(letters, start=1)]
    table: Block = Table(_columns(), rows) if rows else Paragraph(_("Chưa có giấy giới thiệu nào."))
    return register_of(
        of,
        _("SỔ GIỚI THIỆU SINH HOẠT ĐẢNG"),
        told,
        [table, Paragraph(_("Sổ có {n} giấy giới thiệu.").format(n=len(rows)))],
        form="Mẫu 10-SHĐ",
        landscape=True,
    )


def _columns() -> list[Column]:
    return [
        Column(_("TT"), 0.8, "center"),
        Column(_("Họ và tên, ngày sinh"), 3),
        Column(_("Số giấy, ngày giới thiệu"), 2.2),
        Column(_("Nơi đi"), 3.2),
        Column(_("Nơi đến"), 3.2),
        Column(_("Ngày tiếp nhận"), 2.1),
    ]


def _row(number: int, letter: Transfer) -> list[str]:
    person, received = letter.person, received_on(letter)
    born = person.partial("born")
    return [
        str(number),
        f"{person.full_name}\n{born}" if born else person.full_name,
        f"{letter.number}\n{format_date(letter.issued_on)}",
        letter.from_unit,
        letter.to_unit,
        format_date(received) if received else letter.get_state_display(),
    ]
