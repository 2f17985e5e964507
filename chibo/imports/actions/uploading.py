import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.kept_files import forget_file, keep_file
from chibo.base.rules import Refusal, require
from chibo.base.sheets import open_workbook
from chibo.base.text import format_date
from chibo.imports.models import FileImport, SavedMapping, Stage, Worksheet, WrittenRecord
from chibo.imports.queries.records import content as content_of
from chibo.imports.queries.records import earlier, mapping_for, written_rows
from chibo.imports.readers.tables import Table, guess, read_table, with_saved
from chibo.imports.rules.access import check_move, may_bring_in
from chibo.imports.rules.answered import still_answered, unchanged_rows
from chibo.imports.rules.problems import Answers
from chibo.imports.rules.rehearsal import table_of
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch


class SameFile(Refusal):
    """The very file is already here; `before` is the import that holds it."""

    def __init__(self, sentence: str, before: FileImport) -> None:
        super().__init__(sentence)
        self.before = before


@dataclass(frozen=True)
class NewFile:
    """`books_from` is the day the member books are to begin; None means as the unit's own, else 1 January."""

    name: str
    content: bytes
    as_of: date
    books_from: date | None = None
    reported: int | None = None
    sheet: str = ""


@transaction.atomic
def upload_file(
    new: NewFile, organisation: Organisation, *, by: User, mapping: SavedMapping | None = None
) -> FileImport:
    """Keep a file encrypted and read its heading; raises Refusal for what cannot be read, SameFile."""
    require(by, may_bring_in, organisation)
    sha256 = hashlib.sha256(new.content).hexdigest()
    _refuse_same_file(organisation, sha256, new.sheet)
    table = read_table(open_workbook(new.content, new.name), new.sheet)
    _check_sheet(table, new.sheet)
    kept = FileImport(
        organisation=organisation,
        file_name=_short_name(new.name),
        sheet=_told_apart(table),
        size=len(new.content),
        sha256=sha256,
        stored_as=_store(new.content),
        uploaded_by=by,
        as_of=new.as_of,
        books_from=new.books_from or _books_begin(organisation, new.as_of),
        reported=new.reported,
        columns=_read_columns(table, mapping or mapping_for(organisation, table.signature)),
    )
    _check_days(kept)
    kept.full_clean()
    kept.save()
    Worksheet.objects.create(file_import=kept)
    note(by, "file.uploaded", kept, path=branch(organisation, new.as_of).path)
    return kept


@transaction.atomic
def replace_file(of: FileImport, name: str, content: bytes, *, by: User) -> FileImport:
    """Take the corrected file in place of the one sent before; columns keep their meaning, and what was answered
    stays for rows that are still the same."""
    hold(of)
    require(by, may_bring_in, of.organisation)
    check_move(of, "replace")
    before, old, sent_before = snapshot(of), of.stored_as, table_of(of)
    table = read_table(open_workbook(content, name), of.sheet)
    saved = _own_mapping(of)
    of.columns = with_saved(table, saved)
    of.file_name, of.size = _short_name(name), len(content)
    of.sheet = _told_apart(table)
    of.sha256, of.stored_as = hashlib.sha256(content).hexdigest(), _store(content)
    of.stage = Stage.APPLIED if of.applied_at else Stage.REHEARSED
    of.full_clean()
    of.save()
    _keep_what_stands(of, unchanged_rows(sent_before, table))
    note(by, "file.replaced", of, path=branch(of.organisation, of.as_of).path, before=before)
    transaction.on_commit(lambda: forget_stored(old))
    return of


@transaction.atomic
def bring_in_sheet(of: FileImport, sheet: str, *, by: User) -> FileImport:
    """Another list of the same file, as an import of its own. Raises SameFile when it is one already."""
    hold(of)
    require(by, may_bring_in, of.organisation)
    again = NewFile(of.file_name, content_of(of), of.as_of, of.books_from, sheet=sheet)
    return upload_file(again, of.organisation, by=by)


@transaction.atomic
def cancel_import(of: FileImport, *, by: User) -> None:
    """Give up a file of which nothing was written; its content is forgotten."""
    hold(of)
    require(by, may_bring_in, of.organisation)
    check_move(of, "cancel")
    before, stored = snapshot(of), of.stored_as
    of.stage = Stage.CANCELLED
    of.save(update_fields=["stage"])
    Worksheet.objects.filter(file_import=of).update(answers_kept="", findings_kept="")
    note(by, "file.cancelled", of, path=branch(of.organisation, of.as_of).path, before=before)
    transaction.on_commit(lambda: forget_stored(stored))


def _keep_what_stands(of: FileImport, same: set[int]) -> None:
    """Answers of rows that came back as they were. A row written before that now says something else is
    read again: whoever is in the books is found there, not by the number of the row."""
    sheet = Worksheet.objects.get(file_import=of)
    sheet.answers = still_answered(Answers.told(sheet.answers), same).kept()
    sheet.findings = {}
    sheet.save()
    moved = written_rows(of) - same
    of.written.filter(row__in=moved).update(row=WrittenRecord.OF_AN_EARLIER_FILE)


def forget_stored(stored_as: str) -> None:
    forget_file("imports", stored_as)


def _books_begin(organisation: Organisation, as_of: date) -> date:
    """The day the unit's books began; without books yet, 1 January."""
    return branch(organisation, as_of).records_from or as_of.replace(month=1, day=1)


def _refuse_same_file(organisation: Organisation, sha256: str, sheet: str) -> None:
    before = earlier(organisation, sha256, sheet)
    if before is None:
        return
    day = format_date(timezone.localtime(before.uploaded_at).date())
    said = {"day": day, "name": before.uploaded_by.full_name}
    sentence = _("Tệp này {name} đã tải lên ngày {day}; mở lại lần nhập đó thay vì nhập hai lần.")
    raise SameFile(sentence.format(**said), before)


def _check_days(kept: FileImport) -> None:
    if kept.books_from > kept.as_of:
        raise Refusal(_("“Sổ bắt đầu từ ngày” phải trước hoặc đúng ngày tính đến của danh sách."))


def _own_mapping(of: FileImport) -> dict[str, str]:
    """The import's columns by heading key, to be found again in the corrected file."""
    return {meant["key"]: meant["field"] for meant in of.columns.values() if "key" in meant}


def _read_columns(table: Table, saved: SavedMapping | None) -> dict[str, dict[str, str]]:
    return with_saved(table, saved.fields) if saved else guess(table)


def _check_sheet(table: Table, asked: str) -> None:
    if asked not in ("", table.sheet):
        names = ", ".join(f"“{name}”" for name in (table.sheet, *table.others))
        sentence = _("Tệp không có danh sách ở trang “{asked}”. Trang có danh sách: {names}.")
        raise Refusal(sentence.format(asked=asked, names=names))


def _told_apart(table: Table) -> str:
    return table.sheet if table.others else ""


def _store(content: bytes) -> str:
    return keep_file("imports", content)


def _short_name(name: str) -> str:
    return Path(name.replace("\\", "/")).name[-200:]
