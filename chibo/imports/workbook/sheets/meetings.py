"""Meetings: what was held, who was on the roll, what was dealt with, the minutes handed in."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.meetings.models import (
    AgendaItem,
    Attendance,
    Guest,
    Meeting,
    MinutesVersion,
    Vote,
)

HELD = ("kind", "held_on", "starts_at", "ends_at", "place", "papers_on")
REST = ("theme", "dues_status", "remark", "state", "said")
ON_ROLL = ("status", "outside", "state", "reason", "spoke")
CAME = ("name", "post", "unit", "is_in_charge")
SAID = ("title", "is_thematic", "opinions", "conclusion")
COUNTED = ("entitled", "away", "excused_absent", "absent", "in_favour", "against", "other")


def _of_meeting() -> Column:
    return ref("meeting", _("Buổi"), "meetings", required=True)


def _meetings(of: Extract) -> Iterator[Row]:
    for row in of.gathered.meetings:
        yield {
            "key": of.gathered.keys[row.pk],
            "organisation": of.organisation_keys[row.organisation_id],
            "chair": of.person_keys.get(row.chair_id or 0, ""),
            "minute_taker": of.person_keys.get(row.minute_taker_id or 0, ""),
            **{name: getattr(row, name) for name in (*HELD, *REST)},
            "state": of.gathered.state(row),
        }


MEETINGS = SheetKind(
    "meetings",
    _("Sinh hoạt, họp"),
    _("Mỗi dòng một buổi; điểm danh, nội dung, biên bản đã nộp ở các trang sau."),
    (
        key(_("Mã buổi trong sổ")),
        ref("organisation", _("Tổ chức"), "organisations", required=True),
        *of_model(Meeting, *HELD, kind={"kind": "code", "codes": "meeting_kinds"}),
        ref("chair", _("Chủ trì"), "people"),
        ref("minute_taker", _("Thư ký"), "people"),
        *of_model(Meeting, *REST, state={"required": True}),
    ),
    _meetings,
    prefix="SH",
    since=2,
)


def _roll(of: Extract) -> Iterator[Row]:
    for meeting in of.gathered.meetings:
        for row in meeting.roll.all():
            if row.person_id in of.person_keys:
                yield {
                    "meeting": of.gathered.keys[meeting.pk],
                    "person": of.person_keys[row.person_id],
                    **{name: getattr(row, name) for name in ON_ROLL},
                    "home": of.organisation_keys.get(row.home_id or 0, ""),
                }


MEETING_ROLL = SheetKind(
    "meeting_roll",
    _("Điểm danh"),
    _("Danh sách chốt theo sổ của ngày họp và ai có mặt; không thay đổi theo sổ về sau."),
    (
        _of_meeting(),
        ref("person", _("Đảng viên"), "people", required=True),
        *of_model(Attendance, *ON_ROLL),
        ref("home", _("Chi bộ nơi chính thức"), "organisations"),
    ),
    _roll,
    since=2,
)


def _guests(of: Extract) -> Iterator[Row]:
    for meeting in of.gathered.meetings:
        for row in meeting.guests.all():
            yield {
                "meeting": of.gathered.keys[meeting.pk],
                **{name: getattr(row, name) for name in CAME},
            }


MEETING_GUESTS = SheetKind(
    "meeting_guests",
    _("Khách dự"),
    _("Người dự ngoài danh sách điểm danh."),
    (_of_meeting(), *of_model(Guest, *CAME)),
    _guests,
    since=2,
)


def _items(of: Extract) -> Iterator[Row]:
    for row in of.gathered.items:
        vote = getattr(row, "vote", None)
        yield {
            "key": of.gathered.item_keys[row.pk],
            "meeting": of.gathered.keys[row.meeting_id],
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
            "returning": of.honours.work_keys.get(row.returning_id or 0, ""),
            **{name: getattr(row, name) for name in SAID},
            **{name: getattr(vote, name, None) for name in COUNTED},
        }


MEETING_ITEMS = SheetKind(
    "meeting_items",
    _("Nội dung sinh hoạt"),
    _("Từng nội dung theo thứ tự chương trình; có biểu quyết thì ghi đủ các số của phiếu."),
    (
        key(_("Mã nội dung trong sổ")),
        _of_meeting(),
        *of_model(AgendaItem, *SAID, opinions={"kind": "lines"}, conclusion={"kind": "lines"}),
        ref("paper", _("Văn bản phổ biến"), "papers"),
        ref("returning", _("Việc xem lại"), "works"),
        *of_model(Vote, *COUNTED, **{name: {"required": False} for name in COUNTED}),
    ),
    _items,
    prefix="ND",
    since=2,
)


def _works(of: Extract) -> Iterator[Row]:
    for item in of.gathered.items:
        for link in item.works.all():
            if link.assignment_id in of.honours.work_keys:
                yield {
                    "item": of.gathered.item_keys[item.pk],
                    "work": of.honours.work_keys[link.assignment_id],
                }


MEETING_WORKS = SheetKind(
    "meeting_works",
    _("Việc giao tại sinh hoạt"),
    _("Việc do một nội dung sinh hoạt giao; việc ghi ở trang Việc được giao."),
    (
        ref("item", _("Nội dung"), "meeting_items", required=True),
        ref("work", _("Việc"), "works", required=True),
    ),
    _works,
    since=2,
)


def _minutes(of: Extract) -> Iterator[Row]:
    for meeting in of.gathered.meetings:
        for version, pieces in of.gathered.contents(meeting):
            for piece in pieces:
                yield {
                    "meeting": of.gathered.keys[meeting.pk],
                    "number": version.number,
                    "handed_in_on": version.handed_in_on,
                    "content": piece,
                }


MEETING_MINUTES = SheetKind(
    "meeting_minutes",
    _("Biên bản đã nộp"),
    _(
        "Từng lần nộp; nội dung để trống là đúng như biên bản hiện có, dài quá một ô thì viết tiếp dòng sau."
    ),
    (
        _of_meeting(),
        *of_model(MinutesVersion, "number", "handed_in_on"),
        Column("content", _("Nội dung lúc nộp"), _("Do hệ thống ghi; không sửa tay."), "lines"),
    ),
    _minutes,
    since=2,
)

MEETING_SHEETS = (
    MEETINGS,
    MEETING_ROLL,
    MEETING_GUESTS,
    MEETING_ITEMS,
    MEETING_WORKS,
    MEETING_MINUTES,
)
