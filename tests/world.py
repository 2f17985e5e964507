"""A small commune and its cast for everybody's tests, built by the actions people use.

    trung ương › tỉnh Mẫu › huyện Mẫu (to 30/06/2025)
        › xã Mường Mẫu › bản Trên, bản Dưới, Trường Tiểu học
        › xã Chiềng Bên › bản Bên

Both communes hang under the province from 01/07/2025. The books begin on 01/01/2016.

Members of xã Mường Mẫu (the neighbour has only Khánh):

    an       bản Trên          official, woman, Thái; keeps the office since 2016
    binh     Trường Tiểu học   official, Kinh; secretary of the commune, three terms since 2015
    chung    bản Trên          official, Thái; secretary of the cell since 2017
    dung     bản Dưới          admitted 12/07/2017, official 12/07/2018, woman, Thái
    en       bản Dưới          probationary since 26/03/2026, woman, Mông
    gioi     bản Trên          excused since 2018 (old), died 10/05/2024
    hung     bản Dưới          to bản Trên 15/03/2019, out to another province 01/09/2022
    lan      Trường Tiểu học   moved in 15/08/2019 (same province), no national ID, no birth date
    sua      (no member)       head of bản Dưới since 2020
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.admissions.actions import Admitting, admit_members, recognise_member
from chibo.audit.models import Source
from chibo.audit.sources import coming_from
from chibo.base.partial_dates import PartialDate
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.members.actions.accounts import link_account
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import Level, fill, register_non_member
from chibo.members.actions.leaves import exempt_member
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.members.actions.posts import begin_post, end_post
from chibo.members.actions.units import end_unit, move_unit
from chibo.members.models import Person
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.actions.founding import (
    NewOrganisation,
    found_organisation,
    open_installation,
)
from chibo.organisations.actions.places import cover_place, found_place
from chibo.organisations.models import Organisation, Place, Role

BOOKS = date(2016, 1, 1)
REORGANISED = date(2025, 7, 1)


@dataclass
class World:
    """Organisations, the cast of users (also by role) and the people by short name."""

    admin: User
    centre: Organisation = field(init=False)
    province: Organisation = field(init=False)
    district: Organisation = field(init=False)
    commune: Organisation = field(init=False)
    neighbour: Organisation = field(init=False)
    tren: Organisation = field(init=False)
    duoi: Organisation = field(init=False)
    school: Organisation = field(init=False)
    ben: Organisation = field(init=False)
    villages: dict[str, Place] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    directive: Paper = field(init=False)

    @property
    def an(self) -> User:
        """Keeps the office of xã Mường Mẫu."""
        return self.users[Role.OFFICE]

    @property
    def binh(self) -> User:
        """Secretary of xã Mường Mẫu."""
        return self.users[Role.SECRETARY]

    @property
    def chung(self) -> User:
        """Secretary of the cell of bản Trên."""
        return self.users[Role.CELL_SECRETARY]

    @property
    def dung(self) -> User:
        """A member who reads her own file."""
        return self.users[Role.MEMBER]

    @property
    def giang(self) -> User:
        """The province: totals only."""
        return self.users[Role.SUPERIOR]

    @property
    def hanh(self) -> User:
        """Reads the journal of the whole installation."""
        return self.users[Role.AUDITOR]

    def admin_as_office(self) -> User:
        """The administrator, also keeping the records of the whole installation."""
        if not self.admin.duties.filter(role=Role.OFFICE).exists():
            give_duty(self.admin, Role.OFFICE, self.centre, BOOKS, by=self.admin)
        return User.objects.get(pk=self.admin.pk)

    @property
    def khanh(self) -> User:
        """Keeps the office of the neighbouring commune."""
        return self.users["neighbour"]


def build_world() -> World:
    with coming_from(Source.DEMO):
        made = World(create_user(username="admin", full_name="Quản trị", by=None))
        _found_tree(made)
        _give_duties(made)
        _enter_books(made)
        _let_years_pass(made)
        _reorganise(made)
        _forget_read_duties(made)
        return made


def _forget_read_duties(made: World) -> None:
    """User objects remember their duties for one request; a test begins a new one."""
    made.users = {key: User.objects.get(pk=user.pk) for key, user in made.users.items()}
    made.admin = made.users[Role.ADMIN]


def _found_tree(made: World) -> None:
    made.centre = open_installation(
        NewOrganisation("Trung ương", "centre"), date(1930, 2, 3), by=made.admin
    )
    made.province = _found(made, "Đảng bộ tỉnh Mẫu", "province", made.centre, "99")
    made.district = _found(made, "Đảng bộ huyện Mẫu", "district", made.province, "99901")
    made.commune = _commune(made, "Mường Mẫu", "99901001")
    made.neighbour = _commune(made, "Chiềng Bên", "99901002")
    made.tren = _cell(made, made.commune, "bản Trên", "ban", "99901001001")
    made.duoi = _cell(made, made.commune, "bản Dưới", "ban", "99901001002")
    made.school = _cell(made, made.commune, "Trường Tiểu học", "school", "99901001003")
    made.ben = _cell(made, made.neighbour, "bản Bên", "ban", "99901002001")


def _found(
    made: World, name: str, kind: str, parent: Organisation, code: str, **more: str
) -> Organisation:
    new = NewOrganisation(name, kind, code=code.ljust(14, "0"), **more)
    return found_organisation(new, parent, date(1960, 1, 1), by=made.admin)


def _commune(made: World, name: str, code: str) -> Organisation:
    full, kind = f"Đảng bộ xã {name}", "grassroots_committee"
    return _found(made, full, kind, made.district, code, base_type="commune")


def _cell(made: World, commune: Organisation, name: str, base_type: str, code: str) -> Organisation:
    short = name[0].upper() + name[1:]
    cell = _found(
        made,
        f"Chi bộ {name}",
        "subordinate_cell",
        commune,
        code,
        base_type=base_type,
        short_name=short,
    )
    place = found_place(commune, short, base_type, date(1960, 1, 1), by=made.admin)
    cover_place(cell, place, date(1960, 1, 1), by=made.admin)
    made.villages[short] = place
    return cell


def _give_duties(made: World) -> None:
    """One account for every role, and the office next door."""
    cast: list[tuple[str, str, str, Organisation]] = [
        (Role.OFFICE, "an", "Lò Thị An", made.commune),
        (Role.SECRETARY, "binh", "Nguyễn Văn Bình", made.commune),
        (Role.DEPUTY, "phuong", "Quàng Thị Phương", made.commune),
        (Role.INSPECTION, "quy", "Cầm Văn Quý", made.commune),
        (Role.IN_CHARGE, "son", "Hà Văn Sơn", made.tren),
        (Role.CELL_SECRETARY, "chung", "Vì Văn Chung", made.tren),
        (Role.CELL_DEPUTY, "tien", "Lò Văn Tiến", made.tren),
        (Role.CELL_COMMITTEE, "uyen", "Lò Thị Uyên", made.tren),
        (Role.MEMBER, "dung", "Lường Thị Dung", made.duoi),
        (Role.SUPERIOR, "giang", "Đinh Văn Giang", made.province),
        (Role.SUPERIOR_NAMES, "tam", "Bùi Thị Tâm", made.province),
        (Role.AUDITOR, "hanh", "Trần Thị Hạnh", made.centre),
        ("neighbour", "khanh", "Tòng Thị Khánh", made.neighbour),
    ]
    for key, username, name, where in cast:
        user = create_user(username=username, full_name=name, by=made.admin)
        role = Role.OFFICE if key == "neighbour" else key
        give_duty(user, role, where, BOOKS, by=made.admin)
        made.users[key] = user
    made.users[Role.ADMIN] = made.admin


def _person(name: str, sex: str = "male", ethnicity: str = "thai", **facts: Any) -> Person:
    known = {"full_name": name, "sex": sex, "ethnicity": ethnicity, "religion": "none"}
    return fill(Person(), known | facts)


def _enter_books(made: World) -> None:
    """Who stood in the books when they began."""
    day = PartialDate.parse
    an = _person(
        "Lò Thị An",
        "female",
        born=day("12/03/1985"),
        joined=day("03/02/2008"),
        official=day("03/02/2009"),
        national_id="014185000001",
        card_number="990010000001",
    )
    binh = _person(
        "Nguyễn Văn Bình",
        ethnicity="kinh",
        born=day("20/11/1970"),
        joined=day("19/05/1996"),
        official=day("19/05/1997"),
        national_id="014070000002",
        card_number="990010000002",
    )
    chung = _person("Vì Văn Chung", born=day("1978"), joined=day("09/2005"), official=day("2006"))
    gioi = _person("Lò Văn Giới", born=day("01/1938"), joined=day("1968"), official=day("1969"))
    hung = _person("Lường Văn Hùng", born=day("05/06/1982"), joined=day("22/12/2010"))
    levels = [Level("schooling", "upper_secondary"), Level("professional", "university")]
    theory = Level("theory", "advanced", reached=day("2014"))
    entries = [
        Entering(an, made.tren.pk, BOOKS, "official", levels),
        Entering(binh, made.school.pk, BOOKS, "official", [*levels, theory]),
        Entering(chung, made.tren.pk, BOOKS, "official", [Level("schooling", "lower_secondary")]),
        Entering(gioi, made.tren.pk, BOOKS, "official", [Level("schooling", "primary")]),
        Entering(hung, made.duoi.pk, BOOKS, "official"),
    ]
    enter_members("registered", entries, by=made.an)
    made.people |= {"an": an, "binh": binh, "chung": chung, "gioi": gioi, "hung": hung}
    khanh = _person("Tòng Thị Khánh", "female", born=day("09/09/1990"))
    enter_members("registered", [Entering(khanh, made.ben.pk, BOOKS, "official")], by=made.khanh)
    made.people["khanh"] = khanh


def _let_years_pass(made: World) -> None:
    office, people = made.an, made.people
    made.directive = register_paper(
        NewPaper(
            number="05",
            symbol="CT/TW",
            kind="directive",
            issuer_name="Bộ Chính trị",
            issued_on=date(2016, 5, 15),
            summary="Đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
            level="centre",
        ),
        made.commune,
        by=office,
    )
    _hold_posts(made)
    dung = _person("Lường Thị Dung", "female", born=PartialDate.parse("25/10/1993"))
    _admit(made, "dung", dung, made.duoi, date(2017, 6, 28), date(2017, 7, 12))
    link_account(made.dung, dung, by=office)
    exempt_member(people["gioi"], "old_weak", date(2018, 1, 1), by=office)
    recognise_member(dung, date(2018, 7, 12), date(2018, 8, 3), by=office)
    transfer_member(people["hung"], made.tren, date(2019, 3, 15), by=office)
    lan = _person("Đinh Thị Lan", "female", "muong", joined=PartialDate.parse("2012"))
    arriving = Entering(
        lan,
        made.school.pk,
        date(2019, 8, 15),
        "official",
        outside_unit="Đảng bộ xã Chiềng Xa",
        outside_scope="same_province",
    )
    enter_members("moved_in", [arriving], by=office)
    people["lan"] = lan
    end_membership(
        people["hung"],
        "moved_out",
        date(2022, 9, 1),
        by=office,
        outside_unit="Đảng bộ phường Bến, tỉnh Xa",
        outside_scope="other_province",
    )
    end_membership(people["gioi"], "died", date(2024, 5, 10), by=office, reason="Tuổi cao")
    en = _person("Vàng Thị Én", "female", "mong", born=PartialDate.parse("19/05/2004"))
    _admit(made, "en", en, made.duoi, date(2026, 3, 10), date(2026, 3, 26))


def _admit(
    made: World, key: str, person: Person, cell: Organisation, decided: date, ceremony: date
) -> None:
    entering = Entering(person, cell.pk, ceremony, "probationary")
    admit_members([Admitting(entering, decided, referees="Vì Văn Chung")], by=made.an)
    made.people[key] = person


def _hold_posts(made: World) -> None:
    office, people = made.an, made.people
    terms = [date(2015, 6, 1), date(2020, 6, 1), date(2025, 6, 1)]
    for start, end in zip(terms, [*terms[1:], None], strict=True):
        term = f"{start.year}-{start.year + 5}"
        post = begin_post(
            people["binh"],
            "secretary",
            made.commune,
            start,
            by=office,
            term=term,
            gained="elected",
        )
        if end:
            end_post(post, end, "Hết nhiệm kỳ", by=office)
    begin_post(people["chung"], "cell_secretary", made.tren, date(2017, 4, 1), by=office)
    sua = register_non_member(
        {"full_name": "Sồng A Sùa", "sex": "male", "ethnicity": "mong"},
        made.commune,
        date(2020, 1, 1),
        by=office,
        levels=[Level("schooling", "lower_secondary")],
    )
    people["sua"] = sua
    begin_post(
        sua,
        "village_head",
        made.commune,
        date(2020, 1, 1),
        by=office,
        place=made.villages["Bản Dưới"],
    )


def _reorganise(made: World) -> None:
    for commune in (made.commune, made.neighbour):
        move_unit(commune, made.province, REORGANISED, by=made.admin)
    end_unit(made.district, REORGANISED, by=made.admin, reason="Kết thúc hoạt động cấp huyện")
