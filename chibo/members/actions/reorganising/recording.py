"""Reorganisations told afterwards, from a workbook: what came out of what, without the steps to undo it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.rules import require
from chibo.organisations.models import Organisation, Reorganisation, Succession
from chibo.organisations.queries.tree import branch
from chibo.organisations.rules import check_in_force, may_change_tree


@dataclass(frozen=True)
class Told:
    """One line: `predecessor` became, or lost a part to, `successor`."""

    predecessor: Organisation
    successor: Organisation
    kind: str


@transaction.atomic
def record_reorganisation(
    kind: str, on: date, lines: Sequence[Told], *, by: User, citation: Mapping[str, Any]
) -> list[Succession]:
    """Keep who succeeded whom; the tree and the members have been told by themselves."""
    where = branch(lines[0].successor, on)
    require(by, may_change_tree, where)
    check_in_force(on)
    done = Reorganisation(
        kind=kind,
        top_id=where.parent_id or where.pk,
        on=on,
        status=Reorganisation.Status.APPLIED,
        applied_at=timezone.now(),
        **citation,
    )
    done.full_clean()
    done.save()
    rows = [
        Succession(
            reorganisation=done,
            predecessor=line.predecessor,
            successor=line.successor,
            kind=line.kind,
            on=on,
        )
        for line in lines
    ]
    for row in rows:
        row.full_clean()
    Succession.objects.bulk_create(rows)
    note(by, "reorganisation.recorded", done, path=where.path)
    return rows
