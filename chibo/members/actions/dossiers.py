"""The index of paper dossiers: what was found, where it lies, who borrowed it; yearly supplements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.members.models import (
    DossierItem,
    DossierLoan,
    DossierPlace,
    DossierState,
    Person,
    SupplementSheet,
)
from chibo.members.rules import may_export, may_keep_file, may_keep_files, may_print_file
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.rulebook.queries import code_list

_SAME = ("state", "copies", "sheets", "dated_on", "place", "note")


@dataclass(frozen=True)
class Finding:
    """What somebody saw of one document (a code of dossier_documents); `state` is a DossierState."""

    person: Person
    document: str
    state: str
    copies: int | None = None
    sheets: int | None = None
    dated_on: date | None = None
    place: str = ""
    note: str = ""


@transaction.atomic
def check_dossiers(findings: Sequence[Finding], on: date, *, by: User) -> list[DossierItem]:
    """Write down what was found on a day, of one dossier or many; what is as before stays as it is."""
    require(by, may_keep_files, [one.person for one in findings])
    check_has_come([on], _("ghi kiểm kê đã làm"))
    known = _known(findings)
    saved = []
    for one in findings:
        row = _item(one, on)
        before = known.get((one.person.pk, row.document))
        if before is None or any(getattr(before, name) != getattr(row, name) for name in _SAME):
            saved.append((_replaced(before, row), snapshot(before) if before else None))
    lines = [Line("dossier.checked", row, "", was, snapshot(row)) for row, was in saved]
    note_all(by, lines)
    return [row for row, _was in saved]


def _known(findings: Sequence[Finding]) -> dict[tuple[int, str], DossierItem]:
    people = {one.person.pk for one in findings}
    rows = DossierItem.objects.open().filter(person__in=people)
    return {(row.person_id, row.document): row for row in rows}


def _item(one: Finding, on: date) -> DossierItem:
    document = code_list("dossier_documents").item(one.document)
    row = DossierItem(
        person=one.person,
        document=document.code,
        state=DossierState(one.state),
        copies=one.copies,
        sheets=one.sheets,
        dated_on=one.dated_on,
        place=clean(one.place),
        note=clean(one.note),
        started_on=on,
    )
    if row.dated_on and row.dated_on > on:
        raise Refusal(
            _("{document}: ngày của tài liệu không được sau ngày kiểm kê {day}.").format(
                document=document.label, day=on.strftime("%d/%m/%Y")
            )
        )
    return row


def _replaced(before: DossierItem | None, row: DossierItem) -> DossierItem:
    """The row saved; one of the same day is put right, an earlier one ends."""
    if before is not None:
        if row.started_on < before.started_on:
            raise Refusal(
                _(
                    "{document}: lần kiểm kê sau, ngày {day}, đã ghi khác; ghi từ ngày đó trở đi."
                ).format(
                    document=code_list("dossier_documents").label(row.document),
                    day=before.started_on.strftime("%d/%m/%Y"),
                )
            )
        if row.started_on == before.started_on:
            row = _put_right(before, {name: getattr(row, name) for name in _SAME})
        else:
            before.ended_on = row.started_on
            before.save(update_fields=["ended_on"])
    return saved(row)


Kept = TypeVar("Kept", DossierItem, DossierPlace)


def _put_right(row: Kept, values: Mapping[str, Any]) -> Kept:
    """What was written that same day is told otherwise now."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


@dataclass(frozen=True)
class Shelf:
    """Who keeps a dossier and where it lies: one of the custodians is given."""

    custodian: Organisation | None = None
    outside_custodian: str = ""
    cabinet: str = ""
    shelf: str = ""
    box: str = ""
    handover: str = ""


@transaction.atomic
def place_dossiers(
    people: Sequence[Person], shelf: Shelf, on: date, *, by: User
) -> list[DossierPlace]:
    """From that day these dossiers lie there; where they lay before ends."""
    require(by, may_keep_files, people)
    check_has_come([on], _("ghi khi đã giao nhận"))
    return [_put_there(person, shelf, on, by) for person in people]


def _put_there(person: Person, shelf: Shelf, on: date, by: User) -> DossierPlace:
    before = DossierPlace.objects.open().filter(person=person).first()
    place = DossierPlace(person=person, started_on=on, **vars(shelf))
    was = None
    if before is not None:
        was = snapshot(before)
        _end_place(before, on)
        place = _put_right(before, vars(shelf)) if before.started_on == on else place
    place.full_clean()
    place.save()
    note(by, "dossier.placed", place, before=was)
    return place


def _end_place(before: DossierPlace, on: date) -> None:
    """A place of the same day is put right, not ended."""
    if on < before.started_on:
        raise Refusal(
            _(
                "Hồ sơ đã được ghi để ở nơi khác từ ngày {day}; ghi chuyển từ ngày đó trở đi."
            ).format(day=before.started_on.strftime("%d/%m/%Y"))
        )
    if on > before.started_on:
        before.ended_on = on
        before.save(update_fields=["ended_on"])


@transaction.atomic
def lend_dossier(
    person: Person, borrower: str, lent_on: date, due_on: date, *, by: User, **more: str
) -> DossierLoan:
    """A line of the book of loans; `more` may hold purpose and note."""
    require(by, may_keep_file, person)
    check_has_come([lent_on], _("ghi khi đã cho mượn"))
    told = {name: clean(value) for name, value in more.items()}
    loan = DossierLoan(
        person=person, borrower=clean(borrower), lent_on=lent_on, due_on=due_on, **told
    )
    loan.full_clean()
    loan.save()
    note(by, "dossier.lent", loan)
    return loan


@transaction.atomic
def return_dossier(loan: DossierLoan, on: date, *, by: User, remark: str = "") -> None:
    """The dossier is back."""
    hold(loan)
    require(by, may_keep_file, loan.person)
    check_has_come([on], _("ghi khi hồ sơ đã về"))
    if loan.returned_on is not None:
        raise Refusal(
            _("Hồ sơ này đã trả ngày {day}.").format(day=loan.returned_on.strftime("%d/%m/%Y"))
        )
    before = snapshot(loan)
    loan.returned_on = on
    loan.note = clean(remark) or loan.note
    loan.full_clean()
    loan.save()
    note(by, "dossier.returned", loan, before=before)


@transaction.atomic
def collect_sheets(
    people: Sequence[Person], year: int, on: date, *, by: User, changes: str = ""
) -> list[SupplementSheet]:
    """Supplement sheets of a year handed in that day; without `changes` they say "không thay đổi"."""
    require(by, may_keep_files, people)
    check_has_come([on], _("ghi phiếu đã thu"))
    if on.year < year:
        raise Refusal(
            _("Phiếu bổ sung năm {year} thu từ trong năm đó; ngày {day} là quá sớm.").format(
                year=year, day=on.strftime("%d/%m/%Y")
            )
        )
    told = changes.strip()
    sheets = [
        SupplementSheet(person=person, year=year, collected_on=on, unchanged=not told, changes=told)
        for person in people
    ]
    for sheet in sheets:
        sheet.full_clean()
        sheet.save()
    note_all(by, [Line("supplement.collected", one, after=snapshot(one)) for one in sheets])
    return sheets


@transaction.atomic
def correct_sheet(sheet: SupplementSheet, on: date, changes: str, *, by: User) -> None:
    """The sheet was entered wrongly."""
    hold(sheet)
    require(by, may_keep_file, sheet.person)
    check_has_come([on], _("ghi phiếu đã thu"))
    before = snapshot(sheet)
    told = changes.strip()
    sheet.collected_on, sheet.unchanged, sheet.changes = on, not told, told
    sheet.full_clean()
    sheet.save()
    note(by, "supplement.corrected", sheet, before=before)


@transaction.atomic
def note_dossier_print(person: Person, verb: str, *, by: User, path: str = "") -> None:
    """A table of contents, a supplement sheet or a decision about one member goes on paper."""
    require(by, may_print_file, person)
    note_reading(by, verb, person, path=path)


@transaction.atomic
def note_dossiers_export(of: Branch, what: str, count: int, *, by: User) -> None:
    """Papers about the members of a branch leave as one file."""
    require(by, may_export, of)
    organisation: Any = organisation_of(of)
    note_reading(by, "members.exported", organisation, path=of.path, reason=f"{count}; {what}")
