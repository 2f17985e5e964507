"""Cases on the way into the Party with all their parts: one sheet a kind of part, each row naming its case."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from chibo.admissions.models import (
    BackgroundCheck,
    Case,
    CaseCell,
    CasePaper,
    CaseStage,
    Guidance,
    GuidanceNote,
    Opinion,
    Referee,
    Review,
)
from chibo.admissions.queries.stages import papers, stages
from chibo.base.dated import Dated
from chibo.base.figures import Words
from chibo.imports.workbook.declaring import Column, Row, SheetKind, dated, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.imports.workbook.values import MASK
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power

_NOW = date(2100, 1, 1)  # the newest version of steps and papers knows the names of all codes
_STAGES = {stage.code: stage.label for stage in stages(_NOW)}
_PAPERS = {paper.code: paper.label for paper in papers(_NOW)}

CASE_PLAIN = (
    "opened_on",
    "rules_on",
    "source",
    "decided_on",
    "received_on",
    "late_reason",
    "is_readmission",
    "left_party_on",
    "left_party_how",
    "record_cleared_on",
)
CASE_END = ("closed_on", "outcome", "leaving_reason", "leaving_note")


def _cases(of: Extract) -> Iterator[Row]:
    moves, keys = of.movement_keys, of.followed.case_keys
    for row in of.followed.cases:
        closed = of.until(row.closed_on)
        admitted = row.admission.movement_id if row.admission else 0
        recognised = row.recognition.movement_id if row.recognition else 0
        yield {
            "key": keys[row.pk],
            "person": of.person_keys[row.person_id],
            **{name: getattr(row, name) for name in CASE_PLAIN},
            "decision": of.paper_keys.get(row.decision_id or 0, ""),
            "admission": moves.get(admitted, ""),
            "recognition": moves.get(recognised, ""),
            **{name: getattr(row, name) if closed else None for name in CASE_END},
        }


CASES = SheetKind(
    "cases",
    _("Hồ sơ phát triển đảng"),
    _(
        "Từ khi bắt đầu theo dõi một người đến khi phát thẻ, hoặc dừng xem xét; các phần ở những trang sau."
    ),
    (
        key(_("Mã hồ sơ trong sổ")),
        ref("person", _("Người"), "people", required=True),
        *of_model(
            Case,
            *CASE_PLAIN,
            left_party_how={"kind": "code", "codes": "departures_before_readmission"},
        ),
        ref("decision", _("Quyết định kết nạp"), "papers"),
        ref("admission", _("Biến động kết nạp"), "movements"),
        ref("recognition", _("Biến động công nhận"), "movements"),
        *of_model(
            Case, *CASE_END, leaving_reason={"kind": "code", "codes": "leaving_pipeline_reasons"}
        ),
    ),
    _cases,
    prefix="HS",
    since=2,
)


@dataclass(frozen=True)
class Part:
    """One kind of part. `refs`: column → the sheet it points into; `needed` refs leave the row out when
    they point at nothing in the workbook. `day` is by when the row is known."""

    code: str
    model: type[Any]
    name: Words
    meaning: Words
    plain: tuple[str, ...]
    refs: Mapping[str, tuple[str, Words]] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    day: str = ""
    changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def is_dated(self) -> bool:
        return issubclass(self.model, Dated)

    @property
    def sheet(self) -> SheetKind:
        return SheetKind(
            self.code, self.name, self.meaning, tuple(self._columns()), self._rows(), since=2
        )

    def _columns(self) -> Iterator[Column]:
        yield ref("case", _("Hồ sơ"), "cases", required=True)
        for name, (sheet, heading) in self.refs.items():
            yield ref(name, heading, sheet, required=name in self.needed)
        yield from of_model(self.model, *self.plain, **self.changes)
        if self.is_dated:
            yield from dated(self.model)

    def _rows(self) -> Callable[[Extract], Iterator[Row]]:
        def rows(of: Extract) -> Iterator[Row]:
            for row in of.followed.parts(self.model, self.day):
                named = {
                    name: _key_of(of, row, name, sheet) for name, (sheet, _) in self.refs.items()
                }
                if all(named[name] for name in self.needed):
                    yield self._row(of, row) | named

        return rows

    def _row(self, of: Extract, row: Any) -> Row:
        told: Row = {"case": of.followed.case_keys[row.case_id]}
        told |= {name: _told(of, row, name) for name in self.plain}
        if self.is_dated:
            told |= {"started_on": row.started_on, "ended_on": of.until(row.ended_on)}
        return told


def _key_of(of: Extract, row: Any, name: str, sheet: str) -> str:
    keys = {
        "people": of.person_keys,
        "organisations": of.organisation_keys,
        "papers": of.paper_keys,
    }[sheet]
    return keys.get(getattr(row, f"{name}_id") or 0, "")


def _told(of: Extract, row: Any, name: str) -> Any:
    """Results of background checks leave only with who may read them."""
    value = getattr(row, name)
    if value and isinstance(row, BackgroundCheck) and name == "result":
        return value if has_power(of.by, Power.SEE_BACKGROUND, of.branch.path) else MASK
    return value


_PAPER = {"paper": ("papers", _("Văn bản"))}

PARTS = (
    Part(
        "case_cells",
        CaseCell,
        _("Chi bộ theo dõi"),
        _("Chi bộ theo dõi hồ sơ, theo thời gian."),
        (),
        {"cell": ("organisations", _("Chi bộ"))},
        ("cell",),
        "started_on",
    ),
    Part(
        "case_stages",
        CaseStage,
        _("Giai đoạn hồ sơ"),
        _("Hồ sơ đã ở giai đoạn nào, theo thời gian."),
        ("stage", "reason"),
        day="started_on",
        changes={"stage": {"kind": "choice", "choices": _STAGES}},
    ),
    Part(
        "case_guidance",
        Guidance,
        _("Phân công giúp đỡ"),
        _("Đảng viên được phân công giúp đỡ."),
        (),
        {"member": ("people", _("Đảng viên"))},
        ("member",),
        "started_on",
    ),
    Part(
        "case_notes",
        GuidanceNote,
        _("Nhận xét theo dõi"),
        _("Điều người giúp đỡ, chi bộ ghi lại."),
        ("noted_on", "text"),
        {"member": ("people", _("Người giúp đỡ"))},
        day="noted_on",
    ),
    Part(
        "case_papers",
        CasePaper,
        _("Giấy tờ hồ sơ"),
        _("Giấy tờ của hồ sơ: tình trạng, ai giữ, cần sửa gì."),
        ("code", "state", "dated_on", "number", "holder", "remark"),
        _PAPER,
        day="dated_on",
        changes={
            "code": {"kind": "choice", "choices": _PAPERS, "heading": _("Giấy tờ")},
        },
    ),
    Part(
        "case_referees",
        Referee,
        _("Người giới thiệu"),
        _("Đảng viên, đoàn thể giới thiệu vào Đảng."),
        ("kind", "body_name", "together_since", "written_on", "number"),
        {"member": ("people", _("Đảng viên giới thiệu"))},
        day="written_on",
    ),
    Part(
        "case_checks",
        BackgroundCheck,
        _("Thẩm tra lý lịch"),
        _("Thẩm tra của bản thân và từng người thân; kết quả chỉ ghi ra cho người được xem."),
        (
            "relation",
            "full_name",
            "born",
            "home",
            "exempt_reason",
            "sent_on",
            "sent_to",
            "sent_number",
            "returned_on",
            "result",
        ),
        day="sent_on",
    ),
    Part(
        "case_opinions",
        Opinion,
        _("Ý kiến nhận xét"),
        _("Ý kiến của đoàn thể và chi ủy nơi cư trú."),
        (
            "phase",
            "body_name",
            "is_residence",
            "asked_on",
            "given_on",
            "present",
            "in_favour",
            "text",
        ),
        day="asked_on",
    ),
    Part(
        "case_reviews",
        Review,
        _("Biểu quyết hồ sơ"),
        _("Biểu quyết của chi bộ, cấp ủy, với mẫu số của ngày họp."),
        (
            "phase",
            "level",
            "body_name",
            "held_on",
            "entitled",
            "away",
            "excused_absent",
            "present",
            "in_favour",
            "against",
            "other",
            "proposes",
            "remark",
        ),
        {"body": ("organisations", _("Tổ chức"))} | _PAPER,
        day="held_on",
    ),
)
CASE_PARTS = tuple(part.sheet for part in PARTS)
