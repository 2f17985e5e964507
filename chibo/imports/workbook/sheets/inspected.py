"""Inspection: programmes, inspections with their parts; only for who inspects there."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.inspection.models import (
    FoundViolation,
    Inspected,
    Inspection,
    InspectionStep,
    Pause,
    Programme,
    ProgrammeItem,
    TeamMember,
)
from chibo.organisations.queries.tree import path_ids

PROGRAMME = ("subject", "year", "number", "decided_on")
ITEM = ("nature", "manner", "object_kind", "topic", "objects_planned", "starts_on", "until")
DROPPED = ("dropped_on", "drop_reason")
OPENED = ("subject", "nature", "manner", "topic", "outline", "looks_from", "looks_until", "opened_on",
          "decision_number")  # fmt: skip
CONCLUDED = ("concluded_on", "conclusion_number", "conclusion")
RECHECKED = ("rechecked_on", "recheck_result")
CANCELLED = ("cancelled_on", "cancel_reason")
OBJECT = ("kind", "added_on", "added_number", "reported_on", "strengths", "faults")
PAUSE = ("reason", "text", "number", "started_on", "child_born_on", "until")
RESUMED = ("ended_on", "end_note")
STEP = ("code", "on", "number", "text")
VIOLATION = ("ground", "act", "what", "happened_on")

_LINES = {"kind": "lines"}
ACTS = {"kind": "code", "codes": "forbidden_acts"}
KEEPER = ref("keeper", _("Sổ của"), "organisations", required=True)
_IN_INSPECTION = ref("inspection", _("Cuộc kiểm tra"), "inspections", required=True)


def told(row: Any, names: tuple[str, ...]) -> Row:
    return {name: getattr(row, name) for name in names}


def since(of: Extract, row: Any, names: tuple[str, ...]) -> Row:
    """Columns that begin on the day the first of them names; what had not come yet is left out."""
    return told(row, names) if of.until(getattr(row, names[0])) else {}


def _programmes(of: Extract) -> Iterator[Row]:
    rows = {row.pk: row for row in of.overseen.programmes}
    for pk, code in of.overseen.programme_keys.items():
        yield {
            "key": code,
            "keeper": of.organisation_keys[rows[pk].keeper_id],
            "unit": of.organisation_keys[rows[pk].unit_id],
            **told(rows[pk], PROGRAMME),
        }


PROGRAMMES = SheetKind(
    "inspection_programmes",
    _("Chương trình kiểm tra"),
    _("Chương trình kiểm tra, giám sát năm; chỉ có khi người xuất sổ làm công tác kiểm tra ở đó."),
    (
        key(_("Mã chương trình")),
        KEEPER,
        ref("unit", _("Chủ thể"), "organisations", required=True),
        *of_model(Programme, *PROGRAMME),
    ),
    _programmes,
    prefix="CT",
    since=2,
)


def _items(of: Extract) -> Iterator[Row]:
    for row in of.overseen.items:
        yield {
            "key": of.overseen.item_keys[row.pk],
            "programme": of.overseen.programme_keys[row.programme_id],
            **told(row, ITEM),
            **since(of, row, DROPPED),
        }


ITEMS = SheetKind(
    "inspection_items",
    _("Nội dung chương trình kiểm tra"),
    _("Từng cuộc dự kiến của chương trình; thôi làm thì có lý do."),
    (
        key(_("Mã nội dung")),
        ref("programme", _("Chương trình"), "inspection_programmes", required=True),
        *of_model(ProgrammeItem, *ITEM, *DROPPED),
    ),
    _items,
    prefix="MC",
    since=2,
)


def _inspections(of: Extract) -> Iterator[Row]:
    for row in of.overseen.inspections:
        yield {
            "key": of.overseen.inspection_keys[row.pk],
            "keeper": of.organisation_keys[row.keeper_id],
            "unit": of.organisation_keys[row.unit_id],
            "item": of.overseen.item_keys.get(row.item_id or 0, ""),
            **told(row, OPENED),
            **since(of, row, CONCLUDED),
            **since(of, row, RECHECKED),
            "archived_on": of.until(row.archived_on),
            **since(of, row, CANCELLED),
        }


INSPECTIONS = SheetKind(
    "inspections",
    _("Kiểm tra, giám sát"),
    _("Mỗi dòng một cuộc; đoàn, đối tượng, các bước, việc khắc phục ở các trang sau."),
    (
        key(_("Mã cuộc kiểm tra")),
        KEEPER,
        ref("unit", _("Chủ thể"), "organisations", required=True),
        ref("item", _("Theo chương trình"), "inspection_items"),
        *of_model(
            Inspection,
            *OPENED,
            *CONCLUDED,
            *RECHECKED,
            "archived_on",
            *CANCELLED,
            outline=_LINES,
            looks_until={"heading": _("Mốc xem xét đến")},
            conclusion=_LINES,
        ),
    ),
    _inspections,
    prefix="KT",
    since=2,
)


def _each(
    part: str, tell: Callable[[Extract, Any], Row | None]
) -> Callable[[Extract], Iterator[Row]]:
    """Rows of a part of every inspection, as entered."""

    def rows(of: Extract) -> Iterator[Row]:
        for inspection in of.overseen.inspections:
            for row in sorted(getattr(inspection, part).all(), key=lambda one: one.pk):
                told = tell(of, row)
                if told is not None:
                    yield {"inspection": of.overseen.inspection_keys[inspection.pk], **told}

    return rows


def _member(of: Extract, row: Any) -> Row | None:
    person = of.person_keys.get(row.person_id)
    return {"person": person, "role": row.role} if person else None


TEAM = SheetKind(
    "inspection_teams",
    _("Đoàn kiểm tra"),
    _("Trưởng đoàn, phó trưởng đoàn, thành viên có hồ sơ trong sổ."),
    (
        _IN_INSPECTION,
        ref("person", _("Đồng chí"), "people", required=True),
        *of_model(TeamMember, "role"),
    ),
    _each("team", _member),
    since=2,
)


def _objects(of: Extract) -> Iterator[Row]:
    for inspection in of.overseen.inspections:
        for row in of.overseen.objects(inspection):
            yield {
                "key": of.overseen.object_keys[row.pk],
                "inspection": of.overseen.inspection_keys[inspection.pk],
                "unit": of.organisation_keys.get(row.unit_id or 0, ""),
                "person": of.person_keys.get(row.person_id or 0, ""),
                "stood": of.organisation_keys[path_ids(row.path)[-1]],
                "kind": row.kind,
                "added_on": row.added_on,
                "added_number": row.added_number,
                "reported_on": of.until(row.reported_on),
                "strengths": row.strengths if _found(of, inspection) else "",
                "faults": row.faults if _found(of, inspection) else "",
            }


def _found(of: Extract, inspection: Inspection) -> bool:
    """Findings have no day of their own: as of a day they are those of inspections concluded by then."""
    return of.as_of is None or bool(inspection.concluded_on and of.until(inspection.concluded_on))


OBJECTS = SheetKind(
    "inspected",
    _("Đối tượng kiểm tra"),
    _("Tổ chức, cấp ủy, đảng viên được kiểm tra, giám sát, với ưu điểm, khuyết điểm."),
    (
        key(_("Mã đối tượng")),
        _IN_INSPECTION,
        ref("unit", _("Tổ chức"), "organisations", _("Một tổ chức, hoặc một đảng viên.")),
        ref("person", _("Đảng viên"), "people"),
        ref(
            "stood",
            _("Đơn vị lúc ấy"),
            "organisations",
            _("Chi bộ của đảng viên, hoặc chính tổ chức, ngày mở cuộc kiểm tra hay ngày bổ sung."),
            required=True,
        ),
        *of_model(Inspected, *OBJECT, strengths=_LINES, faults=_LINES),
    ),
    _objects,
    prefix="DK",
    since=2,
)


def _findings(of: Extract) -> Iterator[Row]:
    for inspection in of.overseen.inspections:
        for one in of.overseen.objects(inspection) if _found(of, inspection) else ():
            for row in sorted(one.violations.all(), key=lambda each: each.pk):
                yield {"inspected": of.overseen.object_keys[one.pk], **told(row, VIOLATION)}


FINDINGS = SheetKind(
    "inspection_violations",
    _("Vi phạm qua kiểm tra"),
    _("Từng vi phạm phát hiện qua kiểm tra, giám sát."),
    (
        ref("inspected", _("Đối tượng"), "inspected", required=True),
        *of_model(FoundViolation, *VIOLATION, act=ACTS),
    ),
    _findings,
    since=2,
)


def _pauses(of: Extract) -> Iterator[Row]:
    for inspection in of.overseen.inspections:
        for row in sorted(inspection.pauses.all(), key=lambda one: one.pk):
            about = of.overseen.object_keys.get(row.inspected_id or 0, "")
            if of.until(row.started_on) and bool(about) == bool(row.inspected_id):
                yield {
                    "inspection": of.overseen.inspection_keys[inspection.pk],
                    "inspected": about,
                    **told(row, PAUSE),
                    **since(of, row, RESUMED),
                }


PAUSES = SheetKind(
    "inspection_pauses",
    _("Hoãn, tạm dừng kiểm tra"),
    _("Lần hoãn một đảng viên, hoặc tạm dừng cả cuộc, với lý do và ngày tiếp tục."),
    (
        _IN_INSPECTION,
        ref("inspected", _("Đối tượng được hoãn"), "inspected", _("Trống là cả cuộc.")),
        *of_model(Pause, *PAUSE, *RESUMED, reason={"kind": "code", "codes": "pause_reasons"}),
    ),
    _pauses,
    since=2,
)

STEPS = SheetKind(
    "inspection_steps",
    _("Bước kiểm tra"),
    _("Các bước đã làm của mỗi cuộc, kể cả quyết định, thông báo kết luận, nộp lưu."),
    (
        _IN_INSPECTION,
        *of_model(InspectionStep, *STEP, code={"kind": "code", "codes": "inspection_steps"}),
    ),
    _each("steps", lambda of, row: told(row, STEP) if of.until(row.on) else None),
    since=2,
)


def _remedy(of: Extract, row: Any) -> Row | None:
    work = of.honours.work_keys.get(row.work_id)
    return {"work": work} if work else None


REMEDIES = SheetKind(
    "inspection_remedies",
    _("Khắc phục sau kiểm tra"),
    _("Việc được giao nào là việc khắc phục của cuộc nào."),
    (_IN_INSPECTION, ref("work", _("Việc"), "works", required=True)),
    _each("remedies", _remedy),
    since=2,
)

INSPECTED = (
    PROGRAMMES,
    ITEMS,
    INSPECTIONS,
    TEAM,
    OBJECTS,
    FINDINGS,
    PAUSES,
    STEPS,
    REMEDIES,
)
