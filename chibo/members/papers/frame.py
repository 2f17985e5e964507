"""The frame of a paper an organisation issues: letterhead, signature, archive line."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.papers import Annex, Block, Paper, Signature
from chibo.members.queries.secretary import secretary
from chibo.organisations.queries.naming import committee_name, committee_word, letterhead
from chibo.organisations.queries.tree import Branch, ancestors


def paper_of(
    issuer: Branch,
    kind: str,
    symbol: str,
    summary: str,
    blocks: Sequence[Block],
    *,
    annexes: Sequence[Annex] = (),
    recipients: Sequence[str] = (),
    **more: Any,
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
        annexes=annexes,
        recipients=recipients,
        archive=_("Lưu {committee}").format(committee=committee_word(issuer)),
        signatures=[_signature(issuer)],
        **more,
    )


def _signature(issuer: Branch) -> Signature:
    person = secretary(issuer.pk, issuer.on)
    authority = _("T/M CHI BỘ") if issuer.is_cell else _("T/M BAN THƯỜNG VỤ")
    return Signature(_("BÍ THƯ"), person.full_name if person else "", authority=authority)


def deciding(of: Branch) -> Branch:
    """The committee that decides on badges and cards: the nearest above the basic level, itself if it is one."""
    line = [*ancestors(of), of]
    above = [one for one in line if one.kind in ("province", "district")]
    return above[-1] if above else of


def addressees(of: Branch) -> list[str]:
    above = deciding(of)
    return (
        [] if above.pk == of.pk else [_("Ban Thường vụ {name}").format(name=committee_name(above))]
    )
