"""Papers sent round to cells to be made known. That a cell did is in its minutes."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.documents.models import Circulation
from chibo.imports.workbook.declaring import Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract

ASKED = ("audience", "asked_on", "due_on", "remark")


def _circulations(of: Extract) -> Iterator[Row]:
    for row in of.circulated.circulations:
        yield {
            "key": of.circulated.keys[row.pk],
            "paper": of.paper_keys[row.paper_id],
            "organisation": of.organisation_keys[row.organisation_id],
            **{name: getattr(row, name) for name in ASKED},
            **of.ended(row, "withdrawn_on", "withdraw_reason"),
        }


CIRCULATIONS = SheetKind(
    "circulations",
    _("Phổ biến văn bản"),
    _("Văn bản cấp ủy giao chi bộ phổ biến tại sinh hoạt, đến hạn nào; thôi giao vì sao."),
    (
        key(_("Mã đợt phổ biến")),
        ref("paper", _("Văn bản"), "papers", required=True),
        ref("organisation", _("Cấp ủy giao"), "organisations", required=True),
        *of_model(Circulation, *ASKED, "withdrawn_on", "withdraw_reason"),
    ),
    _circulations,
    prefix="PB",
    since=2,
)


def _cells(of: Extract) -> Iterator[Row]:
    for row in of.circulated.cells:
        yield {
            "circulation": of.circulated.keys[row.circulation_id],
            "cell": of.organisation_keys[row.cell_id],
        }


CIRCULATED_TO = SheetKind(
    "circulated_to",
    _("Chi bộ phải phổ biến"),
    _("Danh sách chi bộ chốt khi giao; chi bộ nào đã phổ biến thì biên bản có nội dung ấy."),
    (
        ref("circulation", _("Đợt phổ biến"), "circulations", required=True),
        ref("cell", _("Chi bộ"), "organisations", required=True),
    ),
    _cells,
    since=2,
)

CIRCULATED = (CIRCULATIONS, CIRCULATED_TO)
