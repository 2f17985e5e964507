"""The user's own file given back with its problems: a column 'Lỗi', wrong cells coloured."""

from chibo.accounts.models import User
from chibo.imports.models import FileImport
from chibo.imports.queries.records import content
from chibo.imports.readers.fields import fields
from chibo.imports.rules.problems import Answers
from chibo.imports.rules.rehearsal import Rehearsal, rehearse


def marked_file(of: FileImport, answers: Answers, user: User) -> bytes:
    """Always an .xlsx; every row that is not clean says what to do about it."""
    from chibo.base.sheets.annotating import (
        annotate_workbook,
    )  # openpyxl: for who asks for this file

    found = rehearse(of, answers, user)
    problems = {
        (found.table.sheet, at): [(_column(of, name), _sentence(name, said)) for name, said in rows]
        for at, rows in found.wrong_rows().items()
    }
    headings = {found.table.sheet: _last_heading(found)}
    return annotate_workbook(content(of), of.file_name, problems, headings)


def _last_heading(found: Rehearsal) -> int:
    return found.table.head.rows[-1]


def _column(of: FileImport, name: str) -> int | None:
    for key, meant in of.columns.items():
        field = fields().get(meant["field"])
        if field and (field.code == name or name in field.parts):
            return int(key)
    joint = next((k for k, m in of.columns.items() if m["field"] == "joined_official"), None)
    return int(joint) if joint and name in ("joined", "official") else None


def _sentence(name: str, said: str) -> str:
    field = fields().get(name)
    return f"{field.label}: {said}" if field else said
