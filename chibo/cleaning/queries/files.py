"""Members' files as rules read them: each table once, however many members a branch has.

All files of a branch are held at once, so they are kept light: rows are tuples, what many files say is held once,
and a file without rows of a table has no list of its own (decision 0013).
"""

from collections import namedtuple
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from chibo.admissions.models import Admission
from chibo.base.asking import rows_together
from chibo.dues.models import Declaration
from chibo.members.models import (
    BadgeAward,
    CardEvent,
    DossierItem,
    DossierLoan,
    DossierPlace,
    Exemption,
    Membership,
    Movement,
    Post,
    Qualification,
    SupplementSheet,
    Suspension,
    TemporaryStay,
    Transfer,
)
from chibo.members.models.badge import LIVE
from chibo.members.models.transfer import OPEN_STATES

# The documents rules ask for by themselves: résumés, the member's sheet, the two decisions.
DOCUMENTS = ("doc_001", "doc_002", "doc_003", "doc_005", "doc_007")


@dataclass(slots=True)
class MemberFile:
    """One member as the books know them: columns of the membership and the person, then rows of other tables.

    Dates are with how far they are known (`…_known_to`). Rows are tuples whose columns `_ROWS` names.
    """

    cell_id: int
    path: str
    grassroots_id: int | None
    status: str
    started_on: date
    counted_sex: str
    counted_born_on: date | None
    counted_ethnicity: str
    counted_religion: str
    person_id: int
    full_name: str
    name_key: str
    birth_name: str
    sex: str
    born_on: date | None
    born_known_to: str
    ethnicity: str
    religion: str
    national_id: str
    old_id: str
    old_id_hash: str
    birth_country: str
    birth_province: str
    birth_detail: str
    native_country: str
    native_province: str
    native_detail: str
    home_country: str
    home_province: str
    home_detail: str
    phone: str
    occupation: str
    occupation_text: str
    occupation_at_admission: str
    enlisted_on: date | None
    discharged_on: date | None
    traits: list[str]
    union_joined_on: date | None
    union_joined_known_to: str
    joined_on: date | None
    joined_known_to: str
    joined_at: str
    official_on: date | None
    official_known_to: str
    official_at: str
    referees: str
    card_number: str
    card_issued_on: date | None
    card_issued_known_to: str
    card_issued_at: str
    old_card_number: str
    resume_number: str
    levels: Sequence[Any] = ()
    moves: Sequence[Any] = ()
    stays: Sequence[Any] = ()
    posts: Sequence[Any] = ()
    badges: Sequence[Any] = ()
    cards: Sequence[Any] = ()
    exemptions: Sequence[Any] = ()
    suspensions: Sequence[Any] = ()
    away: Sequence[Any] = ()
    letters: Sequence[Any] = ()
    arrivals: Sequence[Any] = ()
    admissions: Sequence[Any] = ()
    papers: Sequence[Any] = ()
    places: Sequence[Any] = ()
    loans: Sequence[Any] = ()
    sheets: Sequence[Any] = ()
    dues: Sequence[Any] = ()

    @property
    def is_official(self) -> bool:
        return self.status == "official"

    def level(self, ladder: str) -> Any:
        """The highest level on a ladder; None when none is written."""
        return max((one for one in self.levels if one.ladder == ladder), key=_rank, default=None)


def _rank(level: Any) -> int:
    return int(level.rank)


_OF_MEMBERSHIP = {
    "cell_id": "cell_id",
    "path": "path",
    "grassroots_id": "grassroots_id",
    "status": "status",
    "started_on": "started_on",
    "counted_sex": "sex",
    "counted_born_on": "born_on",
    "counted_ethnicity": "ethnicity",
    "counted_religion": "religion",
    "person_id": "person_id",
}
_LISTS = frozenset(one.name for one in fields(MemberFile) if one.default is not MISSING)
_COLUMNS = [
    _OF_MEMBERSHIP.get(one.name, f"person__{one.name}")
    for one in fields(MemberFile)
    if one.name not in _LISTS
]


# Columns that say of nearly every member something else: what the others say is held once for all.
_OWN = frozenset(
    {"person_id", "full_name", "name_key", "national_id", "old_id", "old_id_hash", "phone"}
    | {"born_on", "counted_born_on", "card_number", "old_card_number", "resume_number"}
)
_SHARED = [
    place
    for place, one in enumerate(fields(MemberFile))
    if one.name not in _LISTS and one.name not in _OWN
]


_Rows = Callable[[date], QuerySet[Any, Any]]


def _all(model: Any, **only: Any) -> _Rows:
    return lambda _on: model.objects.filter(**only)


def _held(model: Any) -> _Rows:
    held: _Rows = model.objects.on
    return held


# By the list of MemberFile: the rows read, and their columns.
_ROWS: dict[str, tuple[_Rows, tuple[str, ...]]] = {
    "levels": (_all(Qualification), ("pk", "ladder", "level", "rank", "reached_on")),
    "moves": (
        _all(Movement),
        ("pk", "kind", "happened_on", "paper_id", "to_status", "outside_unit"),
    ),
    "stays": (_all(Membership), ("pk", "cell_id", "started_on", "ended_on", "status")),
    "posts": (_held(Post), ("pk", "position", "organisation_id", "place_id", "started_on")),
    "badges": (
        _all(BadgeAward, state__in=LIVE),
        ("pk", "mark", "basis", "state", "given_on", "round_day"),
    ),
    "cards": (_all(CardEvent), ("pk", "kind", "happened_on", "number")),
    "exemptions": (
        _held(Exemption),
        ("pk", "started_on", "reason", "until", "medical_paper", "applied_on", "paper_id"),
    ),
    "suspensions": (_held(Suspension), ("pk", "started_on", "until", "paper_id")),
    "away": (_held(TemporaryStay), ("pk", "started_on", "until", "cell_id", "outside_unit")),
    "letters": (_all(Transfer, state__in=OPEN_STATES), ("pk", "number", "valid_until", "kind")),
    "arrivals": (
        _all(Transfer, movement__isnull=False, from_cell__isnull=True),
        ("pk", "movement_id", "number"),
    ),
    "admissions": (
        _all(Admission),
        ("pk", "decided_on", "ceremony_on", "referees", "is_readmission"),
    ),
    "papers": (
        lambda on: DossierItem.objects.on(on).filter(document__in=DOCUMENTS),
        ("pk", "document", "state", "dated_on"),
    ),
    "places": (_held(DossierPlace), ("pk", "custodian_id", "outside_custodian")),
    "loans": (
        _all(DossierLoan, returned_on__isnull=True),
        ("pk", "borrower", "lent_on", "due_on"),
    ),
    "sheets": (_all(SupplementSheet), ("pk", "year")),
    "dues": (_held(Declaration), ("pk", "category")),
}
TABLES = frozenset(_ROWS)


def row_type(name: str, columns: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    """Makes rows of another table: tuples whose columns are attributes."""
    made: Any = namedtuple(name, columns)  # type: ignore[misc]  # its name is told as it runs
    maker: Callable[[Sequence[Any]], Any] = made._make
    return maker


_TYPES = {name: row_type(name, columns) for name, (_asked, columns) in _ROWS.items()}


def read_files(roll: QuerySet[Membership], on: date) -> list[MemberFile]:
    """The files of a roll (memberships that hold on the day), in the order of cells and names."""
    said = _Once()
    files = _files(roll, said)
    by_person = {one.person_id: one for one in files}
    for name, (asked, columns) in _ROWS.items():
        of_roll = asked(on).filter(person__in=roll.values("person")).order_by("pk")
        _attach(by_person, name, of_roll.values_list("person_id", *columns), said)
    return files


def read_few_files(
    roll: QuerySet[Membership], on: date, tables: Collection[str] = TABLES
) -> list[MemberFile]:
    """The same of some dozens of members, in two questions; of other tables those named."""
    said = _Once()
    files = _files(roll, said)
    by_person = {one.person_id: one for one in files}
    asked = [(name, *_ROWS[name]) for name in sorted(tables)]
    found = rows_together(
        [
            rows(on).filter(person__in=list(by_person)).values("person_id", *columns)
            for _name, rows, columns in asked
        ]
    )
    for (name, _rows, columns), some in zip(asked, found, strict=True):
        some.sort(key=_key)
        read = attrgetter("person_id", *columns)
        _attach(by_person, name, (read(row) for row in some), said)
    return files


def _key(row: Any) -> int:
    return int(row.pk)


def _files(roll: QuerySet[Membership], said: "_Once") -> list[MemberFile]:
    rows = roll.order_by("path", "person__name_sort", "person_id").values_list(*_COLUMNS)
    return [MemberFile(*said.of_file(row)) for row in rows]


def _attach(
    files: dict[int, MemberFile], name: str, rows: Iterable[Sequence[Any]], said: "_Once"
) -> None:
    made = _TYPES[name]
    for whose, *values in rows:
        if file := files.get(whose):
            held = getattr(file, name) or []
            held.append(made(said.of_row(values)))
            setattr(file, name, held)


class _Once:
    """Words and days of one reading: the same one everywhere it is said."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def of_file(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place in _SHARED:
            values[place] = self._one(values[place])
        return values

    def of_row(self, values: Sequence[Any]) -> Sequence[Any]:
        return [self._one(value) for value in values]

    def _one(self, value: Any) -> Any:
        """Numbers stay as they are: 1, 1.0 and True are one key."""
        return self._known.setdefault(value, value) if type(value) in (str, date) else value
