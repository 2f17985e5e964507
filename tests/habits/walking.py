"""How the walks go through a door: as whom, with what answer, and what a page says."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from chibo.accounts.models import User
from conftest import PASSWORD
from tests.world import World, build_world

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_TAGS = re.compile(r"<[^>]*>")


@contextmanager
def one_world(blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world built once for many walks that leave it as they found it; everybody has a password."""
    with blocker.unblock(), transaction.atomic():
        world = build_world()
        for user in world.users.values():
            user.password = make_password(PASSWORD)
            user.save(update_fields=["password"])
        yield world
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Answer:
    """`sign`: o page, > sent elsewhere, - not there (404), x refused (403), . no such method, ! error."""

    status: int
    body: str
    kind: str
    headers: dict[str, str]

    @property
    def sign(self) -> str:
        return {200: "o", 302: ">", 404: "-", 403: "x", 405: "."}.get(self.status, "!")

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.kind.startswith("text/html")

    @property
    def words(self) -> str:
        """What a person reads: tags gone (a given name stands in its own), spaces single."""
        return " ".join(html.unescape(_TAGS.sub("", self.body)).split())


def get(user: User | None, url: str, **headers: str) -> Answer:
    return _ask(user, "get", url, **headers)


def post(user: User | None, url: str, **data: str) -> Answer:
    return _ask(user, "post", url, data=data)


def _ask(user: User | None, method: str, url: str, **more: object) -> Answer:
    """One request whose changes are taken back, so that the next one meets the same world."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if user:
            client.force_login(user, backend=_BACKEND)
        response = getattr(client, method)(url, **more)
        answer = _read(response)
        transaction.set_rollback(True)
    return answer


def _read(response: HttpResponse) -> Answer:
    kind = response.headers.get("Content-Type", "")
    chunks = response.streaming_content if response.streaming else [response.content]
    content = b"".join(chunks)
    body = content.decode() if kind.startswith("text/") else ""
    return Answer(response.status_code, body, kind, dict(response.headers))
