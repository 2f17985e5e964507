"""People who are already in the books, asked for by whole files at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db.models import OuterRef, Q, Subquery

from chibo.accounts.models import User
from chibo.base.partial_dates import PartialDate
from chibo.members.models import Membership, Person
from chibo.members.queries.reach import people_visible_to
from chibo.organisations.models import Profile

_AT_ONCE = 900
T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """A person in the books; `visible` when the user may read the name."""

    key: int
    name: str
    born: PartialDate | None
    cell: str
    visible: bool


@dataclass(frozen=True)
class Sought:
    """What a row says of a person. Hashes and numbers may be empty."""

    row: int
    name_key: str
    born: PartialDate | None
    id_hash: str
    card: str


@dataclass(frozen=True)
class Found:
    """By row of the file: the person with the same number, and people of the same name and birth."""

    by_id: dict[int, Known]
    by_card: dict[int, Known]
    by_name: dict[int, list[Known]]


def find_people(sought: Sequence[Sought], user: User, on: date) -> Found:
    ids = _keys_of("national_id_hash", {one.id_hash for one in sought} - {""})
    cards = _keys_of("card_number", {one.card for one in sought} - {""})
    names = _of_the_same_name(sought)
    wanted = {*ids.values(), *cards.values(), *(key for keys in names.values() for key in keys)}
    known = _known(wanted, user, on)
    return Found(
        {one.row: known[ids[one.id_hash]] for one in sought if one.id_hash in ids},
        {one.row: known[cards[one.card]] for one in sought if one.card in cards},
        {row: found for row, keys in names.items() if (found := _visible(keys, known))},
    )


def _visible(keys: Iterable[int], known: dict[int, Known]) -> list[Known]:
    return [known[key] for key in keys if known[key].visible]


def _keys_of(column: str, values: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in _chunks(values):
        found |= dict(Person.objects.filter(**{f"{column}__in": chunk}).values_list(column, "pk"))
    return found


def _of_the_same_name(sought: Sequence[Sought]) -> dict[int, list[int]]:
    """Row → people whose name key is the same and whose births may be the same day."""
    by_name: dict[str, list[Sought]] = defaultdict(list)
    for one in sought:
        by_name[one.name_key].append(one)
    found: dict[int, list[int]] = defaultdict(list)
    for chunk in _chunks(by_name):
        for days in _possible_days([one for key in chunk for one in by_name[key]]):
            rows = Person.objects.filter(days, name_key__in=chunk)
            for key, name_key, born_on, known_to in rows.values_list(
                "pk", "name_key", "born_on", "born_known_to"
            ):
                born = PartialDate(born_on, known_to) if born_on else None
                for one in by_name[name_key]:
                    if may_be_same_day(one.born, born):
                        found[one.row].append(key)
    return found


def may_be_same_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    """An unknown birth may be any day."""
    if one is None or other is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def _possible_days(sought: Sequence[Sought]) -> list[Q]:
    """Births that may match, as questions whose answers do not overlap and that an index of names and
    births can each answer: an OR of them would read every namesake in the country."""
    births = [one.born for one in sought]
    if None in births:
        return [Q()]
    known = [birth for birth in births if birth is not None]
    years = {birth.day.year for birth in known if birth.precision != "day"}
    days = {day for birth in known for day in _same_or_less_known(birth) if day.year not in years}
    ranges = [Q(born_on__range=(date(year, 1, 1), date(year, 12, 31))) for year in sorted(years)]
    return [Q(born_on__isnull=True), Q(born_on__in=days), *ranges]


def _same_or_less_known(birth: PartialDate) -> set[date]:
    """The day, and where a person stands of whom only the month or the year is known."""
    return {birth.day, birth.day.replace(day=1), birth.day.replace(month=1, day=1)}


def _known(keys: set[int], user: User, on: date) -> dict[int, Known]:
    cell = Membership.objects.on(on).filter(person=OuterRef("pk")).values("cell")[:1]
    name = Profile.objects.on(on).filter(organisation=OuterRef("now_in")).values("short_name")[:1]
    found: dict[int, Known] = {}
    for chunk in _chunks(keys):
        seen = set(people_visible_to(user, on).filter(pk__in=chunk).values_list("pk", flat=True))
        rows = Person.objects.filter(pk__in=chunk).annotate(now_in=Subquery(cell))
        for row in rows.annotate(cell_name=Subquery(name)).values_list(
            "pk", "full_name", "born_on", "born_known_to", "cell_name"
        ):
            born = PartialDate(row[2], row[3]) if row[2] else None
            found[row[0]] = Known(row[0], row[1], born, row[4] or "", row[0] in seen)
    return found


def _chunks(values: Iterable[T]) -> Iterable[list[T]]:
    rest = iter(values)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk
