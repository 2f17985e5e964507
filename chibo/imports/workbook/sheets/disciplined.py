"""Discipline with its violations, complaints and denunciations; only for who inspects there."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.imports.workbook.sheets.inspected import (
    ACTS,
    CANCELLED,
    KEEPER,
    VIOLATION,
    since,
    told,
)
from chibo.inspection.models import Complaint, Discipline, Violation
from chibo.members.models import Status
from chibo.organisations.queries.tree import path_ids

DECISION = ("status", "form", "body", "decided_on", "effective_on", "concluded_on", "decision_number",
            "why", "heard_on", "not_heard_because", "votes", "base", "cell_votes", "cell_base",
            "handed_on")  # fmt: skip
LETTER = ("kind", "received_on", "sender", "anonymous", "what", "refused")
SETTLED = ("settled_on", "settled", "outcome")


def _disciplines(of: Extract) -> Iterator[Row]:
    for row in of.overseen.disciplines:
        yield {
            "key": of.overseen.discipline_keys[row.pk],
            "keeper": of.organisation_keys[row.keeper_id],
            "person": of.person_keys.get(row.person_id or 0, ""),
            "unit": of.organisation_keys.get(row.unit_id or 0, ""),
            "stood": of.organisation_keys[path_ids(row.path)[-1]],
            "decided_by": of.organisation_keys[row.decided_by_id],
            **told(row, DECISION),
            "handed_on": of.until(row.handed_on),
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
            **since(of, row, CANCELLED),
        }


DISCIPLINES = SheetKind(
    "disciplines",
    _("Kỷ luật"),
    _("Mỗi dòng một quyết định kỷ luật, với số phiếu; quyết định đã hủy vẫn còn dòng."),
    (
        key(_("Mã kỷ luật")),
        KEEPER,
        ref("person", _("Đảng viên"), "people", _("Một đảng viên, hoặc một tổ chức.")),
        ref("unit", _("Tổ chức bị kỷ luật"), "organisations"),
        ref(
            "stood",
            _("Đơn vị lúc ấy"),
            "organisations",
            _("Chi bộ của đảng viên, hoặc chính tổ chức, ngày quyết định."),
            required=True,
        ),
        ref("decided_by", _("Tổ chức quyết định"), "organisations", required=True),
        *of_model(
            Discipline,
            *DECISION,
            status={"kind": "choice", "choices": dict(Status.choices)},
            form={"kind": "code", "codes": "discipline_forms"},
        ),
        ref("paper", _("Văn bản"), "papers"),
        *of_model(Discipline, *CANCELLED),
    ),
    _disciplines,
    prefix="KL",
    since=2,
)


def _violations(of: Extract) -> Iterator[Row]:
    for row in of.overseen.disciplines:
        for each in sorted(row.violations.all(), key=lambda one: one.pk):
            yield {"discipline": of.overseen.discipline_keys[row.pk], **told(each, VIOLATION)}


VIOLATIONS = SheetKind(
    "discipline_violations",
    _("Vi phạm bị kỷ luật"),
    _("Từng vi phạm làm căn cứ của quyết định kỷ luật."),
    (
        ref("discipline", _("Quyết định"), "disciplines", required=True),
        *of_model(Violation, *VIOLATION, act=ACTS),
    ),
    _violations,
    since=2,
)


def _complaints(of: Extract) -> Iterator[Row]:
    for row in of.overseen.complaints:
        yield {
            "keeper": of.organisation_keys[row.keeper_id],
            **told(row, LETTER),
            "discipline": of.overseen.discipline_keys.get(row.discipline_id or 0, ""),
            "person": of.person_keys.get(row.person_id or 0, ""),
            "unit": of.organisation_keys.get(row.unit_id or 0, ""),
            "inspection": of.overseen.inspection_keys.get(row.inspection_id or 0, ""),
            **since(of, row, SETTLED),
        }


COMPLAINTS = SheetKind(
    "complaints",
    _("Khiếu nại, tố cáo"),
    _("Đơn, thư đã nhận: giải quyết thế nào, hay vì sao không giải quyết."),
    (
        KEEPER,
        *of_model(Complaint, *LETTER, refused={"kind": "code", "codes": "complaint_refusals"}),
        ref("discipline", _("Khiếu nại quyết định"), "disciplines"),
        ref("person", _("Đảng viên bị tố cáo"), "people"),
        ref("unit", _("Tổ chức bị tố cáo"), "organisations"),
        ref("inspection", _("Xem xét trong cuộc kiểm tra"), "inspections"),
        *of_model(Complaint, *SETTLED),
    ),
    _complaints,
    since=2,
)

DISCIPLINED = (DISCIPLINES, VIOLATIONS, COMPLAINTS)
