"""Offices held, and leaves from cell life."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Row, SheetKind, dated, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.members.models import Exemption, Post, Suspension, TemporaryStay

_PERSON = ref("person", _("Người"), "people", required=True)
_PAPER = ref("paper", _("Quyết định"), "papers")
_POST = ("position", "body", "term", "gained", "seconded_from")


def _posts(of: Extract) -> Iterator[Row]:
    for row in of.by_person(of.posts):
        yield {
            "person": of.person_keys[row.person_id],
            "organisation": of.organisation_keys[row.organisation_id],
            "place": of.place_keys.get(row.place_id or 0, ""),
            **{name: getattr(row, name) for name in _POST},
            "started_on": row.started_on,
            **of.ended(row, "ended_on", "end_reason"),
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
        }


POSTS = SheetKind(
    "posts",
    _("Chức vụ"),
    _("Chức vụ trong Đảng, chính quyền, đoàn thể, thôn bản, với thời gian giữ."),
    (
        _PERSON,
        *of_model(Post, "position", position={"kind": "code", "codes": "positions"}),
        ref("organisation", _("Tại tổ chức"), "organisations", required=True),
        ref("place", _("Tại địa bàn"), "places"),
        *of_model(
            Post,
            "body",
            "term",
            "gained",
            "seconded_from",
            seconded_from={"meaning": _("Có ghi thì là cán bộ tăng cường.")},
        ),
        *dated(Post),
        *of_model(Post, "end_reason"),
        _PAPER,
    ),
    _posts,
)


_ASKED = ("applied_on", "medical_paper", "resolved_on")
_ENDING = (
    *of_model(
        Exemption,
        "outcome",
        "end_reason",
        outcome={
            "meaning": _("Gia hạn: dòng sau, bắt đầu đúng ngày dòng này kết thúc, là lần gia hạn.")
        },
    ),
    ref("end_paper", _("Quyết định kết thúc"), "papers"),
)


def _decided(of: Extract, row: Exemption | Suspension) -> Row:
    """An end that had not come yet is not told."""
    ended = of.until(row.ended_on)
    return {
        "reason": row.reason,
        "until": row.until,
        "outcome": row.outcome if ended else "",
        "end_reason": row.end_reason if ended else "",
        "end_paper": of.paper_keys.get(row.end_paper_id or 0, "") if ended else "",
    }


def _exemptions(of: Extract) -> Iterator[Row]:
    for row in of.by_person(of.exemptions):
        yield _leave(of, row) | _decided(of, row) | {name: getattr(row, name) for name in _ASKED}


EXEMPTIONS = SheetKind(
    "exemptions",
    _("Miễn sinh hoạt"),
    _("Thời gian được miễn công tác và sinh hoạt đảng."),
    (
        _PERSON,
        *of_model(Exemption, "reason", reason={"kind": "code", "codes": "exemption_reasons"}),
        *dated(Exemption),
        *of_model(Exemption, "until"),
        _PAPER,
        *of_model(Exemption, *_ASKED),
        *_ENDING,
    ),
    _exemptions,
)


def _suspensions(of: Extract) -> Iterator[Row]:
    for row in of.by_person(of.suspensions):
        yield _leave(of, row) | _decided(of, row)


SUSPENSIONS = SheetKind(
    "suspensions",
    _("Đình chỉ"),
    _("Thời gian bị đình chỉ sinh hoạt đảng."),
    (
        _PERSON,
        *of_model(Suspension, "reason"),
        *dated(Suspension),
        *of_model(Suspension, "until"),
        _PAPER,
        *_ENDING,
    ),
    _suspensions,
)


def _stays(of: Extract) -> Iterator[Row]:
    for row in of.by_person(of.stays):
        yield _leave(of, row) | {
            "cell": of.organisation_keys.get(row.cell_id or 0, ""),
            "outside_unit": row.outside_unit,
            "until": row.until,
        }


STAYS = SheetKind(
    "stays",
    _("Tạm thời"),
    _("Thời gian sinh hoạt tạm thời ở nơi khác; đảng viên vẫn tính ở chi bộ chính thức."),
    (
        _PERSON,
        ref("cell", _("Chi bộ"), "organisations"),
        *of_model(TemporaryStay, "outside_unit"),
        *dated(TemporaryStay),
        *of_model(TemporaryStay, "until"),
        _PAPER,
    ),
    _stays,
)


def _leave(of: Extract, row: Exemption | Suspension | TemporaryStay) -> Row:
    return {
        "person": of.person_keys[row.person_id],
        "started_on": row.started_on,
        "ended_on": of.until(row.ended_on),
        "paper": of.paper_keys.get(row.paper_id or 0, ""),
    }
