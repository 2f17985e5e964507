"""What meetings hold beside their agenda: petitions, praise and criticism, sheets of points, resolutions."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.imports.workbook.pieces import pieces_of
from chibo.meetings.models import Petition, Remark, Resolution, Score

RAISED = ("kind", "asked", "place", "due_on")
PASSED = ("passed_to", "passed_on")
ANSWERED = ("answer", "answered_on")
LINE = ("criterion", "label", "most", "points", "suggested", "counts", "why", "note")


def _of_meeting() -> Column:
    return ref("meeting", _("Buổi"), "meetings", required=True)


def _petitions(of: Extract) -> Iterator[Row]:
    for meeting in of.gathered.meetings:
        for row in meeting.petitions.all():
            passed, answered = of.until(row.passed_on), of.until(row.answered_on)
            known = (*RAISED, *(PASSED if passed else ()), *(ANSWERED if answered else ()))
            yield {
                "meeting": of.gathered.keys[meeting.pk],
                **{name: getattr(row, name) for name in known},
            }


PETITIONS = SheetKind(
    "petitions",
    _("Kiến nghị, ý kiến"),
    _("Kiến nghị, ý kiến của nhân dân nêu tại buổi sinh hoạt; không ghi tên người nêu."),
    (_of_meeting(), *of_model(Petition, *RAISED, *PASSED, *ANSWERED)),
    _petitions,
    since=2,
)


def _remarks(of: Extract) -> Iterator[Row]:
    for meeting in of.gathered.meetings:
        for row in meeting.remarks.all():
            if row.person_id in of.person_keys:
                yield {
                    "meeting": of.gathered.keys[meeting.pk],
                    "person": of.person_keys[row.person_id],
                    "kind": row.kind,
                    "words": row.words,
                }


REMARKS = SheetKind(
    "remarks",
    _("Biểu dương, phê bình"),
    _("Lời biểu dương, nhắc nhở, phê bình đảng viên tại buổi sinh hoạt."),
    (
        _of_meeting(),
        ref("person", _("Đảng viên"), "people", required=True),
        *of_model(Remark, "kind", "words"),
    ),
    _remarks,
    since=2,
)


def _scores(of: Extract) -> Iterator[Row]:
    for row in of.gathered.scores:
        yield {
            "key": of.gathered.score_keys[row.pk],
            "meeting": of.gathered.keys[row.meeting_id],
            "by_committee": row.by_committee,
            "sheet": row.sheet,
            "levels": row.levels,
        }


SCORES = SheetKind(
    "scores",
    _("Bảng chấm điểm"),
    _("Bảng chấm điểm của buổi sinh hoạt; tổng điểm và mức tính lại từ các mục."),
    (
        key(_("Mã bảng trong sổ")),
        _of_meeting(),
        *of_model(Score, "by_committee"),
        Column("sheet", _("Bảng điểm theo"), _("Phiên bản quy định về bảng điểm."), required=True),
        Column("levels", _("Xếp mức theo"), _("Phiên bản quy định về mức."), required=True),
    ),
    _scores,
    prefix="CD",
    since=2,
)


def _score_lines(of: Extract) -> Iterator[Row]:
    for row in of.gathered.scores:
        for line in row.lines:
            yield {
                "score": of.gathered.score_keys[row.pk],
                "code": line["key"],
                **{name: line[name] for name in LINE},
            }


SCORE_LINES = SheetKind(
    "score_lines",
    _("Điểm từng mục"),
    _("Từng mục của bảng chấm điểm, theo thứ tự trong bảng."),
    (
        ref("score", _("Bảng"), "scores", required=True),
        Column("code", _("Mã mục"), required=True),
        Column("criterion", _("Thuộc tiêu chí"), required=True),
        Column("label", _("Mục"), required=True),
        Column("most", _("Điểm tối đa"), kind="integer", required=True),
        Column("points", _("Điểm chấm"), _("Trống: chưa chấm."), "integer"),
        Column("suggested", _("Điểm theo số liệu"), _("Trống: sổ không biết."), "integer"),
        Column("counts", _("Tính điểm"), _("Không: buổi đó không tính mục này."), "yes_no"),
        Column("why", _("Số liệu"), kind="lines"),
        Column("note", _("Lý do chấm khác"), kind="lines"),
    ),
    _score_lines,
    since=2,
)


def _resolutions(of: Extract) -> Iterator[Row]:
    for row in of.gathered.resolutions:
        paper = of.paper_keys[row.paper_id or 0] if of.gathered.is_issued(row) else ""
        yield {
            "key": of.gathered.resolution_keys[row.pk],
            "meeting": of.gathered.keys[row.meeting_id],
            "summary": row.summary,
            "paper": paper,
        }


RESOLUTIONS = SheetKind(
    "resolutions",
    _("Nghị quyết buổi họp"),
    _("Nghị quyết của buổi họp; đã ban hành thì dẫn văn bản trong sổ văn bản."),
    (
        key(_("Mã nghị quyết trong sổ")),
        _of_meeting(),
        *of_model(Resolution, "summary"),
        ref("paper", _("Văn bản"), "papers"),
    ),
    _resolutions,
    prefix="QN",
    since=2,
)


def _parts(of: Extract) -> Iterator[Row]:
    for row in of.gathered.resolutions:
        for text in row.texts:
            yield {"resolution": of.gathered.resolution_keys[row.pk], "text": text}


RESOLUTION_PARTS = SheetKind(
    "resolution_parts",
    _("Phần của nghị quyết"),
    _("Lời của từng phần theo thứ tự; phần không có lời thì để trống ô nội dung."),
    (
        ref("resolution", _("Nghị quyết"), "resolutions", required=True),
        Column("text", _("Nội dung"), kind="lines"),
    ),
    _parts,
    since=2,
)


def _prints(of: Extract) -> Iterator[Row]:
    for row in of.gathered.resolutions:
        if of.gathered.is_issued(row):
            for piece in pieces_of(json.dumps(row.content, ensure_ascii=False)):
                yield {"resolution": of.gathered.resolution_keys[row.pk], "content": piece}


RESOLUTION_PRINTS = SheetKind(
    "resolution_prints",
    _("Bản đã ban hành"),
    _("Nghị quyết đúng như bản đã ban hành; dài quá một ô thì viết tiếp dòng sau."),
    (
        ref("resolution", _("Nghị quyết"), "resolutions", required=True),
        Column("content", _("Bản in"), _("Do hệ thống ghi; không sửa tay."), "lines", True),
    ),
    _prints,
    since=2,
)

BESIDE = (
    PETITIONS,
    REMARKS,
    SCORES,
    SCORE_LINES,
    RESOLUTIONS,
    RESOLUTION_PARTS,
    RESOLUTION_PRINTS,
)
