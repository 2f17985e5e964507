"""A cell that a list names and the tree has not yet."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import clean, fold
from chibo.organisations.queries.tree import Branch, cell_kinds
from chibo.rulebook.queries import code_list

_CELL_WORDS = re.compile(r"^(chi bộ|chi bo|cb)[\s.:\-]+", re.IGNORECASE)
# "Trường Tiểu học" is a school although the list's item reads "Trường học"
_BEGINNINGS = {
    "truong": "school",
    "tram y te": "health_station",
    "y te": "health_station",
    "tk": "tieu_khu",
}


@dataclass(frozen=True)
class NewCell:
    name: str
    short_name: str
    kind: str
    base_type: str


def new_cell(text: str, above: Branch) -> NewCell:
    """'CB bản Vặt' becomes Chi bộ bản Vặt, of the kind that may hang under `above`. Raises Refusal."""
    bare = _CELL_WORDS.sub("", clean(text)) or clean(text)
    short = bare[0].upper() + bare[1:]
    return NewCell(_("Chi bộ {name}").format(name=bare), short, _kind(above), _base_type(bare))


def _kind(above: Branch) -> str:
    allowed = code_list("organisation_kinds").item(above.kind).extra.get("children", [])
    for kind in allowed:
        if kind in cell_kinds():
            return str(kind)
    raise Refusal(
        _("{parent} không lập chi bộ trực thuộc được; chọn chi bộ đã có.").format(parent=above.name)
    )


def _base_type(name: str) -> str:
    """By the first words of the name; empty when they do not say."""
    plain = fold(name)
    for beginning, code in _BEGINNINGS.items():
        if plain.startswith(f"{beginning} "):
            return code
    items = [item for item in code_list("base_types").items() if item.parent]
    for item in sorted(items, key=lambda one: len(one.label), reverse=True):
        if plain.startswith(f"{fold(item.label)} "):
            return item.code
    return ""
