"""The data workbook of a branch, put together by a server in a process of its own (decision 0013).

All that is read for it and the file itself take 100 MB, and leave half of it behind in pieces. That process has
its own connection and reads what is in the books when it begins; whether this user may, and the line in the
journal, are for whoever asks.
"""

import pickle
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils.translation import get_language

from chibo.accounts.models import User
from chibo.base.apart import done_apart
from chibo.base.memory import give_back
from chibo.imports.workbook.export import told_of, workbook_of
from chibo.imports.workbook.extract import Extract
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class TakenOut:
    """`people` are how many people's files the workbook holds, `keepers` the organisations whose records of
    inspection are in it."""

    content: bytes
    people: int
    masked: int
    keepers: Collection[int]


def taken_out(of: Branch, as_of: date | None, by: User) -> TakenOut:
    """Inside a transaction it is put together here: nobody else sees what that has written."""
    if connection.in_atomic_block:
        return here(of, as_of, by)
    asked = pickle.dumps((of, as_of, by))
    given = pickle.dumps((connection.settings_dict["NAME"], get_language(), asked))
    answer = done_apart("chibo.imports.workbook.scribe", given=given)
    if not answer:
        return here(of, as_of, by)
    found: TakenOut = pickle.loads(answer)  # noqa: S301 (written by the process we started)
    return found


def here(of: Branch, as_of: date | None, by: User) -> TakenOut:
    """In this process. All of it is of one moment."""
    with transaction.atomic():
        told = told_of(Extract(of, by, as_of))
    give_back()  # all that was read for it, before the file is written
    return TakenOut(workbook_of(told), told.people, told.masked, tuple(told.keepers))
