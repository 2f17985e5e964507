"""A person at a server: reads pages, follows their links, sends their forms as a browser would."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import Resolver404, resolve

from benchmarks.server import Server

_FILE = re.compile(r"\.(docx|pdf|xlsx|csv)$")
SIGN_OUT = "account_logout"


class Visitor:
    def __init__(self, server: Server, username: str) -> None:
        self._server, self._opener = server, server.signed_in(username)

    def bytes_of(self, address: str) -> bytes:
        with self._opener.open(self._server.home + address) as answer:
            found: bytes = answer.read()
            return found

    def read(self, address: str) -> str:
        return self.bytes_of(address).decode()

    def send(
        self, address: str, told: Mapping[str, str], file: IO[bytes] | None = None
    ) -> tuple[str, bytes]:
        """The address that answered at last, and what it said."""
        whole = self._server.home + address
        body, kind = urlencode(told).encode(), "application/x-www-form-urlencoded"
        if file:
            body, kind = encode_multipart(BOUNDARY, {**told, "file": file}), MULTIPART_CONTENT
        request = Request(whole, body, {"Content-Type": kind, "Referer": whole})
        with self._opener.open(request) as answer:
            return answer.url.removeprefix(self._server.home).partition("?")[0], answer.read()

    def doors_from(self, begin: list[str], each: int) -> tuple[list[str], list[str]]:
        """Every page that links lead to, at most so many addresses of a door, and the files they offer."""
        waiting, known, opened = list(begin), set(begin), Counter[str]()
        pages, files = [], []
        while waiting:
            address = waiting.pop(0)
            door = door_of(address)
            if door in ("", SIGN_OUT) or opened[door] >= each:
                continue
            opened[door] += 1
            if is_file(address):
                files.append(address)
                continue
            try:
                page = self.bytes_of(address)
            except HTTPError as error:
                error.close()
                continue
            pages.append(address)
            waiting += [link for link in links_in(page) if link not in known]
            known.update(links_in(page))
        return pages, files


def is_file(address: str) -> bool:
    return bool(_FILE.search(address.partition("?")[0]))


def door_of(address: str) -> str:
    """The name of what answers there, with the ending of its file; "" for what is no address of ours."""
    path = address.partition("?")[0]
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    return f"{found.view_name} {''.join(_FILE.findall(path))}".rstrip()


def links_in(page: bytes) -> Iterator[str]:
    if not page.lstrip().startswith(b"<"):
        return
    for link in re.findall(rb'href="(/[^"#]*)', page):
        yield unescape(link.decode())


def filled(page: str) -> dict[str, str]:
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
