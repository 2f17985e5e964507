"""Who may keep members' records, and what a movement may follow."""

from collections.abc import Sequence

from chibo.accounts.models import User
from chibo.members.models import Person, SavedView
from chibo.members.queries.reach import all_stood_in, is_own_file, stood_in
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch


def may_keep_members(user: User, cell: Branch) -> bool:
    """Enter, move and end memberships in a cell."""
    return has_power(user, Power.KEEP_RECORDS, cell.path)


def may_keep_file(user: User, person: Person) -> bool:
    """Correct a person's file: who keeps the records where the person stands now."""
    return any(has_power(user, Power.KEEP_RECORDS, path) for path in stood_in(person))


def may_keep_files(user: User, people: Sequence[Person]) -> bool:
    """As `may_keep_file`, for every one of them."""
    stood = all_stood_in(people)
    return all(
        any(has_power(user, Power.KEEP_RECORDS, path) for path in stood[person.pk])
        for person in people
    )


def may_reveal(user: User, person: Person) -> bool:
    """See a full identity number; each look is journalled."""
    if is_own_file(user, person):
        return True
    return any(has_power(user, Power.SEE_SENSITIVE, path) for path in stood_in(person))


def may_export(user: User, where: Branch) -> bool:
    return has_power(user, Power.EXPORT, where.path)


def may_import(user: User, where: Branch) -> bool:
    return has_power(user, Power.IMPORT, where.path)


def may_keep_posts(user: User, where: Branch) -> bool:
    return has_power(user, Power.KEEP_RECORDS, where.path)


def may_export_in_full(user: User, where: Branch) -> bool:
    """Export with whole identity numbers."""
    return may_export(user, where) and has_power(user, Power.SEE_SENSITIVE, where.path)


def may_keep_view(user: User, view: SavedView) -> bool:
    return bool(view.user_id == user.pk)
