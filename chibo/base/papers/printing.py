"""The two ways a paper is printed, and in which process (decision 0013).

A server prints in a process of its own for every file: what sets a paper takes 70 MB and, once freed, lies in so
many pieces that half of it never returns to the system. It costs a quarter of a second of the processor. Commands
and tests print where they are.
"""

import logging
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Semaphore

from chibo.base.papers.paper import Paper

_AT_ONCE = Semaphore(2)
_SOURCES = Path(__file__).parents[3]
# A server without a window opens none for its press.
_UNSEEN = getattr(subprocess, "CREATE_NO_WINDOW", 0)

log = logging.getLogger(__name__)


class Printing:
    apart = False


def print_apart() -> None:
    """From now on, in this process."""
    Printing.apart = True


def to_pdf(*papers: Paper) -> bytes:
    """One file of one paper or of several, each from a new page.

    The same papers always give the same bytes: the file carries no time of its own."""
    return printed("pdf", papers)


def to_docx(*papers: Paper) -> bytes:
    """Bytes of a .docx that says exactly what `to_pdf` prints. Styles are those of the first paper, and where
    another paper is set tighter its paragraphs say so."""
    return printed("docx", papers)


def printed(ending: str, papers: Sequence[Paper]) -> bytes:
    return (_apart(ending, papers) if Printing.apart else b"") or here(ending, papers)


def here(ending: str, papers: Sequence[Paper]) -> bytes:
    """In this process; most never print, and what is needed for it is loaded with the first paper."""
    if ending == "pdf":
        from chibo.base.papers import pdf

        return pdf.of_papers(papers)
    from chibo.base.papers import word

    return word.of_papers(papers)


def _apart(ending: str, papers: Sequence[Paper]) -> bytes:
    """Nothing when that process could not begin or broke off: the paper is then printed here, and what is wrong
    with it is said where it was asked for."""
    command = [sys.executable, "-m", "chibo.base.papers.press", ending]
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603 (our own interpreter, our own module)
                command,
                input=pickle.dumps(tuple(papers)),
                capture_output=True,
                check=True,
                cwd=_SOURCES,
                creationflags=_UNSEEN,
            )
    except (OSError, subprocess.CalledProcessError) as failed:
        log.warning("papers are printed in the server itself: %s", type(failed).__name__)
        return b""
    return done.stdout
