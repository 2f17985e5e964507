"""Offices as conditions and as words: which are the Party's own, who holds what on a day."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Exists, OuterRef

from chibo.members.models import Post
from chibo.rulebook.queries import code_list

# Nobody holds these without being a member; village heads and officials of the authorities may.
PARTY_GROUPS = frozenset({"committee", "sectional_committee", "cell", "inspection_committee"})
# What a list is narrowed to → the mark that positions of the rulebook carry; "" is any office.
HOLDERS = {
    "bi-thu": "is_secretary",
    "cap-uy": "is_committee_member",
    "can-bo-xa": "is_official",
    "can-bo-thon": "is_village_cadre",
    "giu": "",
}
_OF_A_VILLAGE = {"village_head": "Trưởng", "deputy_village_head": "Phó trưởng"}


def party_positions() -> list[str]:
    items = code_list("positions").items()
    return [item.code for item in items if item.extra.get("group") in PARTY_GROUPS]


def positions(mark: str) -> list[str]:
    """Codes of the positions that carry a mark: is_committee_member, is_official, is_village_cadre."""
    return [item.code for item in code_list("positions").items() if item.extra.get(mark)]


def holds_office(which: str, on: date) -> Exists:
    """Of rows with a `person`: who holds an office of a kind of HOLDERS on the day."""
    held = Post.objects.on(on).filter(person=OuterRef("person"))
    return Exists(held.filter(position__in=positions(HOLDERS[which])) if HOLDERS[which] else held)


def offices_held(people: Collection[int], on: date) -> dict[int, str]:
    """Person → “Bí thư chi bộ, trưởng bản Vặt”, in the order of the rulebook's list."""
    order = {item.code: at for at, item in enumerate(code_list("positions").all_items)}
    rows = Post.objects.on(on).filter(person__in=people).order_by("started_on", "pk")
    held: dict[int, list[tuple[int, str]]] = {}
    for person, code, place, kind in rows.values_list(
        "person_id", "position", "place__name", "place__kind"
    ):
        words = office_words(code, place or "", kind or "")
        held.setdefault(person, []).append((order.get(code, len(order)), words))
    return {person: _sentence(sorted(offices)) for person, offices in held.items()}


def _sentence(offices: Sequence[tuple[int, str]]) -> str:
    first, *more = [words for _at, words in offices]
    return ", ".join([first, *(words[:1].lower() + words[1:] for words in more)])


def office_words(code: str, place: str = "", kind: str = "") -> str:
    """“Trưởng bản Vặt”, “Hiệu trưởng Trường Tiểu học”; without a place the position's label."""
    codes = code_list("positions")
    label = codes.label(code) if code in codes else code
    return f"{_OF_A_VILLAGE.get(code, label)} {_of_place(place, kind)}" if place else label


def _of_place(name: str, kind: str) -> str:
    """“bản Vặt” within a sentence, whether the village is written “Bản Vặt” or “Vặt”; others by their name."""
    kinds = code_list("place_kinds")
    if kind not in kinds or not kinds.within(kind, "residential"):
        return name
    word = kinds.label(kind).lower()
    return name[:1].lower() + name[1:] if name.lower().startswith(word) else f"{word} {name}"
