"""An installation folder of one's own: what is written there lies over the shipped files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from chibo.rulebook.queries import book

Write = Callable[[str], None]


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Write]:
    folder = tmp_path / "rulebook"
    folder.mkdir()
    book.cache_clear()

    def write(text: str) -> None:
        (folder / "tinh.toml").write_text(text, encoding="utf-8")
        book.cache_clear()

    with override_settings(HOME=tmp_path):
        yield write
    book.cache_clear()
