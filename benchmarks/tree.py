"""Rows of organisations, their names and their places in the tree, as founding them would write."""

from collections.abc import Iterator
from random import Random

from benchmarks.rows import Row, Rows
from benchmarks.shape import BOOKS, SEED, Commune, Country, Province, segment
from chibo.base.text import fold

FOUNDED = "1960-01-01"
_RESIDENTIAL = {1: ("bản", "ban")}  # other provinces say thôn
_AGENCIES = [
    ("Trường Tiểu học", "school"),
    ("Trường Trung học cơ sở", "school"),
    ("Trường Mầm non", "school"),
    ("Trạm Y tế", "health_station"),
    ("Cơ quan Ủy ban nhân dân", "state_agency"),
    ("Cơ quan Đảng, đoàn thể", "party_agency"),
    ("Công an", "police"),
    ("Quân sự", "military"),
    ("Hợp tác xã", "cooperative"),
    ("Công ty Cổ phần", "joint_stock_company"),
]


def tree_rows(of: Country) -> Iterator[Rows]:
    """One batch for the top of the tree, then one for each commune with its cells."""
    top = [_node(1, None, segment(1), "Trung ương", "centre")]
    top += [_province(province) for province in of.provinces]
    yield _batch(top)
    for commune in of.communes:
        yield _batch([_commune(commune), *_cells(commune)])


Node = tuple[Row, Row, Row]


def _batch(nodes: list[Node]) -> Rows:
    organisations, profiles, placements = zip(*nodes, strict=True)
    return {
        "organisation": list(organisations),
        "organisation_profile": list(profiles),
        "organisation_placement": list(placements),
    }


def _node(
    key: int,
    parent: int | None,
    path: str,
    name: str,
    kind: str,
    *,
    short: str = "",
    base_type: str = "",
    code: str = "",
    books: str | None = None,
) -> Node:
    profile = (key, key, name, short or name, fold(name), kind, base_type, code, FOUNDED)
    return (key, FOUNDED, books), profile, (key, key, parent, path, FOUNDED)


def _province(province: Province) -> Node:
    return _node(
        province.key,
        1,
        province.path,
        f"Đảng bộ tỉnh {province.name}",
        "province",
        short=province.name,
        code=f"{province.number:02}".ljust(14, "0"),
    )


def _commune(commune: Commune) -> Node:
    return _node(
        commune.key,
        commune.province_key,
        commune.path,
        f"Đảng bộ xã {commune.name}",
        "grassroots_committee",
        short=f"Xã {commune.name}",
        base_type="commune",
        code=_code(commune),
    )


def _cells(commune: Commune) -> Iterator[Node]:
    chance = Random(f"{SEED} cells {commune.key}")
    for number, people in enumerate(commune.cells):
        key = commune.first_cell + number
        name, base_type = _cell_name(chance, commune, number)
        yield _node(
            key,
            commune.key,
            commune.path + segment(key),
            f"Chi bộ {name}",
            "subordinate_cell",
            short=name[0].upper() + name[1:],
            base_type=base_type,
            code=_code(commune, number + 1),
            books=BOOKS.isoformat() if people else None,
        )


def _cell_name(chance: Random, commune: Commune, number: int) -> tuple[str, str]:
    if chance.random() < 0.7:
        word, base_type = _RESIDENTIAL.get(commune.province_number, ("thôn", "thon"))
        return f"{word} {number + 1}", base_type
    name, base_type = chance.choice(_AGENCIES)
    return f"{name} số {number + 1}", base_type


def _code(commune: Commune, cell: int = 0) -> str:
    return f"{commune.province_number:02}000{commune.number:03}{cell:03}".ljust(14, "0")
