"""What an organisation's committee is called on paper, from the organisation's own name."""

from collections.abc import Sequence
from dataclasses import dataclass

from chibo.organisations.queries.tree import Branch

# The organisation "Đảng bộ huyện Mộc Châu" is led by "Huyện ủy Mộc Châu".
_LEADING: Sequence[tuple[str, str]] = (
    ("Đảng bộ tỉnh ", "Tỉnh ủy "),
    ("Đảng bộ thành phố ", "Thành ủy "),
    ("Đảng bộ huyện ", "Huyện ủy "),
    ("Đảng bộ quận ", "Quận ủy "),
    ("Đảng bộ thị xã ", "Thị ủy "),
    ("Đảng bộ ", "Đảng ủy "),
)
_PLACE_WORDS = (
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "huyện",
    "quận",
    "thị xã",
    "thành phố",
    "tỉnh",
)
# rules.md 9: codes of organisations in the symbol of a paper.
_SYMBOLS = {"centre": "TW", "province": "TU", "district": "HU"}


def committee_name(of: Branch) -> str:
    """ "Đảng ủy xã Mường Sang" for Đảng bộ xã Mường Sang; a cell speaks in its own name."""
    return of.name if of.is_cell else committee_called(of.name)


def committee_called(name: str) -> str:
    """The same from a name alone, such as that of a unit outside; a cell's name stays as it is."""
    for start, committee in _LEADING:
        if name.startswith(start):
            return committee + name.removeprefix(start)
    return name


def committee_word(of: Branch) -> str:
    """ "Đảng ủy", "Huyện ủy", "Chi bộ": what the archive line and the recipients call it."""
    return " ".join(committee_name(of).split()[:2])


def place_name(of: Branch) -> str:
    """ "Mường Sang" for Đảng bộ xã Mường Sang: where its papers are signed."""
    name = of.name.removeprefix("Đảng bộ ")
    for word in sorted(_PLACE_WORDS, key=len, reverse=True):
        if name.startswith(f"{word} "):
            return name.removeprefix(f"{word} ")
    return name


@dataclass(frozen=True)
class Letterhead:
    """What stands at the head of a paper an organisation issues."""

    parent: str
    issuer: str
    place: str
    symbol: str


def letterhead(of: Branch) -> Letterhead:
    """A cell's papers are signed where its committee sits; the centre is no parent to name."""
    above = next((one for one in of.ancestors if one.pk == of.parent_id), None)
    return Letterhead(
        above.name.upper() if above and above.kind != "centre" else "",
        committee_name(of).upper(),
        place_name(above if of.is_cell and above else of),
        paper_symbol(of),
    )


def paper_symbol(of: Branch) -> str:
    """ "ĐU" for a Party committee, "CB" for a cell: what stands behind the slash of a number."""
    return "CB" if of.is_cell else _SYMBOLS.get(of.kind, "ĐU")
