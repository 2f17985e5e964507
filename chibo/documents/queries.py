from datetime import date

from django.db.models import QuerySet

from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.base.text import fold
from chibo.documents.models import Paper
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import named_under, taken_over
from chibo.organisations.queries.tree import Branch


def visible_to(user: User, on: date) -> QuerySet[Paper]:
    """Papers in the registers of organisations where the user may read by name, and in those that such an
    organisation has taken over."""
    standing = holds_on(on) & named_under(user, on)
    keepers = Placement.objects.filter(standing | taken_over(user, Power.SEE_NAMES))
    return Paper.objects.filter(keeper__in=keepers.values("organisation"))


def papers_of(user: User, keeper: Branch) -> QuerySet[Paper]:
    """One organisation's register of papers issued by the branch's day, newest first; nothing where
    the user may not read by name."""
    papers = visible_to(user, keeper.on).filter(keeper=keeper.pk)
    return papers.filter(issued_on__lte=keeper.on).order_by("-issued_on", "-pk")


def matching(papers: QuerySet[Paper], text: str) -> QuerySet[Paper]:
    """By number ("49", "49-KH/HU") or by words of the summary, marks ignored."""
    number, dash, symbol = text.strip().partition("-")
    if number.isdigit():
        found = papers.filter(number__in={number, number.lstrip("0"), number.zfill(2)})
        return found.filter(symbol__istartswith=symbol) if dash else found
    for word in fold(text).split():
        papers = papers.filter(summary_folded__contains=word)
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
