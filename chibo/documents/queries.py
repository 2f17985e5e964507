from datetime import date

from django.db.models import QuerySet

from chibo.accounts.models import User
from chibo.base.text import fold
from chibo.documents.models import Paper
from chibo.organisations.models import Placement
from chibo.organisations.queries.reach import named_under


def visible_to(user: User, on: date) -> QuerySet[Paper]:
    """Papers in the registers of organisations where the user may read by name."""
    keepers = Placement.objects.on(on).filter(named_under(user, on)).values("organisation")
    return Paper.objects.filter(keeper__in=keepers)


def matching(papers: QuerySet[Paper], text: str) -> QuerySet[Paper]:
    """By number ("49", "49-KH/HU") or by words of the summary, marks ignored."""
    number, dash, symbol = text.strip().partition("-")
    if number.isdigit():
        found = papers.filter(number__in={number, number.lstrip("0"), number.zfill(2)})
        return found.filter(symbol__istartswith=symbol) if dash else found
    for word in fold(text).split():
        papers = papers.filter(summary_folded__contains=word)
    return papers
