"""Every address of the house, read from the resolver, and how to fill it for somebody of the world.

A new page is found by itself. When nothing here knows what its address holds, the walk fails and
names it: add a line to FILL (by name, by namespace, or by the word alone).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from chibo.accounts.models import User
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from tests.world import World


@dataclass(frozen=True)
class Door:
    """One named address; `holds` are the words its route takes."""

    name: str
    route: str
    holds: tuple[str, ...]


def doors() -> list[Door]:
    return sorted(_under(get_resolver(), "", ""), key=lambda door: door.name)


def _under(resolver: URLResolver, route: str, namespace: str) -> Iterator[Door]:
    for one in resolver.url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _under(
                one, here, f"{namespace}{one.namespace}:" if one.namespace else namespace
            )
        elif isinstance(one, URLPattern):
            name = f"{namespace}{one.name}" if one.name else f"unnamed {here}"
            yield Door(name, here, tuple(one.pattern.converters))


# ------------------------------------------------------------------ what stands on either side


@dataclass
class Side:
    """Records of one commune: ours (everything in bản Trên) or the neighbour's (bản Bên)."""

    world: World
    commune: Organisation
    cell: Organisation
    cell_name: str
    person: Person
    keeper: User

    @cached_property
    def paper(self) -> Paper:
        new = NewPaper(
            number="12",
            symbol="NQ/ĐU",
            kind="resolution",
            issuer_name=f"Đảng ủy xã quản lý {self.cell_name}",
            issued_on=self.world.directive.issued_on,
            summary=f"Phát triển chi bộ {self.cell_name}",
            level="commune",
        )
        return register_paper(new, self.cell, by=self.keeper)


def ours(world: World) -> Side:
    return Side(world, world.commune, world.tren, "Bản Trên", world.people["an"], world.an)


def sister(world: World) -> Side:
    """The cell next to ours, in the same commune."""
    return Side(world, world.commune, world.duoi, "Bản Dưới", world.people["en"], world.an)


def theirs(world: World) -> Side:
    return Side(world, world.neighbour, world.ben, "Bản Bên", world.people["khanh"], world.khanh)


# ------------------------------------------------------------------ what an address holds

Fill = Callable[[Side], Any]

# "name.word", "namespace.word" or "word" → its value; the first that is found counts.
FILL: dict[str, Fill] = {}

# A page that is told its records after the question mark: its name → label → what is asked.
ASKED: dict[str, dict[str, Callable[[Side], str]]] = {}

# What an address holds without naming anybody's records.
PLAIN = set[str]()


class NobodyKnows(AssertionError):
    """The walk cannot fill an address."""


def addresses(door: Door, side: Side) -> dict[str, str]:
    """Page → address: the bare one (unless it says nothing alone) and those with questions."""
    url = reverse(door.name, kwargs={word: _value(door, word, side) for word in door.holds})
    asked = ASKED.get(door.name, {})
    return {door.name: url} | {
        f"{door.name}?{label}": f"{url}?{question(side)}" for label, question in asked.items()
    }


def is_bound(door: Door, side: Side) -> bool:
    """Whether the address names somebody's record."""
    return any(_key(door, word) not in PLAIN for word in door.holds)


def _value(door: Door, word: str, side: Side) -> Any:
    return FILL[_key(door, word)](side)


def _key(door: Door, word: str) -> str:
    namespace = door.name.rpartition(":")[0]
    for key in (f"{door.name}.{word}", f"{namespace}.{word}", word):
        if key in FILL:
            return key
    raise NobodyKnows(f"{door.name} ({door.route}): add {door.name}.{word} to FILL in doors.py")
