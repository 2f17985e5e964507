"""Writing a rehearsed file: all rows that can be, in one transaction, through the actions people use."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.actions import Admitting, Recognising, admit_members, recognise_members
from chibo.audit.actions import note
from chibo.audit.models import Source
from chibo.audit.snapshots import snapshot
from chibo.audit.sources import coming_from, row
from chibo.base.much import room_for_much
from chibo.base.rules import Refusal, require
from chibo.base.statistics import refresh_statistics
from chibo.imports.actions.mapping import keep_findings
from chibo.imports.models import FileImport, KnownValue, Stage, WrittenRecord
from chibo.imports.queries.cells import spelling
from chibo.imports.readers.tables import Table
from chibo.imports.rules.access import check_move, may_bring_in
from chibo.imports.rules.new_cells import new_cell
from chibo.imports.rules.problems import FOUND_NEW, Answers
from chibo.imports.rules.rehearsal import rehearse
from chibo.imports.rules.rows import Life, Office, Reading
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import Level, correct_file, fill, record_level
from chibo.members.actions.leaves import exempt_member
from chibo.members.actions.moving import Moving, move_members
from chibo.members.actions.posts import Holding, enter_posts
from chibo.members.models import Movement, Person
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation, Place
from chibo.organisations.queries.tree import branch

MANY = 200  # rows after which the database's picture of its tables is out of date


@dataclass
class _Row:
    """A row about to be written, with the person made of it."""

    reading: Reading
    life: Life
    person: Person
    cell: int
    ref: str


@dataclass
class _Written:
    records: list[tuple[int, str, int, list[str]]] = field(default_factory=list)

    def add(self, number: int, kind: str, *keys: int) -> None:
        self.records += [(number, kind, key, []) for key in keys]

    def fill(self, number: int, person: int, names: list[str]) -> None:
        self.records.append((number, WrittenRecord.FILLED, person, names))

    def save(self, of: FileImport) -> None:
        WrittenRecord.objects.bulk_create(
            [
                WrittenRecord(file_import=of, row=n, kind=kind, key=key, filled=filled)
                for n, kind, key, filled in self.records
            ],
            batch_size=500,
        )


@room_for_much()
@transaction.atomic
def apply_import(of: FileImport, answers: Answers, *, by: User) -> int:
    """Write every row with nothing wrong; the others wait in the holding list. Returns how many."""
    require(by, may_bring_in, of.organisation)
    of = FileImport.objects.select_for_update().get(pk=of.pk)
    _wait_for_others(of)
    check_move(of, "apply")
    rehearsal = rehearse(of, answers, by)
    readings = rehearsal.ready
    if not readings:
        raise Refusal(_("Chưa có dòng nào ghi được. Sửa các dòng lỗi rồi chạy thử lại."))
    before, written = snapshot(of), _Written()
    with coming_from(Source.IMPORT, of.sha256) as origin:
        of.batches = [*of.batches, str(origin.batch)]
        cells = _found_cells(of, readings, written, by)
        _write(of, readings, cells, written, by)
        written.save(of)
        _remember(of, answers, cells)
        _close(of, answers, rehearsal.table, by, before)
    if len(readings) >= MANY:
        refresh_statistics(len(readings))
    return len(readings)


def _wait_for_others(of: FileImport) -> None:
    """Two lists of one unit are written one after the other: the second finds the people of the first."""
    Organisation.objects.select_for_update(no_key=True).get(pk=of.organisation_id)


def _close(
    of: FileImport, answers: Answers, table: Table, by: User, before: dict[str, Any]
) -> None:
    """What is still to be mended is looked at again, now against the books as they are."""
    of.stage, of.applied_at = Stage.APPLIED, of.applied_at or timezone.now()
    left = rehearse(of, answers, by, table)
    of.counts = left.counts()
    of.save(update_fields=["stage", "applied_at", "counts", "batches"])
    keep_findings(of, answers, left)
    note(by, "file.applied", of, path=branch(of.organisation, of.as_of).path, before=before)


def _found_cells(
    of: FileImport, readings: Sequence[Reading], written: _Written, by: User
) -> dict[str, int]:
    """Spelling → the new cell's key, for cells the list names and somebody agreed to found."""
    above = branch(of.organisation, of.books_from)
    founded: dict[str, int] = {}
    for reading in readings:
        key = spelling(reading.new_cell)
        if reading.new_cell and key not in founded:
            new = NewOrganisation(**asdict(new_cell(reading.new_cell, above)))
            cell = found_organisation(new, of.organisation, of.books_from, by=by)
            founded[key] = cell.pk
            written.add(reading.row, "organisations.organisation", cell.pk)
    return founded


def _write(
    of: FileImport,
    readings: Sequence[Reading],
    cells: dict[str, int],
    written: _Written,
    by: User,
) -> None:
    _fill(of, [one for one in readings if one.fills], written, by)
    rows = [_row(of, reading, cells) for reading in readings if not reading.fills]
    entered = [one for one in rows if one.life.kind == "registered"]
    if entered:
        movements = enter_members("registered", [_entering(one) for one in entered], by=by)
        _note_movements(written, entered, movements)
    _admit([one for one in rows if one.life.kind == "admitted"], written, by)
    _recognise([one for one in rows if one.life.recognised_on], written, by)
    _seat(of, readings, rows, written, by)
    _excuse([one for one in rows if one.life.excused_on], written, by)
    _end([one for one in rows if one.life.left_on], written, by)


def _fill(of: FileImport, readings: Sequence[Reading], written: _Written, by: User) -> None:
    """Rows about people whose files are there: what those lack, each file by its own correction."""
    people = Person.objects.in_bulk([one.fills.person for one in readings if one.fills])
    reason = _("Bổ sung từ tệp {name}, dòng {row}")
    for one in readings:
        assert one.fills is not None
        person, why = people[one.fills.person], reason.format(name=of.file_name, row=one.row)
        with row(f"{of.sha256}:{one.row}"), _named(one):
            correct_file(person, one.fills.facts, by=by, reason=why[:300])
            levels = [
                record_level(person, Level(ladder, level), by=by)
                for ladder, level in one.fills.levels
            ]
        written.fill(one.row, person.pk, list(one.fills.facts))
        written.add(one.row, "members.qualification", *(level.pk for level in levels))


@contextmanager
def _named(reading: Reading) -> Iterator[None]:
    """What a file refuses, with the row that asked for it."""
    try:
        yield
    except ValidationError as problem:
        raise Refusal(
            _("Dòng {row} không bổ sung được: {why}").format(
                row=reading.row, why=" ".join(problem.messages)
            )
        ) from problem


def _row(of: FileImport, reading: Reading, cells: dict[str, int]) -> _Row:
    assert reading.life is not None
    person = fill(Person(), reading.facts)
    cell = reading.cell or cells[spelling(reading.new_cell)]
    return _Row(reading, reading.life, person, cell, f"{of.sha256}:{reading.row}")


def _entering(one: _Row) -> Entering:
    levels = [Level(ladder, level) for ladder, level in dict.fromkeys(one.reading.levels)]
    return Entering(one.person, one.cell, one.life.on, one.life.status, levels, ref=one.ref)


def _admit(rows: Sequence[_Row], written: _Written, by: User) -> None:
    if not rows:
        return
    admissions = admit_members([Admitting(_entering(one), one.life.on) for one in rows], by=by)
    _note_movements(written, rows, [admission.movement for admission in admissions])
    for one, admission in zip(rows, admissions, strict=True):
        written.add(one.reading.row, "admissions.admission", admission.pk)


def _recognise(rows: Sequence[_Row], written: _Written, by: User) -> None:
    if not rows:
        return
    days = [(one.person, one.life.recognised_on, one.ref) for one in rows]
    told = [Recognising(p, day, day, ref=ref) for p, day, ref in days if day]
    found = recognise_members(told, by=by)
    for one, recognition in zip(rows, found, strict=True):
        written.add(one.reading.row, "members.movement", recognition.movement_id)
        written.add(one.reading.row, "admissions.recognition", recognition.pk)


def _excuse(rows: Sequence[_Row], written: _Written, by: User) -> None:
    for one in rows:
        assert one.life.excused_on is not None
        with row(one.ref):
            excused = exempt_member(one.person, one.life.excused_for, one.life.excused_on, by=by)
        written.add(one.reading.row, "members.exemption", excused.pk)


def _seat(
    of: FileImport, readings: Sequence[Reading], rows: Sequence[_Row], written: _Written, by: User
) -> None:
    """The offices of all rows at once, those of a founded cell with it."""
    wanted = [(one, office) for one in readings for office in one.offices]
    if not wanted:
        return
    seats = _Seats(of, [one for one, _office in wanted], rows)
    posts = enter_posts([seats.holding(*pair) for pair in wanted], by=by)
    for (one, _office), post in zip(wanted, posts, strict=True):
        written.add(one.row, "members.post", post.pk)


class _Seats:
    """The people, units and places that offices of rows name by their keys, each read once."""

    def __init__(self, of: FileImport, wanted: Sequence[Reading], rows: Sequence[_Row]) -> None:
        self.of, self.rows = of, {one.reading.row: one for one in rows}
        offices = [office for one in wanted for office in one.offices]
        units = {one.cell for one in rows} | {one.organisation or 0 for one in offices}
        self.units = Organisation.objects.in_bulk(units)
        self.places = Place.objects.in_bulk({one.place or 0 for one in offices})
        self.filled = Person.objects.in_bulk({one.fills.person for one in wanted if one.fills})

    def holding(self, one: Reading, office: Office) -> Holding:
        person = self.filled[one.fills.person] if one.fills else self.rows[one.row].person
        return Holding(
            person,
            office.position,
            self.units[office.organisation or self.rows[one.row].cell],
            office.since,
            place=self.places.get(office.place or 0),
            ref=f"{self.of.sha256}:{one.row}",
        )


def _end(rows: Sequence[_Row], written: _Written, by: User) -> None:
    moves = [
        Moving(one.person, one.life.left_kind, one.life.left_on, ref=one.ref)
        for one in rows
        if one.life.left_on
    ]
    for one, movement in zip(rows, move_members(moves, by=by) if moves else [], strict=True):
        written.add(one.reading.row, "members.movement", movement.pk)


def _note_movements(written: _Written, rows: Sequence[_Row], movements: Sequence[Movement]) -> None:
    for one, movement in zip(rows, movements, strict=True):
        written.add(one.reading.row, "members.person", movement.person_id)
        written.add(one.reading.row, "members.movement", movement.pk)


def _remember(of: FileImport, answers: Answers, cells: dict[str, int]) -> None:
    """What a spelling means is asked once and kept for the organisation's next file."""
    for group, told in answers.groups.items():
        name, _colon, text = group.partition(":")
        if not text or told in ("", "hold") or name in ("zero", "old", "year", "order", "there"):
            continue
        meaning = str(cells.get(text, "")) if told == FOUND_NEW else told
        if meaning:
            KnownValue.objects.update_or_create(
                organisation=of.organisation,
                field=name,
                spelling=text,
                defaults={"meaning": meaning},
            )
