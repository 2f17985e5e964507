"""A person's own saved filters, and what leaves the house or is read in full."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note, note_reading
from chibo.base.rules import require
from chibo.base.text import clean
from chibo.members.models import Person, SavedView
from chibo.members.rules import (
    may_export,
    may_export_in_full,
    may_keep_view,
    may_print_file,
    may_reveal,
)
from chibo.organisations.queries.tree import Branch, organisation_of


@transaction.atomic
def save_view(name: str, query: str, *, by: User) -> SavedView:
    """Keep a list's filters under a name; `query` is the part of the address after the question mark."""
    view = SavedView(user=by, name=clean(name), query=query)
    require(by, may_keep_view, view)
    view.full_clean()
    view.save()
    note(by, "view.saved", view)
    return view


@transaction.atomic
def forget_view(view: SavedView, *, by: User) -> None:
    """Take a saved filter away."""
    require(by, may_keep_view, view)
    note(by, "view.forgotten", view)
    view.delete()


@transaction.atomic
def reveal_number(person: Person, *, by: User, path: str = "") -> str:
    """The full identity number, once; the look stays in the journal."""
    require(by, may_reveal, person)
    note_reading(by, "person.number_revealed", person, path=path)
    return person.national_id


@transaction.atomic
def note_print(person: Person, *, by: User, path: str = "") -> None:
    """A member's file is laid out on paper."""
    require(by, may_print_file, person)
    note_reading(by, "person.printed", person, path=path)


@transaction.atomic
def note_export(of: Branch, count: int, filters: str, *, by: User, in_full: bool = False) -> None:
    """A list of members leaves as a workbook; `in_full` when it carries whole identity numbers."""
    require(by, may_export_in_full if in_full else may_export, of)
    organisation = organisation_of(of)
    verb = "members.exported_in_full" if in_full else "members.exported"
    note_reading(by, verb, organisation, path=of.path, reason=f"{count}; {filters}"[:500])
