"""What a worker of `chibo serve` holds in memory after all that an office does in a day: every page its links lead
to, every paper as .docx and PDF, the data workbook, forms frozen, a list of 5,000 brought in.

All of it happens in a copy of the installation, dropped at the end.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from time import sleep

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from benchmarks import shape
from benchmarks.arriving import copied
from benchmarks.importing import ROWS, list_of_members
from benchmarks.measuring import Line
from benchmarks.pages import pages_of
from benchmarks.server import Server
from benchmarks.visitor import Visitor, filled
from chibo.base.periods import Period
from chibo.base.text import format_date
from chibo.organisations.models import Organisation

AIM = 200
_ROUNDS = 2
_A_DOOR = 2


def working(country: shape.Country) -> Iterator[Line]:
    measured, empty = country.named(shape.MEASURED), country.named(shape.EMPTY)
    assert measured is not None
    assert empty is not None
    own = [address for page in pages_of(measured) for address in page.addresses[:_A_DOOR]]
    call_command("collectstatic", verbosity=0, interactive=False)
    with _copy() as surroundings:
        server = Server(surroundings)
        try:
            yield _held(server, "right after the start")
            office = Visitor(server, "office")
            yield _held(server, "… and signed in")
            pages, files = office.doors_from(own, _A_DOOR)
            for address in pages * (_ROUNDS - 1):
                office.bytes_of(address)
            yield _held(server, f"… and {len(pages)} pages, twice each")
            yield _held(server, f"… and {_papers(office, files)} papers, as .docx, .xlsx and PDF")
            size = _workbook(office, measured.key)
            yield _held(server, "… and the data workbook", note=f"{size / 1e6:.1f} MB")
            stage = _forms_frozen(office, measured.key)
            yield _held(server, "… and the forms of a year frozen", note=stage)
            written = _import(Visitor(server, "empty"), Organisation.objects.get(pk=empty.key))
            yield _held(
                server, f"… and a list of {ROWS:,} brought in", note=f"{written:,} rows written"
            )
            for address in pages:
                office.bytes_of(address)
            yield _held(server, "… and the pages once more")
        finally:
            server.stop()


def _held(server: Server, what: str, note: str = "") -> Line:
    sleep(0.5)  # what heavy work held is given back after its answer
    most = f"{server.memory('VmHWM'):.0f} MB at most so far"
    told = "; ".join(filter(None, [most, note]))
    return Line("memory of the server", what, server.memory(), "MB", aim=AIM, note=told)


def _papers(office: Visitor, files: list[str]) -> int:
    """A paper is offered in one ending or two; it answers to both."""
    pairs = {re.sub(r"\.(docx|pdf)(?=$|\?)", ".pdf", file) for file in files}
    both = pairs | {re.sub(r"\.pdf(?=$|\?)", ".docx", file) for file in pairs & set(files)}
    for file in sorted(both | set(files)):
        office.bytes_of(file)
    return len(both | set(files))


def _workbook(office: Visitor, org: int) -> int:
    """How many bytes it has."""
    page = reverse("imports:workbook")
    told = filled(office.read(page)) | {"organisation": str(org)}
    return len(office.send(reverse("imports:workbook_out"), told)[1])


def _forms_frozen(office: Visitor, org: int) -> str:
    """As a person does it: begun, checked, handed in with a word for what does not agree."""
    year = Period.year(2025).code
    overview = f"{reverse('reports:forms', args=[org])}?ky={year}"
    csrf = {"csrfmiddlewaretoken": filled(office.read(overview))["csrfmiddlewaretoken"]}
    begin = reverse("reports:begin_submission", args=[org])
    where, _page = office.send(begin, csrf | {"ky": year})
    office.send(f"{where}/kiem-tra", csrf)
    _where, page = office.send(f"{where}/nop", csrf | {"note": "Đo bộ nhớ."})
    return "handed in" if "Số liệu đã chốt" in page.decode() else "not handed in"


def _import(office: Visitor, into: Organisation) -> int:
    """As a person does it: sent, its columns agreed to, written. Returns how many rows are in the books."""
    listing = reverse("imports:list")
    file = BytesIO(list_of_members(into))
    file.name = "danh-sach.xlsx"
    told = {"as_of": format_date(shape.TODAY), "books_from": format_date(shape.BOOKS)}
    where, page = office.send(listing, filled(office.read(listing)) | told, file)
    where, page = office.send(where, filled(page.decode()))
    csrf = {"csrfmiddlewaretoken": filled(page.decode())["csrfmiddlewaretoken"]}
    _where, page = office.send(f"{where.rstrip('/')}/ghi", csrf)
    found = re.search(r"Đã ghi ([\d.]+) dòng", page.decode())
    return int(found[1].replace(".", "")) if found else 0


@contextmanager
def _copy() -> Iterator[dict[str, str]]:
    """What a server must find in its environment to work in a copy."""
    if connection.vendor == "postgresql":
        with copied() as url:
            yield {"CHIBO_DATABASE": url}
        return
    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "home"
        shutil.copytree(settings.HOME, copy)
        yield {"CHIBO_HOME": str(copy)}
