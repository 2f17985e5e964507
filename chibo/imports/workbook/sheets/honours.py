"""Party badges and the register of Party cards."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from chibo.base.text import format_date
from chibo.imports.workbook.declaring import Column, Row, SheetKind, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.imports.workbook.sheets.events import LINES
from chibo.imports.workbook.sheets.people import card_before
from chibo.members.models import BadgeAward, BadgeBasis, BadgeState, CardEvent

BETWEEN = " – "
_PERSON = ref("person", _("Người"), "people", required=True)
_CELL = ref("cell", _("Chi bộ"), "organisations", required=True)
_STOOD = Column(
    "stood_from",
    _("Sinh hoạt ở đó từ ngày"),
    _("Quãng sinh hoạt ở chi bộ đó mà việc này tính theo; để trống thì lấy quãng sau cùng."),
    "day",
)
WORKED_OUT = ("mark", "basis", "round_day", "missed_round", "counted_from", "reached_on")
MONEY = ("base_salary", "bonus", "rule_versions")
HANDED_OVER = ("given_on", "given_at", "closing_reason")
_CLOSED = (BadgeState.RETURNED, BadgeState.WITHDRAWN)


def _badges(of: Extract) -> Iterator[Row]:
    for row in of.honours.badges:
        state = _state(of, row)
        decided = row.decision_id if row.decision and of.until(row.decision.issued_on) else None
        yield {
            "person": of.person_keys[row.person_id],
            "cell": of.organisation_keys[row.cell_id],
            "stood_from": of.honours.stood_from.get((row.person_id, row.cell_id, row.path)),
            **{name: getattr(row, name) for name in (*WORKED_OUT, *MONEY, "reason")},
            "state": state,
            "interruptions": LINES.join(_stretch(*one) for one in row.interruptions),
            "evidence": of.paper_keys.get(row.evidence_id or 0, ""),
            "multiple": None if row.multiple is None else row.multiple.normalize() + 0,
            "decision": of.paper_keys.get(decided or 0, ""),
            "given_on": of.until(row.given_on),
            "given_at": row.given_at if of.until(row.given_on) else "",
            "closing_reason": row.closing_reason if state in _CLOSED else "",
        }


def _state(of: Extract, row: BadgeAward) -> str:
    """A step that had not been taken by the day is not told."""
    if row.basis != BadgeBasis.EARLIER:
        if row.decision and not of.until(row.decision.issued_on):
            return BadgeState.PROPOSED
        if row.given_on and not of.until(row.given_on):
            return BadgeState.APPROVED
    return row.state


def _stretch(left: str, back: str) -> str:
    return BETWEEN.join(format_date(date.fromisoformat(day)) for day in (left, back))


BADGES = SheetKind(
    "badges",
    _("Huy hiệu Đảng"),
    _(
        "Huy hiệu Đảng từ lúc đề nghị đến lúc trao, với những gì đã tính lúc đó: tuổi Đảng, gián đoạn, "
        "tiền thưởng. Nhập vào thì giữ nguyên, không tính lại."
    ),
    (
        _PERSON,
        *of_model(BadgeAward, "mark", "basis", "state", "round_day", "missed_round"),
        _CELL,
        _STOOD,
        *of_model(
            BadgeAward,
            "counted_from",
            "reached_on",
            "interruptions",
            "reason",
            interruptions={
                "required": False,
                "meaning": _(
                    "Mỗi quãng ghi ngày ra – ngày trở lại; nhiều quãng cách nhau bằng dấu |."
                ),
            },
        ),
        ref("evidence", _("Giấy tờ kèm theo"), "papers"),
        *of_model(BadgeAward, "multiple", *MONEY, rule_versions={"heading": _("Theo quy định")}),
        ref("decision", _("Quyết định"), "papers"),
        *of_model(BadgeAward, *HANDED_OVER),
    ),
    _badges,
    since=2,
)


EVENT = ("kind", "happened_on", "number", "old_number", "cause", "reason")


def _cards(of: Extract) -> Iterator[Row]:
    for row in of.honours.cards:
        was = card_before(row.replaced)
        yield {
            "person": of.person_keys[row.person_id],
            "cell": of.organisation_keys[row.cell_id],
            "stood_from": of.honours.stood_from.get((row.person_id, row.cell_id, row.path)),
            **{name: getattr(row, name) for name in EVENT},
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
            "was_issued": was["card_issued"],
            "was_issued_at": was["card_issued_at"],
            "was_old_number": was["old_card_number"],
        }


_DIGITS = {"kind": "digits"}
CARDS = SheetKind(
    "cards",
    _("Sổ thẻ đảng viên"),
    _(
        "Thẻ đã phát, đổi, cấp lại, thu hồi, theo thứ tự ngày. Số thẻ ở trang Người là số sau dòng cuối của "
        "mỗi người ở đây; các cột cuối là những gì hồ sơ ghi trước việc đó."
    ),
    (
        _PERSON,
        *of_model(CardEvent, *EVENT, number=_DIGITS, old_number=_DIGITS),
        ref("paper", _("Quyết định"), "papers"),
        _CELL,
        _STOOD,
        Column("was_issued", _("Trước đó cấp ngày"), kind="partial"),
        Column("was_issued_at", _("Trước đó cấp tại")),
        Column("was_old_number", _("Trước đó số thẻ theo Quyết định 85"), kind="digits"),
    ),
    _cards,
    since=2,
)
