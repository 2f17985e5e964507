"""What is open in a branch, kept until anything is written: pages of the worklist follow each other, and looking
through four thousand files takes seconds.

Kept are which rule speaks of whom, and its reason; the files of those a page shows are read again. Packed, as a
large commune's would take a megabyte.
"""

import pickle
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from chibo.audit.queries import journal_mark
from chibo.cleaning.queries.files import read_few_files
from chibo.cleaning.queries.units import read_few_units
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import Checked, check
from chibo.cleaning.rules.declaring import Finding
from chibo.cleaning.rules.summing import Summary, summed
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch

_KEPT_SECONDS = 600


# A finding: the code of its rule, the person or the unit (0 for the other), the cell, why. Plain, as a hundred
# thousand of anything better take longer to be made again than to be read.
Line = tuple[str, int, int, int, str]


@dataclass(frozen=True)
class Open:
    """Findings in the order of the tree and of names; short names of units by key."""

    lines: Sequence[Line]
    names: Mapping[int, str]


def open_in(of: Branch) -> Open:
    """As the records are now."""
    mark = journal_mark()
    kept = cache.get(_lines_key(of))
    if kept is None or kept[:2] != (mark, of.on):
        opened, _summary = _looked(of, mark)
        return opened
    lines, names = pickle.loads(zlib.decompress(kept[2]))  # noqa: S301 (packed by us, below)
    return Open(lines, names)


def summary_of(of: Branch) -> Summary:
    """As the records are now. Whatever is written leaves a line in the journal, so counts kept under its mark
    stand until the next line; the day goes with them, because what is overdue changes with it."""
    mark = journal_mark()
    known: tuple[object, object, Summary] | None = cache.get(_summary_key(of))
    if known is None or known[:2] != (mark, of.on):
        _open, summary = _looked(of, mark)
        return summary
    return known[2]


def _lines_key(of: Branch) -> str:
    return f"desk-lines:{of.pk}"


def _summary_key(of: Branch) -> str:
    return f"desk:{of.pk}"


def _looked(of: Branch, mark: str) -> tuple[Open, Summary]:
    """The mark was read before anything else, so that what is written meanwhile makes it another one. What was
    kept before gives way to it."""
    checked = check(of)
    opened, summary = _opened(checked), summed(checked)
    packed = zlib.compress(pickle.dumps((opened.lines, opened.names)), 1)
    cache.set(_lines_key(of), (mark, of.on, packed), _KEPT_SECONDS)
    cache.set(_summary_key(of), (mark, of.on, summary), _KEPT_SECONDS)
    return opened, summary


def _opened(checked: Checked) -> Open:
    names = {unit.organisation_id: unit.short_name for unit in checked.units}
    return Open([_line(one) for one in checked.found], names)


def _line(one: Finding) -> Line:
    person = one.file.person_id if one.file else 0
    unit = one.unit.organisation_id if one.unit else 0
    return (one.rule.code, person, unit, one.cell_id, one.reason)


def shown(of: Branch, lines: Sequence[Line]) -> list[Finding]:
    """Some dozens of them with their files, of which letters alone are read beside the file itself."""
    people = {person for _code, person, _unit, _cell, _reason in lines if person}
    units = {unit for _code, _person, unit, _cell, _reason in lines if unit}
    held = roll(of).filter(person__in=people)
    files = {one.person_id: one for one in read_few_files(held, of.on, {"letters"})}
    named = {one.organisation_id: one for one in read_few_units(sorted(units), of.on)}
    every = rules()
    return [
        Finding(every[code], reason, files.get(person), named.get(unit))
        for code, person, unit, _cell, reason in lines
        if person in files or unit in named
    ]
