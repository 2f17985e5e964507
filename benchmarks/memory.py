"""What `chibo serve` holds in memory after a day's work: pages, forms, a report with its papers, an import.

All of it happens in a copy of the installation, dropped at the end.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import OpenerDirector, Request

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from benchmarks import shape
from benchmarks.arriving import copied
from benchmarks.importing import ROWS, list_of_members
from benchmarks.measuring import Line
from benchmarks.pages import pages_of
from benchmarks.server import Server
from chibo.base.text import format_date
from chibo.organisations.models import Organisation

AIM = 200
_ROUNDS = 3


def working(country: shape.Country) -> Iterator[Line]:
    measured, empty = country.named(shape.MEASURED), country.named(shape.EMPTY)
    assert measured is not None
    assert empty is not None
    pages = [address for page in pages_of(measured) for address in page.addresses[:_ROUNDS]]
    call_command("collectstatic", verbosity=0, interactive=False)
    with _copy() as surroundings:
        server = Server(surroundings)
        try:
            office = server.signed_in()
            yield _held(server, "signed in")
            for address in pages * _ROUNDS:
                server.get(office, address)
            yield _held(server, "… and pages, three times each")
            yield _held(
                server, f"… and {_forms(server, office, measured.key)} forms, as pages and PDF"
            )
            _report_papers(server, office, pages[-1])
            yield _held(server, "… and a report as .docx and PDF")
            written = _import(server, Organisation.objects.get(pk=empty.key))
            yield _held(
                server, f"… and a list of {ROWS:,} brought in", note=f"{written:,} rows written"
            )
        finally:
            server.stop()


def _held(server: Server, what: str, note: str = "") -> Line:
    most = f"{server.memory('VmHWM'):.0f} MB at most so far"
    told = "; ".join(filter(None, [most, note]))
    return Line("memory of the server", what, server.memory(), "MB", aim=AIM, note=told)


def _forms(server: Server, office: OpenerDirector, org: int) -> int:
    overview = reverse("reports:forms", args=[org])
    links = {
        unescape(one)
        for one in re.findall(rf'href="({overview}/[^"]+)"', _read(server, office, overview))
    }
    forms = sorted(
        {link.partition("?")[0] for link in links if "/so/" not in link and "." not in link}
    )
    for form in forms:
        _read(server, office, form)
        _bytes(server, office, f"{form}.pdf")
    return len(forms)


def _report_papers(server: Server, office: OpenerDirector, report: str) -> None:
    for ending in ("docx", "pdf"):
        _bytes(server, office, f"{report}/van-ban.{ending}")


def _import(server: Server, into: Organisation) -> int:
    """As a person does it: sent, its columns agreed to, written. Returns how many rows are in the books."""
    office, listing = server.signed_in("empty"), reverse("imports:list")
    page = _read(server, office, listing)
    file = Path(tempfile.mkdtemp()) / "danh-sach.xlsx"
    file.write_bytes(list_of_members(into))
    with file.open("rb") as sent:
        told = _filled(page) | {
            "file": sent, "as_of": format_date(shape.TODAY), "books_from": format_date(shape.BOOKS)
        }  # fmt: skip
        body = encode_multipart(BOUNDARY, told)
    shutil.rmtree(file.parent)
    where, page = _post(server, office, listing, body, MULTIPART_CONTENT)
    where, page = _post(server, office, where, urlencode(_filled(page)).encode())
    csrf = urlencode({"csrfmiddlewaretoken": _filled(page)["csrfmiddlewaretoken"]}).encode()
    _where, page = _post(server, office, f"{where.rstrip('/')}/ghi", csrf)
    found = re.search(r"Đã ghi ([\d.]+) dòng", page)
    return int(found[1].replace(".", "")) if found else 0


def _filled(page: str) -> dict[str, str]:
    """What the fields of a page hold, as a browser would send them."""
    held = {}
    for tag in re.findall(r"<input [^>]+>", page):
        name, value = (re.search(rf'\b{what}="([^"]*)"', tag) for what in ("name", "value"))
        if name:
            held[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        held[name] = unescape(chosen[1]) if chosen else ""
    return held


def _post(
    server: Server,
    opener: OpenerDirector,
    path: str,
    body: bytes,
    kind: str = "application/x-www-form-urlencoded",
) -> tuple[str, str]:
    """The address that answered at last, and its page."""
    address = server.home + path
    request = Request(address, body, {"Content-Type": kind, "Referer": address})
    with opener.open(request) as answer:
        return answer.url.removeprefix(server.home).partition("?")[0], answer.read().decode()


def _bytes(server: Server, opener: OpenerDirector, path: str) -> bytes:
    with opener.open(server.home + path) as answer:
        found: bytes = answer.read()
        return found


def _read(server: Server, opener: OpenerDirector, path: str) -> str:
    return _bytes(server, opener, path).decode()


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
