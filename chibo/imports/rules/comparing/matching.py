"""Which row of the file is whom: by identity number, by card, by name and birth (never by a name alone)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chibo.imports.queries.our_side import Ours
from chibo.imports.queries.people import may_be_same_day
from chibo.imports.rules.comparing.their_side import Theirs


@dataclass(frozen=True)
class Matched:
    pairs: list[tuple[Ours, Theirs]]
    only_ours: list[Ours]
    only_theirs: list[Theirs]


def match(ours: Sequence[Ours], theirs: Sequence[Theirs]) -> Matched:
    """Each person once: the surest sign first, and a sign that fits two on either side fits nobody."""
    left = {one.person: one for one in ours}
    rows = {one.row: one for one in theirs}
    pairs: list[tuple[Ours, Theirs]] = []
    for one, other in [*_by("id_hash", left, rows), *_by_card_and_name(left, rows)]:
        pairs.append((one, other))
    pairs.sort(key=lambda pair: pair[1].row)
    return Matched(pairs, list(left.values()), list(rows.values()))


def _by(sign: str, left: dict[int, Ours], rows: dict[int, Theirs]) -> list[tuple[Ours, Theirs]]:
    mine = _once({one.person: getattr(one, sign) for one in left.values()})
    yours = _once({one.row: getattr(one, sign) for one in rows.values()})
    return [(left.pop(mine[value]), rows.pop(row)) for value, row in yours.items() if value in mine]


def _once(signs: dict[int, str]) -> dict[str, int]:
    """Sign → who bears it, where only one does."""
    counted = Counter(signs.values())
    return {sign: key for key, sign in signs.items() if sign and counted[sign] == 1}


def _by_card_and_name(left: dict[int, Ours], rows: dict[int, Theirs]) -> list[tuple[Ours, Theirs]]:
    found = _by("card", left, rows)
    named: dict[str, list[Ours]] = defaultdict(list)
    for one in left.values():
        named[one.name_key].append(one)
    asking = Counter(one.name_key for one in rows.values())
    for row in list(rows.values()):
        able = [one for one in named[row.name_key] if _may_be(one, row)]
        exact = [one for one in able if one.born is not None and one.born == row.born]
        fitting = exact or (able if asking[row.name_key] == 1 else [])
        if len(fitting) == 1 and fitting[0].person in left:
            found.append((left.pop(fitting[0].person), rows.pop(row.row)))
    return found


def _may_be(one: Ours, row: Theirs) -> bool:
    """The births may be the same day; where neither side knows one, the cell must be the same."""
    if one.born is None and row.born is None:
        return row.facts.get("cell") == str(one.cell)
    return may_be_same_day(one.born, row.born)
