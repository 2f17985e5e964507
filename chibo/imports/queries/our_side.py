"""What our books say of the members of a branch, in the plain form a comparison lays beside a file's."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from chibo.accounts.models import User
from chibo.base.partial_dates import PartialDate
from chibo.members.models import Exemption, Membership, Person, Qualification
from chibo.members.models.person import PARTIAL
from chibo.members.models.qualification import LADDERS
from chibo.members.queries.listing import listed
from chibo.organisations.queries.tree import Branch

COUNTRY = "Việt Nam"
RANKED = frozenset(LADDERS)
_PLACES = ("birth", "native", "home")


@dataclass(frozen=True)
class Ours:
    """One member as the books have them; `facts` by field code as plain text (dates as written, codes of lists,
    the cell's key)."""

    person: int
    name: str
    name_key: str
    born: PartialDate | None
    id_hash: str
    card: str
    cell: int
    facts: dict[str, str]


def our_side(user: User, of: Branch) -> list[Ours]:
    """Everybody on the branch's roll, in the order of the list; two questions beside the roll."""
    rows = list(
        listed(user, of)
        .select_related("person")
        .order_by("path", F("person__name_sort").asc(), "pk")
    )
    excused = set(
        Exemption.objects.on(of.on)
        .filter(person__in=[row.person_id for row in rows])
        .values_list("person_id", flat=True)
    )
    levels = _levels([row.person_id for row in rows], of)
    return [_ours(row, levels.get(row.person_id, {}), row.person_id in excused) for row in rows]


def _levels(people: Collection[int], of: Branch) -> dict[int, dict[str, str]]:
    """Person → ladder → the highest level's code reached by the day."""
    reached = Qualification.objects.filter(person__in=people, ladder__in=RANKED).filter(
        Q(reached_on__isnull=True) | Q(reached_on__lte=of.on)
    )
    found: dict[int, dict[str, str]] = {}
    for person, ladder, level in reached.order_by("rank").values_list(
        "person_id", "ladder", "level"
    ):
        found.setdefault(person, {})[ladder] = level
    return found


def _ours(row: Membership, levels: dict[str, str], excused: bool) -> Ours:
    person = row.person
    standing = [row.status, *(["excused"] if excused else [])]
    return Ours(
        person.pk,
        person.full_name,
        person.name_key,
        person.partial("born"),
        person.national_id_hash,
        person.card_number,
        row.cell_id,
        file_facts(person) | levels | {"cell": str(row.cell_id), "status": "+".join(standing)},
    )


def file_facts(person: Person) -> dict[str, str]:
    """What the person's file says by field code; a place without a country is in this one, as our own export
    writes it."""
    facts = {name: str(person.partial(name) or "") for name in PARTIAL}
    facts |= {name: _text(getattr(person, name)) for name in _TEXTS}
    facts["aliases"] = person.aliases or person.birth_name
    for place in _PLACES:
        named = getattr(person, f"{place}_province") or getattr(person, f"{place}_detail")
        facts[f"{place}_country"] = getattr(person, f"{place}_country") or (
            COUNTRY if named else ""
        )
        facts[f"{place}_whole"] = person.place(place)
    return facts


def _text(value: Any) -> str:
    return str(value or "")


_TEXTS = (
    "full_name", "birth_name", "sex", "ethnicity", "religion", "national_id", "card_number", "card_issued_at",
    "old_card_number", "old_id", "external_id", "temporary_home", "phone", "occupation_text",
    "occupation_at_admission", "military_rank", "health", "joined_at", "resume_number",
    *(f"{place}_{part}" for place in _PLACES for part in ("province", "detail")),
)  # fmt: skip
