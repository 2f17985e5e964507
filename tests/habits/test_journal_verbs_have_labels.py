"""Whoever reads the journal reads Vietnamese: every verb that code notes has its words."""

import re

from chibo.audit.labels import VERBS, verb_label
from chibo.rulebook.queries import code_list
from tests.habits.source import HOUSE, name_of

_NOTED = re.compile(
    r"(?:note|note_reading|_?line|Line|_reprofile|_note\w*)\(\s*(?:by|user),?\s*\"([a-z_]+\.[a-z_]+)\""
    r"|Line\(\s*\"([a-z_]+\.[a-z_]+)\""
    r"|^\s*\"((?:account|admission|duty|figure|file|import|member|members|organisation|paper|person|place"
    r"|post|qualification|recognition|report|view|workbook)\.[a-z_]+)\",$"
    r"|, \"([a-z_]+\.[a-z_]+)\", by\)",
    re.MULTILINE,
)


def noted() -> dict[str, str]:
    """Verb → a file that notes it."""
    files = [p for p in HOUSE.rglob("*.py") if "actions" in p.as_posix() or "cli" in p.parts]
    return {
        verb: name_of(path)
        for path in files
        if "tests" not in path.parts
        for groups in _NOTED.findall(path.read_text())
        for verb in groups
        if verb
    }


def test_verbs_are_found_at_all() -> None:
    assert {"organisation.renamed", "paper.registered", "account.opened"} <= set(noted())


def test_every_verb_has_words() -> None:
    assert {verb: file for verb, file in noted().items() if verb not in VERBS} == {}


def test_every_movement_has_words() -> None:
    for kind in code_list("movement_kinds").items():
        assert verb_label(f"member.{kind.code}") != f"member.{kind.code}"
