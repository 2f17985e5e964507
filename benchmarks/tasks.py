"""What is due: the list of a commune by name, of a province's office as counts, as its home page asks for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from time import process_time

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks import shape
from benchmarks.measuring import Line, best, questions_in
from benchmarks.questions import branches_of, scan_of
from chibo.accounts.models import User
from chibo.base.statements import STATEMENTS
from chibo.organisations.queries.tree import Branch
from chibo.web.queries.tasks import all_due

# 200 ms are promised for 5,000 members; the measured commune has 4,000.
AIMS = {"commune of 4,000": 160, "province": 2_000}
ASKERS = {"commune of 4,000": "office", "province": "province"}
# The machine's own day, as home asks, and one in the weeks before a badge round, when there is most to read.
DAYS = {"": timezone.localdate(), ", before a badge round": date(2026, 12, 20)}


def due_lists(country: shape.Country) -> Iterator[Line]:
    where = branches_of(country)
    call_command("collectstatic", verbosity=0, interactive=False)
    for name, aim in AIMS.items():
        if name not in where:
            continue
        user = User.objects.get(username=ASKERS[name])
        for words, on in DAYS.items():
            yield _list(user, replace(where[name], on=on), f"list of a {name}{words}", aim)
        yield _page(user, name, aim)


def _list(user: User, of: Branch, what: str, aim: float) -> Line:
    def ask() -> list[object]:
        # A branch remembers what it read: each asking begins with one of its own.
        return [*all_due(user, replace(of), of.on)]

    def ask_first() -> None:
        STATEMENTS.forget()
        ask()

    first, scan = best(ask_first), best(lambda: scan_of(of))
    taken = best(ask)
    begun = process_time()
    lines = len(ask())
    own = (process_time() - begun) * 1000  # what busy neighbours cannot add to
    note = f"first of the day {first:.0f} ms, processor {own:.0f} ms, "
    note += f"{lines} lines, {questions_in(ask)} questions"
    note += "; limit: one read of its memberships"
    return Line("due", what, taken, aim=aim, limit=scan, note=note)


def _page(user: User, name: str, aim: float) -> Line:
    """The page of the whole list as of the machine's own day."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    url = reverse("web:tasks")
    answer = client.get(url)
    taken = best(lambda: client.get(url))
    size = len(answer.content) / 1000
    note = f"{questions_in(lambda: client.get(url))} questions, {size:.0f} kB"
    return Line("due", f"page of a {name}", taken, aim=aim, note=note)
