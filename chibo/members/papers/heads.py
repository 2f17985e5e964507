"""Who issues a paper about a member, and who signs it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import Paragraph, Run, Signature
from chibo.documents.models import Paper as Registered
from chibo.documents.queries import Issuing
from chibo.members.queries.secretary import secretary
from chibo.organisations.queries.deciding import basic_of
from chibo.organisations.queries.naming import committee_name, committee_word, place_name
from chibo.organisations.queries.tree import Branch, ancestors


@dataclass(frozen=True)
class Head:
    """The organisation that speaks, and the one above it (None under the centre)."""

    here: Branch
    above: Branch | None

    @property
    def parent(self) -> str:
        return self.above.name.upper() if self.above else ""

    @property
    def issuer(self) -> str:
        return committee_name(self.here).upper()

    @property
    def place(self) -> str:
        return place_name(self.above if self.here.is_cell and self.above else self.here)

    @property
    def archive(self) -> str:
        return f"Lưu {committee_word(self.here)}"


def head_of(here: Branch) -> Head:
    above = ancestors(here)[-1:]
    return Head(here, above[0] if above and above[0].kind != "centre" else None)


def grassroots_head(cell: Branch) -> Head:
    """The committee of the grassroots level above a cell (the cell itself when it is that level)."""
    return head_of(basic_of([*ancestors(cell), cell]))


def resolves(body: str, verb: str = "") -> Paragraph:
    """The line between the grounds and the articles of a decision or a resolution."""
    said = f"{body.upper()} {verb or _('QUYẾT ĐỊNH:')}"
    return Paragraph((Run(said, bold=True),), centred=True)


def signed_by(cell: Branch, on: date) -> Signature:
    held = secretary(cell.pk, on)
    return Signature("BÍ THƯ", held.full_name if held else "", authority="T/M CHI BỘ")


def signed_for(body: Issuing, paper: Registered | None, on: date) -> Signature:
    """Who signed is known best by the paper, else by the offices of the day."""
    held = secretary(body.here.pk, on) if body.here else None
    name = (paper.signed_by if paper else "") or (held.full_name if held else "")
    return Signature("BÍ THƯ", name, authority=body.authority)


def number_of(paper: Registered | None) -> int | None:
    return int(paper.number) if paper and paper.number.isdecimal() else None
