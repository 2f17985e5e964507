from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.base.text import fold
from chibo.documents.models import CirculatedTo, Circulation, NumberSeries, Paper
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.deciding import (
    DecidingBody,
    basic_of,
    called,
    deciding_body,
    without_standing,
)
from chibo.organisations.queries.naming import Letterhead, committee_name, paper_symbol
from chibo.organisations.queries.reach import named_under, taken_over
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

# What stands before a word that is not the first of a folded summary.
_BEFORE_A_WORD = (" ", "(", "“", '"', "-", "/")


def visible_to(user: User, on: date) -> QuerySet[Paper]:
    """Papers in the registers of organisations where the user may read by name, and in those that such an
    organisation has taken over; and those sent round to such a cell. A paper with a mark of secrecy is only
    read where it is kept."""
    standing = holds_on(on) & named_under(user, on)
    keepers = Placement.objects.filter(standing | taken_over(user, Power.SEE_NAMES))
    kept = Q(keeper__in=keepers.values("organisation"))
    cells = Placement.objects.filter(standing).values("organisation")
    sent = going_on(on).filter(
        pk__in=CirculatedTo.objects.filter(cell__in=cells).values("circulation")
    )
    return Paper.objects.filter(kept | Q(pk__in=sent.values("paper"), secrecy="none"))


def going_on(on: date) -> QuerySet[Circulation]:
    """Asked for by the day and not taken back."""
    return Circulation.objects.filter(goes_on(on))


def goes_on(on: date, prefix: str = "") -> Q:
    """The condition of it, on rows that lead to a circulation by the prefix."""
    asked = Q(**{f"{prefix}asked_on__lte": on, f"{prefix}paper__cancelled_on": None})
    kept = Q(**{f"{prefix}withdrawn_on": None}) | Q(**{f"{prefix}withdrawn_on__gt": on})
    return asked & kept


def circulations_visible_to(user: User, on: date) -> QuerySet[Circulation]:
    """Of committees where the user may read by name, or which such a one has taken over."""
    standing = holds_on(on) & named_under(user, on)
    units = Placement.objects.filter(standing | taken_over(user, Power.SEE_NAMES))
    return Circulation.objects.filter(organisation__in=units.values("organisation"))


def papers_of(user: User, keeper: Branch) -> QuerySet[Paper]:
    """One organisation's register of papers issued by the branch's day, newest first; nothing where
    the user may not read by name."""
    papers = visible_to(user, keeper.on).filter(keeper=keeper.pk)
    return papers.filter(issued_on__lte=keeper.on).order_by("-issued_on", "-pk")


def matching(papers: QuerySet[Paper], text: str) -> QuerySet[Paper]:
    """By number ("49", "49-KH/HU") or by how words of the summary begin, marks ignored."""
    number, dash, symbol = text.strip().partition("-")
    if number.isdigit():
        found = papers.filter(number__in={number, number.lstrip("0"), number.zfill(2)})
        return found.filter(symbol__istartswith=symbol) if dash else found
    for word in fold(text).split():
        begins = Q(summary_folded__startswith=word)
        for before in _BEFORE_A_WORD:
            begins |= Q(summary_folded__contains=before + word)
        papers = papers.filter(begins)
    return papers


def named(keeper: int, number: str) -> list[Paper]:
    """Papers of a register called 05-CT/TW, the newest first; cancelled ones are not meant."""
    digits, _dash, symbol = number.partition("-")
    rows = Paper.objects.filter(keeper=keeper, number=digits, symbol__iexact=symbol.strip())
    return list(rows.filter(cancelled_on__isnull=True).order_by("-issued_on", "-pk")[:2])


def years_of(user: User, keeper: Branch) -> list[int]:
    """Years of issue met in a register, newest first."""
    days = papers_of(user, keeper).order_by("-issued_on").dates("issued_on", "year", order="DESC")
    return [day.year for day in days]


def own_symbol(kind: str, issuer: Branch) -> str:
    """ "NQ/CB": what follows the number of a paper an organisation issues."""
    return f"{code_list('document_types').item(kind).extra['symbol']}/{paper_symbol(issuer)}"


def series_of(organisation: int, kind: str, term: str) -> NumberSeries | None:
    """The numbers given of a kind in a term; None when none was given yet."""
    found = NumberSeries.objects.filter(organisation=organisation, kind=kind, term=term)
    return found.filter(last__gt=0).first()


def last_given(series: NumberSeries) -> Paper | None:
    given = series.given.select_related("paper").order_by("-number").first()
    return given.paper if given else None


def next_number(series: NumberSeries, issuer: Branch, first: int) -> int:
    """One more than the last; numbers entered in the register by hand since the series began are passed over."""
    begun = series.given.order_by("number").values_list("paper__issued_on", flat=True).first()
    if begun is None:
        return first
    own = Q(issuer=issuer.pk) | Q(issuer__isnull=True, issuer_name=committee_name(issuer))
    rows = Paper.objects.filter(own, keeper=issuer.pk, symbol=own_symbol(series.kind, issuer))
    texts = rows.filter(issued_on__gte=begun).values_list("number", flat=True)
    used = {int(text) for text in texts if text.isdecimal()}
    number = series.last + 1
    while number in used:
        number += 1
    return number


@dataclass(frozen=True)
class Issuing:
    """Who issues a decision, as its letterhead, its body and its signature say. `here` None: a unit outside."""

    letterhead: Letterhead
    name: str
    authority: str
    here: Branch | None = None


def issuing(line: Sequence[Branch], paper: Paper | None, code: str, on: date) -> Issuing:
    """Of a decision about a member: what the registered paper says, else the body the rule `code` names.

    `line` goes from the top of the tree down to the cell, as it stood on the day."""
    by_rule = deciding_body(line, code, on)
    if paper is None:
        return _issuing(by_rule)
    found = called(line, paper.issuer_name)
    if found is None:
        return _outside(paper)
    if found.pk == by_rule.here.pk:
        return _issuing(by_rule)
    # A basic committee decides by delegation as a whole, unless the paper names its standing committee.
    named = without_standing(paper.issuer_name) != paper.issuer_name
    return _issuing(DecidingBody(found, as_whole=found.pk == basic_of(line).pk and not named))


def _issuing(body: DecidingBody) -> Issuing:
    return Issuing(body.letterhead, body.name, body.authority, body.here)


def _outside(paper: Paper) -> Issuing:
    """A committee that is not in these books: its name is all that is known."""
    name = without_standing(paper.issuer_name)
    head = Letterhead("", name.upper(), "…" * 8, paper.symbol.partition("/")[2])
    return Issuing(head, paper.issuer_name, "T/M BAN THƯỜNG VỤ")
