"""Letters of other days told as they were: from a data workbook, after the movements they made.

Nothing moves here: a letter finds the movement or the stay that is already in the books.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import require
from chibo.members.models import (
    Movement,
    Person,
    TemporaryStay,
    Transfer,
    TransferState,
    TransferStep,
)
from chibo.members.rules import may_keep_members
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch


@dataclass(frozen=True)
class PastBox:
    """`organisation` None: a unit outside."""

    side: str
    name: str
    organisation: Organisation | None = None
    acted_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class PastLetter:
    """`facts`: columns of Transfer. `moved`: kind and day of the movement it made. `closed_as`: withdrawn
    or returned. `ref` names an import's row."""

    person: Person
    facts: Mapping[str, Any]
    boxes: Sequence[PastBox]
    moved: tuple[str, date] | None = None
    closed_as: str = ""
    ref: str = ""


@transaction.atomic
def keep_letters(letters: Sequence[PastLetter], *, by: User) -> list[Transfer]:
    """Enter letters with the boxes that are filled, all or none."""
    made = [_keep(one, by) for one in letters]
    lines = [
        Line("transfer.kept", one, path, after=snapshot(one), ref=letter.ref)
        for letter, (one, path) in zip(letters, made, strict=True)
    ]
    note_all(by, lines)
    return [one for one, _path in made]


def _keep(one: PastLetter, by: User) -> tuple[Transfer, str]:
    transfer = Transfer(person=one.person, **one.facts)
    cell = transfer.from_cell or transfer.to_cell
    assert cell
    here = branch(cell, transfer.issued_on)
    require(by, may_keep_members, here)
    transfer.number_year = transfer.issued_on.year
    transfer.state = state_of(one)
    transfer.movement, transfer.stay = _movement(one), _stay(one)
    transfer.full_clean()
    transfer.save()
    TransferStep.objects.bulk_create(
        _step(transfer, position, box) for position, box in enumerate(one.boxes, start=1)
    )
    return transfer, here.path


def state_of(one: PastLetter) -> TransferState:
    """What the filled boxes say; a letter taken back says it itself."""
    if one.closed_as:
        return TransferState(one.closed_as)
    empty = [box for box in one.boxes if box.acted_on is None]
    if not empty:
        return TransferState.RECEIVED
    inside = [box for box in empty if box.organisation]
    return TransferState.ON_THE_WAY if inside else TransferState.HANDED_OVER


def _movement(one: PastLetter) -> Movement | None:
    if one.moved is None:
        return None
    kind, day = one.moved
    return Movement.objects.filter(person=one.person, kind=kind, happened_on=day).first()


def _stay(one: PastLetter) -> TemporaryStay | None:
    """The stay that began when the last box of ours was filled."""
    filled = [box.acted_on for box in one.boxes if box.organisation and box.acted_on]
    if one.moved or not one.facts.get("until") or not filled:
        return None
    return TemporaryStay.objects.filter(person=one.person, started_on=max(filled)).first()


def _step(transfer: Transfer, position: int, box: PastBox) -> TransferStep:
    here = branch(box.organisation, transfer.issued_on) if box.organisation else None
    return TransferStep(
        transfer=transfer,
        position=position,
        side=box.side,
        organisation=box.organisation,
        path=here.path if here else "",
        name=box.name,
        acted_on=box.acted_on,
        note=box.note,
    )
