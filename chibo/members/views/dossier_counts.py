"""What is counted of the dossiers of a branch: shares, what is missing most, how many are listed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from chibo.base.figures import Reading, Scope, figure, number_url, read_together
from chibo.base.figures.definition import Amount
from chibo.members.models import Membership
from chibo.members.queries.dossiers import missing_by_document
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class Share:
    """A figure as it was read, without what reads it: it may be kept."""

    label: str
    value: Amount | None
    base: Amount | None
    base_means: str
    reason: str
    url: str


@dataclass(frozen=True)
class Counted:
    shares: list[Share]
    missing: list[tuple[str, int]]
    shown: int


def counted(
    of: Branch, on: date, whole: QuerySet[Membership], narrowed: QuerySet[Membership] | None
) -> Counted:
    """`narrowed`: those listed, when they are not the whole."""
    names, scope = ("dossiers_complete", "dossiers_indexed"), Scope(of, on)
    shares = [_share(one) for one in read_together([(figure(name), scope) for name in names])]
    base = shares[-1].base if narrowed is None else None
    listed = whole if narrowed is None else narrowed
    many = listed.count() if base is None else int(base)
    return Counted(shares, missing_by_document(whole, on), many)


def _share(one: Reading) -> Share:
    url = number_url(one.figure.id, one.scope)
    return Share(one.label, one.value, one.base, one.base_means, one.reason, url)
