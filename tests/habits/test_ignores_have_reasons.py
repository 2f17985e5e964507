"""Whoever switches a check off says beside it why it is wrong about that line."""

import re
from collections.abc import Iterator

import pytest

from tests.habits.source import name_of, python_files

# What follows it on the line: the codes, then the reason.
_OFF = re.compile(r"# *(?:(?:ruff: *)?noqa|type: *ignore|pragma: *no cover)\b(?P<rest>.*)")
_CODES = re.compile(r"^(?:: *[A-Z]+\d+(?:, *[A-Z]+\d+)*|\[[a-z, -]+\])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TYPES = "type: " + "ignore"
_THIS = "tests/habits/test_ignores_have_reasons.py"


def without_reason(text: str) -> Iterator[int]:
    for number, line in enumerate(text.splitlines(), 1):
        off = _OFF.search(line)
        if off and not _WORD.search(_CODES.sub("", off["rest"])):
            yield number


def test_every_check_switched_off_has_its_reason() -> None:
    silent = [
        f"{name_of(path)}:{number}"
        for path in python_files()
        if name_of(path) != _THIS
        for number in without_reason(path.read_text())
    ]

    assert silent == []


def test_no_types_are_ignored_where_none_are_checked() -> None:
    """mypy reads the house without its tests (pyproject.toml); elsewhere the comment does nothing."""
    idle = [
        name_of(path)
        for path in python_files()
        if "tests" in path.parts or not name_of(path).startswith("chibo/")
        if name_of(path) != _THIS and _TYPES in path.read_text()
    ]

    assert idle == []


@pytest.mark.parametrize(
    "line",
    [
        "x = 4  # noqa: PLR2004 (digits of a year)",
        "# ruff: noqa: SLF001 - python-docx names it so",
        "import x  # noqa: E402, F401 (apps first)",
        "y = z  # type: ignore[attr-defined]  # annotated",
        "def left() -> None: ...  # pragma: no cover (another system)",
        "x = 4",
    ],
)
def test_a_word_beside_it_is_a_reason(line: str) -> None:
    assert list(without_reason(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "x = 4  # noqa",
        "x = 4  # noqa: PLR2004",
        "import x  # noqa: E402, F401",
        "y = z  # type: ignore",
        "y = z  # type: ignore[misc,union-attr]",
        "def left() -> None: ...  # pragma: no cover",
    ],
)
def test_codes_are_none(line: str) -> None:
    assert list(without_reason(line)) == [1]
