"""A server prints in a process of its own: the same file comes out, and one comes out whatever happens to it."""

import io
import logging
import sys
import zipfile
from collections.abc import Iterator

import pytest

from chibo.base.apart import Apart
from chibo.base.papers import Paper, to_docx, to_pdf
from chibo.base.papers.printing import here
from chibo.base.tests.papers_reading import words_of
from chibo.base.tests.papers_samples import minutes


@pytest.fixture(autouse=True)
def apart() -> Iterator[None]:
    Apart.told = True
    yield
    Apart.told = False


@pytest.fixture
def papers() -> tuple[Paper, Paper]:
    return minutes(), minutes()


def test_the_pdf_is_the_one_printed_here(
    papers: tuple[Paper, Paper], caplog: pytest.LogCaptureFixture
) -> None:
    assert to_pdf(*papers) == here("pdf", papers)
    assert not caplog.records  # it did come from there


def test_the_word_file_says_the_same(papers: tuple[Paper, Paper]) -> None:
    assert _parts(to_docx(*papers)) == _parts(here("docx", papers))


def test_without_a_second_process_it_is_printed_here(
    papers: tuple[Paper, Paper], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert words_of(to_pdf(*papers)) == words_of(here("pdf", papers))
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def _parts(docx: bytes) -> dict[str, bytes]:
    """All but what says when it was written."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        return {name: file.read(name) for name in file.namelist() if name != "docProps/core.xml"}
