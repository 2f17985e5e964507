"""All rules of the desk, in the order of the parts of a file."""

from collections.abc import Mapping
from typing import Any

from chibo.cleaning.rules import (
    birth,
    cards,
    dossiers,
    homes,
    identity,
    joining,
    life,
    names,
    offices,
    units,
    work,
)
from chibo.cleaning.rules.areas import AREAS
from chibo.cleaning.rules.declaring import FILE_RULES, UNIT_RULES, Rule

DECLARED_IN = (birth, cards, dossiers, homes, identity, joining, life, names, units, offices, work)
_PLACE = {area: place for place, area in enumerate(AREAS)}


def rules() -> Mapping[str, Rule[Any]]:
    """By code."""
    every: list[Rule[Any]] = [*FILE_RULES, *UNIT_RULES]
    return {one.code: one for one in sorted(every, key=lambda one: _PLACE[one.area])}
