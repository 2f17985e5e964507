"""Classes with who was sent, targets of admission, lists of village heads frozen in January."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.admissions.models import AdmissionTarget, Course, HeadCohort, Participant
from chibo.imports.workbook.declaring import Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract

_COURSE = ("kind", "name", "held_by", "first_day", "last_day")


def _courses(of: Extract) -> Iterator[Row]:
    for row in of.followed.courses:
        yield {
            "key": of.followed.course_keys[row.pk],
            "organiser": of.organisation_keys[row.organiser_id],
            **{name: getattr(row, name) for name in _COURSE},
        }


COURSES = SheetKind(
    "courses",
    _("Lớp bồi dưỡng"),
    _("Lớp nhận thức về Đảng, lớp đảng viên mới của đơn vị, hoặc có người của đơn vị đi học."),
    (
        key(_("Mã lớp trong sổ")),
        ref("organiser", _("Sổ của"), "organisations", required=True),
        *of_model(Course, *_COURSE),
    ),
    _courses,
    prefix="LH",
    since=2,
)


def _participants(of: Extract) -> Iterator[Row]:
    for row in of.followed.participants:
        given = row.certificate_on and not (of.as_of and row.certificate_on > of.as_of)
        yield {
            "course": of.followed.course_keys[row.course_id],
            "person": of.person_keys[row.person_id],
            "sent_by": of.organisation_keys[row.sent_by_id],
            "certificate_number": row.certificate_number if given else "",
            "certificate_on": row.certificate_on if given else None,
            "dropped_reason": row.dropped_reason,
        }


PARTICIPANTS = SheetKind(
    "participants",
    _("Học viên"),
    _("Người được cử đi học, chi bộ cử, giấy chứng nhận hoặc lý do không hoàn thành."),
    (
        ref("course", _("Lớp"), "courses", required=True),
        ref("person", _("Người"), "people", required=True),
        ref("sent_by", _("Chi bộ cử"), "organisations", required=True),
        *of_model(Participant, "certificate_number", "certificate_on", "dropped_reason"),
    ),
    _participants,
    since=2,
)


def _targets(of: Extract) -> Iterator[Row]:
    for row in of.followed.targets:
        yield {
            "organisation": of.organisation_keys[row.organisation_id],
            "first_day": row.first_day,
            "last_day": row.last_day,
            "low": row.low,
            "high": row.high,
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
        }


TARGETS = SheetKind(
    "targets",
    _("Chỉ tiêu kết nạp"),
    _("Chỉ tiêu kết nạp của từng tổ chức trong một kỳ: một số, hoặc một khoảng từ … đến …."),
    (
        ref("organisation", _("Tổ chức"), "organisations", required=True),
        *of_model(AdmissionTarget, "first_day", "last_day", "low", "high"),
        ref("paper", _("Văn bản giao"), "papers"),
    ),
    _targets,
    since=2,
)


def _cohorts(of: Extract) -> Iterator[Row]:
    for row in of.followed.cohorts:
        yield {
            "key": of.followed.cohort_keys[row.pk],
            "area": of.organisation_keys[row.area_id],
            "year": row.year,
            "frozen_on": row.frozen_on,
        }


COHORTS = SheetKind(
    "head_cohorts",
    _("Chốt trưởng bản"),
    _(
        "Danh sách trưởng bản chưa là đảng viên của một năm; chốt mà không có ai thì vẫn ghi dòng này."
    ),
    (
        key(_("Mã danh sách trong sổ")),
        ref("area", _("Địa bàn của"), "organisations", required=True),
        *of_model(HeadCohort, "year", "frozen_on"),
    ),
    _cohorts,
    prefix="TB",
    since=2,
)


def _heads(of: Extract) -> Iterator[Row]:
    for row in of.followed.listed_heads:
        yield {
            "cohort": of.followed.cohort_keys[row.cohort_id],
            "person": of.person_keys[row.person_id],
            "place": of.place_keys[row.place_id],
        }


LISTED_HEADS = SheetKind(
    "listed_heads",
    _("Trưởng bản đã chốt"),
    _("Từng trưởng bản trong danh sách chốt và thôn, bản khi chốt."),
    (
        ref("cohort", _("Danh sách"), "head_cohorts", required=True),
        ref("person", _("Người"), "people", required=True),
        ref("place", _("Thôn, bản"), "places", required=True),
    ),
    _heads,
    since=2,
)
