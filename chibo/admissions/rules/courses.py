"""Who keeps the classes of a branch, and who may be sent to which class."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import Course, CourseKind, Participant
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.members.models import Membership, Person
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, branches, under


def may_keep_courses(user: User, organiser: Branch) -> bool:
    return has_power(user, Power.KEEP_RECORDS, organiser.path)


def may_print_course(user: User, organiser: Branch) -> bool:
    return has_power(user, Power.EXPORT, organiser.path)


def known_day(course: Course) -> date:
    """The day whose tree and books a class is judged by: its first, or today while that lies ahead."""
    return min(course.first_day, timezone.localdate())


def check_senders(course: Course, organiser: Branch, cells: Collection[int]) -> None:
    """Refuse cells that did not stand under the organiser when the class began."""
    day = known_day(course)
    below = Placement.objects.on(day).filter(under(organiser.path), organisation__in=cells)
    outside = set(cells) - set(below.values_list("organisation_id", flat=True))
    if outside:
        named = branches(outside, day)
        raise Refusal(
            _(
                "{cells} không thuộc {organiser} tại ngày {day}. "
                "Chọn chi bộ cử học viên trong {organiser}."
            ).format(
                cells=", ".join(one.name for one in named.values()) or _("Chi bộ cử học viên"),
                organiser=organiser.name,
                day=format_date(day),
            )
        )


def check_may_attend(course: Course, people: Sequence[Person]) -> None:
    """Refuse members in a class on the Party for those who may join, and others in a class for new members."""
    day = known_day(course)
    stays = Membership.objects.on(day).filter(person__in=[one.pk for one in people if one.pk])
    members = dict(stays.values_list("person_id", "started_on"))
    for person in people:
        if course.kind == CourseKind.AWARENESS and person.pk in members:
            raise Refusal(
                _(
                    "{name} là đảng viên tại ngày {day}; lớp bồi dưỡng nhận thức về Đảng "
                    "dành cho người chưa vào Đảng."
                ).format(name=person.full_name, day=format_date(day))
            )
        if course.kind == CourseKind.NEW_MEMBER and person.pk not in members:
            raise Refusal(
                _(
                    "{name} chưa là đảng viên tại ngày {day}; lớp bồi dưỡng đảng viên mới "
                    "dành cho đảng viên đã kết nạp."
                ).format(name=person.full_name, day=format_date(day))
            )


def check_sent_once(course: Course, people: Sequence[Person]) -> None:
    seen: set[int] = set()
    there = set(course.participants.values_list("person_id", flat=True))
    for person in people:
        if person.pk in there or person.pk in seen:
            raise Refusal(_("{name} đã có trong danh sách lớp.").format(name=person.full_name))
        seen.add(person.pk)


def check_certificate_day(course: Course, on: date) -> None:
    """A certificate is dated once the class has ended, and not ahead of today."""
    if on < course.last_day:
        raise Refusal(
            _(
                "Ngày cấp {on} trước ngày bế giảng {last}; giấy chứng nhận cấp từ ngày bế giảng trở đi."
            ).format(on=format_date(on), last=format_date(course.last_day))
        )
    if on > timezone.localdate():
        raise Refusal(
            _("Ngày cấp {on} chưa tới; ghi giấy chứng nhận khi đã cấp.").format(on=format_date(on))
        )


def check_of_course(course: Course, participants: Sequence[Participant]) -> None:
    """Refuse people of another class, and those whose result in this one is known."""
    for one in participants:
        if one.course_id != course.pk:
            raise Refusal(
                _("{name} không có trong danh sách lớp này.").format(name=one.person.full_name)
            )
        if one.certificate_on is not None:
            raise Refusal(
                _("{name} đã được cấp giấy chứng nhận ngày {day}.").format(
                    name=one.person.full_name, day=format_date(one.certificate_on)
                )
            )
        if one.dropped_reason:
            raise Refusal(
                _("{name} không hoàn thành lớp: {reason}.").format(
                    name=one.person.full_name, reason=one.dropped_reason
                )
            )


def check_numbers(course: Course, numbers: Sequence[tuple[Participant, str]]) -> None:
    """Refuse a certificate number given to two people of a class."""
    rows = course.participants.exclude(certificate_number="").select_related("person")
    taken = {row.certificate_number: row.person.full_name for row in rows}
    for one, number in numbers:
        if number and number in taken:
            raise Refusal(
                _("Số giấy chứng nhận {number} đã cấp cho {other}; sửa số của {name}.").format(
                    number=number, other=taken[number], name=one.person.full_name
                )
            )
        taken[number] = one.person.full_name
