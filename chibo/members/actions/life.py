"""The lists inside a file: career, relatives, awards, travel, household."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.members.models import Award, CareerEntry, Household, Relative, TravelAbroad
from chibo.members.rules import may_keep_file, may_keep_files

FileEntry = TypeVar("FileEntry", CareerEntry, Relative, Award, TravelAbroad, Household)


@transaction.atomic
def record_entry(entry: FileEntry, *, by: User) -> FileEntry:
    """Save a new or corrected line of a person's file."""
    require(by, may_keep_file, entry.person)
    before = snapshot(type(entry).objects.get(pk=entry.pk)) if entry.pk else None
    entry.full_clean()
    entry.save()
    note(by, f"{entry._meta.model_name}.recorded", entry, before=before)
    return entry


@transaction.atomic
def record_entries(entries: Sequence[FileEntry], *, by: User) -> list[FileEntry]:
    """Save new lines of many files, all or none; the lines are of one kind."""
    if not entries:
        return []
    people = {entry.person_id: entry.person for entry in entries}
    require(by, may_keep_files, list(people.values()))
    for entry in entries:
        entry.clean_fields(exclude=["person"])
    model: Any = type(entries[0])
    saved: list[FileEntry] = model.objects.bulk_create(entries, batch_size=500)
    verb = f"{saved[0]._meta.model_name}.recorded"
    note_all(by, [Line(verb, entry, after=snapshot(entry)) for entry in saved])
    return saved


@transaction.atomic
def withdraw_entry(entry: FileEntry, reason: str, *, by: User) -> None:
    """Take back a line entered by mistake; the journal keeps it with the reason."""
    hold(entry)
    require(by, may_keep_file, entry.person)
    if not clean(reason):
        raise Refusal(_("Ghi lý do bỏ dòng này, ví dụ: nhập nhầm."))
    note(by, f"{entry._meta.model_name}.withdrawn", entry, reason=clean(reason))
    entry.delete()
