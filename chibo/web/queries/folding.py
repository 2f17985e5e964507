"""Many lines as few: counts of the units below, and equal lines of a band folded into one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.base.due import Due, Tally
from chibo.organisations.queries.tree import Branch, branches

# More equal lines than this in a band become one that opens them.
FOLD_FROM = 4
NAMED_UNITS = 3


def lines_of(tallies: Sequence[Tally], branch: Branch, on: date) -> list[Due]:
    """Counts of units as lines that open the unit's own list. One question at most."""
    units = _units({tally.unit for tally in tallies}, branch, on)
    opened, counted = (
        cache(_opened),
        cache(_counted),
    )  # a province has thousands of lines, most alike
    return [
        _line(
            tally, unit, branch, opened(unit.pk, tally.kind), counted(tally.count, tally.of_people)
        )
        for tally in tallies
        if (unit := units.get(tally.unit))
    ]


def _units(keys: set[int], branch: Branch, on: date) -> dict[int, Branch]:
    """Mostly they are the branch's children, which the page has read."""
    known = {child.pk: child for child in branch.children} if "children" in vars(branch) else {}
    return known | branches(keys - known.keys(), on) if branch.on == on else branches(keys, on)


def _opened(unit: int, kind: str) -> str:
    return list_url(dv=unit, loai=kind)


def _line(tally: Tally, unit: Branch, branch: Branch, url: str, about: str) -> Due:
    return Due(
        kind=tally.kind,
        what=tally.what,
        about=about,
        due_on=tally.due_on,
        last_on=tally.last_on,
        url=url,
        button="" if unit.pk == branch.pk else _("Xem việc"),
        why=tally.why,
        rule=tally.rule,
        owner=unit.short_name,
        owner_path=unit.path,
        count=tally.count,
        of_people=tally.of_people,
        tasks=tally.count if tally.each else 1,
    )


def list_url(**wanted: object) -> str:
    """The list narrowed as named; what is empty is left out."""
    asked = "&".join(f"{name.replace('_', '-')}={value}" for name, value in wanted.items() if value)
    return reverse("web:tasks") + (f"?{asked}" if asked else "")


def _counted(count: int, of_people: bool) -> str:
    return _people(count) if of_people else _("{n} việc").format(n=count)


def _people(count: int) -> str:
    return ngettext("{n} đảng viên", "{n} đảng viên", count).format(n=count)


def folded(lines: Iterable[Due], band: str, **wanted: object) -> list[Due]:
    """The lines of one band; more than `FOLD_FROM` of a kind become one that opens them. `wanted` is
    how the list at hand is narrowed already."""
    groups: dict[tuple[str, str], list[Due]] = {}
    for line in lines:
        groups.setdefault((line.kind, line.plainly), []).append(line)
    found: list[Due] = []
    for (kind, _what), same in groups.items():
        if len(same) <= FOLD_FROM:
            found += same
        else:
            found.append(_fold(same, list_url(**{**wanted, "loai": kind, "han": band})))
    return sorted(found, key=lambda line: line.order)


def _fold(same: Sequence[Due], url: str) -> Due:
    """The earliest line speaks for all: their number, where most of them are, what opens them; why, when
    it is one for all."""
    first = same[0]
    why = first.why if all(line.why == first.why for line in same) else ""
    tasks, people = sum(line.tasks for line in same), sum(line.count for line in same)
    return replace(
        first,
        what=first.plainly,
        about=_counted(people, True) if first.of_people else _counted(tasks, False),
        url=url,
        button=_("Xem {n} việc").format(n=tasks),
        why=why,
        owner=where(same),
        count=people,
        tasks=tasks,
        person_id=None,
    )


def where(same: Sequence[Due], most: int = NAMED_UNITS) -> str:
    """“5 nơi: Bản Vặt (4), Bản Lùn (2), Bản Bãi (1)…”, the longest list first; one place by its name."""
    counted: Counter[str] = Counter()
    names = {line.owner_path: line.owner for line in same}
    for line in same:
        counted[line.owner_path] += line.tasks
    if len(names) == 1:
        return same[0].owner
    named_units = counted.most_common(most)
    named = ", ".join(names[path] if n == 1 else f"{names[path]} ({n})" for path, n in named_units)
    more = "…" if len(names) > len(named_units) else ""
    return _("{n} nơi: {named}").format(n=len(names), named=named) + more


def by_owner(lines: Iterable[Due]) -> list[tuple[str, list[Due]]]:
    """Owner's name with its lines, in tree order."""
    ordered = sorted(lines, key=lambda line: (line.owner_path, line.order))
    return [
        (same[0].owner, same)
        for _path, group in groupby(ordered, key=lambda line: line.owner_path)
        if (same := list(group))
    ]
