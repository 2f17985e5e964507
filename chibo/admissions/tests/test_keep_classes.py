"""Classes: opened, people sent in one go, certificates in one go, who did not complete, what is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from chibo.admissions.actions.courses import (
    Certificate,
    NewCourse,
    Sending,
    certify,
    correct_course,
    drop_participants,
    open_course,
    send_to_course,
    withdraw_certificate,
    withdraw_course,
    withdraw_participant,
)
from chibo.admissions.actions.opening import NewCase, open_case
from chibo.admissions.models import Course, Participant
from chibo.admissions.queries.courses import (
    certificates,
    course_visible_to,
    courses_of,
    good_until,
    offered,
)
from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.files import register_non_member
from chibo.members.models import Person
from chibo.organisations.models import Role
from chibo.organisations.queries.tree import branch
from tests.world import World

FIRST, LAST, TODAY = date(2026, 5, 4), date(2026, 5, 8), date(2026, 11, 21)


def awareness(first: date = FIRST, last: date = LAST, name: str = "Lớp khóa I") -> NewCourse:
    return NewCourse("awareness", name, "Trung tâm chính trị Mẫu", first, last)


@pytest.fixture
def course(world: World) -> Course:
    return open_course(awareness(), world.commune, by=world.an)


def outsider(world: World, name: str) -> Person:
    facts = {"full_name": name, "sex": "female", "ethnicity": "thai", "born_on": date(2001, 2, 3)}
    return register_non_member(facts, world.tren, date(2026, 1, 1), by=world.an)


@pytest.fixture
def three(world: World) -> list[Person]:
    return [outsider(world, name) for name in ("Lò Thị Ban", "Lò Văn Cầu", "Quàng Thị Đào")]


@pytest.fixture
def sent(world: World, course: Course, three: list[Person]) -> list[Participant]:
    rows = [Sending(one, world.tren.pk) for one in three]
    return send_to_course(course, rows, by=world.an)


def verbs() -> list[str]:
    lines = Entry.objects.filter(verb__startswith="course.").order_by("pk")
    return list(lines.values_list("verb", flat=True))


def test_a_class_is_opened_people_are_sent_and_get_certificates(
    world: World, course: Course, sent: list[Participant]
) -> None:
    certify(
        course,
        [Certificate(one, f"{n}/GCN", LAST) for n, one in enumerate(sent[:2], 1)],
        by=world.an,
    )
    drop_participants(course, [(sent[2], "Ốm, nghỉ học")], by=world.an)
    found = course.participants.order_by("pk").values_list(
        "person__full_name", "certificate_number", "certificate_on", "dropped_reason"
    )
    assert list(found) == [
        ("Lò Thị Ban", "1/GCN", LAST, ""),
        ("Lò Văn Cầu", "2/GCN", LAST, ""),
        ("Quàng Thị Đào", "", None, "Ốm, nghỉ học"),
    ]
    assert verbs() == [
        "course.opened",
        *["course.person_sent"] * 3,
        *["course.certified"] * 2,
        "course.person_dropped",
    ]


def test_a_certificate_is_good_for_sixty_months(
    world: World, course: Course, sent: list[Participant]
) -> None:
    certify(course, [Certificate(sent[0], "1", LAST)], by=world.an)
    key = sent[0].person_id
    assert good_until(LAST) == date(2031, 5, 8)
    assert certificates("awareness", [key], date(2031, 5, 7)) == {key: LAST}
    assert certificates("awareness", [key], date(2031, 5, 8)) == {}


def test_a_class_ahead_may_be_entered_and_its_list_made(world: World, three: list[Person]) -> None:
    ahead = open_course(
        awareness(date(2026, 12, 7), date(2026, 12, 11)), world.commune, by=world.an
    )
    assert len(send_to_course(ahead, [Sending(three[0], world.tren.pk)], by=world.an)) == 1


def test_who_is_on_the_way_has_come_as_far_as_the_class(
    world: World, course: Course, three: list[Person]
) -> None:
    case = open_case(NewCase(three[0], world.tren.pk, date(2026, 2, 1)), by=world.an)
    send_to_course(course, [Sending(one, world.tren.pk) for one in three], by=world.an)
    stood = case.stages.order_by("started_on").values_list("stage", "started_on", "ended_on")
    assert list(stood) == [("watched", date(2026, 2, 1), FIRST), ("class", FIRST, None)]
    assert [one.person for one in offered(course, branch(world.commune, FIRST))] == []


def test_those_who_hold_a_good_certificate_are_offered_last(
    world: World, course: Course, three: list[Person], sent: list[Participant]
) -> None:
    certify(course, [Certificate(sent[0], "1", LAST)], by=world.an)
    for one in three:
        open_case(NewCase(one, world.tren.pk, date(2026, 6, 1)), by=world.an)
    again = open_course(awareness(TODAY, TODAY, "Lớp khóa II"), world.commune, by=world.an)
    found = offered(again, branch(world.commune, TODAY))
    assert [(one.person.full_name, one.cell_name, one.certificate_on) for one in found] == [
        ("Lò Văn Cầu", "Bản Trên", None),
        ("Quàng Thị Đào", "Bản Trên", None),
        ("Lò Thị Ban", "Bản Trên", LAST),
    ]


def test_a_new_members_class_takes_members_only(world: World, three: list[Person]) -> None:
    new = NewCourse("new_member", "Lớp đảng viên mới", "Trung tâm", FIRST, LAST)
    course = open_course(new, world.commune, by=world.an)
    send_to_course(course, [Sending(world.people["en"], world.duoi.pk)], by=world.an)
    with pytest.raises(Refusal) as refused:
        send_to_course(course, [Sending(three[0], world.tren.pk)], by=world.an)
    assert refused.value.sentence == (
        "Lò Thị Ban chưa là đảng viên tại ngày 04/05/2026; lớp bồi dưỡng đảng viên mới "
        "dành cho đảng viên đã kết nạp."
    )


Act = Callable[[World, Course, list[Participant]], Any]

REFUSED: dict[str, tuple[Act, str]] = {
    "a member in the class for those who may join": (
        lambda w, c, _s: send_to_course(c, [Sending(w.people["an"], w.tren.pk)], by=w.an),
        "Lò Thị An là đảng viên tại ngày 04/05/2026; lớp bồi dưỡng nhận thức về Đảng "
        "dành cho người chưa vào Đảng.",
    ),
    "a cell of another commune": (
        lambda w, c, _s: send_to_course(c, [Sending(outsider(w, "Lò Văn É"), w.ben.pk)], by=w.an),
        "Chi bộ bản Bên không thuộc Đảng bộ xã Mường Mẫu tại ngày 04/05/2026. "
        "Chọn chi bộ cử học viên trong Đảng bộ xã Mường Mẫu.",
    ),
    "somebody who is on the list": (
        lambda w, c, s: send_to_course(c, [Sending(s[0].person, w.tren.pk)], by=w.an),
        "Lò Thị Ban đã có trong danh sách lớp.",
    ),
    "a certificate before the last day": (
        lambda w, c, s: certify(c, [Certificate(s[0], "1", FIRST)], by=w.an),
        "Ngày cấp 04/05/2026 trước ngày bế giảng 08/05/2026; "
        "giấy chứng nhận cấp từ ngày bế giảng trở đi.",
    ),
    "a certificate ahead of today": (
        lambda w, c, s: certify(c, [Certificate(s[0], "1", date(2099, 1, 1))], by=w.an),
        "Ngày cấp 01/01/2099 chưa tới; ghi giấy chứng nhận khi đã cấp.",
    ),
    "one number for two": (
        lambda w, c, s: certify(c, [Certificate(one, "7", LAST) for one in s[:2]], by=w.an),
        "Số giấy chứng nhận 7 đã cấp cho Lò Thị Ban; sửa số của Lò Văn Cầu.",
    ),
    "dropped without a reason": (
        lambda w, c, s: drop_participants(c, [(s[0], " ")], by=w.an),
        "Ghi lý do.",
    ),
    "taking back a certificate nobody has": (
        lambda w, _c, s: withdraw_certificate(s[0], "nhầm", by=w.an),
        "Học viên này chưa có giấy chứng nhận.",
    ),
    "taking back a class that has a list": (
        lambda w, c, _s: withdraw_course(c, "nhầm", by=w.an),
        "Lớp đã có học viên. Bỏ học viên ghi nhầm khỏi danh sách trước.",
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_refused(why: str, world: World, course: Course, sent: list[Participant]) -> None:
    act, sentence = REFUSED[why]
    before = Entry.objects.count() + Person.objects.count()
    with pytest.raises(Refusal) as refused:
        act(world, course, sent)
    assert refused.value.sentence == sentence
    assert course.participants.count() == 3
    assert Entry.objects.count() + Person.objects.count() - before in (
        0,
        2,
    )  # an outsider made first


def test_who_has_a_result_keeps_it(world: World, course: Course, sent: list[Participant]) -> None:
    certify(course, [Certificate(sent[0], "1", LAST)], by=world.an)
    drop_participants(course, [(sent[1], "Bỏ học")], by=world.an)
    other = open_course(awareness(name="Lớp khóa II"), world.commune, by=world.an)
    said = []
    for act in (
        lambda: certify(course, [Certificate(sent[0], "2", LAST)], by=world.an),
        lambda: withdraw_participant(sent[1], "nhầm", by=world.an),
        lambda: certify(other, [Certificate(sent[2], "2", LAST)], by=world.an),
        lambda: correct_course(course, awareness(last=date(2026, 5, 9)), by=world.an),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        said.append(refused.value.sentence)
    assert said == [
        "Lò Thị Ban đã được cấp giấy chứng nhận ngày 08/05/2026.",
        "Lò Văn Cầu không hoàn thành lớp: Bỏ học.",
        "Quàng Thị Đào không có trong danh sách lớp này.",
        "Lớp đã có giấy chứng nhận cấp trước ngày bế giảng mới. Sửa lại ngày bế giảng.",
    ]


def test_mistakes_are_taken_back_and_the_journal_keeps_them(
    world: World, course: Course, sent: list[Participant]
) -> None:
    certify(course, [Certificate(sent[0], "1", LAST)], by=world.an)
    withdraw_certificate(sent[0], "Ghi nhầm người", by=world.an)
    for one in list(course.participants.all()):
        withdraw_participant(one, "Ghi nhầm lớp", by=world.an)
    withdraw_course(course, "Ghi nhầm", by=world.an)
    assert not Course.objects.exists()
    reasons = Entry.objects.filter(verb__endswith="withdrawn", verb__startswith="course")
    assert [(line.verb, line.reason) for line in reasons.order_by("pk")] == [
        ("course.certificate_withdrawn", "Ghi nhầm người"),
        *[("course.person_withdrawn", "Ghi nhầm lớp")] * 3,
        ("course.withdrawn", "Ghi nhầm"),
    ]


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CELL_SECRETARY, Role.SUPERIOR, "neighbour"])
def test_only_the_office_keeps_classes(role: str, world: World, course: Course) -> None:
    user = world.users[role]
    with pytest.raises(NotAllowed):
        open_course(awareness(name="Lớp khác"), world.commune, by=user)
    with pytest.raises(NotAllowed):
        send_to_course(course, [], by=user)
    with pytest.raises(NotAllowed):
        certify(course, [], by=user)
    with pytest.raises(NotAllowed):
        drop_participants(course, [], by=user)


def test_a_cell_reads_only_whom_it_sent(
    world: World, course: Course, sent: list[Participant]
) -> None:
    low = outsider(world, "Vàng Thị Gâu")
    send_to_course(course, [Sending(low, world.duoi.pk)], by=world.an)
    read = course_visible_to(world.chung, course.pk)
    whole = course_visible_to(world.binh, course.pk)
    assert read is not None and whole is not None
    assert [one.person.full_name for one in read.participants] == [
        "Lò Thị Ban",
        "Lò Văn Cầu",
        "Quàng Thị Đào",
    ]
    assert whole.participants.count() == 4
    assert course_visible_to(world.khanh, course.pk) is None
    assert course_visible_to(world.giang, course.pk) is None


def test_a_branch_lists_its_classes_with_its_own_people(
    world: World, course: Course, sent: list[Participant]
) -> None:
    certify(course, [Certificate(sent[0], "1", LAST)], by=world.an)
    rows = {
        where.pk: [
            (one.name, one.sent, one.certified, one.dropped)
            for one in courses_of(world.an, branch(where, TODAY))
        ]
        for where in (world.commune, world.tren, world.duoi)
    }
    assert rows == {
        world.commune.pk: [("Lớp khóa I", 3, 1, 0)],
        world.tren.pk: [("Lớp khóa I", 3, 1, 0)],
        world.duoi.pk: [],
    }


# ------------------------------------------------------------------ at the screen


@pytest.fixture
def office(world: World, client: Client) -> Client:
    client.force_login(world.an)
    return client


def test_the_office_opens_a_class_at_the_screen(world: World, office: Client) -> None:
    given = {
        "kind": "awareness",
        "name": "Lớp khóa II",
        "held_by": "Trung tâm chính trị",
        "first_day": "04/05/2026",
        "last_day": "08/05/2026",
    }
    assert office.post(f"/dv/{world.commune.pk}/lop/moi", given).status_code == 302
    late = office.post(f"/dv/{world.commune.pk}/lop/moi", given | {"last_day": "01/05/2026"})
    assert "Ngày bế giảng phải từ ngày khai giảng trở đi." in late.content.decode()
    assert Course.objects.get().name == "Lớp khóa II"


def test_somebody_found_by_name_is_sent_by_the_cell_chosen(
    world: World, office: Client, course: Course, three: list[Person]
) -> None:
    url = f"/lop/{course.pk}/cu?tim=ban"
    key = str(three[0].pk)
    without = office.post(url, {"nguoi": [key]}).content.decode()
    assert "Chọn chi bộ cử người tìm theo tên." in without
    assert office.post(url, {"nguoi": [key], "chi_bo": str(world.duoi.pk)}).status_code == 302
    assert list(course.participants.values_list("person", "sent_by")) == [
        (three[0].pk, world.duoi.pk)
    ]


def test_certificates_are_numbered_in_a_row_past_those_typed(
    office: Client, course: Course, sent: list[Participant]
) -> None:
    given = {"on": "08/05/2026", "first_number": "09-GCN", "cap": [one.pk for one in sent]}
    answer = office.post(f"/lop/{course.pk}/giay-chung-nhan", given | {f"so_{sent[1].pk}": "A7"})
    assert answer.status_code == 302
    assert list(
        course.participants.order_by("pk").values_list("certificate_number", flat=True)
    ) == [
        "09-GCN",
        "A7",
        "10-GCN",
    ]


def test_nothing_typed_is_lost_when_certificates_are_refused(
    office: Client, course: Course, sent: list[Participant]
) -> None:
    given = {"on": "07/05/2026", "cap": [sent[1].pk], f"so_{sent[1].pk}": "A7"}
    said = office.post(f"/lop/{course.pk}/giay-chung-nhan", given).content.decode()
    assert "giấy chứng nhận cấp từ ngày bế giảng trở đi" in said
    assert 'value="A7"' in said
    assert said.count(" checked") == 1


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_the_list_is_printed_and_the_journal_says_so(
    form: str, office: Client, course: Course, sent: list[Participant]
) -> None:
    answer = office.get(f"/lop/{course.pk}/in/{form}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="danh-sach-lop-khoa-i.{form}"'
    assert Entry.objects.filter(verb="course.printed").values_list("reason", flat=True)[0] == form
    assert office.get(f"/lop/{course.pk}/in/exe").status_code == 404
