"""Sending, rehearsing and writing in one go, for tests about what comes of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from chibo.imports.actions.applying import apply_import
from chibo.imports.actions.mapping import run_rehearsal
from chibo.imports.actions.uploading import NewFile, upload_file
from chibo.imports.models import FileImport
from chibo.imports.rules.problems import Answers, Problem
from chibo.imports.rules.rehearsal import Rehearsal
from chibo.imports.tests import files
from tests.world import World

AS_OF = date(2026, 11, 21)
BOOKS = date(2026, 1, 1)
CLEAN = (
    "Hoàng Văn Xuân",
    "12/03/1980",
    "Nam",
    "Thái",
    "",
    "Bản Trên",
    "3/2/2008",
    "3/2/2009",
    "SC",
)


def send(world: World, *people: Sequence[Any], books_from: date = BOOKS) -> FileImport:
    """A list as files.PLAIN, the office of Mường Mẫu sends it."""
    new = NewFile("ds.xlsx", files.plain_list(*people), AS_OF, books_from)
    return upload_file(new, world.commune, by=world.an)


def look(world: World, of: FileImport, answers: Answers | None = None) -> Rehearsal:
    return run_rehearsal(of, answers or Answers(), by=world.an)


def write(world: World, of: FileImport, answers: Answers | None = None) -> int:
    look(world, of, answers)
    written = apply_import(of, answers or Answers(), by=world.an)
    of.refresh_from_db()
    return written


def changed(person: Sequence[Any], **cells: Any) -> list[Any]:
    """A person with some cells other: name, born, sex, ethnicity, id, cell, joined, official, theory."""
    names = ["name", "born", "sex", "ethnicity", "id", "cell", "joined", "official", "theory"]
    return [cells.get(name, value) for name, value in zip(names, person, strict=True)]


def said(problems: Sequence[Problem]) -> list[tuple[int, str, str, str, str]]:
    return [(p.row, p.field, p.value, p.severity, p.sentence) for p in problems]
