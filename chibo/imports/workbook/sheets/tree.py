"""Organisations, what they were called, where they hung."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import (
    Column,
    Row,
    SheetKind,
    cited,
    dated,
    key,
    of_model,
    ref,
)
from chibo.imports.workbook.extract import Extract
from chibo.organisations.models import Organisation, Placement, Profile

OWN, FRAME = "own", "frame"


def _organisations(of: Extract) -> Iterator[Row]:
    for row in of.organisations:
        ended = of.until(row.dissolved_on)
        yield {
            "key": of.organisation_keys[row.pk],
            "part": OWN if row.pk in of.own else FRAME,
            "name": of.profiles[row.pk][-1].name,
            "founded_on": row.founded_on,
            "dissolved_on": ended,
            "dissolution_number": row.dissolution_number if ended else "",
            "dissolution_reason": row.dissolution_reason if ended else "",
            "records_from": of.until(row.records_from) if row.pk in of.own else None,
        }


ORGANISATIONS = SheetKind(
    "organisations",
    _("Tổ chức"),
    _("Mỗi dòng một tổ chức đảng, qua mọi tên gọi và mọi nơi trực thuộc."),
    (
        key(_("Mã tổ chức trong sổ")),
        Column(
            "part",
            _("Phần"),
            _(
                "Thuộc nhánh; hoặc Khung: tổ chức ngoài nhánh mà nhánh từng trực thuộc hay nhắc tới."
            ),
            "choice",
            required=True,
            choices={OWN: _("Thuộc nhánh"), FRAME: _("Khung")},
        ),
        Column(
            "name", _("Tên hiện nay"), _("Để dễ đọc; tên từng thời kỳ ghi ở trang Tên và loại.")
        ),
        *of_model(
            Organisation,
            "founded_on",
            "dissolved_on",
            "dissolution_number",
            "dissolution_reason",
            "records_from",
            records_from={
                "meaning": _("Tính từ biến động đầu tiên; để trống được, có ghi thì đối chiếu.")
            },
        ),
    ),
    _organisations,
    prefix="TC",
)


def _profiles(of: Extract) -> Iterator[Row]:
    columns = ("name", "short_name", "kind", "base_type", "started_on")
    for organisation in of.organisations:
        for row in of.profiles[organisation.pk]:
            yield {
                "organisation": of.organisation_keys[organisation.pk],
                **{name: getattr(row, name) for name in columns},
                "code": row.dotted_code,
                "ended_on": of.until(row.ended_on),
                **row.citation,
            }


PROFILES = SheetKind(
    "profiles",
    _("Tên và loại"),
    _("Tên, loại và mã của một tổ chức trong từng thời kỳ; dòng đầu là lúc thành lập."),
    (
        ref("organisation", _("Tổ chức"), "organisations", required=True),
        *of_model(
            Profile,
            "name",
            "short_name",
            "kind",
            "base_type",
            "code",
            short_name={"required": False, "meaning": _("Để trống thì lấy tên.")},
            kind={"kind": "code", "codes": "organisation_kinds"},
            base_type={"kind": "code", "codes": "base_types"},
            code={"kind": "digits", "meaning": _("14 chữ số, như 38.168.053.000.001.")},
        ),
        *dated(Profile),
        *cited(Profile),
    ),
    _profiles,
)


def _placements(of: Extract) -> Iterator[Row]:
    for organisation in of.organisations:
        for row in of.placements[organisation.pk]:
            yield {
                "organisation": of.organisation_keys[organisation.pk],
                "parent": of.organisation_keys.get(row.parent_id or 0, ""),
                "started_on": row.started_on,
                "ended_on": of.until(row.ended_on),
                **row.citation,
            }


PLACEMENTS = SheetKind(
    "placements",
    _("Trực thuộc"),
    _(
        "Nơi trực thuộc của một tổ chức trong từng thời kỳ. Khi cấp trên chuyển nơi trực thuộc, cấp dưới "
        "cũng có dòng mới cùng ngày với cùng cấp trên."
    ),
    (
        ref("organisation", _("Tổ chức"), "organisations", required=True),
        ref("parent", _("Trực thuộc"), "organisations", _("Chỉ tổ chức cao nhất để trống.")),
        *dated(Placement),
        *cited(Placement),
    ),
    _placements,
)
