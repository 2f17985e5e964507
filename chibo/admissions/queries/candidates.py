"""People already known to the books whom a cell may begin to follow."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from chibo.accounts.models import User
from chibo.admissions.models import Case
from chibo.members.models import Membership, Person
from chibo.members.queries.finding import names_like
from chibo.members.queries.reach import people_visible_to

MOST_FOUND = 20


def people_like(user: User, text: str, on: date) -> list[Person]:
    """By a piece of the name, among those the user may read who are no members and have no open case."""
    rows = _free(people_visible_to(user, on), on).filter(names_like("name_folded", text))
    return list(rows.defer("national_id", "old_id").order_by("name_sort", "pk")[:MOST_FOUND])


def may_be_followed(person: Person, on: date) -> bool:
    return _free(Person.objects.filter(pk=person.pk), on).exists()


def _free(rows: QuerySet[Person], on: date) -> QuerySet[Person]:
    stays = Membership.objects.on(on).filter(person=OuterRef("pk"))
    cases = Case.objects.filter(person=OuterRef("pk"), closed_on__isnull=True)
    return rows.exclude(Exists(stays)).exclude(Exists(cases))
