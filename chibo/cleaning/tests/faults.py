"""Faults a list brings along, by the code of the rule that must find each. Planted past the actions, as in
lists of before there were checks."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from chibo.admissions.models import Admission
from chibo.base.secrets import keyed_hash
from chibo.base.text import same_name_key
from chibo.cleaning.tests.generated import Commune
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
    Person,
    Post,
    Qualification,
    SupplementSheet,
    Suspension,
    TemporaryStay,
    Transfer,
)
from chibo.organisations.models import Organisation
from chibo.rulebook.queries import add_months

Plant = Callable[[Commune, Person, int], None]
TODAY = timezone.localdate()
AHEAD = TODAY + timedelta(days=400)


def cells_of(person: Person) -> Any:
    return Membership.objects.filter(person=person)


def put(**columns: Any) -> Plant:
    """Columns of the file; a value may be made of the person and how many were planted before."""

    def plant(_of: Commune, person: Person, nth: int) -> None:
        given = {
            name: value(person, nth) if callable(value) else value
            for name, value in columns.items()
        }
        if "full_name" in given:
            given["name_key"] = same_name_key(given["full_name"])
        if "national_id" in given:
            given["national_id_hash"] = keyed_hash(given["national_id"])
        Person.objects.filter(pk=person.pk).update(**given)
        carried = {
            name: given[name]
            for name in ("sex", "born_on", "ethnicity", "religion")
            if name in given
        }
        if carried:
            cells_of(person).update(**carried)

    return plant


def beside(model: Any, **columns: Any) -> Plant:
    """A row of another table about the person."""

    def plant(_of: Commune, person: Person, nth: int) -> None:
        made = {
            name: value(person, nth) if callable(value) else value
            for name, value in columns.items()
        }
        model.objects.create(person=person, **made)

    return plant


def without(model: Any, **which: Any) -> Plant:
    def plant(_of: Commune, person: Person, _nth: int) -> None:
        model.objects.filter(person=person, **which).delete()

    return plant


def digits(at: int, new: Callable[[str], str], length: int = 1) -> Callable[[Person, int], str]:
    def made(person: Person, _nth: int) -> str:
        number = person.national_id
        return number[:at] + new(number[at : at + length]) + number[at + length :]

    return made


def years(column: str, count: int) -> Callable[[Person, int], date]:
    return lambda person, _nth: add_months(getattr(person, column), 12 * count)


def named(words: str) -> Callable[[Person, int], str]:
    return lambda person, nth: words.format(name=person.full_name, nth="abcdefgh"[nth])


def twin(**columns: Callable[[Person], Any]) -> Plant:
    """Shared with the next person of the commune, who is flagged as well."""

    def plant(of: Commune, person: Person, nth: int) -> None:
        other = of.people[of.people.index(person) + 1]
        given = {name: value(person) for name, value in columns.items()}
        for one in (person, other):
            put(**given)(of, one, nth)

    return plant


def on_probation(**columns: Any) -> Plant:
    def plant(of: Commune, person: Person, nth: int) -> None:
        cells_of(person).update(status="probationary")
        put(**columns)(of, person, nth)

    return plant


def readmitted(of: Commune, person: Person, _nth: int) -> None:
    Admission.objects.create(
        person=person,
        movement=person.movements.get(),
        decided_on=person.joined_on,
        ceremony_on=person.joined_on,
        is_readmission=True,
    )


def admitted_otherwise(of: Commune, person: Person, _nth: int) -> None:
    day = add_months(person.joined_on or TODAY, 1)
    Admission.objects.create(
        person=person, movement=person.movements.get(), decided_on=day, ceremony_on=day
    )


def moved(kind: str, day: Callable[[Person], date]) -> Plant:
    def plant(of: Commune, person: Person, _nth: int) -> None:
        cell = of.cell_of[person.pk]
        Movement.objects.create(
            person=person,
            kind=kind,
            happened_on=day(person),
            to_cell=cell,
            to_path="x",
            to_status="official",
        )

    return plant


def card(kind: str, number: Callable[[Person], str]) -> Plant:
    def plant(of: Commune, person: Person, _nth: int) -> None:
        CardEvent.objects.create(
            person=person,
            kind=kind,
            happened_on=date(2025, 2, 3),
            number=number(person),
            reason="mất",
            cell=of.cell_of[person.pk],
            path="x",
        )

    return plant


def badge(mark: int, day: Callable[[Person], date], basis: str = "due") -> Plant:
    def plant(of: Commune, person: Person, _nth: int) -> None:
        BadgeAward.objects.filter(person=person, mark=mark).delete()
        given = day(person)
        BadgeAward.objects.create(
            person=person,
            mark=mark,
            basis=basis,
            state="given",
            given_on=given,
            round_day=given,
            counted_from=person.joined_on,
            reached_on=given,
            reason="bệnh nặng",
            cell=of.cell_of[person.pk],
            path="x",
        )

    return plant


def badges_upside_down(of: Commune, person: Person, nth: int) -> None:
    BadgeAward.objects.filter(person=person).delete()
    put(
        joined_on=date(1970, 3, 3),
        official_on=date(1971, 3, 3),
        born_on=date(1950, 1, 2),
        card_issued_on=date(1972, 2, 3),
    )(of, person, nth)
    for mark, day in ((40, date(2024, 2, 3)), (50, date(2020, 2, 3)), (55, date(2025, 5, 19))):
        badge(mark, lambda _person, day=day: day, "early")(of, person, nth)


def letter(of: Commune, person: Person, nth: int) -> None:
    cell = of.cell_of[person.pk]
    Transfer.objects.create(
        person=person,
        kind="official",
        status="official",
        number=f"{nth}",
        number_year=2026,
        issued_on=date(2026, 1, 5),
        valid_until=date(2026, 3, 5),
        from_cell=cell,
        from_unit="x",
        to_unit="y",
    )


def post(position: str, **more: Any) -> Plant:
    def plant(of: Commune, person: Person, nth: int) -> None:
        unit = more.get("unit", lambda of, person: of.cell_of[person.pk])(of, person)
        for day in more.get("days", [date(2025, 6, 1)]):
            Post.objects.create(person=person, position=position, organisation=unit, started_on=day)

    return plant


def then(*plants: Plant) -> Plant:
    def plant(of: Commune, person: Person, nth: int) -> None:
        for one in plants:
            one(of, person, nth)

    return plant


def level(ladder: str, code: str, rank: int, **more: Any) -> Plant:
    return beside(Qualification, ladder=ladder, level=code, rank=rank, **more)


def elsewhere(of: Commune, person: Person) -> Organisation:
    """A cell whose places are all taken but whose deputy may be counted twice."""
    return of.cells[(of.cells.index(of.cell_of[person.pk]) + 1) % len(of.cells)]


def exempt(reason: str, **more: Any) -> Plant:
    since = more.pop("since", date(2024, 1, 5))
    return beside(Exemption, reason=reason, started_on=since, **more)


YOUNG = put(
    born_on=date(1996, 5, 5),
    joined_on=date(2019, 5, 5),
    official_on=date(2020, 5, 5),
    union_joined_on=date(2012, 3, 26),
    card_issued_on=date(2021, 2, 3),
)

OF_FILES: Mapping[str, Plant] = {
    "id-missing": put(national_id=""),
    "id-shape": put(national_id=lambda person, _nth: person.national_id[:11]),
    "id-province": put(national_id=digits(0, lambda _old: "999", 3)),
    "id-sex": put(national_id=digits(3, lambda old: str(int(old) ^ 1))),
    "id-birth-year": put(national_id=digits(4, lambda old: f"{(int(old) + 7) % 100:02d}", 2)),
    "id-century": put(national_id=digits(3, lambda old: str(int(old) ^ 2))),
    "id-birth-province": put(birth_province="Cà Mau"),
    "id-monotone": put(national_id=lambda person, nth: person.national_id[:6] + str(nth) * 6),
    "old-id-shape": put(old_id="12345", old_id_hash=lambda _person, nth: f"s{nth}"),
    "old-id-twin": twin(old_id=lambda _p: "123456789", old_id_hash=lambda p: f"t{p.pk}"),
    "sex-missing": put(sex=""),
    "name-form": put(
        full_name=lambda person, _nth: unicodedata.normalize("NFD", f"Lò Thế {person.full_name}")
    ),
    "name-spaces": put(full_name=named("{name}  Kép")),
    "name-digits": put(full_name=named("{name} 2")),
    "name-letters": put(full_name=named("{name}@")),
    "name-old-font": put(full_name=lambda _person, nth: f"NguyÔn V¨n B×nh{'abcdefgh'[nth]}"),
    "name-capitals": put(full_name=lambda person, _nth: person.full_name.upper()),
    "name-one-word": put(full_name=lambda _person, nth: "Hùng" + "abcdefgh"[nth]),
    "name-marks": put(full_name=lambda _person, nth: f"Nguyen Van Bac{'abcdefgh'[nth]}"),
    "name-title": put(full_name=named("Bà {name}")),
    "birth-name-letters": put(birth_name="Lò Văn 7"),
    "name-sex": put(full_name=named("Lò Thị Ngọc{nth}"), sex="male"),
    "name-twin": twin(
        full_name=lambda person: person.full_name, born_on=lambda person: person.born_on
    ),
    "born-missing": put(born_on=None),
    "born-future": put(born_on=AHEAD),
    "born-part": put(born_known_to="year"),
    "age-most": put(born_on=date(1915, 5, 5)),
    "age-least": put(born_on=add_months(TODAY, -12 * 17)),
    "joined-young": put(joined_on=years("born_on", 15)),
    "joined-before-birth": put(joined_on=years("born_on", -3)),
    "joined-old": put(
        born_on=date(1950, 5, 5), joined_on=date(2013, 5, 5), official_on=date(2014, 5, 5)
    ),
    "ethnicity-missing": put(ethnicity=""),
    "ethnicity-unknown": put(ethnicity="thai_la"),
    "religion-missing": put(religion=""),
    "religion-unknown": put(religion="dao_la"),
    "counted-otherwise": lambda _of, person, _nth: cells_of(person).update(ethnicity="kinh"),
    "joined-missing": put(joined_on=None),
    "joined-future": put(joined_on=AHEAD, official_on=None),
    "joined-before-party": put(joined_on=date(1929, 5, 5)),
    "joined-part": put(joined_known_to="month"),
    "official-missing": put(official_on=None),
    "official-part": put(official_known_to="year"),
    "official-future": put(official_on=AHEAD),
    "official-early": put(joined_on=date(2012, 5, 5), official_on=date(2012, 11, 5)),
    "official-late": put(joined_on=date(2012, 5, 5), official_on=date(2015, 5, 5)),
    "probation-long": on_probation(official_on=None, card_number="", card_issued_on=None),
    "probation-official-day": on_probation(card_number="", card_issued_on=None),
    "joined-other-than-decision": admitted_otherwise,
    "official-other-than-books": moved(
        "recognised", lambda person: add_months(person.official_on or TODAY, 1)
    ),
    "member-before-joining": put(joined_on=date(2024, 5, 5), official_on=date(2025, 5, 5)),
    "union-young": put(union_joined_on=years("born_on", 9)),
    "union-old": put(union_joined_on=years("born_on", 45)),
    "union-after-party": put(union_joined_on=years("joined_on", 1)),
    "union-future": put(union_joined_on=AHEAD),
    "readmitted-untold": readmitted,
    "card-missing": put(card_number=""),
    "card-shape": put(card_number=lambda person, _nth: person.card_number[:10]),
    "card-of-probationary": on_probation(official_on=None),
    "card-day-missing": put(card_issued_on=None),
    "card-place-missing": put(card_issued_at=""),
    "card-day-alone": put(card_number=""),
    "card-before-official": put(card_issued_on=years("official_on", -2)),
    "card-future": put(card_issued_on=AHEAD),
    "card-register": card("granted", lambda _person: "770099999999"),
    "card-recalled": card("recalled", lambda person: person.card_number),
    "old-card-shape": put(old_card_number=lambda _person, nth: f"1{nth}"),
    "old-card-same": put(old_card_number=lambda person, _nth: person.card_number),
    "old-card-twin": twin(old_card_number=lambda person: person.old_card_number),
    "resume-missing": put(resume_number=""),
    "resume-twin": twin(resume_number=lambda person: person.resume_number),
    "birth-province-missing": put(birth_province=""),
    "birth-detail-missing": put(birth_detail=""),
    "native-province-missing": put(native_province=""),
    "native-detail-missing": put(native_detail=""),
    "home-province-missing": put(home_province=""),
    "home-detail-missing": put(home_detail=""),
    "phone-missing": put(phone=""),
    "birth-province-unknown": put(birth_province="Sơn Laa"),
    "native-province-unknown": put(native_province="Sơn Laa"),
    "home-province-unknown": put(home_province="Sơn Laa"),
    "home-province-ended": put(home_province="Hà Giang"),
    "phone-shape": put(phone="1234"),
    "occupation-missing": put(occupation=""),
    "occupation-text-missing": put(occupation_text=""),
    "occupation-then-missing": put(occupation_at_admission=""),
    "occupation-unknown": put(occupation="ngu_dan"),
    "retired-young": then(YOUNG, put(occupation="retired")),
    "pupil-old": put(occupation="student", born_on=date(1960, 5, 5)),
    "enlisted-young": put(enlisted_on=years("born_on", 11)),
    "discharged-early": put(enlisted_on=date(1999, 2, 2), discharged_on=date(1998, 2, 2)),
    "discharged-alone": put(discharged_on=date(1998, 2, 2)),
    "army-future": put(enlisted_on=AHEAD),
    "trait-unknown": put(traits=["la"]),
    "union-member-old": put(traits=["youth_union"], born_on=date(1960, 5, 5)),
    "schooling-missing": without(Qualification),
    "level-unknown": level("theory", "la", 1),
    "level-future": level("theory", "intermediate", 2, reached_on=AHEAD),
    "level-young": level("professional", "intermediate", 2, reached_on=years("born_on", 6)),
    "schooling-below-profession": then(
        without(Qualification),
        level("schooling", "primary", 2),
        level("professional", "university", 4),
    ),
    "title-without-degree": level("title", "professor", 2),
    "theory-above-schooling": level("theory", "advanced", 3),
    "arrival-without-letter": moved("moved_in", lambda _person: date(2025, 5, 5)),
    "movement-future": moved("reorganised", lambda _person: AHEAD),
    "away-overdue": beside(
        TemporaryStay, outside_unit="Hà Nội", started_on=date(2025, 5, 5), until=date(2026, 1, 5)
    ),
    "away-endless": beside(TemporaryStay, outside_unit="Hà Nội", started_on=date(2021, 5, 5)),
    "letter-expired": letter,
    "exempt-reason-unknown": exempt("la"),
    "exempt-young": then(YOUNG, exempt("old_weak")),
    "exempt-without-paper": exempt("treatment", until=AHEAD),
    "exempt-endless": exempt("lone_labour"),
    "exempt-overdue": exempt("lone_labour", until=date(2026, 1, 5)),
    "suspension-overdue": beside(
        Suspension, reason="x", started_on=date(2025, 5, 5), until=date(2026, 1, 5)
    ),
    "suspension-without-paper": beside(
        Suspension, reason="x", started_on=date(2025, 5, 5), until=AHEAD
    ),
    "away-and-exempt": then(
        exempt("lone_labour", until=AHEAD),
        beside(TemporaryStay, outside_unit="Hà Nội", started_on=date(2026, 5, 5), until=AHEAD),
    ),
    "dues-missing": without(Declaration),
    "dues-unknown": lambda _of, person, _nth: Declaration.objects.filter(person=person).update(
        category="la"
    ),
    "post-twice": post("group_leader", days=[date(2025, 6, 1), date(2025, 7, 1)]),
    "post-unknown": post("truong_la"),
    "post-of-probationary": then(
        on_probation(official_on=None, card_number="", card_issued_on=None),
        post("cell_committee_member"),
    ),
    "post-before-joining": post("cell_committee_member", days=[date(1949, 6, 1)]),
    "cell-post-elsewhere": post("cell_committee_member", unit=elsewhere),
    "paper-application": without(DossierItem, document="doc_001"),
    "paper-resume": without(DossierItem, document="doc_002"),
    "paper-sheet": without(DossierItem, document="doc_003"),
    "paper-admission": without(DossierItem, document="doc_005"),
    "paper-recognition": without(DossierItem, document="doc_007"),
    "paper-day-admission": lambda _of, person, _nth: DossierItem.objects.filter(
        person=person, document="doc_005"
    ).update(dated_on=date(1999, 9, 9)),
    "dossier-unplaced": without(DossierPlace),
    "dossier-elsewhere": lambda of, person, _nth: DossierPlace.objects.filter(person=person).update(
        custodian=of.above
    ),
    "loan-overdue": beside(
        DossierLoan, borrower="Ban Tổ chức", lent_on=date(2025, 5, 5), due_on=date(2025, 6, 5)
    ),
    "sheet-future": beside(
        SupplementSheet, year=TODAY.year + 1, collected_on=TODAY, unchanged=True
    ),
    "badge-mark": badge(35, lambda person: add_months(person.joined_on or TODAY, 12 * 35)),
    "badge-early": then(YOUNG, badge(30, lambda _person: date(2025, 5, 19))),
    "badge-order": badges_upside_down,
    "badge-missing": then(
        without(BadgeAward),
        put(born_on=date(1950, 5, 5), joined_on=date(1980, 5, 5), official_on=date(1981, 5, 5)),
    ),
}


def in_cell_twin(of: Commune, person: Person, nth: int) -> None:
    """Two of one cell, a day of birth apart."""
    other = of.people[of.people.index(person) + len(of.cells)]
    born = date(1970 + nth, 5, 5)
    put(full_name="Lò Văn Đôi", born_on=born)(of, person, nth)
    put(full_name="Lò Văn Đôi", born_on=born + timedelta(days=9))(of, other, nth)


OF_FILES = {**OF_FILES, "name-twin-in-cell": in_cell_twin}
