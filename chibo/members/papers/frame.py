"""The frames of what an organisation prints: a document to be signed, and a register or list of its books."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.papers import Block, Paper, Signature
from chibo.members.queries.secretary import secretary
from chibo.organisations.queries.deciding import DecidingBody, deciding_body
from chibo.organisations.queries.naming import committee_word, letterhead
from chibo.organisations.queries.tree import Branch, ancestors


def paper_of(
    issuer: Branch, kind: str, symbol: str, summary: str, blocks: Sequence[Block], **more: Any
) -> Paper:
    """Unsigned: number and day are left as gaps to fill in by hand."""
    head = letterhead(issuer)
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=None,
        symbol=f"{symbol}/{head.symbol}",
        kind=kind,
        summary=summary,
        blocks=blocks,
        archive=_("Lưu {committee}").format(committee=committee_word(issuer)),
        signatures=[signature_of(issuer)],
        **more,
    )


def register_of(
    of: Branch,
    kind: str,
    summary: str,
    blocks: Sequence[Block],
    *,
    is_list: bool = False,
    **more: Any,
) -> Paper:
    """A book or list of an organisation's records: no number, no committee's signature, the day it was printed.

    A list (`is_list`) is handed on and says who drew it up; a book stays in the office."""
    head = letterhead(of)
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=timezone.localdate(),
        symbol="",
        kind=kind,
        summary=summary,
        blocks=blocks,
        signatures=[drawn_up()] if is_list else [],
        **more,
    )


def drawn_up() -> Signature:
    """Who drew a list up signs it; the name is written in by hand, accounts are often an office's."""
    return Signature(_("NGƯỜI LẬP"))


def signature_of(issuer: Branch) -> Signature:
    person = secretary(issuer.pk, issuer.on)
    authority = _("T/M CHI BỘ") if issuer.is_cell else _("T/M BAN THƯỜNG VỤ")
    return Signature(_("BÍ THƯ"), person.full_name if person else "", authority=authority)


def deciding(of: Branch) -> DecidingBody:
    """The body that decides on badges, by the rule of the day."""
    return deciding_body([*ancestors(of), of], "badges.deciding_body", of.on)
