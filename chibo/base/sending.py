"""A file in answer to a request: always as an attachment, under a name without marks."""

from collections.abc import Callable

from django.http import Http404, HttpResponse  # noqa: TID251 - this file makes the answers of views

from chibo.base.papers import Paper, to_docx, to_pdf
from chibo.base.text import slug

_KINDS = {
    "nop": "application/octet-stream",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PRINTERS: dict[str, Callable[..., bytes]] = {"docx": to_docx, "pdf": to_pdf}


def sent_file(content: bytes, name: str, ending: str) -> HttpResponse:
    """`name` in words ("Danh sách lớp khóa I"), `ending` one of docx, pdf, xlsx, nop, txt."""
    answer = HttpResponse(content, content_type=_KINDS[ending])
    answer["Content-Disposition"] = f'attachment; filename="{slug(name)}.{ending}"'
    return answer


def sent_papers(*papers: Paper, name: str, ending: str) -> HttpResponse:
    """One file of these papers as .docx or .pdf; 404 for any other ending."""
    if ending not in _PRINTERS:
        raise Http404
    return sent_file(_PRINTERS[ending](*papers), name, ending)
