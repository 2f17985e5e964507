"""Every page that links lead to, asked in the process: what it took, how often it asked, how large it is."""

from collections import Counter
from dataclasses import dataclass
from time import process_time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.pages import PAGE_BYTES, PAGE_QUESTIONS, PAGE_TIME
from benchmarks.visitor import SIGN_OUT, door_of, is_file, links_in

EACH = 2  # addresses of a door
TURNS, SLOW = 3, 3_000
# What a session writes about itself once a minute is no question of the page.
_OWN = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", 'UPDATE "django_session"')


@dataclass(frozen=True)
class Visited:
    """`took` is the processor's time of our process in ms, of the quickest turn."""

    address: str
    door: str
    took: float
    questions: int
    size: int

    @property
    def misses(self) -> bool:
        return self.took > PAGE_TIME or self.questions > PAGE_QUESTIONS or self.size > PAGE_BYTES


def visited(client: Client, begin: str = "/") -> list[Visited]:
    """At most two addresses of a door, files left out."""
    waiting, known, opened = [begin], {begin}, Counter[str]()
    found = []
    while waiting:
        address = waiting.pop(0)
        door = door_of(address)
        if door in ("", SIGN_OUT) or opened[door] >= EACH or is_file(address):
            continue
        opened[door] += 1
        answer = client.get(address)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        found.append(_measured(client, address, door, len(answer.content)))
        waiting += [link for link in links_in(answer.content) if link not in known]
        known.update(links_in(answer.content))
    return found


def _measured(client: Client, address: str, door: str, size: int) -> Visited:
    took = _once(client, address)
    for _turn in range(TURNS - 1 if took < SLOW else 0):
        took = min(took, _once(client, address))
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    questions = sum(not one["sql"].startswith(_OWN) for one in asked)
    return Visited(address, door, took, questions, size)


def _once(client: Client, address: str) -> float:
    begun = process_time()
    client.get(address)
    return (process_time() - begun) * 1000
