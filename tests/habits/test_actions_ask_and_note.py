"""An action reads: allow, build, check, save, note. What stands here is checked in the text."""

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

from tests.habits.source import HOUSE, name_of

# function → why it neither asks nor notes
ALLOWED = {
    "note": "it is the journal",
    "note_all": "it is the journal",
    "note_reading": "it is the journal",
    "count_call": "it counts who knocks, before anybody is known",
}
# what only reads, and long; the line in the journal stands in a transaction
IN_PARTS = {"export_workbook": "a process of its own reads, and would wait for what this one holds"}
WITHOUT_JOURNAL = {"accounts": "the journal is a floor above; callers note (see its actions.py)"}
NOTES = {"note", "note_all", "note_reading"}


def action_files() -> Iterator[Path]:
    yield from sorted(HOUSE.glob("*/actions.py"))
    yield from sorted(HOUSE.glob("*/actions/**/*.py"))


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Top-level only: methods belong to values an action builds with."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def writes(function: ast.FunctionDef) -> bool:
    held = any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)
    return held or function.name in IN_PARTS


def actions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in action_files():
        for function in public_functions(path):
            if function.name not in ALLOWED and writes(function):
                yield path, function


def called_in(node: ast.AST) -> set[str]:
    return {
        call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
    }


@cache
def calls() -> dict[str, set[str]]:
    """Function of an actions room → what it calls; read once for all tests."""
    return {
        other.name: called_in(other)
        for file in action_files()
        for other in ast.parse(file.read_text()).body
        if isinstance(other, ast.FunctionDef)
    }


def reached(function: ast.FunctionDef, *, but: Collection[str] = ()) -> set[str]:
    """What it calls, directly or through other functions of actions rooms, except through those named."""
    known = calls()
    found, waiting = set[str](), called_in(function)
    while waiting:
        name = waiting.pop()
        if name not in found and name not in but:
            found.add(name)
            waiting |= known.get(name, set()) - found
    return found


# How an action takes hold of what the books say now.
HOLDS = {"hold", "select_for_update"}
# They end or move with a decision of their own, and stand behind most actions as the place or the person.
FRAME = {"Organisation", "Person", "User", "Paper"}
# action → why it decides nothing on what it was handed
WITHOUT_HOLD = {
    "begin_reorganisation": "what it is handed only bears the name of a record",
    "close_calendar": "the key is deleted, twice is once",
    "close_calendar_key": "the key is deleted, twice is once",
    "forget_admissions": "part of the undo of an import, which is held",
    "forget_view": "one's own view is deleted, twice is once",
    "save_mapping": "it writes another record than the one it reads",
    "set_targets": "what it is handed only bears the name of a record",
    "tell_cancelled": "the record is new",
    "undo_entering": "part of the undo of an import, which is held",
    "use_token": "the day of the last use, whoever writes it",
}
WRITES = {"save", "saved", "delete", "bulk_create", "bulk_update", "update"}


def handed_records(function: ast.FunctionDef) -> list[str]:
    """Parameters that are records of the books, or several of them, which somebody read before."""
    names = {model.__name__ for model in apps.get_models() if model.__module__.startswith("chibo.")}
    records = names - FRAME
    return [
        argument.arg
        for argument in function.args.args
        if argument.annotation
        and set(re.findall(r"\w+", ast.unparse(argument.annotation))) & records
    ]


def where(path: Path, function: ast.FunctionDef) -> str:
    return f"{name_of(path)}:{function.lineno} {function.name}"


def test_every_writing_function_says_who_by_keyword() -> None:
    silent = [
        where(path, function)
        for path, function in actions()
        if "by" not in [argument.arg for argument in function.args.kwonlyargs]
    ]

    assert silent == []


def test_every_action_has_one_line_of_docstring() -> None:
    mute = [where(path, f) for path, f in actions() if not ast.get_docstring(f)]

    assert mute == []


def test_every_action_asks_for_permission() -> None:
    free = [
        where(path, function)
        for path, function in actions()
        if path.relative_to(HOUSE).parts[0] not in WITHOUT_JOURNAL
        if "require" not in reached(function)
    ]

    assert free == []


def test_every_action_leaves_a_line_in_the_journal() -> None:
    forgotten = [
        where(path, function)
        for path, function in actions()
        if path.relative_to(HOUSE).parts[0] not in WITHOUT_JOURNAL
        if not NOTES & reached(function)
    ]

    assert forgotten == []


def test_what_is_no_action_is_a_part_of_one() -> None:
    """A public function without a transaction of its own is there for other actions to call."""
    called = {name for path in action_files() for name in called_in(ast.parse(path.read_text()))}
    stray = [
        where(path, function)
        for path in action_files()
        for function in public_functions(path)
        if function.name not in ALLOWED and not writes(function) and function.name not in called
    ]

    assert stray == []


def test_what_an_action_changes_is_held_first() -> None:
    """Two people have the same page open: the second decides on what the first has done (base/holding.py)."""
    loose = [
        f"{where(path, function)} ({', '.join(handed_records(function))})"
        for path, function in actions()
        if function.name not in WITHOUT_HOLD
        if handed_records(function) and not HOLDS & reached(function)
        if WRITES & reached(function, but=NOTES)
    ]

    assert loose == []
