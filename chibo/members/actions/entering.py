"""Movements that bring people into a cell: entered in the books, admitted, moved in, restored.

The plural is the primitive: an import of 5,000 rows and one new member go the same way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.documents.models import Paper
from chibo.members.actions.files import CARRIED, Level, qualification
from chibo.members.models import Membership, Movement, Person, Qualification
from chibo.members.rules import check_in_force, may_keep_members
from chibo.organisations.models import Organisation
from chibo.organisations.queries.carried import Stretch, stretches
from chibo.organisations.queries.tree import Branch, branches_by_day

ENTERING_KINDS = ("registered", "admitted", "moved_in", "restored")


@dataclass(frozen=True)
class Entering:
    """One person coming into a cell. An unsaved person is saved with it. `ref` names an import's row.
    `uninterrupted`: see Movement; for the kind restored alone."""

    person: Person
    cell_id: int
    on: date
    status: str
    levels: Sequence[Level] = ()
    outside_unit: str = ""
    outside_scope: str = ""
    reason: str = ""
    paper: Paper | None = None
    ref: str = ""
    uninterrupted: bool = False


@transaction.atomic
def enter_members(
    kind: str, entries: Sequence[Entering], *, by: User, as_history: bool = False
) -> list[Movement]:
    """Open memberships by movements of one kind (see ENTERING_KINDS), all or none.

    `as_history`: cells may have ended since; the caller tells next how these members left them.
    """
    cells = branches_by_day({(one.cell_id, one.on) for one in entries})
    for cell in cells.values():
        require(by, may_keep_members, cell)
    check_in_force(one.on for one in entries)
    _check_cells(entries, cells)
    keep_books({(one.cell_id, one.on) for one in entries}, opening=kind == "registered")
    _save_people(entries)
    movements = Movement.objects.bulk_create(
        [_movement(kind, one, cells) for one in entries], batch_size=500
    )
    open_memberships(movements, as_history=as_history)
    _note(kind, entries, movements, by)
    return movements


def open_memberships(opened: Sequence[Movement], *, as_history: bool = False) -> None:
    """Open the membership each movement leads to, split wherever the tree above its cell has since moved."""
    if not opened:
        return
    since = min(movement.happened_on for movement in opened)
    runs = stretches({movement.to_cell_id for movement in opened if movement.to_cell_id}, since)
    rows: list[Membership] = []
    splits: list[tuple[Movement, Membership, Membership]] = []
    for movement in opened:
        held = _open_ended(movement, _from(runs, movement), as_history=as_history)
        chain = [_row(movement, stretch) for stretch in held]
        rows += chain
        pairs = pairwise(chain)
        splits += [
            (reorganised(one, two.started_on, two.path, two.cell_id), one, two)
            for one, two in pairs
        ]
    Movement.objects.bulk_create([split for split, _one, _two in splits], batch_size=500)
    for split, one, two in splits:
        one.closed_by, two.opened_by = split, split
    _save_memberships(rows)


def reorganised(row: Membership, on: date, to_path: str, to_cell: int) -> Movement:
    """The movement of a member whose cell changes its place in the tree or becomes part of another."""
    return Movement(
        person_id=row.person_id,
        kind="reorganised",
        happened_on=on,
        from_cell_id=row.cell_id,
        from_path=row.path,
        from_status=row.status,
        to_cell_id=to_cell,
        to_path=to_path,
        to_status=row.status,
    )


def _from(runs: Mapping[int, list[Stretch]], movement: Movement) -> list[Stretch]:
    """The cell's stretches from the movement's day on, the first cut to begin that day."""
    day = movement.happened_on
    held = [
        run for run in runs[movement.to_cell_id or 0] if run.ended_on is None or run.ended_on > day
    ]
    return [run.starting(day) for run in held]


def _open_ended(movement: Movement, held: list[Stretch], *, as_history: bool) -> list[Stretch]:
    """A stay lasts until a movement ends it; a cell that has ended since takes nobody in to stay."""
    ends = held[-1].ended_on if held else None
    if ends is None:
        return held
    if not as_history:
        raise Refusal(
            _(
                "{cell} đã kết thúc ngày {day}; ghi đồng chí {name} vào chi bộ đang hoạt động."
            ).format(
                cell=movement.to_cell,
                day=ends.strftime("%d/%m/%Y"),
                name=movement.person.full_name,
            )
        )
    return [*held[:-1], replace(held[-1], ended_on=None)]


def _row(movement: Movement, run: Stretch) -> Membership:
    person = movement.person
    return Membership(
        person=person,
        cell_id=run.carried.cell_id,
        status=movement.to_status,
        path=run.carried.path,
        grassroots_id=run.carried.grassroots_id,
        province_id=run.carried.province_id,
        started_on=run.started_on,
        ended_on=run.ended_on,
        opened_by=movement,
        **{name: getattr(person, name) for name in CARRIED},
    )


def _movement(kind: str, one: Entering, cells: Mapping[tuple[int, date], Branch]) -> Movement:
    return Movement(
        person=one.person,
        kind=kind,
        happened_on=one.on,
        to_cell_id=one.cell_id,
        to_path=cells[one.cell_id, one.on].path,
        to_status=one.status,
        outside_unit=one.outside_unit,
        outside_scope=one.outside_scope,
        reason=one.reason,
        paper=one.paper,
        uninterrupted=one.uninterrupted,
    )


def _check_cells(entries: Sequence[Entering], cells: Mapping[tuple[int, date], Branch]) -> None:
    for one in entries:
        cell = cells.get((one.cell_id, one.on))
        day = one.on.strftime("%d/%m/%Y")
        if cell is None:
            raise Refusal(
                _(
                    "Chi bộ của đồng chí {name} chưa thành lập hoặc đã kết thúc tại ngày {day}."
                ).format(name=one.person.full_name, day=day)
            )
        if not cell.is_cell:
            raise Refusal(
                _("{cell} không phải là chi bộ; chọn chi bộ nơi đồng chí {name} sinh hoạt.").format(
                    cell=cell.name, name=one.person.full_name
                )
            )


def keep_books(entered: Iterable[tuple[int, date]], *, opening: bool = False) -> None:
    """Begin the books of cells (cell, day) entered for the first time.

    Only opening entries may lie before a book's beginning; they move it. Raises Refusal for others.
    """
    firsts: dict[int, date] = {}
    for cell_id, day in entered:
        firsts[cell_id] = min(day, firsts.get(cell_id, day))
    for cell in Organisation.objects.filter(pk__in=firsts):
        begins, first = cell.records_from, firsts[cell.pk]
        if begins is None or (opening and first < begins):
            Organisation.objects.filter(pk=cell.pk).update(records_from=first)
        elif first < begins:
            raise Refusal(
                _(
                    "Sổ đảng viên của {cell} bắt đầu từ {day}; không ghi biến động trước ngày đó."
                ).format(cell=cell, day=begins.strftime("%d/%m/%Y"))
            )


def _save_people(entries: Sequence[Entering]) -> None:
    new = [one for one in entries if one.person.pk is None]
    for one in new:
        _clean(one.person)
    try:
        with transaction.atomic():
            Person.objects.bulk_create([one.person for one in new], batch_size=300)
            levels = [qualification(one.person, level) for one in entries for level in one.levels]
            Qualification.objects.bulk_create(levels, batch_size=500)
    except IntegrityError as error:
        raise Refusal(
            _(
                "Có số định danh, số thẻ hoặc trình độ trùng với hồ sơ đã có. Kiểm tra trùng rồi ghi lại."
            )
        ) from error


def _clean(person: Person) -> None:
    """Columns only: constraints are left to the database, which checks a whole batch at once."""
    try:
        person.clean_fields()
    except ValidationError as error:
        sentences = "; ".join(
            message for messages in error.message_dict.values() for message in messages
        )
        raise Refusal(f"{person.full_name}: {sentences}") from error


def _save_memberships(rows: Sequence[Membership]) -> None:
    try:
        with transaction.atomic():
            Membership.objects.bulk_create(rows, batch_size=300)
    except IntegrityError as error:
        raise Refusal(
            _("Có đồng chí đang sinh hoạt chính thức ở một chi bộ khác trong thời gian này.")
        ) from error


def _note(kind: str, entries: Sequence[Entering], movements: Sequence[Movement], by: User) -> None:
    lines = [
        Line(
            f"member.{kind}",
            one.person,
            movement.to_path,
            after=snapshot(one.person) | {"movement": snapshot(movement)},
            reason=one.reason,
            ref=one.ref,
        )
        for one, movement in zip(entries, movements, strict=True)
    ]
    note_all(by, lines)
