"""How the walks go through a door: as whom, with what answer, and what a page says."""

import html
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from chibo.accounts.middleware import LAST_SEEN, STARTED
from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.organisations.models import ApiToken, Role
from conftest import PASSWORD
from tests.habits.doors import Door, addresses
from tests.habits.sides import Side
from tests.programs import token_of
from tests.world import World, build_world

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_TAGS = re.compile(r"<[^>]*>")


@contextmanager
def one_world(blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world built once for many walks that leave it as they found it; everybody has a password."""
    open_to_programs = override_settings(PUBLIC_API=True, API_PER_MINUTE=10_000)
    with blocker.unblock(), open_to_programs, transaction.atomic():
        world = build_world()
        for user in world.users.values():
            user.password = make_password(PASSWORD)
            user.save(update_fields=["password"])
        yield world
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Answer:
    """What one person got at one page. `noted` is what the request left in the journal.

    `sign`: o page, > sent elsewhere, - not there (404), x refused (403), . no such method, ! other.
    """

    page: str
    role: str
    status: int
    body: str
    headers: dict[str, str]
    noted: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page} as {self.role}: {self.status}"

    @property
    def sign(self) -> str:
        return {200: "o", 302: ">", 404: "-", 403: "x", 405: "."}.get(self.status, "!")

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.headers.get("Content-Type", "").startswith("text/html")

    @cached_property
    def words(self) -> str:
        """What a person reads: tags gone (a given name stands in its own), spaces single."""
        return " ".join(html.unescape(_TAGS.sub("", self.body)).split())


# What an API tells to whoever asks, and what people read of it.
_FOR_PEOPLE = {"api:reference", "api:openapi", "api:unknown"}


def is_for_programs(page: str) -> bool:
    return page.startswith("api:") and page not in _FOR_PEOPLE


class Browser(Client):
    """A client that looks at what came only: it keeps no copy of every context a template was rendered with."""

    def request(self, **request: Any) -> HttpResponse:
        response = self.handler(self._base_environ(**request))
        self.cookies.update(response.cookies)
        return response


class Person:
    """Somebody at a browser of their own. What a request changes is taken back after it."""

    def __init__(self, role: str, user: User | None) -> None:
        self.role, self.user = role, user
        self.client = Browser(raise_request_exception=False)
        if user:
            self.client.force_login(user, backend=_BACKEND)
            self._stay()
        self.cookies: SimpleCookie = deepcopy(self.client.cookies)

    def _stay(self) -> None:
        """Seen an hour from now: the session is not written again with every answer."""
        session = self.client.session
        session[STARTED] = session[LAST_SEEN] = time.time() + 3600
        session.save()

    def get(self, page: str, url: str) -> Answer:
        return self._ask("get", page, url)

    def post(self, page: str, url: str) -> Answer:
        return self._ask("post", page, url)

    def _ask(self, method: str, page: str, url: str) -> Answer:
        with transaction.atomic():
            headers = self._headers(page)
            last = _last_line()
            response = getattr(self.client, method)(url, headers=headers)
            noted = _verbs_after(last) if _last_line() != last else ()
            transaction.set_rollback(True)
        self.client.cookies = deepcopy(self.cookies)
        told = dict(response.headers)
        return Answer(page, self.role, response.status_code, _text(response), told, noted)

    def _headers(self, page: str) -> dict[str, str]:
        """A token for everything, in use since earlier today, where programs call."""
        if not is_for_programs(page):
            return {}
        cache.clear()  # calls with wrong tokens are counted
        if self.user is None:
            return {}
        token, text = token_of(self.user)
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=timezone.localdate())
        return {"Authorization": f"Bearer {text}"}


def _last_line() -> int:
    """Of the journal, asked in plain SQL: the walks ask forty thousand times."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {Entry._meta.db_table}")
        found: int = cursor.fetchone()[0]
    return found


def _verbs_after(line: int) -> tuple[str, ...]:
    return tuple(Entry.objects.filter(pk__gt=line).order_by("pk").values_list("verb", flat=True))


def _text(response: HttpResponse) -> str:
    """Of files only pages and texts are read."""
    chunks = response.streaming_content if response.streaming else [response.content]
    content = b"".join(chunks)
    kind = response.headers.get("Content-Type", "")
    read = ("text/", "application/json", "application/problem+json")
    return content.decode() if kind.startswith(read) else ""


@dataclass(frozen=True)
class Knocked:
    """All answers at one door."""

    door: Door
    pages: tuple[str, ...]
    strangers: list[Answer]
    read: list[Answer]  # GET of our own records
    sent: list[Answer]  # POST, empty, to our own records
    next_door: list[Answer]  # GET of the cell next door
    abroad: list[Answer]  # GET and POST of the neighbouring commune
    words: tuple[str, ...]  # what only those of the commune abroad may read
    words_next_door: tuple[str, ...]


def ask_all(people: Iterable[Person], door: Door, side: Side, *methods: str) -> list[Answer]:
    return [
        getattr(person, method)(page, url)
        for page, url in addresses(door, side).items()
        for person in people
        for method in methods
    ]


# Those whose duty covers the province or everything: the neighbour's records are theirs as well.
FAR_SIGHTED = {Role.ADMIN, Role.SUPERIOR, Role.SUPERIOR_NAMES, Role.AUDITOR}
# They work in bản Trên only; the member stands in bản Dưới and reads her own file.
IN_ONE_CELL = {
    Role.IN_CHARGE,
    Role.CELL_SECRETARY,
    Role.CELL_DEPUTY,
    Role.CELL_COMMITTEE,
    Role.MEMBER,
}


def knock(door: Door, people: dict[str, Person], here: Side, near: Side, far: Side) -> Knocked:
    stranger, everybody = Person("nobody", None), list(people.values())
    bounded = [person for role, person in people.items() if role not in FAR_SIGHTED]
    narrow = [person for role, person in people.items() if role in IN_ONE_CELL]
    return Knocked(
        door,
        tuple(addresses(door, here)),
        strangers=ask_all([stranger], door, here, "get", "post"),
        read=ask_all(everybody, door, here, "get"),
        sent=ask_all(everybody, door, here, "post"),
        next_door=ask_all(narrow, door, near, "get"),
        abroad=ask_all(bounded, door, far, "get", "post"),
        words=tuple(far.words),
        words_next_door=tuple(near.words),
    )
