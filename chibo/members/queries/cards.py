"""Party cards: who has none, what was handed out, which numbers are taken."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from chibo.documents.models import Paper
from chibo.members.models import CardEvent, CardKind, Membership, Movement, Person, Status
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch, under_ever
from chibo.rulebook.queries import add_months, rule

HANDED_OUT = (CardKind.GRANTED, CardKind.EXCHANGED, CardKind.REISSUED)


def card_granted_on(people: Collection[int]) -> dict[int, date]:
    """By person, the day the card was granted; who has none in the register is absent."""
    rows = CardEvent.objects.filter(person__in=people, kind=CardKind.GRANTED).order_by()
    return dict(rows.values("person").annotate(day=Max("happened_on")).values_list("person", "day"))


def has_card(on: date) -> Q:
    """The condition, on memberships, of having a card on the day: by the register where it knows the
    person, else by the number in the file (without a day of issue it counts on every day)."""
    mine = CardEvent.objects.filter(person=OuterRef("person"))
    latest = mine.filter(happened_on__lte=on).order_by("-happened_on", "-pk").values("kind")[:1]
    later = mine.filter(happened_on__gt=on).order_by("happened_on", "pk").values("old_number")[:1]
    issued = Q(person__card_issued_on__isnull=True) | Q(person__card_issued_on__lte=on)
    told = Exists(mine.filter(happened_on__lte=on))
    by_register = Q(told) & ~Q(Exists(mine.annotate(last=Subquery(latest)).filter(last="recalled")))
    before_register = ~Q(told) & Q(Exists(mine.annotate(was=Subquery(later)).filter(was__gt="")))
    by_file = ~Q(Exists(mine)) & ~Q(person__card_number="") & issued
    return by_register | before_register | by_file


def without_card(of: Branch) -> QuerySet[Membership]:
    """Official members of the branch who have no card on its day."""
    return roll(of).filter(_may_lack_card(of.on), ~has_card(of.on), status=Status.OFFICIAL)


def with_recognition(rows: QuerySet[Membership]) -> QuerySet[Any]:
    """Annotates `recognised_on`: the day the books made the member official; None for who entered as one."""
    moves = Movement.objects.filter(person=OuterRef("person"), kind="recognised")
    day = moves.order_by("-happened_on").values("happened_on")[:1]
    return rows.annotate(recognised_on=Subquery(day))


def card_overdue(on: date) -> Q:
    """The condition, on memberships, of recognition in these books longer ago than the rulebook's months
    and no card."""
    months = rule("status.card_notice_months", on).months
    long_ago = Movement.objects.filter(
        person=OuterRef("person"), kind="recognised", happened_on__lte=add_months(on, -months)
    )
    return Q(status=Status.OFFICIAL) & _may_lack_card(on) & Q(Exists(long_ago)) & ~has_card(on)


def _may_lack_card(on: date) -> Q:
    """Follows from having no card, and is quickly told: most files hold a number and stand in no register."""
    registered = CardEvent.objects.filter(person=OuterRef("person"))
    # That a day is known is asked as well: of an unknown one PostgreSQL would go on to ask for more.
    issued_later = Q(person__card_issued_on__isnull=False, person__card_issued_on__gt=on)
    return Q(person__card_number="") | issued_later | Q(Exists(registered))


def register_of(of: Branch) -> QuerySet[CardEvent]:
    """What was handed out or taken back under the branch by its day, newest first."""
    rows = CardEvent.objects.filter(under_ever(of, "path"), happened_on__lte=of.on)
    return rows.select_related("person", "paper").order_by("-happened_on", "-pk")


def grant_days(of: Branch) -> list[date]:
    """Days on which something was handed out under the branch, newest first."""
    rows = CardEvent.objects.filter(under_ever(of, "path"), kind__in=HANDED_OUT).order_by()
    return list(rows.values_list("happened_on", flat=True).distinct().order_by("-happened_on"))


def card_decisions(of: Branch) -> list[Paper]:
    """Decisions under which something was handed out under the branch by its day, newest first."""
    rows = CardEvent.objects.filter(under_ever(of, "path"), kind__in=HANDED_OUT)
    cited = rows.filter(happened_on__lte=of.on).order_by().values("paper")
    return list(Paper.objects.filter(pk__in=cited).order_by("-issued_on", "-pk"))


def taken_numbers(numbers: Iterable[str], but: Collection[int]) -> dict[str, Person]:
    """Card numbers borne by others, now or once: number → who; `but` are the people asking."""
    asked = list(numbers)
    now = Person.objects.filter(card_number__in=asked).exclude(pk__in=but)
    found = {one.card_number: one for one in now.only("full_name", "card_number")}
    once = CardEvent.objects.filter(number__in=asked).exclude(person__in=but)
    for event in once.select_related("person"):
        found.setdefault(event.number, event.person)
    return found


def bearers_of(numbers: Iterable[str]) -> dict[str, list[Person]]:
    """Who bears each of the numbers in the file, or bore it by the register."""
    numbers, found = list(numbers), dict[str, list[Person]]()
    for one in Person.objects.filter(card_number__in=numbers).only("full_name", "card_number"):
        found.setdefault(one.card_number, []).append(one)
    for event in CardEvent.objects.filter(number__in=numbers).select_related("person"):
        found.setdefault(event.number, []).append(event.person)
    return found


def cards_of(person: Person, on: date) -> list[CardEvent]:
    """The person's lines in the register by a day, newest first."""
    rows = person.cards.filter(happened_on__lte=on).select_related("paper")
    return list(rows.order_by("-happened_on", "-pk"))


def holders_of_cards(of: Branch) -> QuerySet[Membership]:
    """Official members of the branch whose file has a card number."""
    return roll(of).filter(status=Status.OFFICIAL).exclude(person__card_number="")
