"""Who came or went behind a number after it was frozen, and the entry, made later, that did it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chibo.audit.labels import verb_label
from chibo.audit.models import Entry
from chibo.members.models import Movement, Person
from chibo.organisations.queries.tree import Branch, branches

_MOVED = "member."
PERSON, UNIT = "members.person", "organisations.organisation"


@dataclass(frozen=True)
class Late:
    """One person or unit. `entered_at` None: nothing was entered about themselves since."""

    name: str
    url: str
    what: str = ""
    entered_at: datetime | None = None
    entered_by: str = ""
    happened_on: date | None = None
    paper: str = ""
    paper_url: str = ""


def late_entries(keys: Collection[int], since: datetime, on: date) -> dict[int, Late]:
    """By key: of persons, of units below zero. `on` is the day units are named as of."""
    entries = _newest(keys, since)
    movements = _movements(entries)
    return {
        key: _late(one, entries.get(key), movements.get(key))
        for key, one in names_of(keys, on).items()
    }


def names_of(keys: Collection[int], on: date) -> dict[int, Late]:
    """The same by name alone."""
    people = Person.objects.in_bulk([key for key in keys if key > 0])
    units = branches([-key for key in keys if key < 0], on)
    found = {key: Late(one.full_name, one.get_absolute_url()) for key, one in people.items()}
    return found | {-key: Late(one.name, f"/dv/{key}") for key, one in units.items()}


def listed_by_name(keys: Collection[int], on: date) -> Sequence[Person | Branch]:
    """Persons in the order of their names, or units in that of the tree; each once."""
    people = {key for key in keys if key > 0}
    if people:
        return Person.objects.filter(pk__in=people).order_by("name_sort", "pk")  # type: ignore[return-value]  # paged like a list
    units = branches([-key for key in keys], on)
    return sorted(units.values(), key=lambda one: one.path)


def _newest(keys: Collection[int], since: datetime) -> dict[int, Entry]:
    """What was entered about each; a movement before a correction of the file."""
    wanted = {PERSON: [str(k) for k in keys if k > 0], UNIT: [str(-k) for k in keys if k < 0]}
    found: dict[int, Entry] = {}
    for kind, of_kind in wanted.items():
        sign = 1 if kind == PERSON else -1
        rows = Entry.objects.filter(kind=kind, key__in=of_kind, at__gt=since) if of_kind else ()
        for entry in sorted(rows, key=lambda one: (one.verb.startswith(_MOVED), one.at)):
            found[sign * int(entry.key)] = entry
    return found


def _movements(entries: Mapping[int, Entry]) -> dict[int, Movement]:
    kinds = {
        key: entry.verb.removeprefix(_MOVED)
        for key, entry in entries.items()
        if key > 0 and entry.verb.startswith(_MOVED)
    }
    rows = Movement.objects.filter(person__in=kinds).select_related("paper").order_by("pk")
    return {one.person_id: one for one in rows if kinds[one.person_id] == one.kind}


def _late(one: Late, entry: Entry | None, moved: Movement | None) -> Late:
    if entry is None:
        return one
    paper = moved.paper if moved else None
    return Late(
        one.name,
        one.url,
        str(verb_label(entry.verb)),
        entry.at,
        entry.actor_name,
        moved.happened_on if moved else None,
        paper.full_number if paper else "",
        paper.get_absolute_url() if paper else "",
    )
