"""The register of letters of introduction on paper, by the columns of Mẫu 10-SHĐ that fit its width."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chibo.base.papers import Column, Paper, Paragraph, Table
from chibo.base.text import format_date
from chibo.members.models import Transfer
from chibo.members.queries.letters import received_on
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch


def register_paper(of: Branch, told: str, letters: Sequence[Transfer]) -> Paper:
    """`told` says which part of the register: "chuyển đi 2026"."""
    head = letterhead(of)
    rows = [_row(number, one) for number, one in enumerate(letters, start=1)]
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=None,
        symbol="",
        kind=_("SỔ GIỚI THIỆU SINH HOẠT ĐẢNG"),
        summary=told,
        blocks=[
            Table(_columns(), rows),
            Paragraph(_("Sổ có {n} giấy giới thiệu.").format(n=len(rows))),
        ],
        form="Mẫu 10-SHĐ",
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
