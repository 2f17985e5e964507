"""Letters of introduction and their boxes."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.imports.workbook.sheets.movements import SCOPES
from chibo.members.models import Transfer, TransferState, TransferStep

CLOSED = {
    TransferState.WITHDRAWN.value: TransferState.WITHDRAWN.label,
    TransferState.RETURNED.value: TransferState.RETURNED.label,
}
LETTER_SCOPES = {**SCOPES, "internal": _("Nội bộ")}
PLAIN = (
    "kind",
    "status",
    "number",
    "issued_on",
    "valid_until",
    "from_unit",
    "to_unit",
    "scope",
    "reason",
    "decision",
    "decided_on",
    "until",
    "dues_paid_until",
    "presented",
    "slip",
)


def _letters(of: Extract) -> Iterator[Row]:
    for row in of.letters:
        closed = of.until(row.closed_on)
        yield {
            "key": of.letter_keys[row.pk],
            "person": of.person_keys[row.person_id],
            **{name: getattr(row, name) for name in PLAIN},
            "issuer": of.organisation_keys.get(row.issuer_id or 0, ""),
            "from_cell": of.organisation_keys.get(row.from_cell_id or 0, ""),
            "to_cell": of.organisation_keys.get(row.to_cell_id or 0, ""),
            "movement": of.movement_keys.get(row.movement_id or 0, ""),
            "closed_on": closed,
            "closed_as": row.state if closed else "",
            "close_reason": row.close_reason if closed else "",
        }


LETTERS = SheetKind(
    "letters",
    _("Giấy giới thiệu"),
    _(
        "Giấy giới thiệu sinh hoạt đảng của những người trong sổ. Giấy không tự chuyển ai: biến động hay "
        "thời gian tạm thời do giấy mà có nằm ở trang của chúng."
    ),
    (
        key(_("Mã giấy trong sổ")),
        ref("person", _("Người"), "people", required=True),
        *of_model(Transfer, "kind", kind={"kind": "code", "codes": "transfer_kinds"}),
        *of_model(Transfer, "status", "number"),
        ref("issuer", _("Tổ chức cấp giấy"), "organisations", _("Trống: đơn vị ngoài hệ thống.")),
        *of_model(Transfer, "issued_on", "valid_until"),
        ref("from_cell", _("Chi bộ đi"), "organisations"),
        *of_model(Transfer, "from_unit"),
        ref("to_cell", _("Chi bộ đến"), "organisations"),
        *of_model(Transfer, "to_unit", "scope", scope={"kind": "choice", "choices": LETTER_SCOPES}),
        *of_model(Transfer, "reason", "decision", "decided_on", "until", "dues_paid_until"),
        Column(
            "presented",
            Transfer._meta.get_field("presented").verbose_name,
            kind="codes",
            codes="rule_values",
        ),
        ref("movement", _("Biến động"), "movements", _("Biến động do giấy này mà có.")),
        *of_model(Transfer, "slip", "closed_on"),
        Column("closed_as", _("Kết thúc không chuyển"), kind="choice", choices=CLOSED),
        *of_model(Transfer, "close_reason"),
    ),
    _letters,
    prefix="GT",
    since=2,
)


def _steps(of: Extract) -> Iterator[Row]:
    for letter in of.letters:
        for row in letter.steps.all():
            yield {
                "letter": of.letter_keys[letter.pk],
                "position": row.position,
                "side": row.side,
                "organisation": of.organisation_keys.get(row.organisation_id or 0, ""),
                "name": row.name,
                **of.ended(row, "acted_on", "note"),
            }


LETTER_STEPS = SheetKind(
    "letter_steps",
    _("Ô giấy giới thiệu"),
    _("Các cấp giấy đi qua, theo thứ tự ô; ô đã ghi có ngày."),
    (
        ref("letter", _("Giấy"), "letters", required=True),
        *of_model(TransferStep, "position", "side"),
        ref("organisation", _("Tổ chức"), "organisations", _("Trống: đơn vị ngoài hệ thống.")),
        *of_model(TransferStep, "name", "acted_on", "note"),
    ),
    _steps,
    since=2,
)
