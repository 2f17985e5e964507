"""Facts in words, told to the actions people use: "admitted 2024-02-29 decided 2024-02-10".

One member, Lò Văn Hạn, of xã Chiềng Bên: of bản Bên unless a fact says bản Xa. His file is complete and the class
for new members is not spoken of unless a fact says otherwise, so that a case speaks of its own deadline alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from chibo.admissions.actions import (
    Admitting,
    admit_members,
    recognise_member,
    withdraw_recognition,
)
from chibo.admissions.actions.courses import (
    Certificate,
    NewCourse,
    Sending,
    certify,
    open_course,
    send_to_course,
)
from chibo.admissions.actions.following import Marking, guide, mark_papers, note_guidance
from chibo.admissions.actions.opening import NewCase, leave_pipeline, open_case
from chibo.admissions.models import Case, Participant, Recognition
from chibo.base.partial_dates import PartialDate
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import correct_file, fill
from chibo.members.actions.leaves import begin_temporary_stay, end_leave, exempt_member
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.members.actions.posts import begin_post, end_post
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.passing import Filling, confirm_arrival, fill_boxes
from chibo.members.actions.units import move_unit
from chibo.members.actions.withdrawing import withdraw_movement
from chibo.members.models import Exemption, Movement, Person, Post, TemporaryStay, Transfer
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import book
from tests.world import BOOKS, World

DAY = r"(\d{4}-\d\d-\d\d)"
OUTSIDE: dict[str, Any] = {"outside_unit": "Đảng bộ xã Bạn", "outside_scope": "same_province"}
COMPLETE: dict[str, Any] = {
    "full_name": "Lò Văn Hạn",
    "sex": "male",
    "ethnicity": "thai",
    "religion": "none",
    "born": PartialDate.parse("12/03/1990"),
    "national_id": "014090000077",
    "birth_province": "14",
    "birth_detail": "xã Chiềng Bên",
    "native_province": "14",
    "native_detail": "xã Chiềng Bên",
    "home_province": "14",
    "home_detail": "xã Chiềng Bên",
    "card_number": "990010000077",
}


@dataclass
class Teller:
    """Tells one case; `home` is the installation's folder, where its own rules lie."""

    world: World
    home: Path
    far: Organisation = field(init=False)
    person: Person = field(init=False)
    speaks_of_class: bool = False

    def __post_init__(self) -> None:
        new = NewOrganisation(
            "Chi bộ bản Xa", "subordinate_cell", base_type="ban", short_name="Bản Xa"
        )
        parent = self.world.neighbour
        self.far = found_organisation(new, parent, date(1960, 1, 1), by=self.world.admin)
        self.person = fill(Person(), dict(COMPLETE))

    @property
    def home_path(self) -> str:
        """Where his commune hangs on the days that are asked about it."""
        return branch(self.world.neighbour, date(2026, 1, 1)).path

    def tell(self, fact: str) -> None:
        for pattern, told in _TELLING.items():
            if found := re.fullmatch(pattern, fact):
                return told(self, *(_value(text) for text in found.groups()))
        raise AssertionError(f"nobody knows how to tell “{fact}”")

    def cell(self, name: str | None) -> Organisation:
        return {"Bản Xa": self.far, "Bản Trên": self.world.tren}.get(name or "", self.world.ben)


def _value(text: str | None) -> Any:
    return date.fromisoformat(text) if text and re.fullmatch(DAY, text) else text


def _incomplete(of: Teller) -> None:
    of.person.home_detail = ""


def _complete(of: Teller) -> None:
    of.person.refresh_from_db()
    facts = {"home_detail": "xã Chiềng Bên"}
    correct_file(of.person, facts, by=of.world.khanh)


def _class_asked(of: Teller) -> None:
    of.speaks_of_class = True


def _followed(of: Teller, on: date) -> None:
    of.person.save()
    open_case(NewCase(of.person, of.world.ben.pk, on), by=of.world.khanh)


def _helper(of: Teller, on: date) -> None:
    """An official member of the same cell."""
    member = fill(Person(), {"full_name": "Lò Thị Giúp"})
    entering = Entering(member, of.world.ben.pk, BOOKS, "official")
    enter_members("registered", [entering], by=of.world.khanh)
    guide(Case.objects.get(person=of.person), member, on, by=of.world.khanh)


def _noted(of: Teller, on: date) -> None:
    note_guidance(Case.objects.get(person=of.person), "Tiến bộ", on, by=of.world.khanh)


def _certificate(of: Teller, on: date) -> None:
    paper = Marking("certificate", "done", on)
    mark_papers(Case.objects.get(person=of.person), [paper], by=of.world.khanh)


def _given_up(of: Teller, on: date) -> None:
    leave_pipeline(Case.objects.get(person=of.person), "own_wish", on, by=of.world.khanh)


def _class_held(of: Teller, first: date, last: date) -> None:
    new = NewCourse("new_member", "Lớp đảng viên mới", "Trung tâm", first, last)
    course = open_course(new, of.world.neighbour, by=of.world.khanh)
    send_to_course(course, [Sending(of.person, of.world.ben.pk)], by=of.world.khanh)


def _class_certified(of: Teller, on: date) -> None:
    row = Participant.objects.get(person=of.person)
    certify(row.course, [Certificate(row, "12", on)], by=of.world.khanh)


def _without_card(of: Teller) -> None:
    of.person.card_number = ""


def _admitted(of: Teller, ceremony: date, decided: date | None, cell: str | None) -> None:
    entering = Entering(of.person, of.cell(cell).pk, ceremony, "probationary")
    admit_members([Admitting(entering, decided or ceremony)], by=of.world.khanh)


def _recognised(of: Teller, effective: date, decided: date) -> None:
    recognise_member(of.person, effective, decided, by=of.world.khanh)


def _recognition_withdrawn(of: Teller) -> None:
    recognition = Recognition.objects.get(person=of.person)
    withdraw_recognition(recognition, "Ghi nhầm người", by=of.world.khanh)


def _in_the_books(of: Teller, status: str, joined: date) -> None:
    of.person.joined_on, of.person.joined_known_to = joined, "day"
    if status == "official":
        of.person.official_on, of.person.official_known_to = joined, "day"
    entering = Entering(of.person, of.world.ben.pk, BOOKS, status)
    enter_members("registered", [entering], by=of.world.khanh)


def _moved(of: Teller, cell: str, on: date) -> None:
    transfer_member(of.person, of.cell(cell), on, by=of.world.khanh)


def _moved_in(of: Teller, status: str, on: date, joined: date) -> None:
    of.person.joined_on, of.person.joined_known_to = joined, "day"
    if status == "official":
        of.person.official_on, of.person.official_known_to = joined, "day"
    entering = Entering(of.person, of.world.ben.pk, on, status, **OUTSIDE)
    enter_members("moved_in", [entering], by=of.world.khanh)


def _left(of: Teller, kind: str, on: date) -> None:
    known = OUTSIDE if kind == "moved_out" else {}
    end_membership(of.person, kind, on, by=of.world.khanh, reason="Theo quyết định", **known)


def _restored(of: Teller, status: str, on: date) -> None:
    entering = Entering(of.person, of.world.ben.pk, on, status, reason="Khôi phục đảng tịch")
    enter_members("restored", [entering], by=of.world.khanh)


def _withdrawn(of: Teller) -> None:
    last = Movement.objects.filter(person=of.person).latest("pk")
    withdraw_movement(last, "Ghi nhầm", by=of.world.khanh)


def _exempt(of: Teller, on: date, until: date | None) -> None:
    reason = "treatment" if until else "old_weak"
    exempt_member(of.person, reason, on, by=of.world.khanh, until=until)


def _exemption_ended(of: Teller, on: date) -> None:
    end_leave(Exemption.objects.get(person=of.person), on, by=of.world.khanh)


def _away(of: Teller, on: date, until: date) -> None:
    known = {"outside_unit": "Chi bộ khu công nghiệp", "until": until}
    begin_temporary_stay(of.person, on, by=of.world.khanh, **known)


def _stay_ended(of: Teller, on: date) -> None:
    end_leave(TemporaryStay.objects.get(person=of.person), on, by=of.world.khanh)


def _letter(of: Teller, where: str, on: date, decided: date | None) -> None:
    to = OUTSIDE if where == "elsewhere" else {"to_cell_id": of.cell(where).pk}
    letter = Letter(
        of.person,
        "official",
        "5",
        on,
        decided_on=decided,
        left_out=frozenset({of.world.province.pk}),
        **to,
    )
    issue_transfers([letter], by=of.world.khanh)


def _box_filled(of: Teller, side: str, on: date) -> None:
    """The sending side fills its two boxes, the receiving side its own two."""
    sent = side == "sent on"
    filling = Filling(Transfer.objects.get(person=of.person), 2 if sent else 4, on)
    fill_boxes([filling], by=of.world.khanh if sent else of.world.an)


def _arrived(of: Teller, on: date) -> None:
    confirm_arrival(Transfer.objects.get(person=of.person), on, "45", by=of.world.khanh)


def _secretary(of: Teller, where: str, term: str, on: date) -> None:
    place = of.world.neighbour if where == "the commune" else of.world.ben
    position = "secretary" if where == "the commune" else "cell_secretary"
    known = {"term": term, "gained": "elected"}
    begin_post(of.person, position, place, on, by=of.world.khanh, **known)


def _post_ended(of: Teller, on: date) -> None:
    end_post(Post.objects.get(person=of.person), on, "Hết nhiệm kỳ", by=of.world.khanh)


def _cell_moved(of: Teller, on: date) -> None:
    move_unit(of.world.ben, of.world.commune, on, by=of.world.admin)


def _rule(of: Teller, code: str, value: str, unit: str, first: date) -> None:
    """A value of the installation's own, as its administrator writes it into a file."""
    folder = of.home / "rulebook"
    folder.mkdir(exist_ok=True)
    row = (
        f'[[rule]]\ncode = "{code}"\nvalue = {value}\nunit = "{unit}"\n'
        f'valid_from = {first}\ndocument = "01-QĐ/TU"\nconfidence = "seen"\n'
    )
    with (folder / "tinh.toml").open("a", encoding="utf-8") as file:
        file.write(row)
    book.cache_clear()


_TELLING: dict[str, Callable[..., None]] = {
    "file incomplete": _incomplete,
    "file completed": _complete,
    "class for new members asked": _class_asked,
    "no card": _without_card,
    rf"followed from {DAY}": _followed,
    rf"helper from {DAY}": _helper,
    rf"noted {DAY}": _noted,
    rf"certificate of {DAY}": _certificate,
    rf"gave up {DAY}": _given_up,
    rf"class held {DAY} to {DAY}": _class_held,
    rf"class certified {DAY}": _class_certified,
    rf"admitted {DAY}(?: decided {DAY})?(?: in (.+))?": _admitted,
    rf"recognised from {DAY} decided {DAY}": _recognised,
    "recognition withdrawn": _recognition_withdrawn,
    rf"in the books as (official|probationary), joined {DAY}": _in_the_books,
    rf"moved to (Bản Xa|Bản Bên|Bản Trên) {DAY}": _moved,
    rf"moved in as (official|probationary) {DAY}, joined {DAY}": _moved_in,
    rf"(moved_out|removed|died|expelled|left) {DAY}": _left,
    rf"restored as (official|probationary) {DAY}": _restored,
    "last movement withdrawn": _withdrawn,
    rf"exempt from {DAY}(?: until {DAY})?": _exempt,
    rf"exemption ended {DAY}": _exemption_ended,
    rf"away from {DAY} until {DAY}": _away,
    rf"stay ended {DAY}": _stay_ended,
    rf"letter to (Bản Trên|elsewhere) {DAY}(?: decided {DAY})?": _letter,
    rf"letter (sent on|received) {DAY}": _box_filled,
    rf"arrival confirmed {DAY}": _arrived,
    rf"secretary of (the commune|the cell), term (\d{{4}}-\d{{4}}) from {DAY}": _secretary,
    rf"post ended {DAY}": _post_ended,
    rf"cell moved to the next commune {DAY}": _cell_moved,
    rf"own rule ([a-z_.]+) = (\d+) ([a-z_]+) from {DAY}": _rule,
}
