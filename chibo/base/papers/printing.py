"""The two ways a paper is printed, and in which process (decision 0013).

A server prints in a process of its own for every file: what sets a paper takes 70 MB and, once freed, lies in so
many pieces that half of it never returns to the system. It costs a quarter of a second of the processor.
"""

import pickle
from collections.abc import Sequence

from chibo.base.apart import done_apart
from chibo.base.papers.paper import Paper


def to_pdf(*papers: Paper) -> bytes:
    """One file of one paper or of several, each from a new page.

    The same papers always give the same bytes: the file carries no time of its own."""
    return printed("pdf", papers)


def to_docx(*papers: Paper) -> bytes:
    """Bytes of a .docx that says exactly what `to_pdf` prints. Styles are those of the first paper, and where
    another paper is set tighter its paragraphs say so."""
    return printed("docx", papers)


def printed(ending: str, papers: Sequence[Paper]) -> bytes:
    given = pickle.dumps(tuple(papers))
    return done_apart("chibo.base.papers.press", ending, given=given) or here(ending, papers)


def here(ending: str, papers: Sequence[Paper]) -> bytes:
    """In this process; most never print, and what is needed for it is loaded with the first paper."""
    if ending == "pdf":
        from chibo.base.papers import pdf

        return pdf.of_papers(papers)
    from chibo.base.papers import word

    return word.of_papers(papers)
