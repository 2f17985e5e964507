"""Members' files as rules read them: each table once, however many members a branch has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from chibo.admissions.models import Admission
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
    levels: list[Any] = field(default_factory=list)
    moves: list[Any] = field(default_factory=list)
    stays: list[Any] = field(default_factory=list)
    posts: list[Any] = field(default_factory=list)
    badges: list[Any] = field(default_factory=list)
    cards: list[Any] = field(default_factory=list)
    exemptions: list[Any] = field(default_factory=list)
    suspensions: list[Any] = field(default_factory=list)
    away: list[Any] = field(default_factory=list)
    letters: list[Any] = field(default_factory=list)
    arrivals: list[Any] = field(default_factory=list)
    admissions: list[Any] = field(default_factory=list)
    papers: list[Any] = field(default_factory=list)
    places: list[Any] = field(default_factory=list)
    loans: list[Any] = field(default_factory=list)
    sheets: list[Any] = field(default_factory=list)
    dues: list[Any] = field(default_factory=list)

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
_LISTS = frozenset(one.name for one in fields(MemberFile) if one.default_factory is list)
_COLUMNS = [
    _OF_MEMBERSHIP.get(one.name, f"person__{one.name}")
    for one in fields(MemberFile)
    if one.name not in _LISTS
]


class Row:
    """One row of another table; its columns are attributes."""

    def __init__(self, names: Iterable[str], values: Iterable[Any]) -> None:
        self.__dict__.update(zip(names, values, strict=True))

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


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


def read_files(roll: QuerySet[Membership], on: date) -> list[MemberFile]:
    """The files of a roll (memberships that hold on the day), in the order of cells and names."""
    rows = roll.order_by("path", "person__name_sort", "person_id").values_list(*_COLUMNS)
    files = [MemberFile(*row) for row in rows]
    by_person = {one.person_id: one for one in files}
    for name, (asked, columns) in _ROWS.items():
        _attach(by_person, name, asked(on).filter(person__in=roll.values("person")), columns)
    return files


def _attach(
    files: dict[int, MemberFile], name: str, rows: QuerySet[Any, Any], columns: tuple[str, ...]
) -> None:
    ordered = rows.annotate(whose=F("person_id")).order_by("pk")
    for whose, *values in ordered.values_list("whose", *columns):
        if file := files.get(whose):
            getattr(file, name).append(Row(columns, values))
