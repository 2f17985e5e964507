"""Whose names a user may read. The one door to people for lists, search, figures and exports."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from chibo.accounts.models import User
from chibo.members.models import Membership, Person, PersonAccount
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import duties_of, holders, named_under, taken_over
from chibo.organisations.queries.tree import path_ids


def visible_to(user: User, on: date) -> QuerySet[Membership]:
    """Memberships holding on a day in the cells where the user may read names; a member sees their own."""
    return Membership.objects.on(on).filter(named_under(user, on) | Q(person__in=own_files(user)))


def people_visible_to(user: User, on: date) -> QuerySet[Person]:
    """People the user may read by name on a day: members standing in reach, or ever having stood there,
    non-members kept by an organisation in reach, and the user's own file."""
    keepers = Placement.objects.on(on).filter(named_under(user, on)).values("organisation")
    standing = Membership.objects.filter(person=OuterRef("pk")).filter(
        named_under(user, on) | taken_over(user, Power.SEE_NAMES) | Q(cell__in=keepers)
    )
    return Person.objects.filter(
        Exists(standing) | Q(keeper__in=keepers) | Q(pk__in=own_files(user))
    )


def own_files(user: User) -> list[int]:
    """The key of the user's own file, if any. As a value: a join beside OR would read the whole table. Read
    with the duties, once per user object (one request)."""
    duties_of(user)
    found: list[int] = vars(user).get("own_files", [])
    return found


def keys_of_own_files(user: int) -> QuerySet[Any, Any]:
    return PersonAccount.objects.filter(user=user).values(key=F("person_id"))


def person_visible_to(user: User, key: int) -> Person | None:
    """One person, when the user may read the file; None otherwise. Where they have stood is read once for the
    object handed out, which is one page's."""
    person = Person.objects.filter(pk=key).select_related("keeper").first()
    if person is None:
        return None
    vars(person)["paths_stood"] = _paths_stood(person)
    return person if reads_file(user, person) else None


def reads_file(user: User, person: Person) -> bool:
    mine = holders(user, Power.SEE_NAMES)
    return any(
        key in path_ids(path) for path in ever_stood_in(person) for key in mine
    ) or is_own_file(user, person)


def is_own_file(user: User, person: Person) -> bool:
    return person.pk in own_files(user)


def ever_stood_in(person: Person) -> list[str]:
    """Tree paths of all the person's memberships, and of who keeps their record."""
    return _paths_stood(person) + _keeper_paths(person)


def stood_in(person: Person) -> list[str]:
    """Tree paths of the person's latest membership, and of who keeps their record."""
    return _paths_stood(person)[-1:] + _keeper_paths(person)


def _paths_stood(person: Person) -> list[str]:
    """Of every membership, the latest last."""
    known: list[str] | None = vars(person).get("paths_stood")
    if known is not None:
        return known
    return list(person.memberships.order_by("started_on", "pk").values_list("path", flat=True))


def all_stood_in(people: Collection[Person]) -> dict[int, list[str]]:
    """`stood_in` of many people by key, in two questions."""
    found: dict[int, list[str]] = {person.pk: [] for person in people}
    rows = Membership.objects.filter(person__in=found).order_by("started_on")
    latest = dict(rows.values_list("person_id", "path"))
    kept = Placement.objects.open().filter(organisation__in={one.keeper_id for one in people})
    keepers = dict(kept.values_list("organisation_id", "path"))
    for person in people:
        paths = [latest.get(person.pk), keepers.get(person.keeper_id or 0)]
        found[person.pk] = [path for path in paths if path]
    return found


def _keeper_paths(person: Person) -> list[str]:
    if person.keeper_id is None:
        return []
    return list(
        Placement.objects.open()
        .filter(organisation=person.keeper_id)
        .values_list("path", flat=True)
    )
