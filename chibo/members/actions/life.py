"""The lists inside a file: career, relatives, awards, travel, household."""

from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.members.models import Award, CareerEntry, Household, Relative, TravelAbroad
from chibo.members.rules import may_keep_file

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
def withdraw_entry(entry: FileEntry, reason: str, *, by: User) -> None:
    """Take back a line entered by mistake; the journal keeps it with the reason."""
    require(by, may_keep_file, entry.person)
    if not clean(reason):
        raise Refusal(_("Ghi lý do bỏ dòng này, ví dụ: nhập nhầm."))
    note(by, f"{entry._meta.model_name}.withdrawn", entry, reason=clean(reason))
    entry.delete()
