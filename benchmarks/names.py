"""Invented people's names with realistic frequencies, and their search keys put together from parts.

A nation needs 5.6 million keys; a name is made of a few hundred different words, whose keys are
computed once by the functions the program itself uses.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from chibo.base.text import fold, name_sort_text, same_name_key

COUNTRY: dict[str, Any] = tomllib.loads(Path(__file__).with_name("country.toml").read_text())


@dataclass(frozen=True)
class Part:
    """A piece of a name with its three keys."""

    text: str
    folded: str
    sort: str
    key: str


def part(text: str) -> Part:
    """A middle name of two words sorts word by word, as it does inside a whole name."""
    sort = "".join(name_sort_text(word) for word in text.split())
    return Part(text, fold(text), sort, same_name_key(text))


class Names:
    """Draws names for a sex and an ethnicity; peoples without a list of their own have Kinh families."""

    def __init__(self) -> None:
        self._families = {code: _weighted(some) for code, some in COUNTRY["family"].items()}
        self._middles = {sex: _weighted(some) for sex, some in COUNTRY["middle"].items()}
        self._given = {sex: list(map(part, some.split())) for sex, some in COUNTRY["given"].items()}

    def draw(self, chance: Random, sex: str, ethnicity: str) -> tuple[str, str, str, str]:
        """Full name, folded name, sort text, same-name key: the columns of a person."""
        families, weights = self._families.get(ethnicity) or self._families["kinh"]
        family = chance.choices(families, cum_weights=weights)[0]
        middles, weights = self._middles[sex]
        middle = chance.choices(middles, cum_weights=weights)[0]
        given = self._given[sex][int(chance.random() * len(self._given[sex]))]
        return (
            f"{family.text} {middle.text} {given.text}",
            f"{family.folded} {middle.folded} {given.folded}",
            f"{given.sort}{family.sort}{middle.sort}",
            f"{family.key} {middle.key} {given.key}",
        )


def _weighted(weights: Mapping[str, int]) -> tuple[Sequence[Part], Sequence[int]]:
    return list(map(part, weights)), list(accumulate(weights.values()))
