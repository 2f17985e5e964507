"""Papers about members as files: .docx to edit, PDF to print."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse

from chibo.base.papers import Paper, to_docx, to_pdf
from chibo.base.text import slug

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# One file a branch: more than this is asked for cell by cell.
MOST_IN_ONE_FILE = 300


def as_file(papers: Sequence[Paper], form: str, name: str) -> HttpResponse:
    """The papers one after another in one file; 404 for a form that is neither docx nor pdf."""
    if form == "docx":
        return attached(to_docx(*papers), WORD, f"{slug(name)}.docx")
    if form == "pdf":
        return attached(to_pdf(*papers), "application/pdf", f"{slug(name)}.pdf")
    raise Http404


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
