"""Dues: what was declared, reliefs, rolls, receipts and what was handed on."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.dues.models import (
    Charge,
    Declaration,
    DuesTerms,
    FundEntry,
    PaidMonth,
    Payment,
    Relief,
    Remittance,
)
from chibo.imports.workbook.declaring import Row, SheetKind, cited, dated, key, of_model, ref
from chibo.imports.workbook.extract import Extract

_DECLARED = ("category", "started_on", "declared_on", "base", "pay", "by_hand", "hand_reason",
             "volunteered", "volunteer_note")  # fmt: skip
_RELIEF = ("kind", "case", "percent", "reason", "applied_on", "cut_reason")
_CHARGE = ("month", "category", "exempt", "amount", "volunteered", "working", "versions",
           "good_reason")  # fmt: skip
_PAYMENT = ("number", "paid_on", "method", "received_by", "note")
_REMITTED = ("number", "first_month", "handed_on", "collected", "kept", "amount", "working",
             "reason", "method")  # fmt: skip
_CONFIRMED = ("confirmed_on", "confirmed_by")
_FUND = ("kind", "number", "on", "amount", "purpose", "what", "voucher")
_FIRST_DAY = {"meaning": _("Ngày đầu của tháng.")}
_NUMBER = {"kind": "integer"}
_GROUP = {"kind": "code", "codes": "dues_categories"}


def _terms(of: Extract) -> Iterator[Row]:
    for row in of.collected.terms:
        yield {
            "organisation": of.organisation_keys[row.organisation_id],
            "started_on": row.started_on,
            "ended_on": of.until(row.ended_on),
            "wage_zone": row.wage_zone,
            "keeps": row.keeps,
            **row.citation,
        }


DUES_TERMS = SheetKind(
    "dues_terms",
    _("Vùng, tỷ lệ đảng phí"),
    _("Vùng lương tối thiểu của đơn vị và cấp dưới; tỷ lệ giữ lại khi có quy định riêng."),
    (
        ref("organisation", _("Đơn vị"), "organisations", required=True),
        *dated(DuesTerms),
        *of_model(DuesTerms, "wage_zone", "keeps", wage_zone={"kind": "integer", "choices": {}}),
        *cited(DuesTerms),
    ),
    _terms,
    since=2,
)


def _declarations(of: Extract) -> Iterator[Row]:
    for row in of.collected.declarations:
        yield {
            "person": of.person_keys[row.person_id],
            **{name: getattr(row, name) for name in _DECLARED},
            "base": row.base_amount,
            "pay": row.pay_amount,
        }


DUES_DECLARATIONS = SheetKind(
    "dues_declarations",
    _("Khai đóng đảng phí"),
    _("Nhóm và căn cứ đóng theo từng lần khai; chỉ có khi người xuất sổ được thu đảng phí."),
    (
        ref("person", _("Đảng viên"), "people", required=True),
        *of_model(
            Declaration,
            *_DECLARED,
            category=_GROUP,
            started_on=_FIRST_DAY,
            base=_NUMBER,
            pay=_NUMBER,
        ),
    ),
    _declarations,
    since=2,
)


def _reliefs(of: Extract) -> Iterator[Row]:
    for row in of.collected.reliefs:
        yield {
            "person": of.person_keys[row.person_id],
            "started_on": row.started_on,
            "ended_on": row.ended_on,
            **{name: getattr(row, name) for name in _RELIEF},
            **row.citation,
            **of.ended(row, "cancelled_on", "cancel_reason"),
        }


DUES_RELIEFS = SheetKind(
    "dues_reliefs",
    _("Miễn, giảm đảng phí"),
    _("Quyết định miễn, giảm; đến ngày là ngày đầu của tháng đóng lại."),
    (
        ref("person", _("Đảng viên"), "people", required=True),
        *dated(Relief),
        *of_model(Relief, *_RELIEF, case={"kind": "code", "codes": "dues_exemptions"}),
        *cited(Relief),
        *of_model(Relief, "cancelled_on", "cancel_reason"),
    ),
    _reliefs,
    since=2,
)


def _charges(of: Extract) -> Iterator[Row]:
    for row in of.collected.charges:
        yield {
            "person": of.person_keys[row.person_id],
            "cell": of.organisation_keys[row.cell_id],
            **{name: getattr(row, name) for name in _CHARGE},
        }


DUES_CHARGES = SheetKind(
    "dues_charges",
    _("Đảng phí phải đóng"),
    _("Danh sách thu từng tháng; số phải đóng để trống là chưa rõ mức."),
    (
        ref("person", _("Đảng viên"), "people", required=True),
        ref("cell", _("Chi bộ"), "organisations", required=True),
        *of_model(Charge, *_CHARGE, month=_FIRST_DAY, category=_GROUP),
    ),
    _charges,
    since=2,
)


def _payments(of: Extract) -> Iterator[Row]:
    for row in of.collected.payments:
        yield {
            "key": of.collected.payment_keys[row.pk],
            "person": of.person_keys[row.person_id],
            "cell": of.organisation_keys[row.cell_id],
            **{name: getattr(row, name) for name in _PAYMENT},
            **of.ended(row, "cancelled_on", "cancel_reason"),
        }


DUES_PAYMENTS = SheetKind(
    "dues_payments",
    _("Phiếu thu đảng phí"),
    _("Mỗi dòng một phiếu; số phiếu chạy theo năm của chi bộ."),
    (
        key(_("Mã phiếu thu")),
        ref("person", _("Đảng viên"), "people", required=True),
        ref("cell", _("Chi bộ"), "organisations", required=True),
        *of_model(Payment, *_PAYMENT, "cancelled_on", "cancel_reason", number=_NUMBER),
    ),
    _payments,
    prefix="DP",
    since=2,
)


def _paid_months(of: Extract) -> Iterator[Row]:
    for row in of.collected.paid_months:
        yield {
            "payment": of.collected.payment_keys[row.payment_id],
            "month": row.month,
            "amount": row.amount,
        }


DUES_PAID_MONTHS = SheetKind(
    "dues_paid_months",
    _("Tháng đã đóng đảng phí"),
    _("Số tiền của từng tháng trên phiếu thu."),
    (
        ref("payment", _("Phiếu thu"), "dues_payments", required=True),
        *of_model(PaidMonth, "month", "amount", month=_FIRST_DAY),
    ),
    _paid_months,
    since=2,
)


def _remittances(of: Extract) -> Iterator[Row]:
    for row in of.collected.remittances:
        yield {
            "unit": of.organisation_keys[row.unit_id],
            **{name: getattr(row, name) for name in _REMITTED},
            "until": row.until,
            **of.ended(row, *_CONFIRMED),
            **of.ended(row, "cancelled_on", "cancel_reason"),
        }


DUES_REMITTANCES = SheetKind(
    "dues_remittances",
    _("Nộp đảng phí cấp trên"),
    _("Phiếu nộp lên cấp trên trực tiếp, theo thứ tự ngày nộp."),
    (
        ref("unit", _("Đơn vị nộp"), "organisations", required=True),
        *of_model(
            Remittance, *_REMITTED, "until", *_CONFIRMED, "cancelled_on", "cancel_reason",
            number=_NUMBER, first_month=_FIRST_DAY, until=_FIRST_DAY,
        ),
    ),
    _remittances,
    since=2,
)  # fmt: skip


def _fund(of: Extract) -> Iterator[Row]:
    for row in of.collected.fund:
        yield {
            "unit": of.organisation_keys[row.unit_id],
            **{name: getattr(row, name) for name in _FUND},
            **of.ended(row, "cancelled_on", "cancel_reason"),
        }


DUES_FUND = SheetKind(
    "dues_fund",
    _("Quỹ đảng phí"),
    _("Dư mang sang, thu khác và chi của đơn vị, theo thứ tự ngày; số chạy theo năm."),
    (
        ref("unit", _("Đơn vị"), "organisations", required=True),
        *of_model(
            FundEntry,
            *_FUND,
            "cancelled_on",
            "cancel_reason",
            number=_NUMBER,
            purpose={"kind": "code", "codes": "dues_spending"},
        ),
    ),
    _fund,
    since=2,
)

DUES = (
    DUES_TERMS,
    DUES_DECLARATIONS,
    DUES_RELIEFS,
    DUES_CHARGES,
    DUES_PAYMENTS,
    DUES_PAID_MONTHS,
    DUES_REMITTANCES,
    DUES_FUND,
)
