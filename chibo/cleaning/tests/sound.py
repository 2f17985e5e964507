"""What is almost a fault and is none, by the code of the rule that must stay silent about it: the last day, the
last year, the paper that makes it right. For rules on which no file of the clean commune says anything."""

from collections.abc import Mapping
from datetime import date, timedelta

from chibo.admissions.models import Admission
from chibo.cleaning.tests.faults import (
    AHEAD,
    TODAY,
    YOUNG,
    Plant,
    beside,
    card,
    cells_of,
    exempt,
    level,
    put,
    then,
    without,
    years,
)
from chibo.cleaning.tests.faults_of_units import PlantUnit, placed_under, unit
from chibo.cleaning.tests.generated import Commune
from chibo.documents.models import Paper
from chibo.members.models import (
    BadgeAward,
    DossierLoan,
    Movement,
    Person,
    SupplementSheet,
    Suspension,
    TemporaryStay,
    Transfer,
)
from chibo.organisations.models import CellPlace, Organisation, Place

TOMORROW = TODAY + timedelta(days=1)
LATELY = date(TODAY.year, 1, 5)


def admitted(of: Commune, person: Person, _nth: int) -> None:
    """The decision in the books is of the day in the file."""
    day = person.joined_on
    Admission.objects.create(
        person=person, movement=person.movements.get(), decided_on=day, ceremony_on=day
    )


def admitted_again(of: Commune, person: Person, nth: int) -> None:
    """Whoever was a member before waits no probation of their own, and the file says so."""
    admitted(of, person, nth)
    Admission.objects.filter(person=person).update(is_readmission=True)
    put(traits=["readmitted"])(of, person, nth)


def arrived_with_letter(of: Commune, person: Person, nth: int) -> None:
    cell = of.cell_of[person.pk]
    move = Movement.objects.create(
        person=person, kind="moved_in", happened_on=LATELY, to_cell=cell, to_path="x", to_status="official",
    )  # fmt: skip
    _letter(person, nth, movement=move, to_cell=cell, state="accepted")


def letter_on_its_last_day(of: Commune, person: Person, nth: int) -> None:
    _letter(person, nth, valid_until=TODAY, from_cell=of.cell_of[person.pk])


def _letter(person: Person, nth: int, **more: object) -> None:
    Transfer.objects.create(
        person=person, kind="official", status="official", number=f"9{person.pk}", number_year=TODAY.year,
        issued_on=LATELY, from_unit="x", to_unit="y", **{"valid_until": AHEAD, **more},
    )  # fmt: skip


def suspended_on_paper(of: Commune, person: Person, _nth: int) -> None:
    paper = Paper.objects.create(
        keeper=of.unit, number=f"{person.pk}", symbol="QĐ/ĐU", kind="decision", issuer_name="Đảng ủy",
        issued_on=LATELY, summary="Đình chỉ", summary_folded="dinh chi",
    )  # fmt: skip
    beside(Suspension, reason="x", started_on=LATELY, until=TODAY, paper=paper)(of, person, _nth)


def doctor_of_theory(of: Commune, person: Person, nth: int) -> None:
    for one in (
        level("professional", "doctor", 6),
        level("title", "professor", 2),
        level("theory", "advanced", 3),
    ):
        one(of, person, nth)


def covered_place(of: Commune, cell: Organisation) -> None:
    """A second village of the cell."""
    since = date(2020, 1, 1)
    place = Place.objects.create(
        area=of.unit, name="Bản Thêm", name_folded="ban them", kind="ban", started_on=since
    )
    CellPlace.objects.create(cell=cell, place=place, started_on=since)


def _number_of_1996(person: Person, _nth: int) -> str:
    return f"{person.national_id[:3]}{int(person.sex == 'female')}96{person.national_id[6:]}"


def _on_the_roll_since_2019(_of: Commune, person: Person, _nth: int) -> None:
    cells_of(person).update(started_on=date(2019, 5, 5))


_OF_1996 = then(
    without(BadgeAward), YOUNG, put(national_id=_number_of_1996), _on_the_roll_since_2019
)
_SOLDIER = put(enlisted_on=years("born_on", 18), discharged_on=years("born_on", 20))
_LAST_DAY = exempt("treatment", until=TODAY, medical_paper="Bệnh án 12")

OF_FILES: Mapping[str, Plant] = {
    "card-register": card("granted", lambda person: person.card_number),
    "card-recalled": card("recalled", lambda _person: "770099999999"),
    "loan-overdue": beside(
        DossierLoan, borrower="Ban Tổ chức", lent_on=TODAY - timedelta(days=9), due_on=TODAY
    ),
    "sheet-future": beside(
        SupplementSheet, year=TODAY.year, collected_on=TODAY, unchanged=True
    ),
    "old-id-shape": put(old_id="123456789", old_id_hash=lambda person, _nth: f"o{person.pk}"),
    "official-early": admitted,
    "official-late": admitted,
    "joined-other-than-decision": admitted,
    "readmitted-untold": admitted_again,
    "arrival-without-letter": arrived_with_letter,
    "away-overdue": beside(
        TemporaryStay, outside_unit="Hà Nội", started_on=LATELY, until=TODAY
    ),
    "away-endless": beside(TemporaryStay, outside_unit="Hà Nội", started_on=LATELY),
    "letter-expired": letter_on_its_last_day,
    "exempt-reason-unknown": _LAST_DAY,
    "exempt-young": then(_OF_1996, exempt("old_weak", medical_paper="Giấy y tế 7")),
    "exempt-without-paper": _LAST_DAY,
    "exempt-endless": _LAST_DAY,
    "exempt-overdue": _LAST_DAY,
    "suspension-overdue": suspended_on_paper,
    "suspension-without-paper": suspended_on_paper,
    "away-and-exempt": _LAST_DAY,
    "birth-name-letters": put(birth_name="Lò Văn Bảy"),
    "enlisted-young": _SOLDIER,
    "discharged-early": _SOLDIER,
    "discharged-alone": _SOLDIER,
    "army-future": _SOLDIER,
    "trait-unknown": put(traits=["population_policy"]),
    "union-member-old": then(_OF_1996, put(traits=["youth_union"])),
    "schooling-below-profession": level("professional", "university", 4),
    "title-without-degree": doctor_of_theory,
    "theory-above-schooling": doctor_of_theory,
}  # fmt: skip

OF_CELLS: Mapping[str, PlantUnit] = {
    "parent-ended": placed_under(dissolved_on=TOMORROW),
    "ended-in-tree": unit(dissolved_on=TOMORROW),
    "place-without-cell": covered_place,
}
