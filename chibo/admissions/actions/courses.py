"""Classes: opened, people sent, certificates given, who did not complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.actions.stages import reach_stage, standing_at
from chibo.admissions.models import Case, Course, CourseKind, Participant
from chibo.admissions.queries.courses import organiser_of
from chibo.admissions.rules.courses import (
    check_certificate_day,
    check_may_attend,
    check_numbers,
    check_of_course,
    check_senders,
    check_sent_once,
    known_day,
    may_keep_courses,
    may_print_course,
)
from chibo.audit.actions import Line, note, note_all, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch


@dataclass(frozen=True)
class NewCourse:
    kind: str
    name: str
    held_by: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Sending:
    """One person sent to a class by a cell (its key). `ref` names an import's row."""

    person: Person
    sent_by: int
    ref: str = ""


@dataclass(frozen=True)
class Certificate:
    participant: Participant
    number: str
    on: date


@transaction.atomic
def open_course(new: NewCourse, organiser: Organisation, *, by: User, ref: str = "") -> Course:
    """Enter a class in the books of an organisation, whoever teaches it; a class ahead may be entered."""
    course = Course(kind=new.kind, organiser=organiser)
    _fill(course, new)
    where = branch(organiser, known_day(course))
    require(by, may_keep_courses, where)
    saved(course)
    note_all(by, [Line("course.opened", course, where.path, after=snapshot(course), ref=ref)])
    return course


@transaction.atomic
def correct_course(course: Course, new: NewCourse, *, by: User) -> Course:
    """Put right the name, the days or who held the class; its kind stays."""
    hold(course)
    where = organiser_of(course)
    require(by, may_keep_courses, where)
    before = snapshot(course)
    _fill(course, new)
    course.full_clean()
    _check_days_fit(course)
    course.save()
    note(by, "course.corrected", course, path=where.path, before=before)
    return course


def _fill(course: Course, new: NewCourse) -> None:
    course.name, course.held_by = clean(new.name), clean(new.held_by)
    course.first_day, course.last_day = new.first_day, new.last_day


def _check_days_fit(course: Course) -> None:
    given = course.participants.filter(certificate_on__lt=course.last_day)
    if given.exists():
        raise Refusal(
            _("Lớp đã có giấy chứng nhận cấp trước ngày bế giảng mới. Sửa lại ngày bế giảng.")
        )


@transaction.atomic
def withdraw_course(course: Course, reason: str, *, by: User) -> None:
    """Take a class entered by mistake out of the books; only while nobody is on its list."""
    hold(course)
    where = organiser_of(course)
    require(by, may_keep_courses, where)
    if course.participants.exists():
        raise Refusal(_("Lớp đã có học viên. Bỏ học viên ghi nhầm khỏi danh sách trước."))
    line = Line(
        "course.withdrawn", course, where.path, before=snapshot(course), reason=_said(reason)
    )
    note_all(by, [line])
    course.delete()


@transaction.atomic
def send_to_course(course: Course, sent: Sequence[Sending], *, by: User) -> list[Participant]:
    """Put people on the list of a class, all or none; the cell that sends each is kept with them."""
    hold(course)
    where = _place(course)
    require(by, may_keep_courses, where)
    people = [one.person for one in sent]
    check_senders(course, where, {one.sent_by for one in sent})
    check_sent_once(course, people)
    check_may_attend(course, people)
    rows = [Participant(course=course, person=one.person, sent_by_id=one.sent_by) for one in sent]
    Participant.objects.bulk_create(rows, batch_size=500)
    lines = [
        Line("course.person_sent", row, where.path, after=snapshot(row), ref=one.ref)
        for one, row in zip(sent, rows, strict=True)
    ]
    note_all(by, lines)
    _move_on(course, people)
    return rows


def _move_on(course: Course, people: Sequence[Person]) -> None:
    """Whoever is on the way into the Party has come as far as the class, once it has begun."""
    if course.kind != CourseKind.AWARENESS or course.first_day > timezone.localdate():
        return
    open_cases = Case.objects.filter(person__in=people, closed_on__isnull=True)
    for case in open_cases.filter(opened_on__lte=course.first_day):
        now = standing_at(case)
        reach_stage(case, "class", max(course.first_day, now.started_on if now else case.opened_on))


def _place(course: Course) -> Branch:
    """The organiser with the cells it had when the class began."""
    return branch(course.organiser_id, known_day(course))


@transaction.atomic
def certify(course: Course, given: Sequence[Certificate], *, by: User) -> list[Participant]:
    """Record certificates of a class, all or none."""
    hold(course, *(one.participant for one in given))
    where = organiser_of(course)
    require(by, may_keep_courses, where)
    check_of_course(course, [one.participant for one in given])
    for day in {one.on for one in given}:
        check_certificate_day(course, day)
    check_numbers(course, [(one.participant, clean(one.number)) for one in given])
    before = [snapshot(one.participant) for one in given]
    for one in given:
        one.participant.certificate_number = clean(one.number)
        one.participant.certificate_on = one.on
        one.participant.clean_fields(exclude=["course", "person", "sent_by"])
    rows = [one.participant for one in given]
    Participant.objects.bulk_update(rows, ["certificate_number", "certificate_on"], batch_size=500)
    _note_changes(by, "course.certified", rows, before, where)
    return rows


@transaction.atomic
def withdraw_certificate(participant: Participant, reason: str, *, by: User) -> Participant:
    """Take back a certificate entered by mistake."""
    hold(participant.course, participant)
    where = organiser_of(participant.course)
    require(by, may_keep_courses, where)
    if participant.certificate_on is None:
        raise Refusal(_("Học viên này chưa có giấy chứng nhận."))
    before = [snapshot(participant)]
    participant.certificate_number, participant.certificate_on = "", None
    participant.save()
    _note_changes(by, "course.certificate_withdrawn", [participant], before, where, _said(reason))
    return participant


@transaction.atomic
def drop_participants(
    course: Course, dropped: Sequence[tuple[Participant, str]], *, by: User
) -> list[Participant]:
    """Record who did not complete the class, each with the reason."""
    hold(course, *(one for one, _reason in dropped))
    where = organiser_of(course)
    require(by, may_keep_courses, where)
    check_of_course(course, [one for one, _reason in dropped])
    before = [snapshot(one) for one, _reason in dropped]
    for one, reason in dropped:
        one.dropped_reason = _said(reason)
        one.clean_fields(exclude=["course", "person", "sent_by"])
    rows = [one for one, _reason in dropped]
    Participant.objects.bulk_update(rows, ["dropped_reason"], batch_size=500)
    _note_changes(by, "course.person_dropped", rows, before, where)
    return rows


@transaction.atomic
def withdraw_participant(participant: Participant, reason: str, *, by: User) -> None:
    """Take somebody listed by mistake off the list; who has a result stays."""
    hold(participant.course, participant)
    where = organiser_of(participant.course)
    require(by, may_keep_courses, where)
    check_of_course(participant.course, [participant])
    line = Line(
        "course.person_withdrawn",
        participant,
        where.path,
        before=snapshot(participant),
        reason=_said(reason),
    )
    note_all(by, [line])
    participant.delete()


@transaction.atomic
def print_course(course: Course, form: str, *, by: User) -> None:
    """Leave a line that the list of a class was taken out as a file; `form` is docx, pdf or xlsx."""
    where = organiser_of(course)
    require(by, may_print_course, where)
    note_reading(by, "course.printed", course, path=where.path, reason=form)


def _said(reason: str) -> str:
    if not clean(reason):
        raise Refusal(_("Ghi lý do."))
    return clean(reason)


def _note_changes(
    by: User,
    verb: str,
    rows: Sequence[Participant],
    before: Sequence[dict[str, object]],
    where: Branch,
    reason: str = "",
) -> None:
    lines = [
        Line(verb, row, where.path, dict(was), snapshot(row), reason or row.dropped_reason)
        for row, was in zip(rows, before, strict=True)
    ]
    note_all(by, lines)
