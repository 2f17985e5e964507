"""A commune of 2,500 members without a fault, made in bulk from a seed: the ground for planted ones."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from chibo.base.secrets import keyed_hash
from chibo.base.text import fold, name_sort_text, same_name_key
from chibo.dues.models import Declaration
from chibo.members.models import (
    BadgeAward,
    DossierItem,
    DossierPlace,
    Membership,
    Movement,
    Person,
    Post,
    Qualification,
)
from chibo.organisations.models import CellPlace, Organisation, Place, Placement, Profile
from chibo.rulebook.queries import add_months

BOOKS = date(2016, 1, 1)
FOUNDED = date(1965, 3, 2)
CELLS, PER_CELL = 100, 25
FAMILIES = [
    "Lò",
    "Hà",
    "Quàng",
    "Lường",
    "Nguyễn",
    "Trần",
    "Hoàng",
    "Vì",
    "Cầm",
    "Đinh",
    "Phạm",
    "Bùi",
    "Lê",
    "Đặng",
]
MEN = ["Văn", "Đức", "Minh", "Xuân", "Quốc"]
WOMEN = ["Thị", "Thu", "Hồng", "Ngọc", "Kim"]
GIVEN = [
    "An",
    "Bình",
    "Chương",
    "Dũng",
    "Giang",
    "Hải",
    "Hòa",
    "Hùng",
    "Khiêm",
    "Lâm",
    "Long",
    "Minh",
    "Nam",
    "Nghĩa",
    "Phong",
    "Quang",
    "Sơn",
    "Tài",
    "Tâm",
    "Thành",
    "Thắng",
    "Thịnh",
    "Trung",
    "Tuấn",
    "Vinh",
    "Yên",
    "Hạnh",
    "Hoa",
    "Hương",
    "Lan",
    "Liên",
    "Mai",
    "Nga",
    "Nhung",
    "Oanh",
    "Phương",
    "Thảo",
    "Thủy",
    "Trang",
    "Xuân",
]
MARKS = (30, 40, 45, 50, 55, 60, 65, 70)


@dataclass
class Commune:
    """What was made: the unit, its cells, people in the order they were made with the cell of each."""

    unit: Organisation
    above: Organisation
    cells: list[Organisation] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    cell_of: dict[int, Organisation] = field(default_factory=dict)


def build(above: Organisation, code: str, seed: int = 20_261_122, cells: int = CELLS) -> Commune:
    """Under a province that stands; codes of the commune and its cells begin with `code` (8 digits)."""
    dice = random.Random(seed)
    path = Placement.objects.open().get(organisation=above).path
    made = Commune(
        add_unit(
            "Đảng bộ xã Nà Mẫu", "grassroots_committee", "commune", code + "000000", above, path
        ),
        above,
    )
    own = path + made.unit.segment
    for number in range(1, cells + 1):
        name, cell_code = f"Chi bộ bản Nà {number}", f"{code}001{number:03d}"
        cell = add_unit(name, "subordinate_cell", "ban", cell_code, made.unit, own)
        made.cells.append(cell)
    _places(made)
    _people(made, dice, own)
    _posts(made)
    return made


def add_unit(
    name: str, kind: str, base: str, code: str, parent: Organisation, above: str
) -> Organisation:
    unit = Organisation.objects.create(founded_on=FOUNDED, records_from=BOOKS)
    cited = {"started_on": FOUNDED, "decision_number": "12-QĐ/TU"}
    Profile.objects.create(
        organisation=unit,
        name=name,
        short_name=name[-12:].strip(),
        name_folded=fold(name),
        kind=kind,
        base_type=base,
        code=code,
        **cited,
    )
    Placement.objects.create(organisation=unit, parent=parent, path=above + unit.segment, **cited)
    return unit


def _places(made: Commune) -> None:
    places = [
        Place(
            area=made.unit,
            name=f"Bản Nà {number}",
            name_folded=f"ban na {number}",
            kind="ban",
            started_on=FOUNDED,
        )
        for number in range(1, len(made.cells) + 1)
    ]
    pairs = zip(made.cells, Place.objects.bulk_create(places), strict=True)
    CellPlace.objects.bulk_create(
        [CellPlace(cell=cell, place=place, started_on=FOUNDED) for cell, place in pairs]
    )


def _people(made: Commune, dice: random.Random, own: str) -> None:
    names: set[tuple[str, int]] = set()
    drawn = [_person(dice, number, names) for number in range(len(made.cells) * PER_CELL)]
    made.people = Person.objects.bulk_create(drawn, batch_size=500)
    made.cell_of = {
        one.pk: made.cells[place % len(made.cells)] for place, one in enumerate(made.people)
    }
    _memberships(made, own)
    _beside(made)


def _person(dice: random.Random, number: int, names: set[tuple[str, int]]) -> Person:
    woman = number % 3 == 0
    while True:
        born = date(1950, 1, 1) + timedelta(days=dice.randrange(49 * 365))
        words = [dice.choice(FAMILIES), dice.choice(WOMEN if woman else MEN), dice.choice(GIVEN)]
        name = " ".join(words)
        if (name, born.year) not in names:
            names.add((name, born.year))
            break
    joined = min(add_months(born, 12 * dice.randrange(19, 31)), date(2023, 6, 1))
    official = add_months(joined, 12)
    digit = (2 if born.year >= 2000 else 0) + woman
    national = f"014{digit}{born.year % 100:02d}{number + 100_001:06d}"
    return Person(
        full_name=name,
        sex="female" if woman else "male",
        born_on=born,
        ethnicity="thai",
        religion="none",
        name_folded=fold(name),
        name_sort=name_sort_text(name),
        name_key=same_name_key(name),
        national_id=national,
        national_id_hash=keyed_hash(national),
        national_id_tail_hash=keyed_hash(national[-4:]),
        birth_country="Việt Nam",
        birth_province="Sơn La",
        birth_detail="xã Nà Mẫu, tỉnh Sơn La",
        native_country="Việt Nam",
        native_province="Sơn La",
        native_detail="xã Nà Mẫu, tỉnh Sơn La",
        home_country="Việt Nam",
        home_province="Sơn La",
        home_detail="bản Nà, xã Nà Mẫu",
        phone=f"09{number:08d}",
        occupation="farmer",
        occupation_text="Làm ruộng",
        occupation_at_admission="Làm ruộng",
        union_joined_on=add_months(born, 12 * 16),
        joined_on=joined,
        official_on=official,
        card_number=f"7700{number:08d}",
        card_issued_on=add_months(official, 3),
        card_issued_at="Tỉnh ủy Sơn La",
        old_card_number=f"88{number:06d}",
        resume_number=f"77{number:06d}",
    )


def _memberships(made: Commune, own: str) -> None:
    moves, stays = [], []
    for one in made.people:
        cell = made.cell_of[one.pk]
        path = own + cell.segment
        since = max(one.joined_on or BOOKS, BOOKS)
        move = Movement(
            person=one,
            kind="registered",
            happened_on=since,
            to_cell=cell,
            to_path=path,
            to_status="official",
        )
        moves.append(move)
        stays.append(
            Membership(
                person=one,
                cell=cell,
                status="official",
                path=path,
                grassroots=made.unit,
                province=made.above,
                sex=one.sex,
                born_on=one.born_on,
                ethnicity=one.ethnicity,
                religion=one.religion,
                started_on=since,
                opened_by=move,
            )
        )
    Movement.objects.bulk_create(moves, batch_size=500)
    Membership.objects.bulk_create(stays, batch_size=500)


def _beside(made: Commune) -> None:
    """Schooling, dues, the dossier of every third, badges of whoever reached a mark."""
    today = timezone.localdate()
    Qualification.objects.bulk_create(
        [
            Qualification(person=one, ladder="schooling", level="upper_secondary", rank=4)
            for one in made.people
        ]
    )
    Declaration.objects.bulk_create(
        [
            Declaration(
                person=one,
                category="below_pension_age",
                started_on=date(2026, 1, 1),
                declared_on=date(2026, 1, 1),
            )
            for one in made.people
        ]
    )
    checked = made.people[::3]
    DossierItem.objects.bulk_create(
        [
            DossierItem(
                person=one, document=document, state="original", started_on=date(2025, 5, 5)
            )
            for one in checked
            for document in ("doc_001", "doc_002", "doc_003", "doc_005", "doc_007")
        ],
        batch_size=500,
    )
    DossierPlace.objects.bulk_create(
        [
            DossierPlace(person=one, custodian=made.unit, cabinet="1", started_on=date(2025, 5, 5))
            for one in checked
        ]
    )
    BadgeAward.objects.bulk_create(
        [
            BadgeAward(
                person=one,
                mark=mark,
                basis="earlier",
                state="given",
                cell=made.cell_of[one.pk],
                path="x",
            )
            for one in made.people
            for mark in MARKS
            if _reached(one, mark) <= today
        ]
    )


def _reached(one: Person, mark: int) -> date:
    assert one.joined_on is not None
    return add_months(one.joined_on, 12 * mark)


def _posts(made: Commune) -> None:
    """Every cell has its secretary, deputy and committee; the commune its secretary and deputy."""

    def held(position: str, unit: Organisation, person: Person) -> Post:
        return Post(
            person=person, position=position, organisation=unit, started_on=date(2025, 5, 5)
        )

    cells = len(made.cells)
    seats = ("cell_secretary", "cell_deputy_secretary", "cell_committee_member")
    posts = [
        held(position, cell, made.people[place + cells * seat])
        for place, cell in enumerate(made.cells)
        for seat, position in enumerate(seats)
    ]
    posts.append(held("secretary", made.unit, made.people[cells * 3]))
    posts.append(held("standing_deputy_secretary", made.unit, made.people[cells * 3 + 1]))
    Post.objects.bulk_create(posts)
