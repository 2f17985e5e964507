"""What happened to memberships, and the facts of admission and recognition."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.admissions.models import Admission, Recognition
from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.members.models import Movement, Status

REORGANISED = "reorganised"
SCOPES = {"same_province": _("Trong tỉnh"), "other_province": _("Tỉnh khác")}


def _movements(of: Extract) -> Iterator[Row]:
    for row in of.movements:
        yield {
            "key": of.movement_keys[row.pk],
            "person": of.person_keys[row.person_id],
            "kind": row.kind,
            "happened_on": row.happened_on,
            "from_cell": of.organisation_keys.get(row.from_cell_id or 0, ""),
            "to_cell": of.organisation_keys.get(row.to_cell_id or 0, ""),
            "to_status": row.to_status,
            "outside_unit": row.outside_unit,
            "outside_scope": row.outside_scope,
            "reason": row.reason,
            "uninterrupted": row.uninterrupted,
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
        }


MOVEMENTS = SheetKind(
    "movements",
    _("Biến động"),
    _(
        "Mọi biến động đảng viên theo thứ tự ngày; thời gian sinh hoạt được dựng lại từ đây. Dòng “Sắp xếp "
        "tổ chức” do cây tổ chức mà có: không nhập, chỉ đối chiếu."
    ),
    (
        key(_("Mã biến động trong sổ")),
        ref("person", _("Người"), "people", required=True),
        *of_model(
            Movement, "kind", "happened_on", kind={"kind": "code", "codes": "movement_kinds"}
        ),
        ref("from_cell", _("Chi bộ đi"), "organisations"),
        ref("to_cell", _("Chi bộ đến"), "organisations"),
        Column(
            "to_status",
            _("Tình trạng sau đó"),
            _("Dự bị hay chính thức; để trống khi rời sổ."),
            "choice",
            choices=dict(Status.choices),
        ),
        *of_model(
            Movement,
            "outside_unit",
            "outside_scope",
            outside_scope={"kind": "choice", "choices": SCOPES},
        ),
        *of_model(
            Movement,
            "reason",
            "uninterrupted",
            uninterrupted={"meaning": _("Chỉ với phục hồi đảng tịch.")},
        ),
        ref("paper", _("Quyết định"), "papers"),
    ),
    _movements,
    prefix="BD",
)


def _admissions(of: Extract) -> Iterator[Row]:
    rows = {row.movement_id: row for row in of.about_people(Admission)}
    for movement in of.movements:
        if row := rows.get(movement.pk):
            yield {
                "movement": of.movement_keys[movement.pk],
                "person": of.person_keys[row.person_id],
                "decided_on": row.decided_on,
                "referees": row.referees,
                "is_readmission": row.is_readmission,
            }


ADMISSIONS = SheetKind(
    "admissions",
    _("Kết nạp"),
    _("Quyết định kết nạp của một biến động “Kết nạp”; ngày của biến động là ngày lễ kết nạp."),
    (
        ref("movement", _("Biến động"), "movements", required=True),
        ref("person", _("Người"), "people", required=True),
        *of_model(Admission, "decided_on", "referees", "is_readmission"),
    ),
    _admissions,
)


def _recognitions(of: Extract) -> Iterator[Row]:
    rows = {row.movement_id: row for row in of.about_people(Recognition)}
    for movement in of.movements:
        if row := rows.get(movement.pk):
            yield {
                "movement": of.movement_keys[movement.pk],
                "person": of.person_keys[row.person_id],
                "decided_on": row.decided_on,
            }


RECOGNITIONS = SheetKind(
    "recognitions",
    _("Công nhận"),
    _(
        "Quyết định của một biến động “Công nhận chính thức”; ngày của biến động là ngày chính thức."
    ),
    (
        ref("movement", _("Biến động"), "movements", required=True),
        ref("person", _("Người"), "people", required=True),
        *of_model(Recognition, "decided_on"),
    ),
    _recognitions,
)
