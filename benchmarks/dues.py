"""A month of dues: what members declared is read, reckoned and said in a sentence; 5,000 under two seconds.

What they declared is made on the spot and taken back at the end, as no other part reads it.
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from benchmarks import shape
from benchmarks.measuring import Line, best, questions_in
from benchmarks.questions import branches_of
from chibo.dues.models import Declaration, DuesTerms
from chibo.dues.rules.reckoning import reckoned
from chibo.members.models import Membership
from chibo.organisations.queries.tree import Branch, under

MONTH = date(2026, 5, 1)
MEMBERS = 5_000
RECKONED = 2_000
_CATEGORIES = ("insured", "pensioner", "below_pension_age", "working_pensioner")


def dues(country: shape.Country) -> Iterator[Line]:
    of = branches_of(country)["commune of 4,000"]
    with transaction.atomic():
        _declare(of)
        yield _month(of)
        transaction.set_rollback(True)


def _declare(of: Branch) -> None:
    """Everybody of the branch declares something, of each kind in turn."""
    stays = Membership.objects.on(shape.TODAY).filter(under(of.path)).order_by("pk")
    people = stays.values_list("person_id", flat=True)
    given = [_declared(person, n) for n, person in enumerate(people)]
    Declaration.objects.bulk_create(given, batch_size=1_000)
    DuesTerms.objects.create(organisation_id=of.pk, started_on=MONTH, wage_zone=4)


def _declared(person: int, n: int) -> Declaration:
    category = _CATEGORIES[n % len(_CATEGORIES)]
    return Declaration(
        person_id=person,
        category=category,
        base=str(4_000_000 + 1_237 * n),
        pay="3000000" if category == "working_pensioner" else "",
        declared_on=MONTH,
        started_on=MONTH,
    )


def _month(of: Branch) -> Line:
    """As long as 5,000 take; the limit is reading what they declared, which is encrypted."""
    count = len(reckoned(of, MONTH))
    per = MEMBERS / count
    read = best(lambda: list(Declaration.objects.on(MONTH)))
    asked = questions_in(lambda: reckoned(of, MONTH))
    return Line(
        "dues",
        f"a month of {MEMBERS:,} members",
        best(lambda: reckoned(of, MONTH)) * per,
        aim=RECKONED,
        limit=read * per,
        note=f"measured with {count:,} in {asked} questions; limit: reading what they declared",
    )
